import type { LocalizedText } from '@caseway/form-schemas';
import { Injectable } from '@nestjs/common';
import type { ConfigKind } from '../../contract/index.ts';
import { Transactions } from '../../database/transactions.ts';
import { newId } from '../../new-id.ts';
import type { Stood } from './configuration-tag.ts';
import type { AnyVersioned } from './versioned.ts';

export interface DocumentRow {
  id: string;
  kind: ConfigKind;
  key: string;
  scopeId: string;
  scopePath: string;
}

export interface DraftRow {
  documentId: string;
  content: Record<string, unknown>;
  revision: number;
  basedOn: number | null;
  updatedBy: string | null;
  updatedAt: Date;
}

export interface VersionRow {
  id: string;
  documentId: string;
  kind: ConfigKind;
  key: string;
  number: number;
  hash: string;
  note: string;
  publishedAt: Date;
  publishedBy: string | null;
}

export interface VersionContentRow extends VersionRow {
  content: Record<string, unknown>;
}

export interface ListedDocument extends DocumentRow {
  /** Of the latest version; null where none was published. */
  published: Record<string, unknown> | null;
  draft: Record<string, unknown> | null;
  draftRevision: number | null;
  latestVersion: number | null;
  draftUpdatedAt: Date | null;
  draftUpdatedBy: string | null;
  inForce: { townshipId: string; version: number }[];
}

export interface ActivationRow {
  number: number;
  townshipId: string;
  from: Date;
  to: Date | null;
  reason: string;
  by: string | null;
}

const DOCUMENT = `d.id, d.kind, d.key, d.scope_id AS "scopeId", d.scope_path AS "scopePath"`;
const VERSION = `v.id, v.document_id AS "documentId", d.kind, d.key, v.number, v.hash, v.note,
  v.published_at AS "publishedAt", v.published_by AS "publishedBy"`;
const VERSIONED = `v.id AS "versionId", d.kind, d.key, v.number, v.content`;

/** Documents, drafts, versions and activations, as rows. */
/** A version in force in a township, and what put it there. */
interface ActiveVersion {
  townshipId: string;
  versionId: string;
  documentId: string;
  liveFrom: Date;
  activatedBy: string | null;
}

@Injectable()
export class ConfigurationStore {
  constructor(private readonly transactions: Transactions) {}

  async documents(kind: ConfigKind): Promise<ListedDocument[]> {
    return this.transactions.query<ListedDocument>(
      `SELECT ${DOCUMENT}, latest.content AS published, w.content AS draft, w.revision AS "draftRevision",
              latest.number AS "latestVersion",
              w.updated_at AS "draftUpdatedAt", w.updated_by AS "draftUpdatedBy", coalesce(live.places, '[]') AS "inForce"
         FROM config_document d
         LEFT JOIN config_draft w ON w.document_id = d.id
         LEFT JOIN LATERAL (SELECT number, content FROM config_version v WHERE v.document_id = d.id
                             ORDER BY number DESC LIMIT 1) latest ON true
         LEFT JOIN LATERAL (SELECT json_agg(json_build_object('townshipId', a.township_id, 'version', v.number)) AS places
                              FROM activation a JOIN config_version v ON v.id = a.version_id
                             WHERE a.document_id = d.id AND a.live_to IS NULL) live ON true
        WHERE d.kind = $1 ORDER BY d.key`,
      [kind],
    );
  }

  async document(kind: ConfigKind, key: string): Promise<DocumentRow | undefined> {
    const rows = await this.transactions.query<DocumentRow>(
      `SELECT ${DOCUMENT} FROM config_document d WHERE d.kind = $1 AND d.key = $2`,
      [kind, key],
    );
    return rows[0];
  }

  /** False where the key is taken, also by somebody who takes it at this very moment. */
  async addDocument(row: DocumentRow): Promise<boolean> {
    const rows = await this.transactions.query(
      `INSERT INTO config_document (id, kind, key, scope_id, scope_path) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT DO NOTHING RETURNING id`,
      [row.id, row.kind, row.key, row.scopeId, row.scopePath],
    );
    return rows.length === 1;
  }

  /** Removes a document without versions: its key is free again. */
  async removeDocument(documentId: string): Promise<void> {
    await this.transactions.query('DELETE FROM config_document WHERE id = $1', [documentId]);
  }

  /** The stored draft, locked until the transaction ends when `lock` is set. */
  async draft(documentId: string, lock = false): Promise<DraftRow | undefined> {
    const rows = await this.transactions.query<DraftRow>(
      `SELECT document_id AS "documentId", content, revision, based_on AS "basedOn", updated_by AS "updatedBy",
              updated_at AS "updatedAt"
         FROM config_draft WHERE document_id = $1 ${lock ? 'FOR UPDATE' : ''}`,
      [documentId],
    );
    return rows[0];
  }

  /** Writes the draft where its revision still is `expected` (0: none stored yet). False: somebody was faster. */
  async saveDraft(row: DraftRow, expected: number): Promise<boolean> {
    const rows = await this.transactions.query<{ revision: number }>(
      `INSERT INTO config_draft (document_id, content, revision, based_on, updated_by, updated_at)
       VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (document_id) DO UPDATE SET content = $2, revision = $3, based_on = $4, updated_by = $5, updated_at = $6
         WHERE config_draft.revision = $7
       RETURNING revision`,
      [row.documentId, JSON.stringify(row.content), row.revision, row.basedOn, row.updatedBy, row.updatedAt, expected],
    );
    return rows.length === 1;
  }

  async removeDraft(documentId: string): Promise<void> {
    await this.transactions.query('DELETE FROM config_draft WHERE document_id = $1', [documentId]);
  }

  async latestVersion(documentId: string): Promise<VersionContentRow | undefined> {
    const rows = await this.transactions.query<VersionContentRow>(
      `SELECT ${VERSION}, v.content FROM config_version v JOIN config_document d ON d.id = v.document_id
        WHERE v.document_id = $1 ORDER BY v.number DESC LIMIT 1`,
      [documentId],
    );
    return rows[0];
  }

  async version(documentId: string, number: number): Promise<VersionContentRow | undefined> {
    const rows = await this.transactions.query<VersionContentRow>(
      `SELECT ${VERSION}, v.content FROM config_version v JOIN config_document d ON d.id = v.document_id
        WHERE v.document_id = $1 AND v.number = $2`,
      [documentId, number],
    );
    return rows[0];
  }

  async versions(documentId: string, below: number, limit: number): Promise<VersionRow[]> {
    return this.transactions.query<VersionRow>(
      `SELECT ${VERSION} FROM config_version v JOIN config_document d ON d.id = v.document_id
        WHERE v.document_id = $1 AND v.number < $2 ORDER BY v.number DESC LIMIT $3`,
      [documentId, below, limit],
    );
  }

  /** When and where versions of a document were put in force, the latest first; as far as the reader may see. */
  async activationsOf(documentId: string, numbers: readonly number[]): Promise<ActivationRow[]> {
    return this.transactions.query<ActivationRow>(
      `SELECT v.number, a.township_id AS "townshipId", a.live_from AS "from", a.live_to AS "to", a.reason,
              a.activated_by AS "by"
         FROM activation a JOIN config_version v ON v.id = a.version_id
        WHERE a.document_id = $1 AND v.number = ANY($2) ORDER BY a.live_from DESC, a.id DESC`,
      [documentId, numbers],
    );
  }

  async addVersion(row: Omit<VersionContentRow, 'kind' | 'key'>): Promise<void> {
    await this.transactions.query(
      `INSERT INTO config_version (id, document_id, number, content, hash, note, published_by, published_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        row.id,
        row.documentId,
        row.number,
        JSON.stringify(row.content),
        row.hash,
        row.note,
        row.publishedBy,
        row.publishedAt,
      ],
    );
  }

  async latestVersionIds(): Promise<string[]> {
    const rows = await this.transactions.query<{ id: string }>(
      'SELECT DISTINCT ON (document_id) id FROM config_version ORDER BY document_id, number DESC',
    );
    return rows.map((row) => row.id);
  }

  async versionedByIds(ids: readonly string[]): Promise<AnyVersioned[]> {
    return this.transactions.query<AnyVersioned>(
      `SELECT ${VERSIONED} FROM config_version v JOIN config_document d ON d.id = v.document_id WHERE v.id = ANY($1)`,
      [ids],
    );
  }

  async formVersions(keys: readonly string[]): Promise<string[]> {
    const rows = await this.transactions.query<{ id: string }>(
      `SELECT v.id FROM config_version v JOIN config_document d ON d.id = v.document_id
        WHERE d.kind = 'forms' AND d.key = ANY($1)`,
      [keys],
    );
    return rows.map(({ id }) => id);
  }

  /** What each value of an outcome is or was ever called in what was published, but by the version left out. */
  async titlesEver(outcome: string, but: string | null): Promise<{ key: string; title: Partial<LocalizedText> }[]> {
    return this.transactions.query(
      `SELECT DISTINCT o->>'key' AS key, (o->'title')::jsonb AS title
         FROM config_version v JOIN config_document d ON d.id = v.document_id AND d.kind = 'rule-sets',
              LATERAL (SELECT v.content->'outcomes'->$1->'values' AS said) s,
              json_array_elements(CASE json_typeof(s.said) WHEN 'array' THEN s.said ELSE '[]' END) o
        WHERE $2::uuid IS NULL OR v.id <> $2`,
      [outcome, but],
    );
  }

  /**
   * Ids of the versions in force in townships at a moment, with what put them there. `now`: what stands, whatever a
   * process takes for the time.
   */
  async activeVersions(townshipIds: readonly string[], at: Date | 'now'): Promise<ActiveVersion[]> {
    const [during, values] =
      at === 'now' ? ['live_to IS NULL', []] : ['live_from <= $2 AND (live_to IS NULL OR live_to > $2)', [at]];
    const ask = () =>
      this.transactions.query<ActiveVersion>(
        `SELECT township_id AS "townshipId", version_id AS "versionId", document_id AS "documentId",
              live_from AS "liveFrom", activated_by AS "activatedBy"
         FROM activation WHERE township_id = ANY($1) AND ${during}`,
        [townshipIds, ...values],
      );
    return this.transactions.known(`in force ${at === 'now' ? at : at.toISOString()} ${townshipIds.join()}`, ask);
  }

  async townshipsWithConfiguration(): Promise<string[]> {
    const rows = await this.transactions.query<{ id: string }>(
      'SELECT DISTINCT township_id AS id FROM activation WHERE live_to IS NULL ORDER BY 1',
    );
    return rows.map(({ id }) => id);
  }

  /** Until the transaction ends nobody else changes what is in force in the township. */
  async lockConfiguration(townshipId: string): Promise<void> {
    await this.transactions.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `configuration ${townshipId}`,
    ]);
    this.transactions.forget();
  }

  /** Until the transaction ends nobody changes what is in force in the township; others may go by it, too. */
  async shareConfiguration(townshipId: string): Promise<void> {
    await this.transactions.query('SELECT pg_advisory_xact_lock_shared(hashtextextended($1, 0))', [
      `configuration ${townshipId}`,
    ]);
    this.transactions.forget();
  }

  /** Everything that ever was in force in a township. */
  async history(townshipId: string): Promise<Stood[]> {
    return this.transactions.query<Stood>(
      'SELECT version_id AS "versionId", live_from AS "from", live_to AS "to" FROM activation WHERE township_id = $1',
      [townshipId],
    );
  }

  /** When something last came into force or went out of it in a township. */
  async lastChange(townshipId: string): Promise<Date | null> {
    const [row] = await this.transactions.query<{ last: Date | null }>(
      'SELECT max(greatest(live_from, live_to)) AS last FROM activation WHERE township_id = $1',
      [townshipId],
    );
    return row?.last ?? null;
  }

  /** Ends at `at` what is in force of a document. */
  async deactivate(townshipId: string, documentId: string, at: Date): Promise<void> {
    await this.transactions.query(
      'UPDATE activation SET live_to = $3 WHERE township_id = $1 AND document_id = $2 AND live_to IS NULL',
      [townshipId, documentId, at],
    );
    this.transactions.forget();
  }

  /** Puts a version in force from `at` on; what was in force until then ends there. */
  async activate(row: {
    townshipId: string;
    scopePath: string;
    documentId: string;
    versionId: string;
    at: Date;
    reason: string;
    by: string | null;
  }): Promise<void> {
    await this.deactivate(row.townshipId, row.documentId, row.at);
    await this.transactions.query(
      `INSERT INTO activation (id, township_id, scope_path, document_id, version_id, live_from, reason, activated_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [newId(), row.townshipId, row.scopePath, row.documentId, row.versionId, row.at, row.reason, row.by],
    );
    this.transactions.forget();
  }
}
