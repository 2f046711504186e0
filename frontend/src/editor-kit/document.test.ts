import fc from 'fast-check';
import { type Content, documentOf, documentText, renderContent, typeText, withContent } from './document.ts';
import { jsonErrorAt } from './json-error.ts';
import { shareStructure } from './share-structure.ts';

const object = fc.dictionary(fc.string(), fc.jsonValue()).map((value) => JSON.parse(JSON.stringify(value)) as Content);

test('what somebody types is the text, to the letter, and its meaning is the content', () => {
  fc.assert(
    fc.property(object, object, fc.integer({ min: 0, max: 8 }), (before, after, indent) => {
      const text = JSON.stringify(after, null, indent);
      const typed = typeText(documentOf(before), text);
      expect(documentText(typed)).toBe(text);
      expect(typed.content).toEqual(after);
      expect(typed.brokenLine).toBeUndefined();
    }),
  );
});

test('text that is no JSON object is kept beside the last content, with its line', () => {
  const good = documentOf({ a: 1 });
  const broken = typeText(good, '{\n  "a": 2,\n  "b":\n}');
  expect(documentText(broken)).toBe('{\n  "a": 2,\n  "b":\n}');
  expect(broken.content).toBe(good.content);
  expect(broken.brokenLine).toBe(4);
  expect(typeText(good, '[1]').brokenLine).toBe(1);
  expect(typeText(broken, renderContent(good.content))).toEqual(good);
  const lossy = typeText(good, '{\n  "a": 12345678901234567890\n}');
  expect(lossy).toMatchObject({ content: { a: 1 }, brokenLine: 2, lossy: { pointer: '/a' } });
  expect(documentText(lossy)).toContain('12345678901234567890');
  const twice = typeText(good, '{\n  "a": 2,\n  "a": 3\n}');
  expect(twice).toMatchObject({ content: { a: 1 }, brokenLine: 3, lossy: { pointer: '/a', name: 'a' } });
});

test('an edit of the content renders the text anew', () => {
  const typed = typeText(documentOf({ a: 1 }), '{"a":1}');
  expect(documentText(typed)).toBe('{"a":1}');
  expect(documentText(withContent(typed, { a: 2 }))).toBe('{\n  "a": 2\n}');
});

test('what did not change stays the same object', () => {
  fc.assert(
    fc.property(object, (value) => {
      expect(shareStructure(value, JSON.parse(JSON.stringify(value)))).toBe(value);
    }),
  );
  const before = { rules: [{ a: [1] }, { b: [2] }] };
  const after = shareStructure(before, { rules: [{ a: [1] }, { b: [3] }] }) as typeof before;
  expect(after.rules[0]).toBe(before.rules[0]);
  expect(after).toEqual({ rules: [{ a: [1] }, { b: [3] }] });
});

test('sharing never changes what is said', () => {
  fc.assert(
    fc.property(object, object, (before, next) => {
      expect(JSON.stringify(shareStructure(before, next))).toBe(JSON.stringify(next));
    }),
  );
});

test('the place where a text stops being JSON is found where, and only where, JSON.parse refuses it', () => {
  const scraps = fc.array(fc.constantFrom('{', '}', '[', ']', ',', ':', '"a"', '"', '1', '-', '0', 'true', ' ', '\n'));
  const text = fc.oneof(
    scraps.map((parts) => parts.join('')),
    fc.json(),
    fc.tuple(fc.json(), fc.nat()).map(([json, at]) => json.slice(0, at % (json.length + 1))),
  );
  fc.assert(
    fc.property(text, (json) => {
      let refused = false;
      try {
        JSON.parse(json);
      } catch {
        refused = true;
      }
      expect(jsonErrorAt(json) !== undefined).toBe(refused);
    }),
    { numRuns: 2000 },
  );
});
