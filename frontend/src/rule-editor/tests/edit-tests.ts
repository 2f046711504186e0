import type { Json } from '@caseway/form-schemas';
import { isJsonObject, type RuleSet, type RuleTest } from '@caseway/rule-sets';
import type { TestOutcome } from './run-protocol.ts';

/** A test with its place in the rule set. */
export interface PlacedTest {
  index: number;
  test: RuleTest;
}

const isTest = (value: unknown): value is RuleTest =>
  isJsonObject(value) &&
  typeof value.name === 'string' &&
  isJsonObject(value.facts) &&
  isJsonObject(value.expect) &&
  (value.expect.fired === undefined ||
    (Array.isArray(value.expect.fired) && value.expect.fired.every((name) => typeof name === 'string'))) &&
  (value.expect.outcome === undefined || isJsonObject(value.expect.outcome));

/** The tests that can be shown, and the places of those that only the source can mend. */
export function placedTests(ruleSet: RuleSet): { placed: PlacedTest[]; broken: number[] } {
  const all: unknown[] = ruleSet.tests ?? [];
  const placed: PlacedTest[] = [];
  const broken: number[] = [];
  all.forEach((test, index) => {
    if (isTest(test)) placed.push({ index, test });
    else broken.push(index);
  });
  return { placed, broken };
}

/** The name, with a number where it is taken. */
export function freeName(ruleSet: RuleSet, name: string): string {
  const taken = new Set((ruleSet.tests ?? []).map((test) => test?.name));
  if (!taken.has(name)) return name;
  let number = 2;
  while (taken.has(`${name} ${number}`)) number++;
  return `${name} ${number}`;
}

export function withTest(ruleSet: RuleSet, index: number, test: RuleTest): RuleSet {
  return { ...ruleSet, tests: (ruleSet.tests ?? []).with(index, test) };
}

export function withoutTest(ruleSet: RuleSet, index: number): RuleSet {
  return { ...ruleSet, tests: (ruleSet.tests ?? []).toSpliced(index, 1) };
}

/** A copy under a free name, right behind. */
export function withCopy(ruleSet: RuleSet, index: number): RuleSet {
  const test = ruleSet.tests?.[index];
  if (!test) return ruleSet;
  const copy = { ...test, name: freeName(ruleSet, test.name) };
  return { ...ruleSet, tests: (ruleSet.tests ?? []).toSpliced(index + 1, 0, copy) };
}

/** `value` undefined: the fact is not given. */
export function withFact(test: RuleTest, fact: string, value: Json | undefined): RuleTest {
  const others = Object.entries(test.facts);
  const at = others.findIndex(([name]) => name === fact);
  const entries: [string, Json][] =
    value === undefined
      ? others.filter(([name]) => name !== fact)
      : at < 0
        ? [...others, [fact, value]]
        : others.with(at, [fact, value]);
  return { ...test, facts: Object.fromEntries(entries) };
}

/** `value` undefined: nothing is expected of the param. */
export function withExpected(test: RuleTest, param: string, value: Json | undefined): RuleTest {
  const { outcome, ...expect } = test.expect;
  const entries = Object.entries(outcome ?? {});
  const at = entries.findIndex(([name]) => name === param);
  const next =
    value === undefined
      ? entries.filter(([name]) => name !== param)
      : at < 0
        ? [...entries, [param, value] as const]
        : entries.with(at, [param, value]);
  return { ...test, expect: next.length > 0 ? { ...expect, outcome: Object.fromEntries(next) } : expect };
}

/** `fired` undefined: it does not matter which rules match. */
export function withFired(test: RuleTest, fired: string[] | undefined): RuleTest {
  const { fired: _, ...expect } = test.expect;
  return { ...test, expect: fired ? { fired, ...expect } : expect };
}

/** What the rules say now, as an expectation. What is told to the person is left out: its wording is no decision. */
export function expectationOf({ fired, outcome }: NonNullable<TestOutcome['now']>): RuleTest['expect'] {
  const { say: _, ...decided } = outcome;
  return { fired, ...(Object.keys(decided).length > 0 && { outcome: decided }) };
}
