import type { Json, Locale } from '@caseway/form-schemas';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../clock/clock.ts';
import type { ConfigKind, PublishBody, VersionFull, VersionOut } from '../../contract/index.ts';
import { Transactions } from '../../database/transactions.ts';
import { DomainError } from '../../errors/domain-error.ts';
import { newId } from '../../new-id.ts';
import { FormProofs } from '../analysis/form-proofs.service.ts';
import { Audit } from '../audit/audit.service.ts';
import { Scopes } from '../townships/scopes.service.ts';
import {
  type ActivationRow,
  ConfigurationStore,
  type DocumentRow,
  type VersionContentRow,
  type VersionRow,
} from './configuration-store.ts';
import { checkContent } from './content-checks.ts';
import { contentHash } from './content-hash.ts';
import { Documents } from './documents.service.ts';
import { requireDraft } from './draft-tag.ts';
import { OpenFindings } from './open-findings.service.ts';

/** Published versions: numbered, immutable, never with an error in them. */
@Injectable()
export class Versions {
  private readonly listeners: ((versionId: string) => Promise<void>)[] = [];

  constructor(
    private readonly documents: Documents,
    private readonly openFindings: OpenFindings,
    private readonly store: ConfigurationStore,
    private readonly transactions: Transactions,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly scopes: Scopes,
    private readonly proofs: FormProofs,
  ) {}

  /**
   * Makes the stored draft the next version and drops it. `stale` where the draft is not the one that `expected`
   * names, `findings` where it has errors, or findings that stay open without a reason, `nothing-to-publish` where nothing differs from the latest version.
   */
  async publish(
    kind: ConfigKind,
    key: string,
    { note, openFindings }: PublishBody,
    expected: string,
    locale: Locale,
  ): Promise<VersionOut> {
    const document = await this.documents.findEditable(kind, key);
    const draft = await this.store.draft(document.id, true);
    const latest = draft ? undefined : await this.store.latestVersion(document.id);
    requireDraft(expected, draft ?? { revision: 0, content: latest?.content ?? {} });
    if (!draft) throw new DomainError('nothing-to-publish', { version: latest?.number ?? 0 });
    const open = await this.openFindings.require(document, draft.content, openFindings?.reason, locale);
    const version = await this.add(
      document,
      draft.content,
      `${note}${open.note}`,
      this.clock.now(),
      locale,
      open.audit,
    );
    await this.store.removeDraft(document.id);
    const [shown] = await this.shown(document, [version]);
    return shown as VersionOut;
  }

  /** Checks content and stores it as the next version of a document. The same content again is refused. */
  async add(
    document: DocumentRow,
    content: Record<string, unknown>,
    note: string,
    publishedAt: Date,
    locale: Locale,
    recorded: Record<string, Json> = {},
  ): Promise<VersionRow> {
    const around = await this.documents.latest();
    const findings = await checkContent(document.kind, content, around, locale, this.proofs);
    const errors = findings.filter(({ severity }) => severity === 'error');
    if (errors.length > 0) {
      throw new DomainError(
        'findings',
        { count: errors.length },
        errors.map(({ pointer, message }) => ({ pointer, message })),
      );
    }
    const latest = await this.store.latestVersion(document.id);
    const hash = contentHash(content);
    if (latest?.hash === hash) throw new DomainError('nothing-to-publish', { version: latest.number });
    const version: VersionContentRow = {
      id: newId(),
      documentId: document.id,
      kind: document.kind,
      key: document.key,
      number: (latest?.number ?? 0) + 1,
      hash,
      note,
      publishedAt,
      publishedBy: this.transactions.principal.userId,
      content,
    };
    await this.store.addVersion(version);
    // Before the trail is locked: what follows waits for others, who write to it, too.
    for (const listener of this.listeners) await listener(version.id);
    await this.audit.record({
      action: 'version.publish',
      objectType: document.kind,
      objectId: document.key,
      scopePath: document.scopePath,
      before: latest ? { number: latest.number, hash: latest.hash } : undefined,
      after: { number: version.number, hash, note, ...recorded },
    });
    return version;
  }

  /** Calls for what follows from a version, in the transaction that publishes it. */
  onPublished(listener: (versionId: string) => Promise<void>): void {
    this.listeners.push(listener);
  }

  /** Versions below number `below`, newest first: who published each and why, and where it is and was in force. */
  async list(kind: ConfigKind, key: string, below: number, limit: number): Promise<VersionOut[]> {
    const document = await this.documents.find(kind, key);
    return this.shown(document, await this.store.versions(document.id, below, limit));
  }

  async read(kind: ConfigKind, key: string, number: number): Promise<VersionFull> {
    const document = await this.documents.find(kind, key);
    const row = await this.find(document, number);
    const [version] = await this.shown(document, [row]);
    return { ...(version as VersionOut), content: row.content };
  }

  /** What a version says; `not-found` where there is none of that number. */
  async content(document: DocumentRow, number: number): Promise<Record<string, unknown>> {
    return (await this.find(document, number)).content;
  }

  private async find(document: DocumentRow, number: number): Promise<VersionContentRow> {
    const version = await this.store.version(document.id, number);
    if (!version) throw new DomainError('not-found', { what: `${document.kind}/${document.key}/versions/${number}` });
    return version;
  }

  private async shown(document: DocumentRow, rows: readonly VersionRow[]): Promise<VersionOut[]> {
    const numbers = rows.map((row) => row.number);
    const activations = await this.store.activationsOf(document.id, numbers);
    const places = new Map((await this.scopes.all()).map(({ id, title }) => [id, title]));
    const people = await this.documents.people([
      ...rows.map((row) => row.publishedBy),
      ...activations.map((row) => row.by),
    ]);
    const inForce = (row: ActivationRow): VersionOut['inForce'] => {
      const township = places.get(row.townshipId);
      if (!township) return [];
      const { townshipId, reason } = row;
      const [from, to] = [row.from.toISOString(), row.to?.toISOString() ?? null];
      return [{ townshipId, township, from, to, reason, by: people(row.by) }];
    };
    return rows.map(({ key, number, hash, note, publishedAt, publishedBy }) => ({
      key,
      number,
      hash,
      note,
      publishedAt: publishedAt.toISOString(),
      publishedBy: people(publishedBy),
      inForce: activations.filter((row) => row.number === number).flatMap(inForce),
    }));
  }
}
