import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fill } from './fill.ts';

test.each([
  ['$&', '张三（$&）'],
  ["$1 $' $` $$", "李四 $1 $' $` $$"],
  ['a placeholder', '王五{to}'],
])('what people write stands in a text as they wrote it: %s', (_, name) => {
  expect(fill('{from} → {to}: {from}', { from: name, to: '镇里' })).toBe(`${name} → 镇里: ${name}`);
});

test('a number is written as it is; what has no value stays, and what every object has is no value', () => {
  expect(fill('{count} of {all}, {toString}', { count: 3 })).toBe('3 of {all}, {toString}');
  expect(fill('{a}{b}', (name) => (name === 'a' ? 'A' : undefined))).toBe('A{b}');
});

const SOURCES = ['form-schemas/src', 'rule-sets/src', 'backend/src', 'frontend/src'];

test('no source fills a placeholder with replace', () => {
  const files = SOURCES.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).flatMap((name) =>
      /\.tsx?$/.test(name) && !/\.(test|d)\.ts/.test(name) ? [join(folder, name)] : [],
    ),
  );
  const filling = files.filter((file) =>
    /\.replace(All)?\(\s*(['"`]\{\w+\}|\/\\\{\\w\+\\\}\/\w*,\s*[^(\s])/.test(readFileSync(file, 'utf8')),
  );
  expect(filling).toEqual([]);
});
