import { findDuplicateMembers } from './duplicate-members.ts';
import { findLost, lossyNumberText, parseJson } from './lossy-numbers.ts';

test('a name that stands twice in one object is found at the second, and not in two objects, lists or texts', () => {
  const text = '{"a": [{"b": 1, "c": "b\\"}", "b": 2}, {"b": 3}], "d": "a", "a": null, "a/~": {"e": 0}}';
  expect(findDuplicateMembers(text)).toEqual([
    { pointer: '/a/0/b', name: 'b', at: text.indexOf('"b": 2') },
    { pointer: '/a', name: 'a', at: text.indexOf('"a": null') },
  ]);
  expect(findDuplicateMembers('{"\\u0061": 1, "a": 2}')).toHaveLength(1);
  expect(findDuplicateMembers('["a", "a", {"a": "a"}]')).toEqual([]);
});

test('what is read is read as it is written or not at all', () => {
  expect(() => parseJson('{"key": "x", "rules": [], "rules": [1]}')).toThrow('/rules');
  const [lost] = findLost('{"n": 12345678901234567890, "n": 1}');
  expect(lost).toMatchObject({ written: '12345678901234567890' });
  expect(lossyNumberText({ name: 'rules' }, 'zh-CN')).toMatch(/^“rules”在同一处写了两次/);
});

test('soon done however deep or long', () => {
  const deep = 100_000;
  const began = performance.now();
  findDuplicateMembers(`${'{"a":'.repeat(deep)}1${'}'.repeat(deep)}`);
  expect(performance.now() - began).toBeLessThan(5000);
});
