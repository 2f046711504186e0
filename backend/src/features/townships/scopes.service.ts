import type { LocalizedText } from '@caseway/form-schemas';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../clock/clock.ts';
import type { ScopeOut, UpdateScopeBody } from '../../contract/index.ts';
import { Transactions } from '../../database/transactions.ts';
import { DomainError } from '../../errors/domain-error.ts';
import { notNow } from '../../http/not-now.ts';
import { newId } from '../../new-id.ts';
import { Audit } from '../audit/audit.service.ts';
import { administers } from './scope-access.ts';
import { type Scope, type ScopeKind, ScopesStore } from './scopes-store.ts';

export type { Scope, ScopeKind } from './scopes-store.ts';

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
const CHILD_OF: Record<ScopeKind, ScopeKind | null> = { district: null, township: 'district', village: 'township' };

/** A scope without what only the server needs. */
export function scopeOut({ id, parentId, kind, key, title, closedAt, version }: Scope): ScopeOut {
  return { id, parentId, kind, key, title, closed: closedAt !== null, version };
}

/** The scope tree: district → township → village or community. */
@Injectable()
export class Scopes {
  constructor(
    private readonly store: ScopesStore,
    private readonly audit: Audit,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Every scope that the user sees: below their own, and the way up. Parents before children. */
  all(): Promise<Scope[]> {
    return this.store.all();
  }

  async byId(id: string): Promise<Scope> {
    const scope = await this.store.byId(id);
    if (!scope) throw new DomainError('not-found', { what: `townships/${id}` });
    return scope;
  }

  async byKeyOrId(text: string): Promise<Scope> {
    const scope = UUID.test(text) ? await this.store.byId(text) : await this.store.byKey(text);
    if (!scope) throw new DomainError('not-found', { what: `townships/${text}` });
    return scope;
  }

  async children(id: string): Promise<Scope[]> {
    return (await this.store.all()).filter((scope) => scope.parentId === id);
  }

  /** Adds a place; a district has no parent, a township lies in a district, a village in a township. */
  async create(input: { parentId: string | null; kind: ScopeKind; key: string; title: LocalizedText }): Promise<Scope> {
    const parent = input.parentId === null ? null : await this.byId(input.parentId);
    const above = parent?.scopePath ?? '/';
    this.requireAdmin(above);
    if (parent?.closedAt)
      throw notNow({ 'zh-CN': `${parent.title['zh-CN']}已经撤销`, en: `${parent.title.en} is closed` });
    if ((parent?.kind ?? null) !== CHILD_OF[input.kind]) {
      throw new DomainError('invalid', {}, [
        { pointer: '/parentId', message: `${input.kind} < ${CHILD_OF[input.kind]}` },
      ]);
    }
    const id = newId();
    const scope = { ...input, id, scopePath: `${above}${id}/`, closedAt: null, version: 1 };
    if (!(await this.store.add(scope))) throw new DomainError('already-exists', { what: input.key });
    await this.audit.record({
      action: 'scope.create',
      objectType: 'scope',
      objectId: id,
      scopePath: scope.scopePath,
      after: { key: scope.key, kind: scope.kind },
    });
    return scope;
  }

  /** Renames, closes or opens a place again; `stale` where somebody else has changed it since `expected`. */
  async update(id: string, body: UpdateScopeBody, expected: string): Promise<Scope> {
    const before = await this.byId(id);
    this.requireAdmin(before.scopePath);
    const closedAt = body.closed ? (before.closedAt ?? this.clock.now()) : null;
    const after: Scope = {
      ...before,
      title: body.title ?? before.title,
      closedAt: body.closed === undefined ? before.closedAt : closedAt,
      version: before.version + 1,
    };
    if (expected !== String(before.version) || !(await this.store.update(after, before.version))) {
      throw new DomainError('stale');
    }
    const open = ({ title, closedAt: closed }: Scope) => ({ title: { ...title }, closed: closed !== null });
    await this.audit.record({
      action: 'scope.update',
      objectType: 'scope',
      objectId: id,
      scopePath: after.scopePath,
      before: open(before),
      after: open(after),
    });
    return after;
  }

  private requireAdmin(scopePath: string): void {
    const { principal } = this.transactions;
    if (principal.userId !== null && !administers(principal, scopePath)) {
      throw new DomainError('forbidden');
    }
  }
}
