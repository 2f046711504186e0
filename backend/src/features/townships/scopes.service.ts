import type { LocalizedText } from '@caseway/form-schemas';
import { Injectable } from '@nestjs/common';
import { hasRole } from '../../database/principal.ts';
import { Transactions } from '../../database/transactions.ts';
import { DomainError } from '../../errors/domain-error.ts';
import { newId } from '../../new-id.ts';
import { Audit } from '../audit/audit.service.ts';
import { type Scope, type ScopeKind, ScopesStore } from './scopes-store.ts';

export type { Scope, ScopeKind } from './scopes-store.ts';

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
const CHILD_OF: Record<ScopeKind, ScopeKind | null> = { district: null, township: 'district', village: 'township' };

/** The scope tree: district → township → village or community. */
@Injectable()
export class Scopes {
  constructor(
    private readonly store: ScopesStore,
    private readonly audit: Audit,
    private readonly transactions: Transactions,
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
    const { principal } = this.transactions;
    const above = parent?.scopePath ?? '/';
    if (principal.userId !== null && !hasRole(principal, ['platform-admin'], above)) throw new DomainError('forbidden');
    if ((parent?.kind ?? null) !== CHILD_OF[input.kind]) {
      throw new DomainError('invalid', {}, [
        { pointer: '/parentId', message: `${input.kind} < ${CHILD_OF[input.kind]}` },
      ]);
    }
    const id = newId();
    const scope = { ...input, id, scopePath: `${above}${id}/` };
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
}
