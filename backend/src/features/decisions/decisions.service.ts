import type { Json } from '@caseway/form-schemas';
import { Injectable } from '@nestjs/common';
import { ConfigurationReader } from '../configuration/configuration-reader.ts';
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
  constructor(
    private readonly store: DecisionsStore,
    private readonly reader: ConfigurationReader,
  ) {}

  /** A rule set's answer, with the facts it was given. */
  async record(of: DecisionOf, { kind, ruleSet, facts, decision }: MadeDecision): Promise<void> {
    await this.store.add(of, { kind, ruleSetVersionId: ruleSet.versionId, facts, result: decision });
  }

  /** The facts that a rule set was last asked with about a case, whichever version of it; null where it never was. */
  async lastFacts(
    caseId: string,
    kind: MadeDecision['kind'],
    ruleSetKey: string,
  ): Promise<Record<string, Json> | null> {
    for (const row of (await this.store.ofCase(caseId)).toReversed()) {
      if (row.kind !== kind || row.ruleSetVersionId === null) continue;
      const { key } = await this.reader.version('rule-sets', row.ruleSetVersionId);
      if (key === ruleSetKey) return row.facts;
    }
    return null;
  }

  /** The kind that a person gave a case last; null where nobody did. */
  async personsCategory(caseId: string): Promise<string | null> {
    const said = (await this.store.ofCase(caseId)).flatMap((row) =>
      row.kind === 'person' ? [row.result.category] : [],
    );
    return said.at(-1) ?? null;
  }

  /** Of each case the versions of rule sets that decided it, the latest decision first. */
  async versionsBehind(caseIds: readonly string[]): Promise<Map<string, string[]>> {
    const versions = new Map<string, string[]>();
    for (const { caseId, versionId } of await this.store.versionsBehind(caseIds)) {
      versions.set(caseId, [...(versions.get(caseId) ?? []), versionId]);
    }
    return versions;
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
