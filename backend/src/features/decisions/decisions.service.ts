import { Injectable } from '@nestjs/common';
import type { MadeDecision } from './decide-case.ts';
import { DecisionsStore } from './decisions-store.ts';

/** The case and moment that a decision belongs to. */
export interface DecisionOf {
  caseId: string;
  scopePath: string;
  actorId: string | null;
  at: Date;
}

/** Writes decisions down for good: what was asked, of which version, and what it answered. */
@Injectable()
export class Decisions {
  constructor(private readonly store: DecisionsStore) {}

  /** A rule set's answer, with the facts it was given. */
  async record(of: DecisionOf, { kind, ruleSet, facts, decision }: MadeDecision): Promise<void> {
    await this.store.add(of, { kind, ruleSetVersionId: ruleSet.versionId, facts, result: decision });
  }

  /** A person's correction of the kind of demand, with their reasons. */
  async recordPerson(of: DecisionOf, category: string, before: string | null, reasons: string): Promise<void> {
    await this.store.add(of, {
      kind: 'person',
      ruleSetVersionId: null,
      facts: {},
      result: { category, before },
      reasons,
    });
  }
}
