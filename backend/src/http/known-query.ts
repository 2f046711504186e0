import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { ROUTE_ARGS_METADATA, RouteParamtypes } from '@nestjs/common/internal';
import type { FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';
import { DomainError } from '../errors/domain-error.ts';
import { unknownMember } from './schema.ts';

/** Whether a route reads the query of its address: its parameters are kept as `kind:position`. */
function readsQuery(context: ExecutionContext): boolean {
  const taken: object = Reflect.getMetadata(ROUTE_ARGS_METADATA, context.getClass(), context.getHandler().name) ?? {};
  return Object.keys(taken).some((name) => Number.parseInt(name, 10) === RouteParamtypes.QUERY);
}

/**
 * What nobody reads is refused instead of being dropped silently, in a query as in a body: a route that reads a query has a
 * schema for it (`@Query({schema})`), which is closed; every other takes none.
 */
@Injectable()
export class KnownQuery implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const query = context.switchToHttp().getRequest<FastifyRequest<{ Querystring: object }>>().query;
    const names = Object.keys(query ?? {});
    if (names.length > 0 && !readsQuery(context))
      throw new DomainError(
        'invalid',
        {},
        names.map((name) => unknownMember(name)),
      );
    return next.handle();
  }
}
