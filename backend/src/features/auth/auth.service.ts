import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { LocalizedText } from '@caseway/form-schemas';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Clock } from '../../clock/clock.ts';
import type { CreateTokenBody, SessionOut, TokenOut } from '../../contract/index.ts';
import { type Principal, SYSTEM } from '../../database/principal.ts';
import { Transactions } from '../../database/transactions.ts';
import { DomainError } from '../../errors/domain-error.ts';
import { Authenticator, type SignedIn } from '../../http/authenticator.ts';
import { currentLocale } from '../../http/request-context.ts';
import { newId } from '../../new-id.ts';
import { FieldCipher } from '../../secrets/field-cipher.ts';
import { Audit } from '../audit/audit.service.ts';
import { administers, handsOver } from '../townships/scope-access.ts';
import { Scopes, scopeOut } from '../townships/scopes.service.ts';
import { verifyPassword } from '../users/passwords.ts';
import type { UserRow } from '../users/user-row.ts';
import { Users, userOut } from '../users/users.service.ts';
import { LoginThrottle } from './login-throttle.ts';
import { type AccessTokenRow, type SessionRow, SessionsStore } from './sessions-store.ts';

export const SESSION_COOKIE = 'caseway_session';
const HOUR_MS = 3_600_000;
/** A working day; signing in again in the middle of the night hurts nobody. */
const LONGEST_MS = 12 * HOUR_MS;
const IDLE_MS = 2 * HOUR_MS;
/** Seen within this time: not written again. */
const SEEN_MS = 60_000;
const TOKEN_PREFIX = 'cw_';
const SAME_PASSWORD: LocalizedText = {
  'zh-CN': '新密码与原密码相同：请另选一个。',
  en: 'This is the password that you have: choose another one.',
};
const WRONG_PASSWORD: LocalizedText = { 'zh-CN': '当前密码不正确。', en: 'This is not your present password.' };
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

const secret = (): string => randomBytes(32).toString('base64url');
const hashed = (text: string): string => createHash('sha256').update(text).digest('hex');

function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function principalOf(user: UserRow): Principal {
  const { id: userId, displayName, scopePath, grants, department } = user;
  return { userId, displayName, scopePath, grants, department };
}

function tokenOut({ id, name, scopes, createdAt, expiresAt, lastUsedAt }: AccessTokenRow): TokenOut {
  return {
    id,
    name,
    scopes,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  };
}

/** Signing in and out, sessions, passwords and access tokens. */
@Injectable()
export class Auth extends Authenticator {
  constructor(
    private readonly sessions: SessionsStore,
    private readonly users: Users,
    private readonly scopes: Scopes,
    private readonly throttle: LoginThrottle,
    private readonly audit: Audit,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly cipher: FieldCipher,
  ) {
    super();
  }

  async authenticate(request: FastifyRequest, leaves?: 'nothing' | 'record'): Promise<SignedIn | null> {
    const bearer = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
    const reads = leaves ? leaves === 'nothing' : SAFE_METHODS.has(request.method);
    if (bearer) return this.byToken(bearer, reads ? 'read' : 'write');
    const cookie = request.cookies[SESSION_COOKIE];
    if (!cookie) return null;
    const found = await this.transactions.run(SYSTEM, () => this.bySession(cookie), 'request');
    if (!found) return null;
    const csrf = request.headers['x-csrf-token'];
    if (!SAFE_METHODS.has(request.method) && !(typeof csrf === 'string' && sameText(csrf, found.session.csrfToken))) {
      throw new DomainError('csrf');
    }
    const { mustChangePassword } = found.user;
    return { principal: principalOf(found.user), sessionId: found.session.id, mustChangePassword };
  }

  /** Opens a session; answers what goes into the cookie and what the page needs. Opens its own transactions. */
  async login(
    username: string,
    password: string,
    from: { address: string; userAgent: string | null },
  ): Promise<{ token: string; session: SessionOut }> {
    const name = username.trim().toLowerCase();
    const look = async () => {
      const at = await this.now();
      await this.throttle.check(name, from.address, at);
      return { now: at, user: await this.users.find({ username: name }) };
    };
    const { now, user } = await this.transactions.run(SYSTEM, look, 'request');
    const active = user?.status === 'active' ? user : null;
    const right = await verifyPassword(active?.passwordHash ?? null, password);
    if (!active || !right) {
      await this.transactions.run(SYSTEM, async () => {
        await this.throttle.failed(name, from.address, now);
        if (user) await this.record('auth.refused', user);
      });
      throw new DomainError('wrong-credentials');
    }
    const token = secret();
    const session: SessionRow = {
      id: newId(),
      userId: active.id,
      csrfToken: secret(),
      lastSeenAt: now,
      expiresAt: new Date(now.getTime() + LONGEST_MS),
    };
    await this.transactions.run(SYSTEM, async () => {
      await this.throttle.succeeded(name, from.address);
      await this.sessions.removeExpired(now);
      await this.sessions.add({ ...session, tokenHash: hashed(token), createdAt: now, ...from });
    });
    const out = await this.transactions.run(principalOf(active), async () => {
      await this.record('auth.login', active);
      return this.sessionOut(active, session.csrfToken);
    });
    return { token, session: out };
  }

  /** The session as the page needs it, in the user's own transaction. */
  async current(sessionId: string | null, cookie: string | undefined): Promise<SessionOut> {
    const user = await this.self();
    const session = cookie && sessionId ? await this.sessions.byTokenHash(hashed(cookie)) : null;
    return this.sessionOut(user, session?.csrfToken ?? '');
  }

  async logout(sessionId: string | null): Promise<void> {
    if (sessionId) await this.sessions.remove(sessionId);
    await this.record('auth.logout', await this.self());
  }

  /**
   * Sets a new password and ends every other session and every token. The present one is asked for, unless it is a one-time
   * password; guessing at it is slowed down as at signing in. Opens its own transactions: a refusal must be counted.
   */
  async changePassword(
    { principal, sessionId }: SignedIn,
    address: string,
    current: string | undefined,
    next: string,
  ): Promise<void> {
    const { now, user } = await this.transactions.run(principal, async () => ({
      now: await this.now(),
      user: await this.self(),
    }));
    const { username } = user;
    await this.transactions.run(SYSTEM, () => this.throttle.check(username, address, now));
    const known = current === undefined && user.mustChangePassword;
    if (!known && !(await verifyPassword(user.passwordHash, current ?? ''))) {
      await this.transactions.run(SYSTEM, async () => {
        await this.throttle.failed(username, address, now);
        await this.record('auth.refused', user);
      });
      throw new DomainError('invalid', {}, [{ pointer: '/currentPassword', message: WRONG_PASSWORD[currentLocale()] }]);
    }
    if (await verifyPassword(user.passwordHash, next)) {
      throw new DomainError('invalid', {}, [{ pointer: '/newPassword', message: SAME_PASSWORD[currentLocale()] }]);
    }
    await this.transactions.run(principal, async () => {
      // Of two changes at once, one: the other was asked against a password that is no more.
      if ((await this.self()).version !== user.version) throw new DomainError('stale');
      await this.users.choosePassword(user, next, sessionId);
      await this.record('auth.password', user);
    });
    await this.transactions.run(SYSTEM, () => this.throttle.succeeded(username, address));
  }

  async tokens(): Promise<TokenOut[]> {
    return (await this.sessions.tokensOf((await this.self()).id)).map(tokenOut);
  }

  /** Makes a token; its text is answered this once. */
  async createToken(body: CreateTokenBody): Promise<{ token: string; access: TokenOut }> {
    const user = await this.self();
    const now = await this.now();
    const token = TOKEN_PREFIX + secret();
    const row: AccessTokenRow = {
      id: newId(),
      userId: user.id,
      name: body.name,
      scopes: body.scopes,
      createdAt: now,
      expiresAt: new Date(now.getTime() + body.expiresInDays * 24 * HOUR_MS),
      lastUsedAt: null,
    };
    await this.sessions.addToken({ ...row, tokenHash: hashed(token) });
    await this.record('auth.token-create', user, { token: row.id, scopes: row.scopes });
    return { token, access: tokenOut(row) };
  }

  async revokeToken(id: string): Promise<void> {
    const user = await this.self();
    if (!(await this.sessions.revokeToken(id, user.id, await this.now()))) {
      throw new DomainError('not-found', { what: `tokens/${id}` });
    }
    await this.record('auth.token-revoke', user, { token: id });
  }

  private async bySession(cookie: string): Promise<{ user: UserRow; session: SessionRow } | null> {
    const session = await this.sessions.byTokenHash(hashed(cookie));
    if (!session) return null;
    const now = await this.clock.shared(async () => session.foundAt);
    if (session.expiresAt <= now) return null;
    const idle = now.getTime() - session.lastSeenAt.getTime();
    if (idle > IDLE_MS) return null;
    const user = await this.users.find({ id: session.userId });
    if (user?.status !== 'active') return null;
    if (idle > SEEN_MS) await this.sessions.seen(session.id, now);
    return { user, session };
  }

  private async byToken(text: string, wanted: 'read' | 'write'): Promise<SignedIn | null> {
    const find = async (): Promise<SignedIn | null> => {
      const token = await this.sessions.tokenByHash(hashed(text));
      if (!token) return null;
      const now = await this.clock.shared(async () => token.foundAt);
      if (token.expiresAt <= now) return null;
      const user = await this.users.find({ id: token.userId });
      if (user?.status !== 'active') return null;
      if (!token.scopes.includes(wanted)) throw new DomainError('forbidden');
      if (!token.lastUsedAt || now.getTime() - token.lastUsedAt.getTime() > SEEN_MS) {
        await this.sessions.tokenUsed(token.id, now);
      }
      return { principal: principalOf(user), sessionId: null, mustChangePassword: user.mustChangePassword };
    };
    return this.transactions.run(SYSTEM, find, 'request');
  }

  /** By the database's time: an instance whose machine is ahead signs nobody out. */
  private now(): Promise<Date> {
    return this.clock.shared(() => this.transactions.databaseNow());
  }

  private async self(): Promise<UserRow> {
    const { userId } = this.transactions.principal;
    const user = userId ? await this.users.find({ id: userId }) : null;
    if (!user) throw new DomainError('unauthenticated');
    return user;
  }

  private async sessionOut(user: UserRow, csrfToken: string): Promise<SessionOut> {
    const scopes = await this.scopes.all();
    const principal = principalOf(user);
    return {
      user: userOut(user),
      csrfToken,
      keptKey: csrfToken && this.cipher.keyedHash('kept', user.id).toString('base64'),
      scopes: scopes.map((scope) => ({
        ...scopeOut(scope),
        mayAdminister: administers(principal, scope.scopePath),
        mayHandOver: handsOver(principal, scope.scopePath),
      })),
    };
  }

  private async record(action: string, user: UserRow, after: Record<string, string | string[]> = {}): Promise<void> {
    const { id: objectId, scopePath, username } = user;
    await this.audit.record({ action, objectType: 'user', objectId, scopePath, after: { username, ...after } });
  }
}
