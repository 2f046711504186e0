import { Injectable } from '@nestjs/common';
import { Transactions } from '../../../database/transactions.ts';

/** A draft as stored; what it says is sealed. */
export interface DraftRow {
  id: string;
  /** Key of the township. */
  township: string;
  townshipPath: string;
  formVersionId: string;
  aboutId: string | null;
  title: Buffer;
  updatedAt: Date;
  /** Days after the last change, by the database's clock. */
  keptUntil: Date;
  revision: number;
}

type Written = Pick<DraftRow, 'id' | 'formVersionId' | 'aboutId' | 'title'> & { townshipId: string; content: Buffer };

/** Where a list goes on: the moment of the last change as the database writes it, and the id. */
export type DraftPlace = [updatedAt: string, id: string];

const COLUMNS = `d.id, s.key AS township, s.scope_path AS "townshipPath", d.form_version_id AS "formVersionId",
  d.about_id AS "aboutId", d.title, d.updated_at AS "updatedAt", d.updated_at + make_interval(days => $1) AS "keptUntil",
  d.revision`;
const OF_THE_USER = 'd.user_id = caseway_user()';
/** At, above or below a place: a village's clerk registers by the township's forms. */
const NEAR = `EXISTS (SELECT 1 FROM unnest($2::text[]) AS p(path)
  WHERE starts_with(s.scope_path, p.path) OR starts_with(p.path, s.scope_path))`;
const UNFILED = 'NOT EXISTS (SELECT 1 FROM filed_draft f WHERE f.user_id = d.user_id AND f.id = d.id)';

@Injectable()
export class RegistrationDraftsStore {
  constructor(private readonly transactions: Transactions) {}

  /** The user's own in townships near one of `places`, the latest first; one more than `limit` tells that there are more. */
  async list(
    { days, places, township }: { days: number; places: readonly string[]; township: string | null },
    after: DraftPlace | null,
    limit: number,
  ): Promise<(DraftRow & { at: string })[]> {
    return this.transactions.query(
      `SELECT ${COLUMNS}, d.updated_at::text AS at FROM registration_draft d JOIN scope s ON s.id = d.township_id
        WHERE ${OF_THE_USER} AND ${NEAR} AND ${UNFILED} AND ($3::uuid IS NULL OR d.township_id = $3)
          AND ($4::text IS NULL OR (d.updated_at, d.id) < ($4::timestamptz, $5::uuid))
        ORDER BY d.updated_at DESC, d.id DESC LIMIT $6`,
      [days, places, township, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
    );
  }

  async byId(
    id: string,
    { days, places }: { days: number; places: readonly string[] },
  ): Promise<(DraftRow & { content: Buffer }) | null> {
    const [row] = await this.transactions.query<DraftRow & { content: Buffer }>(
      `SELECT ${COLUMNS}, d.content FROM registration_draft d JOIN scope s ON s.id = d.township_id
        WHERE ${OF_THE_USER} AND ${NEAR} AND d.id = $3`,
      [days, places, id],
    );
    return row ?? null;
  }

  /** How many somebody keeps. */
  async count(): Promise<number> {
    const [row] = await this.transactions.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM registration_draft d WHERE ${OF_THE_USER}`,
    );
    return row?.count ?? 0;
  }

  /** False where there is one of this id already. */
  async insert({ id, townshipId, formVersionId, aboutId, title, content }: Written): Promise<boolean> {
    const rows = await this.transactions.query(
      `INSERT INTO registration_draft (id, user_id, township_id, form_version_id, about_id, title, content, revision)
       VALUES ($1, caseway_user(), $2, $3, $4, $5, $6, 1) ON CONFLICT DO NOTHING RETURNING id`,
      [id, townshipId, formVersionId, aboutId, title, content],
    );
    return rows.length === 1;
  }

  /** False where it is not of this revision any more. */
  async update(written: Written, revision: string): Promise<boolean> {
    const { id, townshipId, formVersionId, aboutId, title, content } = written;
    const rows = await this.transactions.query(
      `UPDATE registration_draft d SET township_id = $3, form_version_id = $4, about_id = $5, title = $6, content = $7,
          revision = revision + 1, updated_at = now()
        WHERE ${OF_THE_USER} AND d.id = $1 AND d.revision::text = $2 RETURNING d.id`,
      [id, revision, townshipId, formVersionId, aboutId, title, content],
    );
    return rows.length === 1;
  }

  /** `revision` null: whatever it is. */
  async remove(id: string, revision: string | null): Promise<boolean> {
    const rows = await this.transactions.query(
      `DELETE FROM registration_draft d WHERE ${OF_THE_USER} AND d.id = $1 AND ($2::text IS NULL OR d.revision::text = $2)
       RETURNING d.id`,
      [id, revision],
    );
    return rows.length === 1;
  }

  /** Whether the user has sent a draft: false where they have not, else the case, null where that is being stored. */
  async filed(id: string): Promise<string | null | false> {
    const [row] = await this.transactions.query<{ caseId: string | null }>(
      'SELECT case_id AS "caseId" FROM filed_draft WHERE user_id = caseway_user() AND id = $1',
      [id],
    );
    return row ? row.caseId : false;
  }

  /** False where the draft was sent before; waits for a transaction that is sending it. */
  async claim(id: string): Promise<boolean> {
    const rows = await this.transactions.query(
      'INSERT INTO filed_draft (id, user_id) VALUES ($1, caseway_user()) ON CONFLICT DO NOTHING RETURNING id',
      [id],
    );
    return rows.length === 1;
  }

  async becomes(id: string, caseId: string): Promise<void> {
    await this.transactions.query('UPDATE filed_draft SET case_id = $2 WHERE user_id = caseway_user() AND id = $1', [
      id,
      caseId,
    ]);
  }

  /** Takes away what nobody has touched for so many days; answers how many. */
  async forget(days: number): Promise<number> {
    const rows = await this.transactions.query(
      'DELETE FROM registration_draft WHERE updated_at < now() - make_interval(days => $1) RETURNING id',
      [days],
    );
    return rows.length;
  }
}
