import type { Locale } from '@caseway/form-schemas';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../clock/clock.ts';
import type { ConfigKind, DraftOut, FindingOut } from '../../contract/index.ts';
import { Transactions } from '../../database/transactions.ts';
import { DomainError } from '../../errors/domain-error.ts';
import { Audit } from '../audit/audit.service.ts';
import { ConfigurationStore, type DocumentRow, type DraftRow } from './configuration-store.ts';
import { contentHash } from './content-hash.ts';
import { Documents } from './documents.service.ts';
import { DraftCheck } from './draft-check.service.ts';
import { requireDraft } from './draft-tag.ts';
import { Versions } from './versions.service.ts';

/** What a change of a draft is called where it is recorded, and what of it. */
type Recorded = { action?: string } & Record<string, string | number>;

const KEY = /^[a-z][a-z0-9-]{0,79}$/;

/** Drafts of configuration documents: anything may be saved, nothing is ever overwritten unseen. */
@Injectable()
export class Drafts {
  constructor(
    private readonly documents: Documents,
    private readonly store: ConfigurationStore,
    private readonly transactions: Transactions,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly versions: Versions,
    private readonly checks: DraftCheck,
  ) {}

  /** A new document with its first draft. The key is the content's own. */
  async create(kind: ConfigKind, content: Record<string, unknown>, scopeId: string | undefined): Promise<DraftOut> {
    const { key } = content;
    if (typeof key !== 'string' || !KEY.test(key)) {
      throw new DomainError('invalid', {}, [{ pointer: '/content/key', message: KEY.source }]);
    }
    const document = await this.documents.add(kind, key, scopeId);
    return this.save(document, content, 0, null);
  }

  /** The stored draft, or the latest version as one of revision 0. */
  async read(kind: ConfigKind, key: string): Promise<DraftOut> {
    const document = await this.documents.find(kind, key);
    const draft = await this.store.draft(document.id);
    if (draft) return this.shown(document, draft);
    const latest = await this.store.latestVersion(document.id);
    if (!latest) throw new DomainError('not-found', { what: `${kind}/${key}/draft` });
    return { key, content: latest.content, revision: 0, basedOn: latest.number, updatedAt: null, updatedBy: null };
  }

  /** Saves a draft over the one that `tag` names; `stale` where somebody else saved in between. */
  async write(
    kind: ConfigKind,
    key: string,
    content: Record<string, unknown>,
    tag: string,
    recorded?: Recorded,
  ): Promise<DraftOut> {
    const document = await this.documents.findEditable(kind, key);
    if (content.key !== key) {
      throw new DomainError('invalid', {}, [{ pointer: '/content/key', message: `key = "${key}"` }]);
    }
    const { revision, basedOn } = await this.expected(document, tag);
    return this.save(document, content, revision, basedOn, recorded);
  }

  /** Makes the draft say what a version says, over the draft that `tag` names. What is published stays as it is. */
  async restore(kind: ConfigKind, key: string, version: number, tag: string): Promise<DraftOut> {
    const document = await this.documents.findEditable(kind, key);
    const content = await this.versions.content(document, version);
    const { revision, basedOn } = await this.expected(document, tag);
    return this.save(document, content, revision, basedOn, { action: 'draft.restore', version });
  }

  /**
   * Drops the draft: what is published stays. Where nothing ever was, the document goes with it and its key is free.
   * `stale` where the draft is not the one that `tag` names.
   */
  async discard(kind: ConfigKind, key: string, tag: string): Promise<void> {
    const document = await this.documents.findEditable(kind, key);
    await this.expected(document, tag);
    const latest = await this.store.latestVersion(document.id);
    await this.store.removeDraft(document.id);
    if (!latest) await this.store.removeDocument(document.id);
    await this.record(document, 'draft.discard', latest ? { basedOn: latest.number } : { neverPublished: true });
  }

  /** Findings about the given content, or about the stored draft. */
  async check(kind: ConfigKind, key: string, content: unknown, locale: Locale): Promise<FindingOut[]> {
    return this.checks.check(kind, key, content ?? (await this.read(kind, key)).content, locale);
  }

  /** The draft that a change starts from, locked; `stale` where it is not the one that the caller has read. */
  private async expected(document: DocumentRow, tag: string): Promise<{ revision: number; basedOn: number | null }> {
    const draft = await this.store.draft(document.id, true);
    const latest = draft ? undefined : await this.store.latestVersion(document.id);
    const content = draft?.content ?? latest?.content ?? {};
    const revision = draft?.revision ?? 0;
    requireDraft(tag, { revision, content });
    return { revision, basedOn: draft ? draft.basedOn : (latest?.number ?? null) };
  }

  private async save(
    document: DocumentRow,
    content: Record<string, unknown>,
    expected: number,
    basedOn: number | null,
    { action = 'draft.save', ...more }: Recorded = {},
  ): Promise<DraftOut> {
    const draft: DraftRow = {
      documentId: document.id,
      content,
      revision: expected + 1,
      basedOn,
      updatedBy: this.transactions.principal.userId,
      updatedAt: this.clock.now(),
    };
    if (!(await this.store.saveDraft(draft, expected))) throw new DomainError('stale');
    await this.record(document, action, { revision: draft.revision, hash: contentHash(content), ...more });
    return this.shown(document, draft);
  }

  private async shown(document: DocumentRow, draft: DraftRow): Promise<DraftOut> {
    const person = await this.documents.people([draft.updatedBy]);
    return {
      key: document.key,
      content: draft.content,
      revision: draft.revision,
      basedOn: draft.basedOn,
      updatedAt: draft.updatedAt.toISOString(),
      updatedBy: person(draft.updatedBy),
    };
  }

  private async record(
    document: DocumentRow,
    action: string,
    after: Record<string, string | number | boolean>,
  ): Promise<void> {
    const { kind, key, scopePath } = document;
    await this.audit.record({ action, objectType: kind, objectId: key, scopePath, after });
  }
}
