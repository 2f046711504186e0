import { type FormData, type FormDefinition, fieldAt, type Json, splitSensitive } from '@caseway/form-schemas';
import { cloneJson } from '../../json-value.ts';
import type { ActionBranch, PathAction } from '../../model/handling-path.ts';
import type { Condition, RuleSet } from '../../model/rule-set.ts';
import { type NormalRuleSet, normaliseRuleSet } from '../../reference/normalise.ts';
import { traceCondition } from '../../reference/trace.ts';
import { RuleSetError } from '../../rule-set-error.ts';

const NOTHING_SAID = { 'zh-CN': '-', en: '-' } as const;

/**
 * The branches of an action as a rule set of hit policy `first`: rule `#n` is branch n, `otherwise` the action's own.
 * What decides a branch, and what is proved of it, is thereby what decides any rule.
 */
export function branchRules(branches: readonly Pick<ActionBranch, 'when'>[], form: string): RuleSet {
  return {
    key: 'branches',
    // The kind that sees every fact of an open case.
    kind: 'escalation',
    title: NOTHING_SAID,
    form,
    hitPolicy: 'first',
    rules: branches.map(({ when }, index) => ({
      name: `#${index}`,
      title: NOTHING_SAID,
      source: NOTHING_SAID,
      conditions: when,
      event: { type: 'branch' },
    })),
    otherwise: { type: 'action' },
  };
}

/** Facts that conditions name, on either side of a comparison. */
function factsNamedIn(condition: Condition): string[] {
  if ('condition' in condition) return [];
  if ('all' in condition) return condition.all.flatMap(factsNamedIn);
  if ('any' in condition) return condition.any.flatMap(factsNamedIn);
  if ('not' in condition) return factsNamedIn(condition.not);
  const { fact, value } = condition;
  const other = typeof value === 'object' && value !== null && !Array.isArray(value) ? value.fact : undefined;
  return [fact, ...(typeof other === 'string' ? [other] : [])];
}

/** The facts that an action's branches read. */
export const factsRead = ({ branches = [] }: Pick<PathAction, 'branches'>): Set<string> =>
  new Set(branches.flatMap(({ when }) => factsNamedIn(when)));

/** What tells the ways of an action apart. */
interface Branching {
  branches?: readonly Pick<ActionBranch, 'when'>[];
}

const prepared = new WeakMap<readonly Pick<ActionBranch, 'when'>[], NormalRuleSet>();

function rulesOf(branches: readonly Pick<ActionBranch, 'when'>[]): NormalRuleSet {
  const known = prepared.get(branches);
  if (known) return known;
  const fresh = normaliseRuleSet(cloneJson(branchRules(branches, '')));
  prepared.set(branches, fresh);
  return fresh;
}

/**
 * What the branches of an action read: the open answers of its form over the facts of the case. A field of the form hides
 * a fact of its name, also where it was left blank. `data` as stored: valid, pruned.
 */
export function branchFacts(
  form: FormDefinition | undefined,
  data: FormData,
  facts: Record<string, Json>,
): Record<string, Json> {
  if (!form) return facts;
  const seen = Object.entries(facts).filter(([name]) => fieldAt(form, `/${name}`) === undefined);
  return { ...Object.fromEntries(seen), ...splitSensitive(form, data).open };
}

/**
 * Place of the first branch that holds; -1: none. Decided as any rule is, at once and without making code. Throws
 * RuleSetError for a condition that has no answer; `checkPath` finds those. A path's content is read once: never change it.
 */
export function holdingBranch(action: Branching, facts: Record<string, Json>): number {
  return possibleBranches(action, facts, new Set())[0] ?? -1;
}

/** Places of the branches that may hold, -1 among them where none need, while some facts are not known yet. */
export function possibleBranches(
  { branches = [] }: Branching,
  facts: Record<string, Json>,
  unknown: ReadonlySet<string>,
): number[] {
  if (branches.length === 0) return [-1];
  const { rules, named } = rulesOf(branches);
  const possible: number[] = [];
  for (const [place, { conditions, name }] of rules.entries()) {
    if (unknown.size > 0 && factsNamedIn(branches[place]?.when ?? { all: [] }).some((fact) => unknown.has(fact))) {
      possible.push(place);
      continue;
    }
    const { trace, failure } = traceCondition(conditions, facts, named);
    if (failure) throw new RuleSetError(failure.code, failure.message, name);
    if (trace.result) return [...possible, place];
  }
  return [...possible, -1];
}
