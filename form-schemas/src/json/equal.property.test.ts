import fc from 'fast-check';
import type { Json } from '../model/form-definition.ts';
import { equalJson, JsonSet } from './equal.ts';

const json = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom(0, -0, '0', '[0]', '{}', [], {}, [0], null),
) as fc.Arbitrary<Json>;

test('a set of values holds what is equal to one of them, and nothing else', () => {
  fc.assert(
    fc.property(fc.array(json, { maxLength: 12 }), json, (values, asked) => {
      expect(new JsonSet(values).has(asked)).toBe(values.some((value) => equalJson(value, asked)));
      const set = new JsonSet();
      values.forEach((value, index) => {
        expect(set.add(value)).toBe(!values.slice(0, index).some((before) => equalJson(before, value)));
      });
    }),
    { numRuns: 1000 },
  );
});

test('the order of members does not count, their names do', () => {
  const set = new JsonSet([{ a: 1, b: [{ c: null, d: 2 }] }]);
  expect(set.has({ b: [{ d: 2, c: null }], a: 1 })).toBe(true);
  expect(set.has({ b: [{ d: 2, e: null }], a: 1 })).toBe(false);
});
