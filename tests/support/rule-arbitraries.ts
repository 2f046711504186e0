import type { Json } from '@caseway/form-schemas';
import { OPERATORS, type RuleSet } from '@caseway/rule-sets';
import fc from 'fast-check';

export interface RuleCase {
  ruleSet: RuleSet;
  facts: Record<string, Json>[];
}

type Weighted<T> = { weight: number; arbitrary: fc.Arbitrary<T> };
const often = <T>(weight: number, arbitrary: fc.Arbitrary<T>): Weighted<T> => ({ weight, arbitrary });

/** Few names, so that rules and facts meet; among them every one that objects inherit, and what could end a literal. */
const NAMES = ['a', 'b', 'c', 'd', 'list', '件数', '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'length'];
const ODD_NAMES = ['', "x'y", 'q"z', '\u2028', '</script>', '0', '👪', '\\', '`'];
const name = fc.oneof(
  often(30, fc.constantFrom(...NAMES.slice(0, 5))),
  often(8, fc.constantFrom(...NAMES)),
  often(1, fc.constantFrom(...ODD_NAMES)),
);

const TEXTS = [
  '',
  'a',
  'b',
  'ab',
  'abc',
  '1',
  '2',
  '9',
  '10',
  '1.5',
  ' 3',
  '12abc',
  '中',
  '👪',
  '\ud800',
  '\u2028',
  '__proto__',
  ' ',
  '\u3000',
  '\u200b',
  'a\u0000',
];
const DAYS = [
  '2025-03-09',
  '2025-10-01',
  '2025-3-9',
  '2025-02-30',
  '2025-03-08T20:00:00Z',
  '2025-03-09T23:00:00+08:00',
  '2025-03-09T10:00:00',
];
const AMOUNTS = ['0', '12.50', '12.5', '1200', '-3.05', '0.001'];
const text = fc.constantFrom(...TEXTS, ...DAYS, ...AMOUNTS);
const number = fc.constantFrom(0, 1, 2, 9, 10, -1, 1.5, 1e21, 1e-7, -0, 3);
const scalar: fc.Arbitrary<Json> = fc.oneof(
  often(5, number),
  often(5, text),
  often(2, fc.boolean()),
  often(1, fc.constant(null)),
);
const texts = fc.array(fc.constantFrom(...TEXTS.slice(0, 6)), { maxLength: 3 });

/** Objects whose own properties may hide what every object inherits. */
const objectOf = (value: fc.Arbitrary<Json>): fc.Arbitrary<Json> =>
  fc
    .array(fc.tuple(fc.constantFrom('b', 'c', 'length', 'toString', 'valueOf', '__proto__', '0'), value), {
      maxLength: 3,
    })
    .map((entries) => Object.fromEntries(entries));
const flat: fc.Arbitrary<Json> = fc.oneof(
  often(6, scalar),
  often(2, fc.array(scalar, { maxLength: 4 })),
  often(1, objectOf(scalar)),
);
export const value: fc.Arbitrary<Json> = fc.oneof(
  often(8, scalar),
  often(3, fc.array(flat, { maxLength: 10 })),
  often(2, texts),
  often(2, objectOf(flat)),
);

const PATHS = ['$', '$.b', '$.b.c', '$[0]', '$[0].b', '$.length', '$.__proto__', 'b', "$['b']", '$.c.length', ''];
const path = fc.oneof(often(40, fc.constantFrom(...PATHS)), often(1, fc.constantFrom('$..b', '$[?(@.a)]', 5 as never)));

const OPERATOR_NAMES = Object.keys(OPERATORS);
const DECORATORS = ['someFact', 'everyFact', 'someValue', 'everyValue', 'swap', 'not'];
const decorated = fc
  .tuple(fc.array(fc.constantFrom(...DECORATORS), { minLength: 1, maxLength: 2 }), fc.constantFrom(...OPERATOR_NAMES))
  .map(([decorators, operator]) => [...decorators, operator].join(':'));
const operator = fc.oneof(
  often(60, fc.constantFrom(...OPERATOR_NAMES)),
  often(6, decorated),
  often(1, fc.constantFrom('resembles', 'toString', ':equal', 'not:', 'no:equal', '__proto__', 5 as never)),
);

const reference = fc.record({ fact: name, path }, { requiredKeys: ['fact'] });
const priority = fc.oneof(
  often(10, fc.constantFrom(1, 2, 3)),
  often(1, fc.constantFrom('2', 0, null, -1) as fc.Arbitrary<never>),
);

/** A value that suits the operator most of the time: rules that nearly always throw would prove little. */
function valueFor(chosen: string): fc.Arbitrary<Json> {
  const plain = String(chosen).split(':').at(-1) ?? '';
  const wantsList =
    ['in', 'notIn', 'containsAny', 'containsAll'].includes(plain) || /someValue|everyValue/.test(chosen);
  const suited: fc.Arbitrary<Json> = wantsList
    ? fc.oneof(fc.array(scalar, { maxLength: 12 }), fc.array(flat, { maxLength: 3 }), text)
    : plain.startsWith('date')
      ? fc.constantFrom(...DAYS)
      : plain.startsWith('amount')
        ? fc.constantFrom(...AMOUNTS)
        : plain === 'isPresent'
          ? fc.boolean()
          : scalar;
  return fc.oneof(often(14, suited), often(2, reference as fc.Arbitrary<Json>), often(wantsList ? 0 : 1, value));
}

const leaf = operator.chain((chosen) =>
  fc.record(
    {
      fact: name,
      operator: fc.constant(chosen),
      value: valueFor(chosen),
      path,
      priority,
      params: fc.constant({ a: 1 }),
    },
    { requiredKeys: ['fact', 'operator', 'value'] },
  ),
);

const CONDITION_NAMES = ['n0', 'n1', 'n2', '__proto__', 'constructor'];
const named = fc.record(
  { condition: fc.oneof(often(20, fc.constantFrom(...CONDITION_NAMES)), often(1, fc.constant('gone'))), priority },
  { requiredKeys: ['condition'] },
);

const { group } = fc.letrec<{ condition: unknown; group: unknown }>((tie) => {
  const list = fc.array(tie('condition'), { maxLength: 3, depthIdentifier: 'condition' });
  return {
    group: fc.oneof(
      often(6, fc.record({ all: list, priority }, { requiredKeys: ['all'] })),
      often(6, fc.record({ any: list, priority }, { requiredKeys: ['any'] })),
      often(3, fc.record({ not: tie('condition'), priority }, { requiredKeys: ['not'] })),
      often(1, fc.record({ any: list, all: list })),
    ),
    condition: fc.oneof(
      { depthIdentifier: 'condition', maxDepth: 3, depthSize: 'small' },
      often(8, leaf as fc.Arbitrary<unknown>),
      often(1, named as fc.Arbitrary<unknown>),
      often(5, tie('group')),
    ),
  };
});

const params = fc.record(
  {
    category: fc.constantFrom('x', 'y'),
    sessions: texts,
    caseLead: fc.boolean(),
    say: fc.constant({ en: 's', 'zh-CN': 's' }),
  },
  { requiredKeys: [] },
);
const event = fc.record({ type: fc.constantFrom('e', 'error'), params }, { requiredKeys: ['type'] });

const rule = fc.record(
  {
    name: fc.constantFrom('r', 'r', 's', ''),
    priority: fc.oneof(
      often(20, fc.constantFrom(1, 2, 3)),
      often(1, fc.constantFrom('2', 2.7, 'x', 0) as fc.Arbitrary<never>),
    ),
    conditions: fc.oneof(often(20, group), often(1, named as fc.Arbitrary<unknown>)),
    event,
  },
  { requiredKeys: ['conditions', 'event'] },
);

/** Named conditions, each using only earlier ones, so that circles are rare. */
const conditions = fc
  .tuple(group, group, group, group, group)
  .map((groups) => Object.fromEntries(groups.map((one, index) => [CONDITION_NAMES[index], withoutNames(one, index)])));

function withoutNames(part: unknown, allowed: number): unknown {
  if (Array.isArray(part)) return part.map((item) => withoutNames(item, allowed));
  if (typeof part !== 'object' || part === null) return part;
  if ('condition' in part && typeof part.condition === 'string') {
    return CONDITION_NAMES.slice(0, allowed).includes(part.condition) ? part : { all: [] };
  }
  return Object.fromEntries(
    Object.entries(part).map(([key, item]) => [
      key,
      key === 'all' || key === 'any' || key === 'not' ? withoutNames(item, allowed) : item,
    ]),
  );
}

export const ruleSet = fc
  .record(
    {
      hitPolicy: fc.constantFrom('first', 'all'),
      rules: fc.array(rule, { minLength: 1, maxLength: 4 }),
      conditions,
      otherwise: event,
    },
    { requiredKeys: ['hitPolicy', 'rules', 'conditions'] },
  )
  .map((made) => made as unknown as RuleSet);

export const facts: fc.Arbitrary<Record<string, Json>> = fc
  .array(fc.tuple(name, value), { maxLength: 7 })
  .map((entries) => Object.fromEntries(entries));

export const ruleCase = (cases: number): fc.Arbitrary<RuleCase> =>
  fc.record({ ruleSet, facts: fc.array(facts, { minLength: 1, maxLength: cases, size: 'max' }) });
