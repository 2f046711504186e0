// Conditions as they may come, for property tests.
import type { Json } from '@caseway/form-schemas';
import type { Condition } from '@caseway/rule-sets';
import fc from 'fast-check';
import { TEST_FACTS } from './repair-form.ts';

export const anyJson = fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.parse(JSON.stringify(value)) as Json);
const key = fc.constantFrom(...TEST_FACTS.map(({ fact }) => fact), 'unknown', 'toString');
const operator = fc.constantFrom(
  'equal',
  'notEqual',
  'in',
  'greaterThan',
  'lessThanInclusive',
  'contains',
  'containsAny',
  'countAtLeast',
  'dateBefore',
  'amountAtLeast',
  'isPresent',
  'not:in',
  'nonsense',
);
const value: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>('pump', 'lift', '', '2026-03-09', '12.50', true, false, null),
  fc.integer(),
  fc.array(fc.constantFrom('pump', 'lift', 'x')),
  fc.record({ fact: key }),
  fc.record({ fact: key, path: fc.constant('$.a') }),
  anyJson,
);
const extras = fc.record(
  { name: fc.string(), priority: fc.integer(), path: fc.constantFrom('$.a', '$', 'a.b', '$..x'), params: anyJson },
  { requiredKeys: [] },
);
const rarely = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 9, arbitrary: fc.constant({}) }, { weight: 1, arbitrary });

const leaf = fc
  .tuple(fc.record({ fact: key, operator, value }), rarely(extras))
  .map(([plain, more]) => ({ ...plain, ...more }));

/** Conditions of every shape: nested, empty, mixed, with extras, and things that are none. */
export const anyCondition: fc.Arbitrary<Condition> = fc.letrec<{ condition: unknown }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.record({ condition: fc.constantFrom('a', 'b', '') }),
    fc.tuple(fc.record({ all: fc.array(tie('condition'), { maxLength: 4 }) }), rarely(extras)).map(merge),
    fc.tuple(fc.record({ any: fc.array(tie('condition'), { maxLength: 4 }) }), rarely(extras)).map(merge),
    fc.tuple(fc.record({ not: tie('condition') }), rarely(extras)).map(merge),
    fc.record({ all: fc.array(tie('condition'), { maxLength: 2 }), any: fc.array(tie('condition'), { maxLength: 2 }) }),
    fc.record({ all: anyJson }),
    anyJson,
  ),
})).condition as fc.Arbitrary<Condition>;

function merge([a, b]: [object, object]): object {
  return { ...a, ...b };
}
