import type { Json } from '@caseway/form-schemas';
import { Injectable } from '@nestjs/common';
import type { Static } from 'typebox';
import type { CaseQuery } from '../../../contract/index.ts';
import { Transactions } from '../../../database/transactions.ts';
import type { CaseRow } from '../case/case-row.ts';
import { CASE_SELECT } from '../case/cases-store.ts';

export type LedgerSort = NonNullable<Static<typeof CaseQuery>['sort']>;

/** A row of the ledger with what it is sorted by, as text: the cursor's place. */
export type LedgerRow = CaseRow & { place: string };

interface Order {
  /** SQL of what is sorted by; never null. */
  by: string;
  type: string;
  descending: boolean;
}

const NEXT_DUE = `coalesce((SELECT min(k.due_at) FROM case_clock k
  WHERE k.case_id = c.id AND k.stopped_at IS NULL AND k.due_at IS NOT NULL AND k.whose = 'authority'), 'infinity'::timestamptz)`;

const ORDERS: Record<LedgerSort, Order> = {
  '-receivedOn': { by: 'c.received_on', type: 'date', descending: true },
  receivedOn: { by: 'c.received_on', type: 'date', descending: false },
  number: { by: 'c.number', type: 'text', descending: false },
  due: { by: NEXT_DUE, type: 'timestamptz', descending: false },
};

/** Bounds of the due filter, worked out from the present by the service. */
export interface DueBounds {
  after: Date | null;
  before: Date;
}

export type LedgerFilter = Omit<
  Static<typeof CaseQuery>,
  'limit' | 'cursor' | 'sort' | 'township' | 'place' | 'due'
> & {
  townshipId?: string;
  placePath?: string;
  due?: DueBounds;
};

const ESCAPED = /[\\%_]/g;

/** The WHERE of a filter, with its parameters. */
function conditionsOf(filter: LedgerFilter): { sql: string[]; parameters: unknown[] } {
  const sql: string[] = [];
  const parameters: unknown[] = [];
  const add = (value: unknown, condition: (place: string) => string): void => {
    if (value === undefined) return;
    parameters.push(value);
    sql.push(condition(`$${parameters.length}`));
  };
  const words = filter.q?.trim();
  if (words) {
    add(`%${words.replace(ESCAPED, '\\$&')}%`, (place) => `(c.title ILIKE ${place} OR c.number ILIKE ${place})`);
  }
  add(filter.townshipId, (place) => `c.township_id = ${place}`);
  add(filter.placePath, (place) => `starts_with(c.scope_path, ${place})`);
  add(filter.form, (place) => `c.form_key = ${place}`);
  add(filter.status, (place) => `c.status = ${place}`);
  add(filter.category, (place) => `c.category = ${place}`);
  add(filter.path, (place) => `c.path_key = ${place}`);
  add(filter.department, (place) => `(c.department = ${place} OR ${place} = ANY(c.joint_departments))`);
  add(filter.mark, (place) => `${place} = ANY(c.marks)`);
  add(filter.receivedFrom, (place) => `c.received_on >= ${place}`);
  add(filter.receivedTo, (place) => `c.received_on <= ${place}`);
  if (filter.mine) sql.push('caseway_user() IN (c.handler_id, c.case_lead_id, c.created_by)');
  if (filter.due) {
    add(filter.due.before, (place) => `${NEXT_DUE} < ${place}`);
    if (filter.due.after) add(filter.due.after, (place) => `${NEXT_DUE} >= ${place}`);
    sql.push("c.status = 'open'");
  }
  return { sql, parameters };
}

@Injectable()
export class LedgerStore {
  constructor(private readonly transactions: Transactions) {}

  /** How many cases of a form have something in a field, or this very value; of several choices, among them. */
  async countWith(form: string, path: readonly string[], value?: Json): Promise<number> {
    const [row] = await this.transactions.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM case_file c
        WHERE c.form_key = $1 AND (CASE WHEN $3::jsonb IS NULL THEN coalesce(c.data #> $2, 'null') <> 'null'
                                        ELSE c.data #> $2 @> $3::jsonb END)`,
      [form, path, value === undefined ? null : JSON.stringify(value)],
    );
    return row?.count ?? 0;
  }

  /** Cases that fit, in order, after the cursor's place. */
  async list(
    filter: LedgerFilter,
    sort: LedgerSort,
    after: { place: string; id: string } | null,
    limit: number,
  ): Promise<LedgerRow[]> {
    const { sql, parameters } = conditionsOf(filter);
    const order = ORDERS[sort];
    const direction = order.descending ? 'DESC' : 'ASC';
    if (after) {
      parameters.push(after.place, after.id);
      const [place, id] = [`$${parameters.length - 1}::${order.type}`, `$${parameters.length}::uuid`];
      sql.push(`(${order.by}, c.id) ${order.descending ? '<' : '>'} (${place}, ${id})`);
    }
    parameters.push(limit);
    return this.transactions.query<LedgerRow>(
      `SELECT ${CASE_SELECT}, (${order.by})::text AS place FROM case_file c
        ${sql.length > 0 ? `WHERE ${sql.join(' AND ')}` : ''}
        ORDER BY ${order.by} ${direction}, c.id ${direction} LIMIT $${parameters.length}`,
      parameters,
    );
  }

  async count(filter: LedgerFilter): Promise<number> {
    const { sql, parameters } = conditionsOf(filter);
    const [row] = await this.transactions.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM case_file c ${sql.length > 0 ? `WHERE ${sql.join(' AND ')}` : ''}`,
      parameters,
    );
    return row?.count ?? 0;
  }
}
