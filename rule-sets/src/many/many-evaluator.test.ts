import type { Json } from '@caseway/form-schemas';
import type { Condition, RuleSet } from '../model/rule-set.ts';
import { backtest, ruleHits } from './backtest.ts';
import { Bitset } from './bitset.ts';
import { compareOutcomes } from './compare-outcomes.ts';
import { FactTable } from './fact-table.ts';
import { joinOutcomes } from './join-outcomes.ts';
import { ManyEvaluator, type Outcomes } from './many-evaluator.ts';

type Facts = Record<string, Json>;

function ruleSet(conditions: Record<string, unknown>, extra: Record<string, unknown> = {}): RuleSet {
  return {
    hitPolicy: 'first',
    rules: Object.entries(conditions).map(([name, all]) => ({
      name,
      conditions: { all } as Condition,
      event: { type: 'e', params: { path: name, say: { en: name, 'zh-CN': name } } },
    })),
    otherwise: { type: 'e', params: { path: 'none' } },
    ...extra,
  } as unknown as RuleSet;
}

const leaf = (fact: string, operator: string, value: Json, more: Record<string, Json> = {}) => ({
  fact,
  operator,
  value,
  ...more,
});

function tableOf(rows: readonly Facts[]): FactTable {
  const table = new FactTable();
  for (const facts of rows) table.append(facts);
  return table;
}

const outcomesOf = ({ classOf, classes, cases }: Outcomes) =>
  Array.from({ length: cases }, (_, row) => {
    const one = classes[classOf[row]!]!;
    return one.failed ? 'failed' : one.outcome.path;
  });

const big = ruleSet({ large: [leaf('n', 'greaterThan', 10)], even: [leaf('even', 'equal', true)] });
const rows = (count: number): Facts[] => Array.from({ length: count }, (_, n) => ({ n, even: n % 2 === 0 }));
const expected = (n: number) => (n > 10 ? 'large' : n % 2 === 0 ? 'even' : 'none');

describe('many cases', () => {
  test.each([0, 1, 31, 32, 33, 100])('are decided each like one: %i', (count) => {
    const result = new ManyEvaluator(tableOf(rows(count))).evaluate(big);
    expect(outcomesOf(result)).toEqual(rows(count).map((_, n) => expected(n)));
    expect(result.rules.map(({ matched }) => matched)).toEqual([Math.max(0, count - 11), Math.ceil(count / 2)]);
  });

  test('may be added and given other facts, a few or most of them, and only those are decided anew', () => {
    const table = tableOf(rows(1000));
    const evaluator = new ManyEvaluator(table);
    evaluator.evaluate(big);
    for (const n of [3, 500, 999]) table.replace(n, { n: 1, even: true });
    for (const facts of rows(40)) table.append(facts);
    table.replace(1039, { n: 99 });
    const after = outcomesOf(evaluator.evaluate(big));
    expect(after).toEqual(
      Array.from({ length: 1040 }, (_, row) =>
        row === 1039 ? 'large' : [3, 500, 999].includes(row) ? 'even' : expected(row % 1000),
      ),
    );
    for (let row = 0; row < 1040; row++) table.replace(row, { n: row });
    expect(outcomesOf(evaluator.evaluate(big)).filter((path) => path === 'none')).toHaveLength(11);
  });

  test('an old result answers no more questions once the table has changed, instead of wrong ones', () => {
    const table = tableOf(rows(5));
    const result = new ManyEvaluator(table).evaluate(big);
    expect([result.fired(0), result.matches(1).rows()]).toEqual([['even'], [0, 2, 4]]);
    table.append({});
    expect(() => result.matches(0)).toThrow('evaluate again');
    expect(() => result.fired(0)).toThrow('evaluate again');
  });

  test('more distinct values than bitmaps are made for, and values of every width of code', () => {
    const count = 70_000;
    const table = new FactTable();
    for (let n = 0; n < count; n++) table.append({ n, text: `t${n}`, few: n % 3 });
    const set = ruleSet({
      a: [leaf('n', 'lessThan', 100), leaf('few', 'equal', 1)],
      b: [leaf('text', 'equal', 't69999')],
    });
    const result = new ManyEvaluator(table).evaluate(set);
    expect(result.rules.map(({ matched }) => matched)).toEqual([33, 1]);
    expect(table.facts(69_999)).toEqual({ n: 69_999, text: 't69999', few: 0 });
  });

  test('an edited rule costs only its own conditions', () => {
    let asked = 0;
    const table = new FactTable({
      only: ['n', 'even'],
      read: () => {
        asked++;
        return { late: 1 };
      },
    });
    for (const facts of rows(50)) table.append(facts);
    const evaluator = new ManyEvaluator(table);
    evaluator.evaluate(big);
    expect(asked).toBe(0);
    const edited = {
      ...big,
      rules: big.rules.map((rule, at) =>
        at === 0 ? { ...rule, conditions: { all: [leaf('late', 'equal', 1)] } as Condition } : rule,
      ),
    };
    expect(evaluator.evaluate(edited).rules[0]?.matched).toBe(50);
    expect(asked).toBe(50);
    evaluator.evaluate({ ...edited });
    expect(asked).toBe(50);
  });

  test('a fact that is not held and cannot be read is an error, never missing', () => {
    const table = new FactTable({ only: ['n'] });
    table.append({ n: 1, even: true });
    expect(() => new ManyEvaluator(table).evaluate(big)).toThrow('"even"');
  });

  test('what is kept of conditions has a limit, and forgetting changes no answer', () => {
    const table = tableOf(rows(2000));
    const evaluator = new ManyEvaluator(table, { keep: 1 });
    for (let step = 0; step < 200; step++) {
      const set = ruleSet({ x: [leaf('n', 'greaterThanInclusive', step)] });
      expect(evaluator.evaluate(set).rules[0]?.matched).toBe(2000 - step);
    }
    expect(evaluator.kept).toBeLessThan(40 * 2000);
  });

  test('a rule set changed in place under a new object is decided as it is now', () => {
    const evaluator = new ManyEvaluator(tableOf(rows(20)));
    const set = ruleSet({ x: [leaf('n', 'lessThan', 5)] });
    evaluator.evaluate(set);
    (set.rules[0]!.conditions as unknown as { all: { value: number }[] }).all[0]!.value = 7;
    expect(evaluator.evaluate({ ...set }).rules[0]?.matched).toBe(7);
  });

  test('edits of some rules, one after the other, give what each gives on its own', () => {
    const table = tableOf(rows(300));
    const evaluator = new ManyEvaluator(table);
    const limits = [5, 50, 100, 150, 200, 250];
    const make = (given: number[]) =>
      ruleSet(Object.fromEntries(given.map((limit, index) => [`r${index}`, [leaf('n', 'lessThan', limit)]])));
    for (let step = 0; step < 60; step++) {
      const edited = limits.map((limit, index) => ((step * 7 + index * 5) % 11 < 4 ? (limit * step) % 300 : limit));
      const set = make(step % 10 === 9 ? edited.slice(1) : edited);
      expect(outcomesOf(evaluator.evaluate(set))).toEqual(outcomesOf(new ManyEvaluator(table).evaluate(set)));
    }
  });

  test('a rule is known again by what it says: not by its place, its keys’ order or another’s named conditions', () => {
    const evaluator = new ManyEvaluator(tableOf(rows(20)));
    const named = (limit: number, rule: object) =>
      ({ conditions: { few: { all: [leaf('n', 'lessThan', limit)] } }, rules: [rule] }) as unknown as RuleSet;
    const event = { type: 'e' };
    const matched = (set: RuleSet) => evaluator.evaluate(set).rules.map((one) => `${one.name} ${one.matched}`);
    expect(matched(named(3, { conditions: { condition: 'few' }, event }))).toEqual(['rule-1 3']);
    expect(matched(named(4, { conditions: { condition: 'few' }, event }))).toEqual(['rule-1 4']);
    expect(matched(named(4, { event, conditions: { condition: 'few' } }))).toEqual(['rule-1 4']);
    const nameless = { conditions: { condition: 'few' }, event };
    const two = { ...named(4, nameless), rules: [{ ...nameless, name: 'x' }, nameless] } as unknown as RuleSet;
    expect(matched(two)).toEqual(['x 4', 'rule-2 4']);
    expect(matched({ ...two, rules: [...two.rules].reverse() })).toEqual(['rule-1 4', 'x 4']);
    expect(matched({ ...two, rules: two.rules.map((rule) => ({ ...rule, priority: rule.name ? 1 : 2 })) })).toEqual([
      'rule-2 4',
      'x 4',
    ]);
  });

  test('under all, cases with the same matching rules share an outcome', () => {
    const set = ruleSet({ a: [leaf('n', 'lessThan', 2)], b: [leaf('even', 'equal', true)] }, { hitPolicy: 'all' });
    set.rules.forEach((rule) => {
      rule.event.params = { marks: [rule.name] };
    });
    const result = new ManyEvaluator(tableOf(rows(4))).evaluate(set);
    expect(Array.from(result.classOf, (one) => result.classes[one]?.outcome)).toEqual([
      { marks: ['a', 'b'] },
      { marks: ['a'] },
      { marks: ['b'] },
      { path: 'none' },
    ]);
  });

  test('cases without an answer are apart, with the reason the reference gives', () => {
    const set = ruleSet({ a: [leaf('n', 'lessThan', 2)], b: [leaf('x', 'in', { fact: 'list' })] });
    const evaluator = new ManyEvaluator(
      tableOf([{ n: 1, list: [] }, { n: 1 }, { n: 5, x: 1, list: [1] }, { n: 5, x: 1, list: 5 }]),
    );
    const result = evaluator.evaluate(set);
    expect(outcomesOf(result)).toEqual(['a', 'failed', 'b', 'failed']);
    expect(result.failed.rows()).toEqual([1, 3]);
    expect(result.errorOf(1)).toMatchObject({ code: 'evaluation-failed', rule: 'b' });
    expect(result.errorOf(0)).toBeUndefined();
    expect(result.rules.map(({ matched }) => matched)).toEqual([1, 1]);
    expect(() => evaluator.evaluate(ruleSet({ a: [{ fact: 'n', operator: 'equal' }] }))).toThrow(
      expect.objectContaining({ code: 'invalid-rule-set' }),
    );
  });

  test('a fact may be what another rule set says, and its failures go along', () => {
    const kinds = ruleSet({ big: [leaf('n', 'greaterThan', 10)], odd: [leaf('n', 'in', { fact: 'list' })] });
    const routing = ruleSet({
      fast: [leaf('category', 'equal', 'big')],
      none: [leaf('category', 'equal', null)],
      rest: [leaf('even', 'equal', true)],
    });
    const evaluator = new ManyEvaluator(
      tableOf([{ n: 11, list: [], category: 'x' }, { n: 2, list: [], even: true }, { n: 1 }]),
    );
    const kind = evaluator.evaluate(kinds);
    const column = {
      ...kind.column('path', null),
      values: kind.column('path', null).values.map((value) => (value === 'none' ? null : value)),
    };
    const chained = evaluator.withFact('category', column, kind.failed);
    expect(outcomesOf(chained.evaluate(routing))).toEqual(['fast', 'none', 'failed']);
    expect(chained.facts(0)).toMatchObject({ n: 11, category: 'big' });
    expect(outcomesOf(evaluator.evaluate(routing))).toEqual(
      ['none', 'rest', 'none'].map((path, row) => (row === 0 ? 'none' : row === 1 ? 'rest' : path)),
    );
    const both = joinOutcomes(kind, chained.evaluate(routing));
    expect(both.classes[both.classOf[0]!]?.outcome).toMatchObject({ path: 'fast' });
    expect(both.classes[both.classOf[2]!]?.failed).toBe(true);
  });

  test('objects are the same only where they are the same part of the same fact', () => {
    const evaluator = new ManyEvaluator(tableOf([{ a: { b: {} }, c: { b: {} }, d: [{}] }]));
    const same = ruleSet({
      yes: [leaf('a', 'equal', { fact: 'a' }), leaf('a', 'equal', { fact: 'a', path: '$.b' }, { path: '$.b' })],
    });
    const other = ruleSet({ yes: [leaf('a', 'equal', { fact: 'c' })] });
    const inside = ruleSet({ yes: [leaf('d', 'in', { fact: 'd' }, { path: '$[0]' })] });
    expect([same, other, inside].map((set) => evaluator.evaluate(set).rules[0]?.matched)).toEqual([1, 0, 1]);
  });
});

describe('backtest', () => {
  const before = big;
  const after = ruleSet({ large: [leaf('n', 'greaterThan', 12)], even: [leaf('even', 'equal', true)] });
  const evaluator = new ManyEvaluator(tableOf(rows(100)));

  test('counts what changes from what to what, with examples, and what comes of it', () => {
    const found = backtest(before, after, evaluator, { examples: 2 });
    expect(found).toMatchObject({ cases: 100, changed: 2, failed: { cases: 0 } });
    expect(found.transitions).toEqual([
      { from: { path: 'large' }, to: { path: 'none' }, count: 1, examples: [11] },
      { from: { path: 'large' }, to: { path: 'even' }, count: 1, examples: [12] },
    ]);
    expect(found.outcomes.path).toEqual([
      { value: 'none', before: 5, after: 6 },
      { value: 'large', before: 89, after: 87 },
      { value: 'even', before: 6, after: 7 },
    ]);
    expect(found.rules.after).toEqual([
      { name: 'large', matched: 87, decided: 87 },
      { name: 'even', matched: 50, decided: 7 },
    ]);
  });

  test('looks only at the selected cases', () => {
    const select = Bitset.where(100, (row) => row > 11 && row < 50);
    const found = backtest(before, after, evaluator, { select });
    expect(found).toMatchObject({ cases: 38, changed: 1 });
    expect(found.rules.before).toEqual(ruleHits(evaluator.evaluate(before), select));
    expect(found.rules.before[1]).toEqual({ name: 'even', matched: 19, decided: 0 });
  });

  test('takes another wording for no change, unless asked', () => {
    const reworded = {
      ...before,
      rules: before.rules.map((rule) => ({
        ...rule,
        event: { ...rule.event, params: { ...rule.event.params, say: { en: '!', 'zh-CN': '!' } } },
      })),
    } as RuleSet;
    expect(backtest(before, reworded, evaluator).changed).toBe(0);
    expect(backtest(before, reworded, evaluator, { params: ['path', 'say'] }).changed).toBe(95);
  });

  test('compares the types of events where they say nothing else', () => {
    const plain = (type: string) =>
      ({ rules: [{ conditions: { all: [leaf('n', 'lessThan', 3)] }, event: { type } }] }) as unknown as RuleSet;
    expect(backtest(plain('x'), plain('y'), evaluator).transitions).toEqual([
      { from: { type: 'x' }, to: { type: 'y' }, count: 3, examples: [0, 1, 2] },
    ]);
  });

  test('counts cases without an answer on either side apart', () => {
    const broken = ruleSet({ large: [leaf('n', 'greaterThan', 12), leaf('n', 'in', 5, { priority: 0 })] });
    const partly = ruleSet({ large: [leaf('even', 'equal', true, { priority: 5 }), leaf('n', 'in', null)] });
    expect(backtest(before, broken, evaluator)).toMatchObject({
      changed: 0,
      failed: { before: 0, after: 100, cases: 100, examples: [0, 1, 2] },
      transitions: [],
    });
    expect(backtest(partly, before, evaluator).failed).toEqual({
      before: 50,
      after: 0,
      cases: 50,
      examples: [0, 2, 4],
    });
  });

  test('counts very many different outcomes too', () => {
    const count = 1500;
    const wide = (shift: number) =>
      ({
        hitPolicy: 'first',
        rules: Array.from({ length: count }, (_, n) => ({
          name: `r${n}`,
          conditions: { all: [leaf('n', 'equal', n)] },
          event: { type: 'e', params: { path: (n + shift) % count } },
        })),
      }) as unknown as RuleSet;
    const found = backtest(wide(0), wide(1), new ManyEvaluator(tableOf(rows(count))));
    expect([found.changed, found.transitions.length, found.transitions[0]]).toEqual([
      count,
      count,
      { from: { path: 0 }, to: { path: 1 }, count: 1, examples: [0] },
    ]);
  });

  test('refuses to compare different numbers of cases', () => {
    const other = new ManyEvaluator(tableOf(rows(3))).evaluate(before);
    expect(() => compareOutcomes(evaluator.evaluate(before), other)).toThrow(RangeError);
    expect(() => joinOutcomes(evaluator.evaluate(before), other)).toThrow(RangeError);
  });
});

test('the order of a list is no change, its entries are', () => {
  const saying = (marks: string[], type = 'e') =>
    ({
      rules: [
        {
          name: 'r',
          conditions: { all: [{ fact: 'a', operator: 'equal', value: 1 }] },
          event: { type, params: { marks } },
        },
      ],
    }) as unknown as RuleSet;
  const evaluator = new ManyEvaluator(tableOf([{ a: 1 }, { a: 2 }]));
  expect(backtest(saying(['x', 'y']), saying(['y', 'x']), evaluator)).toMatchObject({ changed: 0, transitions: [] });
  expect(backtest(saying(['x', 'y']), saying(['y']), evaluator)).toMatchObject({ changed: 1 });
  expect(backtest(saying(['x', 'x']), saying(['x', 'y']), evaluator)).toMatchObject({ changed: 1 });
});
