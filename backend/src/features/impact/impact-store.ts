import type { RuleSetKind } from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import { Transactions } from '../../database/transactions.ts';
import type { FactRow } from './worker/protocol.ts';

/** Decisions of one kind. Escalation: of one rule set; the others have one answer a case, whoever gave it. */
export interface TableOf {
  kind: RuleSetKind;
  /** Key of the rule set; empty where whoever answered counts. */
  document: string;
}

/** Of a table, the decisions on the cases of one form in one township. */
export interface SectionOf {
  form: string;
  townshipId: string;
  townshipKey: string;
  townshipPath: string;
}

export interface ExampleRow {
  id: string;
  number: string;
  title: string;
  scopePath: string;
}

/** A decision to read, and whether it is one made up of what is known of the filing. */
export interface DecisionRef {
  id: string;
  madeUp: boolean;
}

const OF_CASE = 'FROM decision d JOIN case_file c ON c.id = d.case_id WHERE c.township_id = $1 AND c.form_key = $2';
const OF_DOCUMENT = `d.kind = 'escalation' AND EXISTS (SELECT 1 FROM config_version v
  JOIN config_document k ON k.id = v.document_id WHERE v.id = d.rule_set_version_id AND k.key = $3)`;
const FIRST_ROUTING = `d.kind = 'routing' AND NOT EXISTS (SELECT 1 FROM decision e WHERE e.case_id = d.case_id
  AND e.kind = 'routing' AND (e.decided_at, e.id) < (d.decided_at, d.id))`;

/** An instant as facts have it. */
const INSTANT = `to_char(c.received_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
/** Facts of the case that a decision of an older time may not have been given. */
const KNOWN = `'form', c.form_key, 'township', $2::text, 'place', p.key, 'receivedOn', c.received_on::text, 'receivedAt', ${INSTANT}`;
/** What an escalation is told at the filing, as far as the routing says it. */
const FILED = `'event', 'filed', 'path', d.result #> '{outcome,path}', 'department', d.result #> '{outcome,department}',
  'level', d.result #> '{outcome,level}', 'marks', coalesce(d.result #> '{outcome,marks}', '[]')`;

/** Decisions and what is needed beside them, as rows. What is seen is what the running transaction may see. */
@Injectable()
export class ImpactStore {
  constructor(private readonly transactions: Transactions) {}

  /** Every decision that counts now, in random order: whatever part of them is read first is a fair sample. */
  async decisions({ kind, document }: TableOf, { form, townshipId }: SectionOf): Promise<DecisionRef[]> {
    if (kind === 'escalation') {
      return this.transactions.query<DecisionRef>(
        `SELECT id, "madeUp" FROM (
           SELECT d.id, false AS "madeUp" ${OF_CASE} AND ${OF_DOCUMENT}
           UNION ALL SELECT d.id, true ${OF_CASE} AND ${FIRST_ROUTING}) found ORDER BY random()`,
        [townshipId, form, document],
      );
    }
    return this.transactions.query<DecisionRef>(
      `SELECT id, false AS "madeUp" FROM (
         SELECT DISTINCT ON (d.case_id) d.id ${OF_CASE} AND d.kind = $3
          ORDER BY d.case_id, d.decided_at DESC, d.id DESC) latest ORDER BY random()`,
      [townshipId, form, kind],
    );
  }

  /** Of these decisions, those that count in a section. */
  async among(
    ids: readonly string[],
    { kind, document }: TableOf,
    { form, townshipId }: SectionOf,
  ): Promise<DecisionRef[]> {
    if (kind === 'escalation') {
      return this.transactions.query<DecisionRef>(
        `SELECT d.id, false AS "madeUp" ${OF_CASE} AND d.id = ANY($4) AND ${OF_DOCUMENT}
         UNION ALL SELECT d.id, true ${OF_CASE} AND d.id = ANY($4) AND ${FIRST_ROUTING}`,
        [townshipId, form, document, ids],
      );
    }
    return this.transactions.query<DecisionRef>(
      `SELECT d.id, false AS "madeUp" ${OF_CASE} AND d.id = ANY($4) AND d.kind = $3`,
      [townshipId, form, kind, ids],
    );
  }

  /** Of these decisions, the cases whose kind a person corrected by them. */
  async personsAmong(ids: readonly string[], { form, townshipId }: SectionOf): Promise<string[]> {
    const rows = await this.transactions.query<{ id: string }>(
      `SELECT DISTINCT c.id ${OF_CASE} AND d.kind = 'person' AND d.id = ANY($3)`,
      [townshipId, form, ids],
    );
    return rows.map(({ id }) => id);
  }

  /** Decisions with an id of `since` or later that are not `seen`, and where they belong; no word of what was decided. */
  async news(since: string, seen: readonly string[]): Promise<{ id: string; townshipId: string; form: string }[]> {
    return this.transactions.query(
      `SELECT d.id, c.township_id AS "townshipId", c.form_key AS form
         FROM decision d JOIN case_file c ON c.id = d.case_id WHERE d.id >= $1 AND d.id <> ALL($2::uuid[])`,
      [since, seen],
    );
  }

  /** The facts of decisions. They hold no personal data: nothing that is masked was ever a fact. */
  async facts(
    ids: readonly string[],
    { kind }: TableOf,
    { townshipKey }: SectionOf,
    madeUp: boolean,
  ): Promise<FactRow[]> {
    const subject =
      kind === 'escalation' && !madeUp
        ? `CASE WHEN d.facts ->> 'event' = 'filed' THEN d.case_id ELSE d.id END`
        : 'd.case_id';
    return this.transactions.query<FactRow>(
      `SELECT d.id, d.case_id AS "caseId", (extract(epoch FROM d.decided_at) * 1000)::float8 AS "decidedAt",
              c.received_on - DATE '1970-01-01' AS day, c.scope_path AS "scopePath",
              c.form_version_id AS "formVersion", ${subject} AS subject, ${madeUp} AS "madeUp",
              EXISTS (SELECT 1 FROM decision o WHERE o.case_id = d.case_id AND o.kind = 'person') AS person,
              d.facts::text AS facts, json_build_object(${KNOWN}${madeUp ? `, ${FILED}` : ''})::text AS fill
         FROM decision d JOIN case_file c ON c.id = d.case_id LEFT JOIN scope p ON p.id = c.place_id
        WHERE d.id = ANY($1)`,
      [ids, townshipKey],
    );
  }

  /** Cases that the user of the running transaction is kept out of. */
  async recused(): Promise<string[]> {
    const rows = await this.transactions.query<{ id: string }>('SELECT caseway_recused(caseway_user()) AS id');
    return rows.map(({ id }) => id);
  }

  /** Those of the cases that the user of the running transaction sees. */
  async examples(ids: readonly string[]): Promise<ExampleRow[]> {
    if (ids.length === 0) return [];
    return this.transactions.query<ExampleRow>(
      'SELECT id, number, title, scope_path AS "scopePath" FROM case_file WHERE id = ANY($1)',
      [ids],
    );
  }
}
