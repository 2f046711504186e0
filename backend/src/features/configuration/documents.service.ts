import { fullText, type LocalizedText } from '@caseway/form-schemas';
import { type HandlingPath, pathLabels } from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import type { ConfigKind, DocumentSummary, Person } from '../../contract/index.ts';
import { hasRole } from '../../database/principal.ts';
import { Transactions } from '../../database/transactions.ts';
import { DomainError } from '../../errors/domain-error.ts';
import { newId } from '../../new-id.ts';
import { Scopes } from '../townships/scopes.service.ts';
import { Users } from '../users/users.service.ts';
import { ActiveConfiguration } from './active-configuration.ts';
import { ConfigurationReader } from './configuration-reader.ts';
import { ConfigurationStore, type DocumentRow } from './configuration-store.ts';
import { subkindOf } from './content-checks.ts';

const EDITORS = ['platform-admin', 'policy-admin'] as const;
const UNTITLED: LocalizedText = { 'zh-CN': '（未命名）', en: '(untitled)' };

/** A draft's title may be anything yet; of one language it is that one. */
const titleOf = (content: Record<string, unknown>): LocalizedText => fullText(content.title) ?? UNTITLED;

function termsOf(path: HandlingPath): NonNullable<DocumentSummary['terms']> {
  const { step, clock } = pathLabels([path]);
  return { step, clock };
}

/** Forms, rule sets, paths and calendars as documents: which there are, whose they are, and what is wrong with them. */
@Injectable()
export class Documents {
  constructor(
    private readonly store: ConfigurationStore,
    private readonly reader: ConfigurationReader,
    private readonly scopes: Scopes,
    private readonly users: Users,
    private readonly transactions: Transactions,
  ) {}

  async list(kind: ConfigKind): Promise<DocumentSummary[]> {
    const rows = await this.store.documents(kind);
    const people = await this.people(rows.map((row) => row.draftUpdatedBy));
    return rows.map((row) => ({
      key: row.key,
      // What is not published yet is a draft's alone.
      title: titleOf(row.published ?? row.draft ?? {}),
      draftTitle: row.draft && titleOf(row.draft),
      scopeId: row.scopeId,
      subkind: subkindOf(kind, row.published ?? row.draft ?? {}),
      ...(kind === 'paths' && row.published && { terms: termsOf(row.published as object as HandlingPath) }),
      latestVersion: row.latestVersion,
      hasDraft: row.draftUpdatedAt !== null,
      draftUpdatedAt: row.draftUpdatedAt?.toISOString() ?? null,
      draftUpdatedBy: people(row.draftUpdatedBy),
      inForce: row.inForce,
    }));
  }

  /** The document; `not-found` where it is not visible. */
  async find(kind: ConfigKind, key: string): Promise<DocumentRow> {
    const document = await this.store.document(kind, key);
    if (!document) throw new DomainError('not-found', { what: `${kind}/${key}` });
    return document;
  }

  /** The document, if the user may edit it; `forbidden` otherwise. */
  async findEditable(kind: ConfigKind, key: string): Promise<DocumentRow> {
    const document = await this.find(kind, key);
    this.requireEditor(document.scopePath);
    return document;
  }

  /** Adds a document owned by a scope; its key must be free. */
  async add(kind: ConfigKind, key: string, scopeId: string | undefined): Promise<DocumentRow> {
    const scope = scopeId ? await this.scopes.byId(scopeId) : await this.ownScope();
    this.requireEditor(scope.scopePath);
    const document = { id: newId(), kind, key, scopeId: scope.id, scopePath: scope.scopePath };
    if (!(await this.store.addDocument(document))) {
      throw new DomainError('already-exists', { what: `${kind}/${key}` });
    }
    return document;
  }

  /** Names of people by id, as a look-up. */
  async people(ids: readonly (string | null)[]): Promise<(id: string | null) => Person | null> {
    const names = await this.users.namesOf([...new Set(ids.filter((id) => id !== null))]);
    return (id) => (id === null ? null : (names.get(id) ?? null));
  }

  /** The latest versions of everything that is visible, as if all were in force together. */
  async latest(): Promise<ActiveConfiguration> {
    const ids = await this.store.latestVersionIds();
    return new ActiveConfiguration([...(await this.reader.versions(ids)).values()]);
  }

  private requireEditor(scopePath: string): void {
    const { principal } = this.transactions;
    if (principal.userId === null || hasRole(principal, EDITORS, scopePath)) return;
    throw new DomainError('forbidden');
  }

  private async ownScope() {
    const { principal } = this.transactions;
    const grant = principal.grants.find(({ role }) => (EDITORS as readonly string[]).includes(role));
    if (!grant) throw new DomainError('forbidden');
    return this.scopes.byId(grant.scopeId);
  }
}
