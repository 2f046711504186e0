import type { FastifyRequest } from 'fastify';
import type { Principal } from '../database/principal.ts';

/** The signed-in person of a request. */
export interface SignedIn {
  principal: Principal;
  sessionId: string | null;
  /** They have a one-time password: nothing is open to them before they choose one of their own. */
  mustChangePassword: boolean;
}

/** Finds out who sends a request. The feature `auth` provides it: http knows nothing of sessions and passwords. */
export abstract class Authenticator {
  /** Null where nobody is signed in; throws `csrf` or `forbidden` where somebody is, but the request is not theirs to make. */
  /** `leaves`: a route that changes nothing, whatever its method, and whether looking leaves a record (`AnswersOnly`). */
  abstract authenticate(request: FastifyRequest, leaves?: 'nothing' | 'record'): Promise<SignedIn | null>;
}
