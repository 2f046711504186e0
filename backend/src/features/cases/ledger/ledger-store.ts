import type { Json } from '@caseway/form-schemas';
import { Injectable } from '@nestjs/common';
import type { Static } from 'typebox';
import type { CaseQuery, LedgerOut } from '../../../contract/index.ts';
import { Transactions } from '../../../database/transactions.ts';
import type { CaseRow } from '../case/case-row.ts';
import { CASE_SELECT, UNDELIVERED } from '../case/cases-store.ts';

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

/** The day of that deadline; null where none runs. */
const NEXT_DUE_ON = `(SELECT k.due_on FROM case_clock k
  WHERE k.case_id = c.id AND k.stopped_at IS NULL AND k.due_at IS NOT NULL AND k.whose = 'authority'
  ORDER BY k.due_at LIMIT 1)`;

/** Open tasks of a case that were given to whoever reads. */
const OWN_TASKS = `FROM task t WHERE t.case_id = c.id AND t.assignee_id = caseway_user()
  AND t.done_at IS NULL AND t.cancelled_at IS NULL`;

const ORDERS: Record<LedgerSort, Order> = {
  '-receivedOn': { by: 'c.received_on', type: 'date', descending: true },
  receivedOn: { by: 'c.received_on', type: 'date', descending: false },
  '-number': { by: 'c.number', type: 'text', descending: true },
  number: { by: 'c.number', type: 'text', descending: false },
  '-due': { by: NEXT_DUE, type: 'timestamptz', descending: true },
  due: { by: NEXT_DUE, type: 'timestamptz', descending: false },
  waiting: {
    by: `least(${NEXT_DUE}, coalesce((SELECT min(t.due_at) ${OWN_TASKS}), 'infinity'))`,
    type: 'timestamptz',
    descending: false,
  },
};

/**
 * A clock of the authority that stopped after it was due, or still runs past it; or that was late already when it was extended or
 * came to rest, which makes nothing in time. `now`: the placeholder of the present.
 */
const lateSql = (
  now: string,
): string => `EXISTS (SELECT 1 FROM case_clock k WHERE k.case_id = c.id AND k.whose = 'authority'
  AND (k.missed_on IS NOT NULL OR k.due_at < coalesce(k.stopped_at, ${now})))`;

/** Bounds of the due filter, worked out from the present by the service. */
export interface DueBounds {
  after: Date | null;
  before: Date;
}

type Resolved =
  | 'limit'
  | 'cursor'
  | 'sort'
  | 'township'
  | 'place'
  | 'due'
  | 'late'
  | 'registeredFrom'
  | 'registeredTo'
  | 'closedFrom'
  | 'closedTo';

export type LedgerFilter = Omit<Static<typeof CaseQuery>, Resolved> & {
  townshipId?: string;
  placePath?: string;
  due?: DueBounds;
  /** Whether one of the authority's deadlines was missed, or is past at this moment. */
  late?: { is: boolean; at: Date };
  /** Moments, the first included and the last not. */
  registeredFrom?: Date;
  registeredBefore?: Date;
  closedFrom?: Date;
  closedBefore?: Date;
};

/** Conditions that need no value but the reader. */
const FLAGS = {
  mine: 'caseway_user() IN (c.handler_id, c.case_lead_id, c.created_by)',
  supervised: 'c.supervised',
  urgent: `EXISTS (SELECT 1 FROM case_clock k JOIN deadline d USING (case_id, clock_key, epoch)
    WHERE k.case_id = c.id AND k.stopped_at IS NULL AND d.urgent)`,
  assigned: `(caseway_user() IN (c.handler_id, c.case_lead_id) OR EXISTS (SELECT 1 ${OWN_TASKS}))`,
  toDecide: `(EXISTS (SELECT 1 ${OWN_TASKS} AND t.kind = 'step') AND EXISTS (
    SELECT 1 FROM config_version v, json_array_elements(v.content -> 'steps') s
     WHERE v.id = c.path_version_id AND s ->> 'key' = c.step AND s ->> 'kind' = 'human-decision'))`,
  fromVillage: `EXISTS (SELECT 1 FROM app_user u JOIN scope s ON s.id = u.scope_id
    WHERE u.id = c.created_by AND s.kind = 'village')`,
  undelivered: UNDELIVERED,
  noCategory: 'c.category IS NULL',
  noOutcome: 'c.outcome IS NULL',
  noPlace: '(c.place_id IS NULL OR c.accuses)',
  hasLead: 'c.case_lead_id IS NOT NULL',
  joint: 'cardinality(c.joint_departments) > 0',
  untouched: `jsonb_array_length(c.path_state -> 'history') = 0`,
} as const satisfies Partial<Record<keyof LedgerFilter, string>>;

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
    // A number is typed in full width as well; in a title such a character is one of its own.
    const [typed, half] = [words, words.normalize('NFKC')].map((text) => `%${text.replace(ESCAPED, '\\$&')}%`);
    parameters.push(typed, half);
    const [place, halfPlace] = [`$${parameters.length - 1}`, `$${parameters.length}`];
    sql.push(`(c.title ILIKE ${place} OR c.title ILIKE ${halfPlace} OR c.number ILIKE ${halfPlace})`);
  }
  add(filter.townshipId, (place) => `c.township_id = ${place}`);
  // What a case is about stays its place, also where it lies above: at the township, or with the authority that reviews. Of one that
  // speaks against somebody the place is not told to all, and so is a filter of nobody: it counts where it lies.
  add(
    filter.placePath,
    (place) => `(starts_with(c.scope_path, ${place})
      OR (NOT c.accuses AND c.place_id IN (SELECT s.id FROM scope s WHERE starts_with(s.scope_path, ${place}))))`,
  );
  add(filter.form, (place) => `c.form_key = ${place}`);
  add(filter.status, (place) => `c.status = ${place}`);
  add(filter.category, (place) => `c.category = ${place}`);
  add(filter.path, (place) => `c.path_key = ${place}`);
  add(filter.department, (place) => `(c.department = ${place} OR ${place} = ANY(c.joint_departments))`);
  add(filter.mark, (place) => `${place} = ANY(c.marks)`);
  add(filter.receivedFrom, (place) => `c.received_on >= ${place}`);
  add(filter.receivedTo, (place) => `c.received_on <= ${place}`);
  add(filter.registeredFrom, (place) => `c.created_at >= ${place}`);
  add(filter.registeredBefore, (place) => `c.created_at < ${place}`);
  add(filter.closedFrom, (place) => `c.closed_at >= ${place}`);
  add(filter.closedBefore, (place) => `c.closed_at < ${place}`);
  add(filter.dueFrom, (place) => `c.status = 'open' AND ${NEXT_DUE_ON} >= ${place}`);
  add(filter.dueTo, (place) => `c.status = 'open' AND ${NEXT_DUE_ON} <= ${place}`);
  add(filter.handler, (place) => `c.handler_id = ${place}`);
  add(filter.caseLead, (place) => `c.case_lead_id = ${place}`);
  add(filter.registeredBy, (place) => `c.created_by = ${place}`);
  add(filter.outcome, (place) => `c.outcome = ${place}`);
  add(
    filter.decided,
    (place) =>
      `EXISTS (SELECT 1 FROM jsonb_array_elements(c.path_state -> 'history') e WHERE e ->> 'outcome' = ${place})`,
  );
  add(filter.reviewed, (place) => `coalesce(c.reviewed ->> 'effect', 'none') = ${place}`);
  add(filter.session, (place) => `${place} = ANY(c.sessions)`);
  add(filter.late?.at, (now) => `${filter.late?.is ? '' : 'NOT '}${lateSql(now)}`);
  for (const [name, condition] of Object.entries(FLAGS)) {
    const asked = filter[name as keyof typeof FLAGS];
    // What cannot be told is not so.
    if (asked !== undefined) sql.push(asked ? condition : `(${condition}) IS NOT TRUE`);
  }
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

  /**
   * In how many cases something was filled in at a place in versions of a form, or this very value; of several choices, among
   * them. What was filled in with a step stands in the history.
   */
  async countWith(versions: readonly string[], path: readonly string[], value?: Json): Promise<number> {
    const given = (data: string) =>
      `(CASE WHEN $3::jsonb IS NULL THEN coalesce(${data} #> $2, 'null') <> 'null' ELSE ${data} #> $2 @> $3::jsonb END)`;
    const [row] = await this.transactions.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM (
         SELECT c.id FROM case_file c WHERE c.form_version_id = ANY($1::uuid[]) AND ${given('c.data')}
         UNION
         SELECT t.case_id FROM timeline t
          WHERE t.details ->> 'formVersionId' = ANY($1::text[]) AND ${given("(t.details -> 'data')")}
       ) cases`,
      [versions, path, value === undefined ? null : JSON.stringify(value)],
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

  /** How many fit in each township that has any. */
  async countByTownship(filter: LedgerFilter): Promise<{ townshipId: string; count: number }[]> {
    const { sql, parameters } = conditionsOf(filter);
    return this.transactions.query(
      `SELECT c.township_id AS "townshipId", count(*)::int AS count FROM case_file c
        ${sql.length > 0 ? `WHERE ${sql.join(' AND ')}` : ''} GROUP BY 1`,
      parameters,
    );
  }

  /** Sessions that open cases are for, with how many. */
  async sessions(): Promise<{ session: string; count: number }[]> {
    return this.transactions.query(
      `SELECT s AS session, count(*)::int AS count FROM case_file c, unnest(c.sessions) s
        WHERE c.status = 'open' GROUP BY 1 ORDER BY 2 DESC, 1`,
    );
  }

  /** How often each form was used from a day on, most used first. */
  async formUse(since: string): Promise<{ form: string; count: number }[]> {
    return this.transactions.query(
      `SELECT c.form_key AS form, count(*)::int AS count FROM case_file c WHERE c.received_on >= $1
        GROUP BY 1 ORDER BY 2 DESC, 1`,
      [since],
    );
  }

  /** How many fit, and how they stand; `now`: up to when something is overdue. */
  async totals(filter: LedgerFilter, now: Date): Promise<LedgerOut['totals']> {
    const { sql, parameters } = conditionsOf(filter);
    parameters.push(now);
    const [row] = await this.transactions.query<LedgerOut['totals']>(
      `SELECT count(*)::int AS total, count(*) FILTER (WHERE c.status = 'open')::int AS open,
              count(*) FILTER (WHERE c.status = 'open' AND ${NEXT_DUE} < $${parameters.length})::int AS overdue,
              count(*) FILTER (WHERE c.status = 'closed')::int AS closed
         FROM case_file c ${sql.length > 0 ? `WHERE ${sql.join(' AND ')}` : ''}`,
      parameters,
    );
    return row ?? { total: 0, open: 0, overdue: 0, closed: 0 };
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
