import type { Json } from '@caseway/form-schemas';
import { isJsonObject } from '@caseway/rule-sets';
import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { Transactions } from '../database/transactions.ts';
import { DomainError, type Numbered } from '../errors/domain-error.ts';
import { ANSWERS_ONLY, OWN_TRANSACTION, TAKES_TIME } from './access.ts';
import { type AccessState, CallerAccess, idsIn } from './access-state.ts';
import { signedInOf } from './auth.guard.ts';
import { IdempotencyStore, type KeptAnswer } from './idempotency-store.ts';
import { receiveFile, TAKES_FILE, uploadOf } from './upload.ts';

const KEY = /^[\x21-\x7e]{1,200}$/;

const MAY_BE_RETRIED = new Set(['POST', 'PUT', 'PATCH']);

/** One transaction a request, under the user's scope; with an `Idempotency-Key`, the same request is done once. */
@Injectable()
export class TransactionInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly transactions: Transactions,
    private readonly idempotency: IdempotencyStore,
    private readonly access: CallerAccess,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const signedIn = signedInOf(request);
    const own = this.reflector.getAllAndOverride<boolean>(OWN_TRANSACTION, [context.getHandler(), context.getClass()]);
    if (!signedIn || own) return next.handle();
    const work = () => lastValueFrom(next.handle(), { defaultValue: undefined });
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const key = request.headers['idempotency-key'];
    const reads = this.reflector.get<string | undefined>(ANSWERS_ONLY, context.getHandler()) !== undefined;
    const once = typeof key === 'string' && MAY_BE_RETRIED.has(request.method) && !reads;
    if (once && !KEY.test(key)) {
      throw new DomainError('invalid', {}, [{ pointer: '', message: 'Idempotency-Key: 1–200 ASCII' }]);
    }
    const long = this.reflector.get<boolean | undefined>(TAKES_TIME, context.getHandler());
    const done = () => (once ? this.once(key, request, reply, work) : work());
    const run = () => this.transactions.run(signedIn.principal, done, long ? 'long' : 'request');
    const largest = this.reflector.get<number | undefined>(TAKES_FILE, context.getHandler());
    return from(largest === undefined ? run() : receiveFile(request, largest).then(run));
  }

  /** In the request's transaction: the key and what it did are kept together or not at all; a concurrent twin waits. */
  private async once(
    key: string,
    request: FastifyRequest,
    reply: FastifyReply,
    work: () => Promise<unknown>,
  ): Promise<unknown> {
    const file = uploadOf(request);
    const body = JSON.stringify(file ? [file.name, file.hash] : (request.body ?? null));
    const sent = `${request.method} ${request.url}\n${body}`;
    const way = signedInOf(request)?.sessionId ? 'session' : 'token';
    if (await this.idempotency.claim(key, sent)) {
      const response = await work();
      const etag = reply.getHeader('etag');
      // As it is sent: what JSON leaves out is not kept either.
      const plain: Json = response === undefined ? null : JSON.parse(JSON.stringify(response));
      const about = idsIn(request.url, request.body, plain);
      // After the work: what it did itself, as handing the case on, is no change since.
      const { state } = await this.access.now(about, way);
      await this.idempotency.keep(key, {
        response: plain,
        etag: typeof etag === 'string' ? etag : null,
        about,
        access: state,
      });
      return response;
    }
    const before = await this.idempotency.read(key, sent);
    if (!before) throw new DomainError('in-progress');
    const now = await this.access.now(before.about, way);
    if (!before.toThis) {
      const made = numberedIn(before.response);
      // It may have been worked on since: its number is for whoever sees it now.
      const told = made && !now.keptOut && (await this.access.seesCase(made.id));
      throw new DomainError('idempotency-mismatch', {}, [], told ? made : null);
    }
    if (!mayHaveAgain(before, now)) throw new DomainError('answer-withheld');
    if (before.etag) reply.header('etag', before.etag);
    reply.header('idempotent-replayed', 'true');
    return before.response ?? undefined;
  }
}

/** What came of it, where that has a number by which people call it. */
function numberedIn(response: Json): Numbered | null {
  if (!isJsonObject(response)) return null;
  const { id, number } = response;
  return typeof id === 'string' && typeof number === 'string' ? { id, number } : null;
}

/** An answer is given again to whom it would be given now: nothing of what they may see has changed since. */
export function mayHaveAgain({ access }: Pick<KeptAnswer, 'access'>, now: AccessState): boolean {
  return !now.keptOut && now.state === access;
}
