import { fill, type LocalizedText } from '@caseway/form-schemas';
import type { Role } from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import type { CreateUserBody, Person, RoleGrant, UpdateUserBody, UserOut, UserQuery } from '../../contract/index.ts';

import type { Grant } from '../../database/principal.ts';
import { Transactions } from '../../database/transactions.ts';
import { DomainError } from '../../errors/domain-error.ts';
import { decodeCursor, encodeCursor } from '../../http/cursor.ts';
import { currentLocale } from '../../http/request-context.ts';
import { newId } from '../../new-id.ts';
import { Audit } from '../audit/audit.service.ts';
import { administers } from '../townships/scope-access.ts';
import { Scopes } from '../townships/scopes.service.ts';
import { hashPassword, oneTimePassword } from './passwords.ts';
import type { UserRow } from './user-row.ts';
import { type StaffMember, UsersStore } from './users-store.ts';

/** A person as the interface shows them. */
export function userOut(row: UserRow): UserOut {
  const { id, username, displayName, department, scopeId, status, mustChangePassword, grants, version } = row;
  const roles = grants.map(({ role, scopeId: at }) => ({ role, scopeId: at }));
  return { id, username, displayName, department, scopeId, status, mustChangePassword, roles, version };
}

const depth = (scopePath: string): number => scopePath.split('/').length;

/** A person before and after a change; `to`: who takes over what they can no longer work on, null: by the order of choice. */
export interface UserChange {
  before: UserRow;
  after: UserRow;
  to: string | null;
}

const NOT_ONESELF: LocalizedText = {
  'zh-CN': '停用自己，或改动自己的角色、所在地（请由另一位管理员办理）',
  en: 'disabling oneself, or changing one’s own roles or place (another admin does this)',
};
const ROLE_ELSEWHERE: LocalizedText = {
  'zh-CN': '角色须在本人所属区划之内：请重新选择角色范围{what}。',
  en: 'A role lies within the place of its person: choose where it holds again{what}.',
};
const UNKNOWN_DEPARTMENT: LocalizedText = {
  'zh-CN': '没有这个部门{what}：请从部门列表中选择。',
  en: 'There is no such department{what}: choose one of the list.',
};
const HANDLER_OF_NONE: LocalizedText = {
  'zh-CN': '承办人须属于一个部门，只承办该部门的事项：请选择部门。',
  en: 'A handler belongs to a department, and handles what is at that: choose one.',
};

/** A handler without a department would be given nothing and could act on nothing. */
function requireOfDepartment({ grants, department }: Pick<UserRow, 'grants' | 'department'>): void {
  if (department === null && grants.some(({ role }) => role === 'handler'))
    throw invalid('/department', HANDLER_OF_NONE);
}

function invalid(pointer: string, text: LocalizedText, what?: string): DomainError {
  const message = fill(text[currentLocale()], { what: what ? ` (${what})` : '' });
  return new DomainError('invalid', {}, [{ pointer, message }]);
}

/** People and their roles. */
@Injectable()
export class Users {
  private readonly leaving: ((change: UserChange) => Promise<void>)[] = [];
  private readonly naming: ((user: UserRow) => Promise<void>)[] = [];
  private departments: () => Promise<readonly string[]> = async () => [];

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

  /**
   * Until the transaction ends nobody else is added, renamed or moved: for who reads who there is, and keeps something by that.
   * Taken before any lock on a row, or two would wait for each other.
   */
  async hold(): Promise<void> {
    await this.store.holdPeople();
  }

  /** Waits for whoever holds people as they are: for who comes to be called otherwise, and looks for what was kept by names. */
  async lock(): Promise<void> {
    await this.store.lockPeople();
  }

  /** Anybody by id or user name, null where there is none that the running transaction may see. */
  async find(by: { id: string } | { username: string }): Promise<UserRow | null> {
    return 'id' in by ? this.store.byId(by.id) : this.store.byUsername(by.username);
  }

  /** A password that the person chose: it is theirs from now on, and every session but `kept` ends. */
  async choosePassword(user: UserRow, password: string, kept: string | null): Promise<void> {
    await this.store.update({ ...user, passwordHash: await hashPassword(password), mustChangePassword: false });
    await this.store.endAccess(user.id, kept);
  }

  /** Names by id; those of people who are not visible are left out. */
  async namesOf(ids: readonly string[]): Promise<Map<string, Person>> {
    const unique = [...new Set(ids)];
    if (unique.length === 0) return new Map();
    return new Map((await this.store.namesOf(unique)).map((person) => [person.id, person]));
  }

  /**
   * Active people holding a role at a place, above it or inside it. `distance` is the number of levels between: who is at the
   * place comes before who is above it, and they before who is inside it. Who is inside does not see what lies at the place.
   */
  async findByRole(wanted: {
    role: Role;
    scopePath: string;
    department?: string | undefined;
  }): Promise<(Person & { distance: number; sees: boolean })[]> {
    const people = await this.store.withRole(wanted.role, wanted.scopePath, wanted.department ?? null);
    const here = depth(wanted.scopePath);
    const nearest = new Map<string, Person & { distance: number; sees: boolean }>();
    for (const { id, displayName, grantPath } of people) {
      const levels = here - depth(grantPath);
      const distance = levels >= 0 ? levels : 10 - levels;
      const known = nearest.get(id);
      if (!known || distance < known.distance) nearest.set(id, { id, displayName, distance, sees: levels >= 0 });
    }
    return [...nearest.values()].sort((a, b) => a.distance - b.distance);
  }

  /** Everybody who sits at a place, above it or below it, as far as the running transaction sees them. */
  async around(scopePath: string): Promise<StaffMember[]> {
    return this.store.around(scopePath);
  }

  /** Ids of those who belong to one of the departments at a place or below it, as far as the running transaction sees them. */
  async ofDepartments(departments: readonly string[], scopePath: string): Promise<string[]> {
    return departments.length === 0 ? [] : this.store.ofDepartments(departments, scopePath);
  }

  async list({ cursor, limit = 50, q, role, scope, status }: UserQuery) {
    const after = cursor ? decodeCursor(cursor, ['text'])[0] : null;
    const asked = {
      text: q?.trim() || null,
      role: role ?? null,
      scopePath: scope ? (await this.scopes.byKeyOrId(scope)).scopePath : null,
      status: status ?? null,
    };
    const rows = await this.store.list(asked, after, limit + 1);
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return { items: page.map(userOut), nextCursor: rows.length > limit && last ? encodeCursor([last.username]) : null };
  }

  /** Adds a person; without a password one is made up, which is answered once and must be changed. */
  async create(body: CreateUserBody): Promise<{ user: UserOut; oneTimePassword?: string }> {
    const scope = await this.scopes.byId(body.scopeId);
    this.requireAdmin(scope.scopePath);
    const grants = await this.grants(body.roles, scope.scopePath);
    await this.requireDepartment(body.department ?? null);
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
      version: 1,
    };
    requireOfDepartment(row);
    await this.store.lockPeople();
    if (!(await this.store.add(row))) throw new DomainError('already-exists', { what: body.username });
    await this.record('user.create', row, null);
    for (const listener of this.naming) await listener(row);
    return { user: userOut(row), ...(body.password === undefined && { oneTimePassword: password }) };
  }

  /**
   * Changes a person's name, place, roles or status; a reset password is answered once. `stale` where somebody else has
   * changed them since `expected`. What they can no longer work on goes to others in the same transaction.
   */
  async update(
    id: string,
    body: UpdateUserBody,
    expected: string,
  ): Promise<{ user: UserOut; oneTimePassword?: string }> {
    const { displayName, department, scopeId } = body;
    if (displayName !== undefined || department !== undefined || scopeId) await this.store.lockPeople();
    const before = await this.store.byId(id, true);
    if (!before) throw new DomainError('not-found', { what: `users/${id}` });
    this.requireAdmin(before.scopePath);
    if (expected !== String(before.version)) throw new DomainError('stale');
    // Nobody locks themselves out, and the last admin with them.
    if (id === this.transactions.principal.userId && (body.status === 'disabled' || body.roles || body.scopeId)) {
      throw new DomainError('not-allowed-now', { what: NOT_ONESELF[currentLocale()] });
    }
    const home = body.scopeId ? await this.scopes.byId(body.scopeId) : null;
    if (home) this.requireAdmin(home.scopePath);
    const homePath = home?.scopePath ?? before.scopePath;
    await this.requireDepartment(body.department ?? null);
    const password = body.resetPassword ? oneTimePassword() : null;
    const after: UserRow = {
      ...before,
      ...(home && { scopeId: home.id, scopePath: homePath }),
      displayName: body.displayName ?? before.displayName,
      department: body.department === undefined ? before.department : body.department,
      status: body.status ?? before.status,
      grants: body.roles ? await this.grants(body.roles, homePath) : before.grants,
      version: before.version + 1,
      ...(password && { passwordHash: await hashPassword(password), mustChangePassword: true }),
    };
    // Of who was added before this was asked, something else may be changed: they can be disabled.
    if (body.roles || department !== undefined) requireOfDepartment(after);
    if (home && !body.roles) {
      const outside = before.grants.findIndex(({ scopePath }) => !scopePath.startsWith(homePath));
      if (outside >= 0) throw invalid(`/roles/${outside}/scopeId`, ROLE_ELSEWHERE);
    }
    await this.store.update(after);
    if (body.roles) await this.store.setGrants(id, after.grants);
    if (password || after.status === 'disabled') await this.store.endAccess(id, null);
    await this.record('user.update', after, before);
    if (after.displayName !== before.displayName || after.scopePath !== before.scopePath)
      for (const listener of this.naming) await listener(after);
    for (const listener of this.leaving) await listener({ before, after, to: body.handOverTo ?? null });
    return { user: userOut(after), ...(password && { oneTimePassword: password }) };
  }

  private async grants(roles: readonly RoleGrant[], home: string): Promise<Grant[]> {
    const grants: Grant[] = [];
    for (const [index, { role, scopeId }] of roles.entries()) {
      const { scopePath, key } = await this.scopes.byId(scopeId);
      // What lies outside of a person's own place stays invisible to them whatever role they have there.
      if (!scopePath.startsWith(home)) {
        throw invalid(`/roles/${index}/scopeId`, ROLE_ELSEWHERE, key);
      }
      // Nobody gives more than they hold.
      this.requireAdmin(scopePath);
      grants.push({ role, scopeId, scopePath });
    }
    return grants;
  }

  /** What there is to do when somebody was changed, in the same transaction: the cases' side hands their work over. */
  onChange(listener: (change: UserChange) => Promise<void>): void {
    this.leaving.push(listener);
  }

  /** What there is to do when somebody comes to be called so, or to sit there, in the same transaction: texts may name them. */
  onNamed(listener: (user: UserRow) => Promise<void>): void {
    this.naming.push(listener);
  }

  /** Which departments there are; without, or where the answer is an empty list, every word is one. */
  departmentsFrom(source: () => Promise<readonly string[]>): void {
    this.departments = source;
  }

  /** A department that no rule and no path names would never be given work. The platform itself founds offices before. */
  private async requireDepartment(key: string | null): Promise<void> {
    if (key === null || this.transactions.principal.userId === null) return;
    const known = await this.departments();
    if (known.length > 0 && !known.includes(key)) throw invalid('/department', UNKNOWN_DEPARTMENT, key);
  }

  private requireAdmin(scopePath: string): void {
    const { principal } = this.transactions;
    if (principal.userId !== null && !administers(principal, scopePath)) throw new DomainError('forbidden');
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
