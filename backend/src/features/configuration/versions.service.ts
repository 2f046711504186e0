import { diffForms, type FormDefinition, type Json, type Locale, renderFormChange } from '@caseway/form-schemas';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../clock/clock.ts';
import type { ConfigKind, DiffOut, PublishBody, VersionFull, VersionOut } from '../../contract/index.ts';
import { Transactions } from '../../database/transactions.ts';
import { DomainError } from '../../errors/domain-error.ts';
import { newId } from '../../new-id.ts';
import { Audit } from '../audit/audit.service.ts';
import {
  ConfigurationStore,
  type DocumentRow,
  type VersionContentRow,
  type VersionRow,
} from './configuration-store.ts';
import { jsonChangeText } from './configuration-texts.ts';
import { contentHash } from './content-hash.ts';
import { diffJson } from './diff-json.ts';
import { Documents } from './documents.service.ts';
import { OpenFindings } from './open-findings.service.ts';

/** Published versions: numbered, immutable, never with an error in them. */
@Injectable()
export class Versions {
  constructor(
    private readonly documents: Documents,
    private readonly openFindings: OpenFindings,
    private readonly store: ConfigurationStore,
    private readonly transactions: Transactions,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * Makes the stored draft the next version and drops it. `stale` where the draft is not the one that `expected`
   * names, `findings` where it has errors, or findings that stay open without a reason, `not-allowed-now` where nothing differs from the latest version.
   */
  async publish(
    kind: ConfigKind,
    key: string,
    { note, openFindings }: PublishBody,
    expected: number | null,
    locale: Locale,
  ): Promise<VersionOut> {
    const document = await this.documents.findEditable(kind, key);
    const draft = await this.store.draft(document.id, true);
    if (!draft) throw new DomainError('not-allowed-now', { what: `${kind}/${key}` });
    if (expected !== null && draft.revision !== expected) throw new DomainError('stale');
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
    return this.shown(version);
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
    const errors = (await this.documents.check(document.kind, content, locale)).filter(
      ({ severity }) => severity === 'error',
    );
    if (errors.length > 0) {
      throw new DomainError(
        'findings',
        { count: errors.length },
        errors.map(({ pointer, message }) => ({ pointer, message })),
      );
    }
    const latest = await this.store.latestVersion(document.id);
    const hash = contentHash(content);
    if (latest?.hash === hash) throw new DomainError('not-allowed-now', { what: `${document.kind}/${document.key}` });
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

  /** Versions below number `below`, newest first. */
  async list(kind: ConfigKind, key: string, below: number, limit: number): Promise<VersionOut[]> {
    const document = await this.documents.find(kind, key);
    const rows = await this.store.versions(document.id, below, limit);
    const people = await this.documents.people(rows.map((row) => row.publishedBy));
    return rows.map((row) => versionOut(row, people));
  }

  async read(kind: ConfigKind, key: string, number: number): Promise<VersionFull> {
    const row = await this.find(kind, key, number);
    return { ...(await this.shown(row)), content: row.content };
  }

  /** What differs between two versions, in words. */
  async diff(kind: ConfigKind, key: string, from: number, to: number, locale: Locale): Promise<DiffOut> {
    const [old, now] = [await this.find(kind, key, from), await this.find(kind, key, to)];
    if (kind !== 'forms') {
      const changes = diffJson(old.content, now.content);
      return {
        changes: changes.map((change) => ({ class: 'safe', ...change, message: jsonChangeText(change, locale) })),
      };
    }
    // Published forms have passed the check: they are what their type says.
    const changes = diffForms(old.content as unknown as FormDefinition, now.content as unknown as FormDefinition);
    return { changes: changes.map((change) => ({ ...change, message: renderFormChange(change, locale) })) };
  }

  private async find(kind: ConfigKind, key: string, number: number): Promise<VersionContentRow> {
    const document = await this.documents.find(kind, key);
    const version = await this.store.version(document.id, number);
    if (!version) throw new DomainError('not-found', { what: `${kind}/${key}/versions/${number}` });
    return version;
  }

  private async shown(row: VersionRow): Promise<VersionOut> {
    return versionOut(row, await this.documents.people([row.publishedBy]));
  }
}

function versionOut(row: VersionRow, people: (id: string | null) => VersionOut['publishedBy']): VersionOut {
  const { key, number, hash, note } = row;
  return { key, number, hash, note, publishedAt: row.publishedAt.toISOString(), publishedBy: people(row.publishedBy) };
}
