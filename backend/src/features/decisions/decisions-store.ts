import type { Json } from '@caseway/form-schemas';
import type { Decision } from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import { Transactions } from '../../database/transactions.ts';
import { newId } from '../../new-id.ts';

/** What a person decided instead of a rule set. */
export interface PersonDecision {
  category: string;
  before: string | null;
}

interface Stored {
  id: string;
  caseId: string;
  facts: Record<string, Json>;
  reasons: string | null;
  actorId: string | null;
  decidedAt: Date;
}

export type DecisionRow = Stored &
  (
    | { kind: 'classification' | 'routing' | 'escalation'; ruleSetVersionId: string; result: Decision }
    | { kind: 'person'; ruleSetVersionId: null; result: PersonDecision }
  );

/** An entry to write; `Omit` would forget which kind goes with which result. */
export type NewDecision =
  | {
      kind: 'classification' | 'routing' | 'escalation';
      ruleSetVersionId: string;
      facts: Record<string, Json>;
      result: Decision;
    }
  | { kind: 'person'; ruleSetVersionId: null; facts: Record<string, Json>; result: PersonDecision; reasons: string };

const COLUMNS = `id, case_id AS "caseId", kind, rule_set_version_id AS "ruleSetVersionId", facts, result, reasons,
  actor_id AS "actorId", decided_at AS "decidedAt"`;

@Injectable()
export class DecisionsStore {
  constructor(private readonly transactions: Transactions) {}

  async add(
    of: { caseId: string; scopePath: string; actorId: string | null; at: Date },
    decision: NewDecision,
  ): Promise<string> {
    const id = newId();
    await this.transactions.query(
      `INSERT INTO decision (id, case_id, scope_path, kind, rule_set_version_id, facts, result, reasons, actor_id, decided_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        id,
        of.caseId,
        of.scopePath,
        decision.kind,
        decision.ruleSetVersionId,
        JSON.stringify(decision.facts),
        JSON.stringify(decision.result),
        decision.kind === 'person' ? decision.reasons : null,
        of.actorId,
        of.at,
      ],
    );
    return id;
  }

  /** The versions that decided cases, the one that decided last before the others. */
  async versionsBehind(caseIds: readonly string[]): Promise<{ caseId: string; versionId: string }[]> {
    return this.transactions.query(
      `SELECT case_id AS "caseId", rule_set_version_id AS "versionId" FROM decision
        WHERE case_id = ANY($1) AND rule_set_version_id IS NOT NULL
        GROUP BY case_id, rule_set_version_id ORDER BY case_id, max(decided_at) DESC, max(id::text) DESC`,
      [caseIds],
    );
  }

  /** Decisions of a case in the order in which they were made. */
  async ofCase(caseId: string): Promise<DecisionRow[]> {
    return this.transactions.query<DecisionRow>(
      `SELECT ${COLUMNS} FROM decision WHERE case_id = $1 ORDER BY decided_at, id`,
      [caseId],
    );
  }
}
