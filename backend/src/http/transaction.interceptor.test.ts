import type { ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { lastValueFrom, of } from 'rxjs';
import { SYSTEM } from '../database/principal.ts';
import type { Transactions } from '../database/transactions.ts';
import { Access } from './access.ts';
import { CallerAccess } from './access-state.ts';
import { AuthGuard } from './auth.guard.ts';
import type { IdempotencyStore, KeptAnswer } from './idempotency-store.ts';
import { TransactionInterceptor } from './transaction.interceptor.ts';

/** A server with one route that counts how often it does its work; keys are kept in memory, and nobody is kept out of anything. */
class Server {
  private readonly kept = new Map<string, KeptAnswer>();
  private readonly interceptor: TransactionInterceptor;
  private done = 0;

  constructor() {
    const transactions = {
      principal: SYSTEM,
      run: (_: unknown, work: () => Promise<unknown>) => work(),
      query: async () => [{ state: '[]', keptOut: false }],
    } as unknown as Transactions;
    const store: Pick<IdempotencyStore, 'claim' | 'keep' | 'read'> = {
      claim: async (key) => !this.kept.has(key),
      keep: async (key, answer) => void this.kept.set(key, answer),
      read: async (key) => ({ ...(this.kept.get(key) as KeptAnswer), toThis: true }),
    };
    const access = new CallerAccess(transactions);
    this.interceptor = new TransactionInterceptor(new Reflector(), transactions, store as IdempotencyStore, access);
  }

  /** The same request, under the same key, from somebody who signed in that way. */
  async post(sessionId: string | null): Promise<unknown> {
    const request = { method: 'POST', url: '/api/cases', body: { a: 1 }, headers: { 'idempotency-key': 'key' } };
    const handler = () => undefined;
    Access('any')(handler);
    const context = {
      getHandler: () => handler,
      getClass: () => Server,
      switchToHttp: () => ({
        getRequest: () => request,
        getResponse: () => ({ getHeader: () => undefined, header: () => undefined }),
      }),
    } as unknown as ExecutionContext;
    const authenticate = async () => ({ principal: SYSTEM, sessionId, mustChangePassword: false });
    await new AuthGuard(new Reflector(), { authenticate }).canActivate(context);
    const handle = () => {
      this.done += 1;
      return of({ done: this.done });
    };
    return lastValueFrom(this.interceptor.intercept(context, { handle }));
  }
}

test('the same request under the same key is done once, and answered again as it was', async () => {
  for (const way of ['session', null]) {
    const server = new Server();
    expect([await server.post(way), await server.post(way)]).toEqual([{ done: 1 }, { done: 1 }]);
  }
});

test('what was answered at the page is not given to a token of the same person, nor the other way round', async () => {
  const withheld = expect.objectContaining({ code: 'answer-withheld' });
  const page = new Server();
  await page.post('session');
  await expect(page.post(null)).rejects.toEqual(withheld);
  const token = new Server();
  await token.post(null);
  await expect(token.post('session')).rejects.toEqual(withheld);
});
