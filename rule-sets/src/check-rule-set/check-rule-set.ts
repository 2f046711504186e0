import {
  type FormDefinition,
  findDuplicateMembers,
  findLossyNumbers,
  findUnusable,
  MAX_NESTING,
} from '@caseway/form-schemas';
import { isJsonObject, type JsonObject, own } from '../json-value.ts';
import { RULE_SET_META_SCHEMA } from '../meta-schema.ts';
import type { RuleSet } from '../model/rule-set.ts';
import { checkConditions } from './check-conditions.ts';
import { checkFacts } from './check-facts.ts';
import { checkNumbers } from './check-numbers.ts';
import { checkOutcomes } from './check-outcomes.ts';
import { checkShape } from './check-shape.ts';
import { checkTests } from './check-tests.ts';
import { finding, type RuleSetFinding, stopsDeciding } from './finding-catalogue.ts';

export interface CheckRuleSetOptions {
  /** Forms at hand, the rule set's among them. Absent: facts of forms are not checked, only system facts. */
  forms?: readonly FormDefinition[];
  /** Keys of the handling paths that exist. Absent: an outcome may name any path. */
  paths?: readonly string[];
  /** False: leaves the rule set's own tests out, for a check at every keystroke. */
  tests?: boolean;
}

const ORDER = { error: 0, warning: 1, info: 2 } as const;
/** Conditions have findings of their own. */
const CHECKED_ELSEWHERE = new Set(['condition', 'leaf']);

/** Rule names, and under `first` the priorities that leave the order to the file. */
function checkRules(ruleSet: JsonObject): RuleSetFinding[] {
  const findings: RuleSetFinding[] = [];
  const rules = own(ruleSet, 'rules');
  if (!Array.isArray(rules)) return findings;
  if (rules.length === 0) findings.push(finding('no-rules', '/rules'));
  const names = new Set<string>();
  const byPriority = new Map<number, string>();
  rules.forEach((rule, index) => {
    const name = own(rule, 'name');
    const priority = own(rule, 'priority') ?? 1;
    if (typeof name !== 'string') return;
    if (names.has(name)) findings.push(finding('duplicate-rule-name', `/rules/${index}/name`, { name }));
    names.add(name);
    if (own(ruleSet, 'hitPolicy') !== 'first' || typeof priority !== 'number') return;
    const other = byPriority.get(priority);
    if (other !== undefined) findings.push(finding('equal-priority', `/rules/${index}`, { other, priority }));
    else byPriority.set(priority, name);
  });
  return findings;
}

const UNUSABLE = { nesting: 'too-deep', characters: 'unusable-characters', numbers: 'unusable-number' } as const;

/**
 * Everything that is wrong or unwise in a rule set: structure, the traps of json-rules-engine, facts, operators and
 * values against the forms, outcomes, texts, and its own tests, which run only where nothing else keeps it from
 * running. Errors stop publishing. Errors first, then by place. Never throws for what an author wrote.
 */
export async function checkRuleSet(ruleSet: unknown, options: CheckRuleSetOptions = {}): Promise<RuleSetFinding[]> {
  const unusable = findUnusable(ruleSet).map(({ pointer, why }) =>
    finding(UNUSABLE[why], pointer, why === 'nesting' ? { limit: MAX_NESTING } : {}),
  );
  if (unusable.length > 0) return unusable;
  const shape = checkShape(ruleSet, RULE_SET_META_SCHEMA, CHECKED_ELSEWHERE);
  if (!isJsonObject(ruleSet)) return shape;
  const conditions = checkConditions(ruleSet);
  const facts = checkFacts(ruleSet, conditions.leaves, options.forms);
  const structure = [...shape, ...conditions.findings];
  const usable = !structure.some((found) => found.severity === 'error' && found.code !== 'text-missing');
  const rest = [
    ...checkRules(ruleSet),
    ...facts.findings,
    ...checkOutcomes(ruleSet, options.paths),
    ...checkNumbers(ruleSet),
  ];
  // A test that fails by a wrong value says nothing of the test: whoever mended it by that would write nonsense.
  const runs = !rest.some(stopsDeciding);
  const tests =
    usable && options.tests !== false ? await checkTests(ruleSet as object as RuleSet, facts.isKnown, runs) : [];
  const findings = [...structure, ...rest, ...tests];
  return findings.toSorted((a, b) => ORDER[a.severity] - ORDER[b.severity]);
}

/**
 * The same for the text of a rule set file: also tells text that is no JSON, and what a JSON parser drops
 * silently: keys that stand twice in one object, digits of numbers. `ruleSet` is absent where the text is no JSON.
 */
export async function checkRuleSetText(
  text: string,
  options: CheckRuleSetOptions = {},
): Promise<{ findings: RuleSetFinding[]; ruleSet?: unknown }> {
  let ruleSet: unknown;
  try {
    ruleSet = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const offset = /position (\d+)/.exec(reason)?.[1];
    const line = text.slice(0, offset === undefined ? undefined : Number(offset)).split('\n').length;
    return { findings: [finding('invalid-json', '', { line })] };
  }
  const duplicates = findDuplicateMembers(text).map(({ pointer, name }) =>
    finding('duplicate-json-key', pointer, { name }),
  );
  const lossy = findLossyNumbers(text).map(({ pointer, written }) =>
    finding('number-loses-digits', pointer, { number: written, read: String(Number(written)) }),
  );
  return { findings: [...duplicates, ...lossy, ...(await checkRuleSet(ruleSet, options))], ruleSet };
}
