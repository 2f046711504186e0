import type { Role } from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import type { CreateUserBody, Person, RoleGrant, UpdateUserBody, UserOut } from '../../contract/index.ts';
import { type Grant, hasRole } from '../../database/principal.ts';
import { Transactions } from '../../database/transactions.ts';
import { DomainError } from '../../errors/domain-error.ts';
import { decodeCursor, encodeCursor } from '../../http/cursor.ts';
import { newId } from '../../new-id.ts';
import { Audit } from '../audit/audit.service.ts';
import { Scopes } from '../townships/scopes.service.ts';
import { hashPassword, oneTimePassword } from './passwords.ts';
import type { UserRow } from './user-row.ts';
import { UsersStore } from './users-store.ts';

/** A person as the interface shows them. */
export function userOut(row: UserRow): UserOut {
  const { id, username, displayName, department, scopeId, status, mustChangePassword, grants } = row;
  const roles = grants.map(({ role, scopeId: at }) => ({ role, scopeId: at }));
  return { id, username, displayName, department, scopeId, status, mustChangePassword, roles };
}

const depth = (scopePath: string): number => scopePath.split('/').length;

/** People and their roles. */
@Injectable()
export class Users {
  constructor(
    private readonly store: UsersStore,
    private readonly scopes: Scopes,
    private readonly audit: Audit,
    private readonly transactions: Transactions,
  ) {}

  async byId(id: string): Promise<UserRow> {
    const user = await this.store.byId(id);
    if (!user) throw new DomainError('not-found', { what: `users/${id}` });
    return user;
  }

  /** Anybody by id or user name, null where there is none that the running transaction may see. */
  async find(by: { id: string } | { username: string }): Promise<UserRow | null> {
    return 'id' in by ? this.store.byId(by.id) : this.store.byUsername(by.username);
  }

  /** A password that the person chose: it is theirs from now on, and every session but `kept` ends. */
  async choosePassword(user: UserRow, password: string, kept: string | null): Promise<void> {
    await this.store.update({ ...user, passwordHash: await hashPassword(password), mustChangePassword: false });
    await this.store.endSessions(user.id, kept);
  }

  /** Names by id; those of people who are not visible are left out. */
  async namesOf(ids: readonly string[]): Promise<Map<string, Person>> {
    const unique = [...new Set(ids)];
    if (unique.length === 0) return new Map();
    return new Map((await this.store.namesOf(unique)).map((person) => [person.id, person]));
  }

  /**
   * Active people holding a role at a place, above it or inside it. `distance` is the number of levels between: who is at the
   * place comes before who is above it, and they before who is inside it.
   */
  async findByRole(wanted: {
    role: Role;
    scopePath: string;
    department?: string | undefined;
  }): Promise<(Person & { distance: number })[]> {
    const people = await this.store.withRole(wanted.role, wanted.scopePath, wanted.department ?? null);
    const here = depth(wanted.scopePath);
    const nearest = new Map<string, Person & { distance: number }>();
    for (const { id, displayName, grantPath } of people) {
      const levels = here - depth(grantPath);
      const distance = levels >= 0 ? levels : 10 - levels;
      const known = nearest.get(id);
      if (!known || distance < known.distance) nearest.set(id, { id, displayName, distance });
    }
    return [...nearest.values()].sort((a, b) => a.distance - b.distance);
  }

  async list(cursor: string | undefined, limit: number) {
    const after = cursor ? String(decodeCursor(cursor, 1)[0]) : null;
    const rows = await this.store.list(after, limit + 1);
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return { items: page.map(userOut), nextCursor: rows.length > limit && last ? encodeCursor([last.username]) : null };
  }

  /** Adds a person; without a password one is made up, which is answered once and must be changed. */
  async create(body: CreateUserBody): Promise<{ user: UserOut; oneTimePassword?: string }> {
    const scope = await this.scopes.byId(body.scopeId);
    this.requireAdmin(scope.scopePath);
    const grants = await this.grants(body.roles, scope.scopePath);
    const password = body.password ?? oneTimePassword();
    const row: UserRow = {
      id: newId(),
      username: body.username,
      displayName: body.displayName,
      passwordHash: await hashPassword(password),
      mustChangePassword: body.password === undefined,
      scopeId: scope.id,
      scopePath: scope.scopePath,
      department: body.department ?? null,
      status: 'active',
      grants,
    };
    if (!(await this.store.add(row))) throw new DomainError('already-exists', { what: body.username });
    await this.record('user.create', row, null);
    return { user: userOut(row), ...(body.password === undefined && { oneTimePassword: password }) };
  }

  /** Changes a person's name, roles or status; a reset password is answered once. */
  async update(id: string, body: UpdateUserBody): Promise<{ user: UserOut; oneTimePassword?: string }> {
    const before = await this.byId(id);
    this.requireAdmin(before.scopePath);
    // Nobody locks themselves out, and the last admin with them.
    if (id === this.transactions.principal.userId && (body.status === 'disabled' || body.roles)) {
      throw new DomainError('not-allowed-now', { what: 'self' });
    }
    const password = body.resetPassword ? oneTimePassword() : null;
    const after: UserRow = {
      ...before,
      displayName: body.displayName ?? before.displayName,
      department: body.department === undefined ? before.department : body.department,
      status: body.status ?? before.status,
      grants: body.roles ? await this.grants(body.roles, before.scopePath) : before.grants,
      ...(password && { passwordHash: await hashPassword(password), mustChangePassword: true }),
    };
    await this.store.update(after);
    if (body.roles) await this.store.setGrants(id, after.grants);
    if (password || after.status === 'disabled') await this.store.endSessions(id, null);
    await this.record('user.update', after, before);
    return { user: userOut(after), ...(password && { oneTimePassword: password }) };
  }

  private async grants(roles: readonly RoleGrant[], home: string): Promise<Grant[]> {
    const grants: Grant[] = [];
    for (const [index, { role, scopeId }] of roles.entries()) {
      const { scopePath, key } = await this.scopes.byId(scopeId);
      // What lies outside of a person's own place stays invisible to them whatever role they have there.
      if (!scopePath.startsWith(home)) {
        throw new DomainError('invalid', {}, [{ pointer: `/roles/${index}/scopeId`, message: key }]);
      }
      // Nobody gives more than they hold.
      this.requireAdmin(scopePath);
      grants.push({ role, scopeId, scopePath });
    }
    return grants;
  }

  private requireAdmin(scopePath: string): void {
    const { principal } = this.transactions;
    if (principal.userId !== null && !hasRole(principal, ['platform-admin'], scopePath))
      throw new DomainError('forbidden');
  }

  private async record(action: string, after: UserRow, before: UserRow | null): Promise<void> {
    const open = (row: UserRow) => ({
      username: row.username,
      department: row.department,
      status: row.status,
      roles: row.grants.map(({ role, scopeId }) => ({ role, scopeId })),
    });
    const { id: objectId, scopePath } = after;
    await this.audit.record({
      action,
      objectType: 'user',
      objectId,
      scopePath,
      ...(before && { before: open(before) }),
      after: open(after),
    });
  }
}
