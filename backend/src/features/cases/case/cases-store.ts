import { Injectable } from '@nestjs/common';
import { Transactions } from '../../../database/transactions.ts';
import { CASE_COLUMNS, type CaseRow, JSON_PROPERTIES } from './case-row.ts';
import { type KeptOut, NOBODY } from './kept-out.ts';

const PROPERTIES = Object.keys(CASE_COLUMNS) as (keyof CaseRow)[];
/** Columns that never change once a case is filed. */
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

const FIXED: readonly (keyof CaseRow)[] = ['id', 'number', 'townshipId', 'accuses', 'createdAt', 'createdBy'];

export const CASE_SELECT = PROPERTIES.map((property) => {
  const column = CASE_COLUMNS[property];
  return `c.${column}${property === 'receivedOn' ? '::text' : ''} AS "${property}"`;
}).join(', ');

/** SQL over `c`: a letter waits to be delivered, as `undelivered` says; the index of that name bears the same words. */
export const UNDELIVERED = `jsonb_path_exists(c.path_state,
  '$.history[*].told ? (@.deliveredOn == null && !exists(@.givenUpAt))')`;

function stored(row: CaseRow, property: keyof CaseRow): unknown {
  return JSON_PROPERTIES.includes(property) ? JSON.stringify(row[property]) : row[property];
}

/** Everything of a case that lies where the case lies. */
const PARTS = [
  'decision',
  'case_clock',
  'deadline',
  'task',
  'timeline',
  'attachment',
  'case_person',
  'case_correction',
  'clock_proposal',
] as const;

@Injectable()
export class CasesStore {
  constructor(private readonly transactions: Transactions) {}

  /** The next number of a township and year; the row lock makes two filings wait for each other, so none is skipped. */
  async nextNumber(townshipId: string, year: number): Promise<number> {
    const [row] = await this.transactions.query<{ last: number }>(
      `INSERT INTO case_counter (township_id, year, last) VALUES ($1, $2, 1)
       ON CONFLICT (township_id, year) DO UPDATE SET last = case_counter.last + 1 RETURNING last`,
      [townshipId, year],
    );
    if (!row) throw new Error('The counter of cases gave no number.');
    return row.last;
  }

  /** Stores a new case. No RETURNING: who files it may be one whom it names, and sees no row of it. */
  async insert(row: CaseRow): Promise<void> {
    const values = PROPERTIES.map((property) => stored(row, property));
    await this.transactions.query(
      `INSERT INTO case_file (${PROPERTIES.map((property) => CASE_COLUMNS[property]).join(', ')})
       VALUES (${values.map((_, index) => `$${index + 1}`).join(', ')})`,
      values,
    );
  }

  /** Stores a changed case and counts its version up; the caller holds its row lock. */
  async update(row: CaseRow): Promise<CaseRow> {
    const next = { ...row, version: row.version + 1 };
    const changing = PROPERTIES.filter((property) => !FIXED.includes(property));
    await this.transactions.query(
      `UPDATE case_file SET ${changing.map((property, index) => `${CASE_COLUMNS[property]} = $${index + 2}`).join(', ')}
        WHERE id = $1`,
      [row.id, ...changing.map((property) => stored(next, property))],
    );
    return next;
  }

  async byId(id: string, lock = false): Promise<CaseRow | null> {
    const rows = await this.transactions.query<CaseRow>(
      `SELECT ${CASE_SELECT} FROM case_file c WHERE c.id = $1${lock ? ' FOR UPDATE' : ''}`,
      [id],
    );
    return rows[0] ?? null;
  }

  /** Those of these cases that the user sees, in no order. */
  async byIds(ids: readonly string[]): Promise<CaseRow[]> {
    if (ids.length === 0) return [];
    return this.transactions.query<CaseRow>(`SELECT ${CASE_SELECT} FROM case_file c WHERE c.id = ANY ($1::uuid[])`, [
      ids,
    ]);
  }

  async byIdOrNumber(idOrNumber: string): Promise<CaseRow | null> {
    const column = UUID.test(idOrNumber) ? 'id' : 'number';
    const rows = await this.transactions.query<CaseRow>(
      `SELECT ${CASE_SELECT} FROM case_file c WHERE c.${column} = $1`,
      // A number is typed in full width as well.
      [idOrNumber.normalize('NFKC')],
    );
    return rows[0] ?? null;
  }

  /** How many open cases each of these people handles or leads. */
  async openCounts(userIds: readonly string[]): Promise<Map<string, number>> {
    const rows = await this.transactions.query<{ id: string; count: number }>(
      `SELECT u.id, count(c.id)::int AS count FROM unnest($1::uuid[]) AS u(id)
         LEFT JOIN case_file c ON c.status = 'open' AND u.id IN (c.handler_id, c.case_lead_id)
        GROUP BY u.id`,
      [userIds],
    );
    return new Map(rows.map(({ id, count }) => [id, count]));
  }

  /** Keeps people and departments out of a case for good; of a department whoever is in the case's township. */
  async keepOut(
    { id, townshipId }: Pick<CaseRow, 'id' | 'townshipId'>,
    { people, departments }: Pick<KeptOut, 'people' | 'departments'>,
    reason: string,
    at: Date,
  ): Promise<void> {
    await this.transactions.query(
      `INSERT INTO department_recusal (case_id, department, scope_path, reason, created_at)
       SELECT $1, d.key, s.scope_path, $4, $5 FROM scope s, unnest($3::text[]) AS d(key) WHERE s.id = $2
       ON CONFLICT (case_id, department) DO NOTHING`,
      [id, townshipId, departments, reason, at],
    );
    await this.transactions.query(
      `INSERT INTO recusal (case_id, user_id, reason, created_at) SELECT $1, u.id, $3, $4 FROM unnest($2::uuid[]) AS u(id)
       ON CONFLICT (case_id, user_id) DO NOTHING`,
      [id, people, reason, at],
    );
  }

  /** Who is kept out of a case now. */
  async keptOut(caseId: string): Promise<KeptOut> {
    const [row] = await this.transactions.query<KeptOut>(
      `SELECT ARRAY(SELECT user_id FROM recusal WHERE case_id = $1) AS people,
              ARRAY(SELECT department FROM department_recusal WHERE case_id = $1 ORDER BY created_at, department) AS departments,
              ARRAY(SELECT user_id FROM recused WHERE case_id = $1
                    EXCEPT SELECT user_id FROM recusal WHERE case_id = $1) AS members`,
      [caseId],
    );
    return row ?? NOBODY;
  }

  /** Cases that somebody is kept out of now, whyever. */
  async recusedFrom(userId: string): Promise<string[]> {
    const rows = await this.transactions.query<{ id: string }>('SELECT caseway_recused($1) AS id', [userId]);
    return rows.map(({ id }) => id);
  }

  /** Who belonged to a department at a place stays kept out of the cases that the department is kept out of. */
  async keepOutLeaving(
    { id, department, scopePath }: { id: string; department: string | null; scopePath: string },
    reason: string,
    at: Date,
  ): Promise<void> {
    await this.transactions.query(
      `INSERT INTO recusal (case_id, user_id, reason, created_at)
       SELECT d.case_id, $1, $4, $5 FROM department_recusal d WHERE caseway_of_unit($2, $3, d.department, d.scope_path)
       ON CONFLICT (case_id, user_id) DO NOTHING`,
      [id, department, scopePath, reason, at],
    );
  }

  /** Versions of forms that open cases were filed in. */
  async openFormVersions(): Promise<string[]> {
    const rows = await this.transactions.query<{ id: string }>(
      `SELECT DISTINCT form_version_id AS id FROM case_file WHERE status = 'open'`,
    );
    return rows.map(({ id }) => id);
  }

  /**
   * Open cases filed in one of these versions; `near`: of townships at, above or below where somebody sits, from which they
   * are not kept out by name yet. `after` pages by id.
   */
  async openFiledIn(
    formVersions: readonly string[],
    near: { id: string; scopePath: string } | null,
    after: string | null,
    limit: number,
  ): Promise<CaseRow[]> {
    return this.transactions.query<CaseRow>(
      `SELECT ${CASE_SELECT} FROM case_file c JOIN scope s ON s.id = c.township_id
        WHERE c.status = 'open' AND c.form_version_id = ANY($3::uuid[])
          AND ($1::uuid IS NULL OR (starts_with($2, s.scope_path) OR starts_with(s.scope_path, $2))
            AND NOT EXISTS (SELECT 1 FROM recusal r WHERE r.case_id = c.id AND r.user_id = $1))
          AND ($4::uuid IS NULL OR c.id > $4) ORDER BY c.id LIMIT $5`,
      [near?.id ?? null, near?.scopePath ?? null, formVersions, after, limit],
    );
  }

  /** Open cases of every township, for the daily round; `after` pages by id. */
  async openIds(after: string | null, limit: number): Promise<string[]> {
    const rows = await this.transactions.query<{ id: string }>(
      `SELECT id FROM case_file WHERE status = 'open' AND ($1::uuid IS NULL OR id > $1) ORDER BY id LIMIT $2`,
      [after, limit],
    );
    return rows.map(({ id }) => id);
  }

  /** Puts every part of a case where the case now lies. */
  async moveParts(caseId: string, scopePath: string): Promise<void> {
    for (const part of PARTS) {
      await this.transactions.query(`UPDATE ${part} SET scope_path = $2 WHERE case_id = $1 AND scope_path <> $2`, [
        caseId,
        scopePath,
      ]);
    }
  }
}
