import type { Json } from '@caseway/form-schemas';
import { type Decision, decide, type Outcome } from '@caseway/rule-sets';
import { DomainError } from '../../errors/domain-error.ts';
import type { ActiveConfiguration } from '../configuration/active-configuration.ts';
import type { Versioned } from '../configuration/versioned.ts';

/** One rule set's answer, with the version that gave it and the facts it was given. */
export interface MadeDecision {
  kind: 'classification' | 'routing' | 'escalation';
  ruleSet: Versioned<'rule-sets'>;
  facts: Record<string, Json>;
  decision: Decision;
}

export interface CaseDecision {
  decisions: MadeDecision[];
  /** The kind of demand proposed; null where the rule set leaves it to a person. */
  category: string | null;
  routing: Outcome;
  path: Versioned<'paths'>;
}

async function ask(
  kind: MadeDecision['kind'],
  ruleSet: Versioned<'rule-sets'>,
  facts: Record<string, Json>,
): Promise<MadeDecision> {
  return { kind, ruleSet, facts, decision: await decide(ruleSet.content, facts) };
}

/**
 * Decides a case by the configuration: classification proposes the kind of demand, routing reads it as the fact
 * `category`. `category` given: a person has said it, and only routing is asked. Throws `not-configured` where a
 * rule set or the path it names is not in force.
 */
export async function decideCase(
  configuration: ActiveConfiguration,
  formKey: string,
  facts: Record<string, Json>,
  category?: string,
): Promise<CaseDecision> {
  const decisions: MadeDecision[] = [];
  let kind: string | null = category ?? null;
  if (category === undefined) {
    const made = await ask('classification', configuration.classificationFor(formKey), facts);
    decisions.push(made);
    kind = made.decision.outcome.category ?? null;
  }
  const routing = await ask('routing', configuration.routingFor(formKey), { ...facts, category: kind });
  decisions.push(routing);
  const { outcome } = routing.decision;
  if (typeof outcome.path !== 'string') {
    throw new DomainError('not-configured', { missing: `rule-sets/${routing.ruleSet.key}: path` });
  }
  return { decisions, category: kind, routing: outcome, path: configuration.path(outcome.path) };
}

/** Asks every escalation rule set that reads the form; only answers with an effect are kept. */
export async function decideEscalation(
  configuration: ActiveConfiguration,
  formKey: string,
  facts: Record<string, Json>,
): Promise<MadeDecision[]> {
  const made: MadeDecision[] = [];
  for (const ruleSet of configuration.escalationsFor(formKey)) {
    const answer = await ask('escalation', ruleSet, facts);
    if (!answer.decision.byDefault) made.push(answer);
  }
  return made;
}
