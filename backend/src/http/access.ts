import type { Role } from '@caseway/rule-sets';
import { SetMetadata } from '@nestjs/common';

/** `public`: anybody. `any`: whoever is signed in. Roles: whoever has one of them anywhere, and sees only what lies there. */
export type AccessRule = 'public' | 'any' | readonly Role[];

export const ACCESS = Symbol('access');
export const OWN_TRANSACTION = Symbol('own transaction');

/** Who may call a route. A route without it stops the start. */
export const Access = (rule: AccessRule) => SetMetadata(ACCESS, rule);

/** The handler opens its transactions itself. */
export const WithoutTransaction = () => SetMetadata(OWN_TRANSACTION, true);
