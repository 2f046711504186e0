import { Bitset, countTogether, decide, FactTable, ManyEvaluator, RuleSetError, ruleNames } from '@caseway/rule-sets';
import fc from 'fast-check';
import { ruleCase } from './support/rule-arbitraries.ts';

/** Undefined where the rule set, or the case, has no answer. */
async function answered<T>(work: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RuleSetError) return undefined;
    throw error;
  }
}

test('as many cases match all rules of a set as the reference says one by one, whatever rules and facts', async () => {
  let counted = 0;
  await fc.assert(
    fc.asyncProperty(
      ruleCase(40),
      fc.array(fc.array(fc.nat(9), { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 }),
      fc.nat(3),
      async ({ ruleSet, facts }, picks, every) => {
        const table = new FactTable();
        for (const one of facts) table.append(one);
        const result = await answered(() => new ManyEvaluator(table).evaluate(ruleSet));
        if (!result) return;
        const names = ruleNames(ruleSet);
        expect(result.rules.map(({ name }) => name)).toEqual(names);
        const sets = picks.map((set) => set.map((pick) => names[pick % names.length] ?? ''));
        const fired = await Promise.all(facts.map((one) => answered(async () => (await decide(ruleSet, one)).fired)));
        const kept = (row: number) => row % (every + 1) === 0;
        const expected = sets.map(
          (set) => fired.filter((found, row) => kept(row) && set.every((name) => found?.includes(name))).length,
        );
        const select = Bitset.where(facts.length, kept);
        expect(countTogether(result, sets, select)).toEqual(expected);
        if (every === 0) expect(countTogether(result, sets)).toEqual(expected);
        counted += expected.reduce((sum, count) => sum + count, 0);
      },
    ),
    { numRuns: 300 },
  );
  // Something was counted at all.
  expect(counted).toBeGreaterThan(500);
});
