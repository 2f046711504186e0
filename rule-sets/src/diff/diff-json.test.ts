import fc from 'fast-check';
import { diffJson } from './diff-json.ts';

describe('diffJson', () => {
  test('finds nothing between a document and itself', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => expect(diffJson(value, structuredClone(value))).toEqual([])));
  });

  test('follows array items by their name, so that an insertion is one change', () => {
    const before = { rules: [{ name: 'a', priority: 1 }, { name: 'b' }] };
    const after = { rules: [{ name: 'new' }, { name: 'a', priority: 2 }, { name: 'b' }] };
    expect(diffJson(before, after)).toEqual([
      { code: 'added', pointer: '/rules/0' },
      { code: 'changed', pointer: '/rules/1/priority' },
    ]);
  });

  test('escapes keys as JSON pointers do', () => {
    expect(diffJson({ 'a/b~c': 1 }, {})).toEqual([{ code: 'removed', pointer: '/a~1b~0c' }]);
  });
});
