import { readFileSync } from 'node:fs';
import { titlesAt } from './titles-at.ts';

const read = (path: string) => JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'));
const FORM = read('form-schemas/library/petition-registration.json');
const RULES = read('rule-sets/library/petition-routing.json');
const PATH = read('rule-sets/library/paths/first-assessment-path.json');
const said = (content: unknown, pointer: string) => titlesAt(content, pointer).map((title) => title['zh-CN']);

test('a place is called as its parts are', () => {
  expect(said(FORM, '/schema/properties/dayReceived/format')).toEqual(['收到日期']);
  expect(said(FORM, '/ui/sections/0/fields/1')).toEqual([FORM.ui.sections[0].title['zh-CN']]);
  expect(said(RULES, '/rules/0/conditions/all/0/value')).toEqual([RULES.rules[0].title['zh-CN']]);
  const [step] = PATH.steps;
  expect(said(PATH, '/steps/0/actions/0/title')).toEqual([step.title['zh-CN'], step.actions[0].title['zh-CN']]);
  expect(said({ days: [{ date: '2026-05-01' }] }, '/days/0')).toEqual(['2026-05-01']);
});

test.each(['', '/', '/schema', '/nothing/0/here', '/title/zh-CN', '/ui/sections/99'])(
  'where nothing has a title nothing is said: “%s”',
  (pointer) => expect(titlesAt(FORM, pointer)).toEqual([]),
);

test('anything may stand there', () => {
  for (const content of [null, 7, [], { title: 5 }, { a: { title: { en: 'A' } } }]) titlesAt(content, '/a/b');
  expect(titlesAt({ a: { title: { en: 'A' } } }, '/a')).toEqual([{ 'zh-CN': 'A', en: 'A' }]);
});
