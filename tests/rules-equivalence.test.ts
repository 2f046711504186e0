import { isDeepStrictEqual } from 'node:util';
import type { Json } from '@caseway/form-schemas';
import { compileRuleSet, decide, FactTable, ManyEvaluator, type RuleSet, RuleSetError } from '@caseway/rule-sets';
import fc from 'fast-check';
import { ruleCase } from './support/rule-arbitraries.ts';

/** Pairs of rule set and facts. `npm run bench -- equivalence` runs a million. */
const PAIRS = Number(process.env.CASEWAY_PAIRS ?? 3000);
const SEED = Number(process.env.CASEWAY_SEED ?? Date.now() % 2 ** 31);
const FACTS_PER_SET = 24;

interface Answer {
  fired: string[];
  events: unknown;
  byDefault: boolean;
  outcome: unknown;
}
type Said = Answer | { code: string; rule: string | undefined };

const failed = (error: unknown): Said => {
  if (!(error instanceof RuleSetError)) throw error;
  return { code: error.code, rule: error.rule };
};
const answered = ({ fired, events, byDefault, outcome }: Answer): Said => ({ fired, events, byDefault, outcome });

/** As `toEqual`, which is too slow to be asked millions of times. */
function same(said: unknown, expected: unknown): void {
  if (!isDeepStrictEqual(said, expected)) expect(said).toEqual(expected);
}

function attempt(ask: (facts: Record<string, Json>) => unknown, facts: Record<string, Json>): unknown {
  try {
    return ask(facts);
  } catch (error) {
    return failed(error);
  }
}

/** What the reference says, once for every case. */
const referenceSays = (ruleSet: RuleSet, facts: readonly Record<string, Json>[]): Promise<Said[]> =>
  Promise.all(facts.map((one) => decide(ruleSet, one).then(answered, failed)));

function compiledSays(ruleSet: RuleSet, facts: readonly Record<string, Json>[]): Said[] {
  try {
    const compiled = compileRuleSet(ruleSet);
    return facts.map((one) => {
      try {
        const decision = compiled.decide(one);
        const places = compiled.fired(one);
        same(
          places.map((place) => compiled.rules[place]),
          decision.fired,
        );
        same(compiled.first(one), places[0] ?? -1);
        same(compiled.outcome(one), decision.outcome);
        return answered(decision);
      } catch (error) {
        const said = failed(error);
        for (const ask of [compiled.first, compiled.fired, compiled.outcome]) {
          same(attempt(ask, one), said);
        }
        return said;
      }
    });
  } catch (error) {
    return facts.map(() => failed(error));
  }
}

function manySays(ruleSet: RuleSet, facts: readonly Record<string, Json>[]): Said[] {
  const table = new FactTable();
  const evaluator = new ManyEvaluator(table);
  try {
    // In two goes, and with a row given other facts in between: what is kept of the first must not spoil the second.
    for (const one of facts.slice(0, facts.length >> 1)) table.append(one);
    if (table.size > 0) table.replace(0, facts.at(-1) ?? {});
    evaluator.evaluate(ruleSet);
    if (table.size > 0) table.replace(0, facts[0] ?? {});
    for (const one of facts.slice(table.size)) table.append(one);
    const result = evaluator.evaluate(ruleSet);
    return facts.map((_, row) => {
      const one = result.classes[result.classOf[row] ?? 0];
      if (!one) throw new Error('no class');
      if (one.failed !== result.failed.has(row)) throw new Error('failed and failed differ');
      if (one.failed) return failed(result.errorOf(row));
      return answered({ ...one, fired: result.fired(row), events: one.events });
    });
  } catch (error) {
    const said = failed(error);
    return facts.map(() => said);
  }
}

/** Every edit of one rule, evaluated after what was before, gives what it gives on its own. */
function sameAfterEdits(ruleSet: RuleSet, facts: readonly Record<string, Json>[]): void {
  const table = new FactTable();
  for (const one of facts) table.append(one);
  const evaluator = new ManyEvaluator(table);
  const outcomes = (asked: ManyEvaluator, set: RuleSet) => {
    try {
      const { classOf, classes } = asked.evaluate(set);
      return Array.from(classOf, (one) => classes[one]);
    } catch (error) {
      return failed(error);
    }
  };
  outcomes(evaluator, ruleSet);
  const { rules } = ruleSet;
  for (let at = 0; at < rules.length; at++) {
    for (const other of rules) {
      const conditions = other.conditions;
      const edited = { ...ruleSet, rules: rules.map((rule, index) => (index === at ? { ...rule, conditions } : rule)) };
      same(outcomes(evaluator, edited), outcomes(new ManyEvaluator(table), edited));
    }
  }
}

test(`decides as the reference does, compiled and column by column: ${PAIRS} pairs`, async () => {
  let pairs = 0;
  const kinds = { fired: 0, byDefault: 0, failed: 0 };
  await fc.assert(
    fc.asyncProperty(ruleCase(FACTS_PER_SET), async ({ ruleSet, facts }) => {
      const expected = await referenceSays(ruleSet, facts);
      same(compiledSays(ruleSet, facts), expected);
      same(manySays(ruleSet, facts), expected);
      pairs += facts.length;
      sameAfterEdits(ruleSet, facts);
      for (const said of expected) kinds['code' in said ? 'failed' : said.byDefault ? 'byDefault' : 'fired']++;
    }),
    { numRuns: Math.ceil(PAIRS / (FACTS_PER_SET / 2)), seed: SEED },
  );
  process.stderr.write(`equivalence: ${pairs} pairs, seed ${SEED}, ${JSON.stringify(kinds)}\n`);
}, 3_600_000);
