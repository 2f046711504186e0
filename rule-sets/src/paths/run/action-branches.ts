import { type FormData, type FormDefinition, fieldAt, type Json, splitSensitive } from '@caseway/form-schemas';
import { cloneJson } from '../../json-value.ts';
import type { ActionBranch, PathAction } from '../../model/handling-path.ts';
import type { RuleSet } from '../../model/rule-set.ts';
import { type NormalRuleSet, normaliseRuleSet } from '../../reference/normalise.ts';
import { traceCondition } from '../../reference/trace.ts';
import { RuleSetError } from '../../rule-set-error.ts';

const NOTHING_SAID = { 'zh-CN': '-', en: '-' } as const;

/**
 * The branches of an action as a rule set of hit policy `first`: rule `#n` is branch n, `otherwise` the action's own.
 * What decides a branch, and what is proved of it, is thereby what decides any rule.
 */
export function branchRules(branches: readonly ActionBranch[], form: string): RuleSet {
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

const prepared = new WeakMap<readonly ActionBranch[], NormalRuleSet>();

function rulesOf(branches: readonly ActionBranch[]): NormalRuleSet {
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
export function holdingBranch({ branches = [] }: PathAction, facts: Record<string, Json>): number {
  if (branches.length === 0) return -1;
  const { rules, named } = rulesOf(branches);
  return rules.findIndex(({ conditions, name }) => {
    const { trace, failure } = traceCondition(conditions, facts, named);
    if (failure) throw new RuleSetError(failure.code, failure.message, name);
    return trace.result;
  });
}
