import type { Json } from '@caseway/form-schemas';
import { daysBetween, localDay } from '@caseway/rule-sets';
import { Inject, Injectable } from '@nestjs/common';
import { ConfigurationReader } from '../../configuration/configuration-reader.ts';
import { decideEscalation, type MadeDecision } from '../../decisions/decide-case.ts';
import { CaseFactsReader } from '../case/case-facts-reader.ts';
import type { Occasion } from '../case/case-happening.ts';
import { caseOfOutcome } from '../case/case-of-outcome.ts';
import type { CaseRow } from '../case/case-row.ts';
import { CaseEffects } from './case-effects.service.ts';

export type { Occasion };

/** Asks the escalation rule sets about a case and does what they say. */
@Injectable()
export class CaseEscalation {
  constructor(
    @Inject(ConfigurationReader) private readonly reader: Pick<ConfigurationReader, 'inForce'>,
    @Inject(CaseFactsReader) private readonly facts: Pick<CaseFactsReader, 'ofCase'>,
    private readonly effects: CaseEffects,
  ) {}

  /** In the running transaction, on a case locked by it; answers the case as stored. */
  async raise(row: CaseRow, occasion: Occasion): Promise<{ row: CaseRow; made: MadeDecision[] }> {
    const configuration = await this.reader.inForce(row.townshipId, 'now');
    if (configuration.escalationsFor(row.formKey).length === 0) return { row, made: [] };
    const facts = { ...(await this.facts.ofCase(row, occasion.at)), ...occasionFacts(occasion) };
    const made = await decideEscalation(configuration, row.formKey, facts);
    let next = row;
    for (const item of made) {
      const change = caseOfOutcome(next, { is: 'escalated', made: item, occasion });
      if (change.row !== next) next = await this.effects.carryOut(change, occasion.at, occasion.not);
    }
    return { row: next, made };
  }
}

function occasionFacts({ event, clock, at }: Occasion): Record<string, Json> {
  if (!clock) return { event };
  const overdue = daysBetween(clock.dueOn, localDay(at));
  return { event, clock: clock.key, clockLevel: clock.level, daysOverdue: Math.max(0, overdue) };
}
