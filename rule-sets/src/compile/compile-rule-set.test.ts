import type { Json } from '@caseway/form-schemas';
import type { Condition, RuleSet } from '../model/rule-set.ts';
import { decide } from '../reference/decide.ts';
import { compileRuleSet, linkRuleSet, type RuleFactory, ruleSetModule, ruleSetSource } from './compile-rule-set.ts';
import { RULE_RUNTIME } from './runtime.ts';

function ruleSet(conditions: unknown[], extra: Record<string, unknown> = {}): RuleSet {
  return {
    hitPolicy: 'first',
    rules: conditions.map((condition, index) => ({
      name: `r${index}`,
      conditions: condition as Condition,
      event: { type: 'e', params: { category: `c${index}` } },
    })),
    otherwise: { type: 'e', params: { category: 'none' } },
    ...extra,
  } as unknown as RuleSet;
}

const leaf = (fact: string, operator: string, value: Json, more: Record<string, Json> = {}) => ({
  fact,
  operator,
  value,
  ...more,
});

/** Every text of a rule set that reaches the source, made to end a literal, a comment, a script element. */
const EVIL = [
  '"); globalThis.broken = true; ("',
  "'); globalThis.broken = true; ('",
  `\`\${globalThis.broken = true}\``,
  '\\"); globalThis.broken = true; //',
  '\\',
  '\n globalThis.broken = true; \n',
  '\u2028globalThis.broken = true\u2029',
  '*/ globalThis.broken = true /*',
  '</script><script>globalThis.broken = true</script>',
  '<!--',
  '__proto__',
  'constructor',
];

const IDENTIFIERS = new Set(
  `use strict const let operator own read day fen nothing plain runtime P Object prototype getPrototypeOf p facts function
  if throw return typeof null undefined true false i out push first fired Array isArray indexOf includes length has new
  Set JSON parse`.split(/\s+/),
);

/** What of a source is no literal and no name of the generator. */
function strangers(source: string): string[] {
  const bare = source
    .replaceAll(/"(?:[^"\\\n]|\\.)*"/g, ' ')
    .replaceAll(/-?\d[\d.]*(?:e[+-]?\d+)?n?/gi, (at) => (/^-?\d/.test(at) ? ' 0 ' : at));
  const words = bare.match(/[^\s\w$(){}[\];,.=!<>&|?:+-]|[A-Za-z_$][\w$]*/g) ?? [];
  return words.filter((word) => !IDENTIFIERS.has(word) && !/^[acfqxy]$/.test(word));
}

function evilRuleSet(text: string): RuleSet {
  const values = [text, [text], { [text]: text }, JSON.parse(`{"__proto__": ${JSON.stringify(text)}}`), { fact: text }];
  const operators = [
    'equal',
    'in',
    'notIn',
    'contains',
    'lessThan',
    'isPresent',
    'textContains',
    'dateBefore',
    'not:in',
    text,
  ];
  const leaves = values.flatMap((value) => operators.map((operator) => leaf(text, operator, value as Json)));
  const many = leaf(
    text,
    'in',
    Array.from({ length: 12 }, (_, index) => text + index),
  );
  const rules = [...leaves, many].map((one) => ({ any: [one, { condition: text }] }));
  return ruleSet(rules, {
    key: text,
    conditions: Object.fromEntries([[text, { all: Array.from({ length: 12 }, () => leaf(text, 'equal', text)) }]]),
  });
}

describe('the generated source', () => {
  test.each(EVIL)('holds %j only inside of literals', (text) => {
    const source = ruleSetSource(evilRuleSet(text));
    expect(strangers(source)).toEqual([]);
    expect(source).not.toMatch(/[\u2028\u2029<]\/|<!--/);
    const set = evilRuleSet(text);
    for (const rule of set.rules) rule.name = text;
    const compiled = compileRuleSet(set);
    for (const facts of [{}, Object.fromEntries([[text, text]]), { a: text }]) {
      try {
        compiled.decide(facts);
      } catch (error) {
        expect(error).toMatchObject({ name: 'RuleSetError' });
      }
    }
    expect((globalThis as { broken?: unknown }).broken).toBeUndefined();
    expect(({} as { broken?: unknown }).broken).toBeUndefined();
  });

  test('is the same text for the same rules, and another for others', () => {
    const make = (value: number) => ruleSetModule(ruleSet([{ all: [leaf('a', 'equal', value)] }]));
    expect(make(1)).toBe(make(1));
    expect(make(1)).not.toBe(make(2));
  });

  test('is a module without imports that decides when linked', async () => {
    const set = ruleSet([{ all: [leaf('a', 'dateBefore', '2025-01-02')] }]);
    const text = ruleSetModule(set);
    expect(text).not.toMatch(/\bimport\b/);
    const body = text.replace('export default function create', 'return function create');
    const compiled = linkRuleSet(set, new Function(body)() as RuleFactory);
    expect(compiled.outcome({ a: '2025-01-01' })).toEqual({ category: 'c0' });
    expect(compiled.outcome({ a: '2025-01-02' })).toEqual({ category: 'none' });
  });

  test('gives up only on facts that need the reference: lists and objects in an ordering', () => {
    const set = ruleSet([
      { all: [leaf('a', 'lessThan', 5), leaf('b', 'equal', 'x')] },
      { all: [leaf('c', 'contains', 1)] },
    ]);
    const functions = new Function('runtime', ruleSetSource(set))(RULE_RUNTIME) as ReturnType<RuleFactory>;
    for (const a of [undefined, null, 1, 'x', '4', true]) {
      expect(functions.first({ a, b: 'x', c: [1] })).toBe(a === 1 || a === '4' ? 0 : 1);
    }
    for (const a of [[], [1], {}, { toString: 1 }]) {
      expect(() => functions.first({ a })).toThrow();
      expect(() => functions.fired({ a })).toThrow();
    }
    expect(compileRuleSet(set).first({ a: [1], b: 'x' })).toBe(0);
  });
});

describe('a compiled rule set', () => {
  test('answers the reference’s error also where the rule without an answer comes after the deciding one', async () => {
    const sets = [
      ruleSet([{ all: [] }, { all: [leaf('a', 'in', null)] }]),
      ruleSet([{ all: [] }, { all: [leaf('a', 'resembles', 1)] }, { condition: 'gone' }]),
      ruleSet([{ any: [{ all: [] }, leaf('a', 'in', { fact: 'b' })] }]),
      ruleSet([{ all: [] }, { all: [leaf('weird', 'lessThan', 1)] }]),
    ];
    for (const set of sets) {
      const facts = { weird: { toString: 1 } };
      const error = await decide(set, facts).catch((thrown) => thrown);
      const { name, code, rule } = error;
      expect(name).toBe('RuleSetError');
      const compiled = compileRuleSet(set);
      for (const ask of [compiled.first, compiled.fired, compiled.outcome, compiled.decide]) {
        expect(() => ask(facts)).toThrow(expect.objectContaining({ name, code, rule, message: error.message }));
      }
    }
  });

  test('leaves alone what a higher priority has settled, as json-rules-engine does', () => {
    const any = { any: [leaf('a', 'equal', 1, { priority: 9 }), leaf('a', 'in', null)] };
    const all = { all: [leaf('a', 'equal', 2, { priority: 9 }), leaf('a', 'in', null)] };
    const compiled = compileRuleSet(ruleSet([any, all]));
    expect(compiled.fired({ a: 1 })).toEqual([0]);
    expect(() => compiled.fired({ a: 2 })).toThrow(expect.objectContaining({ code: 'evaluation-failed', rule: 'r0' }));
  });

  test.each([
    ['invalid-rule-set', { fact: 'a', operator: 'equal', value: 1 }],
    ['unsupported-path', { all: [leaf('a', 'equal', 1, { path: '$..b' })] }],
    ['cyclic-condition', { condition: 'round' }],
  ])('refuses with %s when compiling', (code, condition) => {
    const conditions = { round: { all: [{ condition: 'round' }] } };
    expect(() => compileRuleSet(ruleSet([condition], { conditions }))).toThrow(expect.objectContaining({ code }));
  });

  test('shares no data with the rule set or between decisions', () => {
    const set = ruleSet([{ all: [] }]);
    const compiled = compileRuleSet(set);
    set.rules[0]!.event.params!.category = 'changed';
    const decision = compiled.decide({});
    decision.events[0]!.params!.category = 'changed';
    decision.outcome.category = 'changed';
    expect(compiled.decide({})).toEqual({
      fired: ['r0'],
      events: [{ type: 'e', params: { category: 'c0' } }],
      byDefault: false,
      outcome: { category: 'c0' },
    });
    expect(compiled.outcome({})).toEqual({ category: 'c0' });
  });

  test('decides sets longer than one function, conditions nested deeper than a parser likes, names used often', async () => {
    let deep: Condition = leaf('n', 'equal', 7) as Condition;
    for (let depth = 0; depth < 400; depth++) deep = depth % 2 === 0 ? { all: [deep] } : { not: { not: deep } };
    const many = Array.from({ length: 2000 }, (_, index) => ({
      all: [leaf('n', 'equal', index), leaf('m', 'in', ['a', 'b'])],
    }));
    const set = ruleSet([{ all: [leaf('m', 'equal', 'deep'), deep] }, { condition: 'long' }, ...many], {
      conditions: {
        long: { any: Array.from({ length: 30 }, (_, index) => leaf('m', 'equal', `long-${index}`)) },
      },
    });
    const compiled = compileRuleSet(set);
    expect(compiled.first({ n: 7, m: 'deep' })).toBe(0);
    expect(compiled.first({ n: 7, m: 'long-29' })).toBe(1);
    expect(compiled.first({ n: 1999, m: 'b' })).toBe(2001);
    expect(compiled.fired({ n: 5, m: 'a' })).toEqual([7]);
    expect(compiled.first({ n: 1999, m: 'c' })).toBe(-1);
    expect((await decide(set, { n: 7, m: 'deep' })).fired).toEqual(['r0']);
  });

  test('reads facts of objects made elsewhere: without a prototype, of a class, of another realm', () => {
    const compiled = compileRuleSet(
      ruleSet([{ all: [leaf('a', 'equal', 1)] }, { all: [leaf('toString', 'isPresent', true)] }]),
    );
    expect(compiled.first(Object.assign(Object.create(null), { a: 1 }))).toBe(0);
    expect(compiled.first(Object.create({ a: 1 }))).toBe(-1);
    expect(compiled.first(JSON.parse('{"toString":5}'))).toBe(1);
    expect(
      compiled.first(
        new (class {
          a = 1;
        })() as never,
      ),
    ).toBe(0);
  });
});
