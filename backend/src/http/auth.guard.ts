import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { hasRoleAnywhere, holding } from '../database/principal.ts';
import { DomainError } from '../errors/domain-error.ts';
import { ACCESS, type AccessRule, ANSWERS_ONLY, BEFORE_PASSWORD, SESSION_ONLY } from './access.ts';
import { Authenticator, type SignedIn } from './authenticator.ts';

const signedIn = new WeakMap<object, SignedIn>();

/** Who sent the request; undefined on a public route. */
export function signedInOf(request: object): SignedIn | undefined {
  return signedIn.get(request);
}

/** Lets through whom the route's `@Access` names. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authenticator: Authenticator,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const rule = this.reflector.getAllAndOverride<AccessRule | undefined>(ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (rule === 'public') return true;
    if (rule === undefined) throw new Error(`No @Access on ${context.getClass().name}.${context.getHandler().name}.`);
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const leaves = this.reflector.get<'nothing' | 'record' | undefined>(ANSWERS_ONLY, context.getHandler());
    const found = await this.authenticator.authenticate(request, leaves);
    if (!found) throw new DomainError('unauthenticated');
    const free = this.reflector.get<boolean | undefined>(BEFORE_PASSWORD, context.getHandler());
    if (found.mustChangePassword && !free) throw new DomainError('password-change-required');
    if (found.sessionId === null && this.reflector.get<boolean | undefined>(SESSION_ONLY, context.getHandler())) {
      throw new DomainError('forbidden');
    }
    if (rule !== 'any' && !hasRoleAnywhere(found.principal, rule)) throw new DomainError('forbidden');
    // A role opens what lies where it was granted, not what somebody sees elsewhere by another.
    signedIn.set(request, rule === 'any' ? found : { ...found, principal: holding(found.principal, rule) });
    return true;
  }
}
