import type { Role } from '@caseway/rule-sets';
import { SetMetadata } from '@nestjs/common';

/** `public`: anybody. `any`: whoever is signed in. Roles: whoever has one of them anywhere, and sees only what lies there. */
export type AccessRule = 'public' | 'any' | readonly Role[];

export const ACCESS = Symbol('access');
export const OWN_TRANSACTION = Symbol('own transaction');

/** Who may call a route. A route without it stops the start. */
export const Access = (rule: AccessRule) => SetMetadata(ACCESS, rule);

export const BEFORE_PASSWORD = Symbol('before the password is changed');

/** Open to who still has a one-time password; everything else waits until they have chosen one of their own. */
export const BeforePasswordChange = () => SetMetadata(BEFORE_PASSWORD, true);

/** The handler opens its transactions itself. */
export const WithoutTransaction = () => SetMetadata(OWN_TRANSACTION, true);

export const TAKES_TIME = Symbol('takes time');

/** Reads very much: the database is waited for as long as for what runs by itself, and not as for what somebody clicks. */
export const TakesTime = () => SetMetadata(TAKES_TIME, true);

export const ANSWERS_ONLY = Symbol('answers only');

/**
 * Reads, though it is no GET: its answer is never kept for a retry, which is as good as asking anew. A token that may only read may ask,
 * unless the look leaves a record: looking at personal data is an act of its own. That holds of a GET as well: a receipt with the
 * whole name, a paper.
 */
export const AnswersOnly = (leaves: 'nothing' | 'record' = 'nothing') => SetMetadata(ANSWERS_ONLY, leaves);

export const SESSION_ONLY = Symbol('session only');

/** For a person at the page alone: a token, which others may have found, changes nothing of how its owner signs in: what it had made would live on after it was revoked. */
export const SessionOnly = () => SetMetadata(SESSION_ONLY, true);
