import { readFileSync } from 'node:fs';
import { diffForms, type FormChangeCode } from './diff-forms.ts';
import type { FormDefinition } from './model/form-definition.ts';

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
