import { readFileSync } from 'node:fs';
import type { FormDefinition } from '../model/form-definition.ts';
import { type FormChangeCode, renderFormChange } from './changes.ts';
import { diffForms } from './diff-forms.ts';

const shipped = (): FormDefinition => JSON.parse(readFileSync('form-schemas/library/return-visit-form.json', 'utf8'));
const property = (form: FormDefinition, name: string) => form.schema.properties?.[name] as Record<string, unknown>;

test('a form does not differ from itself', () => {
  expect(diffForms(shipped(), shipped())).toEqual([]);
});

test.each<[FormChangeCode, string, (it: FormDefinition) => void]>([
  [
    'required-field-added',
    'needs-migration',
    (it) => {
      Object.assign(it.schema.properties as object, {
        extra: { type: 'string', 'x-title': { 'zh-CN': '新', en: 'New' } },
      });
      (it.schema.required as string[]).push('extra');
    },
  ],
  [
    'field-removed',
    'needs-migration',
    (it) => {
      delete (it.schema.properties as Record<string, unknown>).visitNotes;
    },
  ],
  [
    'type-changed',
    'breaking',
    (it) => Object.assign(property(it, 'visitNotes'), { type: 'integer', maxLength: undefined }),
  ],
  ['became-required', 'needs-migration', (it) => (it.schema.required as string[]).push('visitNotes')],
  ['became-optional', 'safe', (it) => (it.schema.required as string[]).pop()],
  ['choice-removed', 'needs-migration', (it) => (property(it, 'visitManner').enum as string[]).pop()],
  ['choice-added', 'safe', (it) => (property(it, 'visitManner').enum as string[]).push('by-letter')],
  ['limits-tightened', 'needs-migration', (it) => (property(it, 'visitNotes').maxLength = 10)],
  ['limits-loosened', 'safe', (it) => (property(it, 'visitNotes').maxLength = 5000)],
  ['recusal-changed', 'breaking', (it) => (property(it, 'visitNotes')['x-recuses'] = 'named')],
  ['key-changed', 'breaking', (it) => (it.key = 'another-form')],
])('%s is %s', (code, expected, change) => {
  const after = shipped();
  change(after);
  const changes = diffForms(shipped(), after);
  expect(changes.map((it) => [it.code, it.class])).toContainEqual([code, expected]);
});

test('two spellings of who is kept out are no change, another place of it is', () => {
  const marked = (on: object, inList = {}) => {
    const it = shipped();
    const people = { type: 'array' as const, items: { type: 'string' as const, ...inList }, ...on };
    Object.assign(it.schema.properties as object, { people });
    return it;
  };
  expect(diffForms(marked({ 'x-recuses': true }), marked({ 'x-recuses': 'staff' }))).toEqual([]);
  expect(
    diffForms(marked({}), marked({}, { 'x-recuses': 'named' })).map(({ code, pointer }) => [code, pointer]),
  ).toEqual([['recusal-changed', '/schema/properties/people/items']]);
});

test("other words are words; names that were another's before mean something else", () => {
  const changed = (change: (it: FormDefinition) => void) => {
    const after = shipped();
    change(after);
    return diffForms(shipped(), after).map((it) => [it.code, it.class]);
  };
  const labels = (it: FormDefinition) =>
    property(it, 'visitManner')['x-enum-titles'] as Record<string, { 'zh-CN': string; en: string }>;
  const [one = '', other = ''] = Object.keys(labels(shipped()));
  expect(
    changed((it) => {
      const titles = labels(it);
      [titles[one], titles[other]] = [titles[other], titles[one]] as [never, never];
    }),
  ).toEqual([['words-moved', 'breaking']]);
  expect(changed((it) => Object.assign(labels(it), { [one]: { 'zh-CN': '新名称', en: 'Another name' } }))).toEqual([
    ['words-changed', 'words'],
  ]);
  expect(
    changed((it) => {
      property(it, 'visitNotes')['x-title'] = property(shipped(), 'visitManner')['x-title'];
    }),
  ).toEqual([['words-moved', 'breaking']]);
  expect(
    changed((it) => Object.assign(property(it, 'visitNotes'), { 'x-help': { 'zh-CN': '说明', en: 'Help' } })),
  ).toEqual([['words-changed', 'words']]);
  expect(changed((it) => Object.assign(it, { description: { 'zh-CN': '另一个', en: 'Another' } }))).toEqual([
    ['words-changed', 'words'],
  ]);
});

test('a change names fields and choices as people call them', () => {
  const after = shipped();
  const [gone = ''] = (property(after, 'visitManner').enum as string[]).splice(-1, 1);
  const titles = property(shipped(), 'visitManner') as { 'x-title': object; 'x-enum-titles': Record<string, object> };
  const [change] = diffForms(shipped(), after);
  expect(change?.titles).toEqual({ field: titles['x-title'], value: titles['x-enum-titles'][gone] });
  expect(change && renderFormChange(change, 'zh-CN')).toMatch(/^“\p{Script=Han}+”删除选项“\p{Script=Han}+”$/u);
});

test('another expression means another value; another check may refuse what was filed; its words are words', () => {
  const message = { 'zh-CN': '不能', en: 'No' };
  const of = (expression: string, checks: FormDefinition['schema']['x-checks']): FormDefinition => ({
    ...{ key: 'f', title: message, description: message, use: 'case', ui: { sections: [] } },
    schema: {
      type: 'object',
      properties: { a: { type: 'number', 'x-calculate': expression, 'x-title': message }, b: { type: 'number' } },
      'x-checks': checks,
    },
  });
  const told = (before: FormDefinition, after: FormDefinition) =>
    diffForms(before, after).map((change) => `${change.class}: ${renderFormChange(change, 'en')}`);
  const check = { holds: 'a < b', message, at: '/b' };
  const base = of('b', [check]);
  expect(told(base, of('b', [check]))).toEqual([]);
  expect(told(base, of('b + 1', [check]))).toEqual([
    'breaking: how "No" is calculated changed: what was filed before was calculated otherwise',
  ]);
  expect(told(base, of('b', [{ ...check, holds: 'a <= b' }]))).toEqual([
    'needs-migration: what must hold between fields changed',
  ]);
  expect(told(base, of('b', []))).toEqual(['safe: a check between fields was removed']);
  expect(told(base, of('b', [{ ...check, message: { ...message, en: 'Never' } }]))).toEqual([
    'words: words of "No" changed',
  ]);
});
