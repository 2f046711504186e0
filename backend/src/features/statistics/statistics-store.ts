import { Injectable } from '@nestjs/common';
import type { Figures } from '../../contract/index.ts';
import { Transactions } from '../../database/transactions.ts';
import type { CountedDecisions, CountedEnd } from './outcome-rows.ts';

export interface StatisticsFilter {
  /** Days, both included. */
  from: string;
  to: string;
  townshipId: string | null;
}

export interface Totals {
  total: number;
  open: number;
  closed: number;
  onTime: number;
  late: number;
}

export type PeriodCounts = Pick<Figures, 'received' | 'closed' | 'closedOnTime' | 'openLate' | 'medianDays'>;

const CLOSED_ON = "(c.closed_at AT TIME ZONE 'Asia/Shanghai')::date";
const FITS = 'c.received_on BETWEEN $1 AND $2 AND ($3::uuid IS NULL OR c.township_id = $3)';
const CLOSED_IN = `${CLOSED_ON} BETWEEN $1 AND $2 AND ($3::uuid IS NULL OR c.township_id = $3)`;
/**
 * A clock of the authority that stopped after it was due, or still runs past it; or that was late already when it was extended or
 * came to rest, which makes nothing in time.
 */
const LATE = `EXISTS (SELECT 1 FROM case_clock k WHERE k.case_id = c.id AND k.whose = 'authority'
  AND (k.missed_on IS NOT NULL OR k.due_at < coalesce(k.stopped_at, $4)))`;

/** Open, and the authority's next deadline past; due on a day of the time. */
const DUE_AND_OPEN = `c.status = 'open' AND ($3::uuid IS NULL OR c.township_id = $3) AND (
  SELECT k.due_on BETWEEN $1 AND $2 AND k.due_at < $4 FROM case_clock k
   WHERE k.case_id = c.id AND k.stopped_at IS NULL AND k.due_at IS NOT NULL AND k.whose = 'authority'
   ORDER BY k.due_at LIMIT 1)`;

/** What may be counted by: columns of the case, never a person; by no village what speaks against somebody, whoever counts. */
export const DIMENSIONS = {
  category: 'c.category',
  path: 'c.path_key',
  township: 'c.township_id::text',
  place: 'CASE WHEN NOT c.accuses THEN c.place_id::text END',
} as const;
export type Dimension = keyof typeof DIMENSIONS;

@Injectable()
export class StatisticsStore {
  constructor(private readonly transactions: Transactions) {}

  async totals({ from, to, townshipId }: StatisticsFilter, now: Date): Promise<Totals> {
    const [row] = await this.transactions.query<Totals>(
      `SELECT count(*)::int AS total, count(*) FILTER (WHERE c.status = 'open')::int AS open,
              count(*) FILTER (WHERE c.status = 'closed')::int AS closed,
              count(*) FILTER (WHERE NOT ${LATE})::int AS "onTime", count(*) FILTER (WHERE ${LATE})::int AS late
         FROM case_file c WHERE ${FITS}`,
      [from, to, townshipId, now],
    );
    return row ?? { total: 0, open: 0, closed: 0, onTime: 0, late: 0 };
  }

  /**
   * What happened in a time: received in it, closed in it, and due in it and still open. `median`: days from receipt to closing.
   */
  async figures({ from, to, townshipId }: StatisticsFilter, now: Date): Promise<PeriodCounts> {
    const [row] = await this.transactions.query<PeriodCounts>(
      `SELECT (SELECT count(*)::int FROM case_file c WHERE ${FITS}) AS received, count(*)::int AS closed,
              count(*) FILTER (WHERE NOT ${LATE})::int AS "closedOnTime",
              (SELECT count(*)::int FROM case_file c WHERE ${DUE_AND_OPEN}) AS "openLate",
              percentile_cont(0.5) WITHIN GROUP (ORDER BY ${CLOSED_ON} - c.received_on) AS "medianDays"
         FROM case_file c WHERE ${CLOSED_IN}`,
      [from, to, townshipId, now],
    );
    return row ?? { received: 0, closed: 0, closedOnTime: 0, openLate: 0, medianDays: null };
  }

  async by(
    dimension: Dimension,
    { from, to, townshipId }: StatisticsFilter,
  ): Promise<{ key: string | null; count: number }[]> {
    return this.transactions.query(
      `SELECT ${DIMENSIONS[dimension]} AS key, count(*)::int AS count FROM case_file c WHERE ${FITS}
        GROUP BY 1 ORDER BY 2 DESC, 1`,
      [from, to, townshipId],
    );
  }

  /** Closed cases by what they came to, in which version of their path, and what a review made of it. */
  async byOutcome({ from, to, townshipId }: StatisticsFilter): Promise<CountedEnd[]> {
    return this.transactions.query(
      `SELECT c.outcome AS key, c.path_version_id AS "versionId", c.reviewed->>'effect' AS reviewed, count(*)::int AS count
         FROM case_file c WHERE ${FITS} AND c.status = 'closed' GROUP BY 1, 2, 3`,
      [from, to, townshipId],
    );
  }

  /** Cases by all the outcomes that were ever decided in them. */
  async byDecision({ from, to, townshipId }: StatisticsFilter): Promise<CountedDecisions[]> {
    return this.transactions.query(
      `SELECT "versionId", decided, count(*)::int AS count FROM (
         SELECT c.path_version_id AS "versionId", jsonb_agg(DISTINCT jsonb_build_object(
                  'key', event->'outcome', 'earlier', (event->'earlier') - 'form' - 'starts')) AS decided
           FROM case_file c, jsonb_array_elements(c.path_state->'history') AS event
          WHERE ${FITS} AND jsonb_typeof(event->'outcome') = 'string' GROUP BY c.id, 1) d
        GROUP BY 1, 2`,
      [from, to, townshipId],
    );
  }

  /** What happened month by month: received by the day of receipt, closed by the day of closing; they add up to `figures`. */
  async byMonth({
    from,
    to,
    townshipId,
  }: StatisticsFilter): Promise<{ month: string; received: number; closed: number }[]> {
    return this.transactions.query(
      `SELECT month, sum(received)::int AS received, sum(closed)::int AS closed FROM (
         SELECT to_char(c.received_on, 'YYYY-MM') AS month, 1 AS received, 0 AS closed FROM case_file c WHERE ${FITS}
         UNION ALL
         SELECT to_char(${CLOSED_ON}, 'YYYY-MM'), 0, 1 FROM case_file c WHERE ${CLOSED_IN}) m
        GROUP BY month ORDER BY month`,
      [from, to, townshipId],
    );
  }
}
