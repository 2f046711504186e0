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
