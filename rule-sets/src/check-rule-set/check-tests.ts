import type { Json, LocalizedText } from '@caseway/form-schemas';
import { isJsonObject, jsonEqual, pointerTo } from '../json-value.ts';
import type { Decision, RuleSet, RuleTest } from '../model/rule-set.ts';
import { decide } from '../reference/decide.ts';
import { RuleSetError, ruleSetErrorText } from '../rule-set-error.ts';
import { finding, type RuleSetFinding } from './finding-catalogue.ts';

/** How one of a rule set's own tests came out. */
export interface RuleTestResult {
  name: string;
  passed: boolean;
  /** What differed: `fired`, or `outcome.<param>`, with both values. */
  differences: { what: string; expected: Json; actual: Json }[];
  decision?: Decision;
  /** Why it could not run. */
  error?: LocalizedText;
}

function compare(test: RuleTest, decision: Decision): RuleTestResult['differences'] {
  const { fired, outcome } = test.expect;
  const differences: RuleTestResult['differences'] = [];
  if (fired && !jsonEqual(fired, decision.fired)) {
    differences.push({ what: 'fired', expected: fired, actual: decision.fired });
  }
  for (const [param, expected] of Object.entries(outcome ?? {})) {
    const actual = Object.hasOwn(decision.outcome, param) ? decision.outcome[param] : undefined;
    if (expected !== undefined && !jsonEqual(expected, actual ?? null)) {
      differences.push({ what: `outcome.${param}`, expected, actual: actual ?? null });
    }
  }
  return differences;
}

/**
 * Runs a rule set's own tests through `decide`. `expect.fired` must match whole and in order, of `expect.outcome`
 * the params named; null expects a param to be absent.
 */
export async function runRuleTests(ruleSet: RuleSet): Promise<RuleTestResult[]> {
  return await Promise.all(
    (ruleSet.tests ?? []).map(async (test): Promise<RuleTestResult> => {
      try {
        const decision = await decide(ruleSet, test.facts);
        const differences = compare(test, decision);
        return { name: test.name, passed: differences.length === 0, differences, decision };
      } catch (error) {
        if (!(error instanceof RuleSetError)) throw error;
        return { name: test.name, passed: false, differences: [], error: ruleSetErrorText(error) };
      }
    }),
  );
}

/** The rule set's tests: what they say, and where they run, what they fail on and which rules none of them covers. */
export async function checkTests(
  ruleSet: RuleSet,
  isKnownFact: (fact: string) => boolean,
  runs: boolean,
): Promise<RuleSetFinding[]> {
  const tests = ruleSet.tests ?? [];
  if (tests.length === 0) return [finding('no-tests', '')];
  const findings: RuleSetFinding[] = [];
  const results = runs ? await runRuleTests(ruleSet) : [];
  const rules = new Set(ruleSet.rules.map((rule) => rule.name));
  const names = new Set<string>();
  tests.forEach((test, index) => {
    const at = `/tests/${index}`;
    if (names.has(test.name)) findings.push(finding('duplicate-test-name', `${at}/name`, { name: test.name }));
    names.add(test.name);
    const { fired, outcome } = test.expect;
    if (!fired && !(isJsonObject(outcome) && Object.keys(outcome).length > 0)) {
      findings.push(finding('test-expects-nothing', `${at}/expect`, { test: test.name }));
    }
    fired?.forEach((rule, place) => {
      if (rules.has(rule)) return;
      findings.push(finding('test-unknown-rule', `${at}/expect/fired/${place}`, { test: test.name, rule }));
    });
    for (const fact of Object.keys(test.facts)) {
      if (isKnownFact(fact)) continue;
      findings.push(finding('test-unknown-fact', pointerTo(at, 'facts', fact), { test: test.name, fact }));
    }
    const result = results[index];
    if (result?.error !== undefined) {
      findings.push(finding('test-crashed', at, { test: test.name }, { reason: result.error }));
    }
    for (const { what, expected, actual } of result?.differences ?? []) {
      const params = { test: test.name, what, expected: JSON.stringify(expected), actual: JSON.stringify(actual) };
      findings.push(finding('test-failed', at, params));
    }
  });
  if (!runs) return findings;
  const covered = new Set(results.flatMap((result) => result.decision?.fired ?? []));
  ruleSet.rules.forEach((rule, index) => {
    if (!covered.has(rule.name)) findings.push(finding('rule-untested', `/rules/${index}`));
  });
  return findings;
}
