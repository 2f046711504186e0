import { checkForm } from '../check-form.ts';
import type { FieldType } from '../field-types/registry.ts';
import type { FormData, FormDefinition, FormSchema } from '../model/form-definition.ts';
import { resolveForm } from '../resolve-form.ts';
import { requireWhen, showWhen } from './edit-conditions.ts';
import { putField } from './edit-fields.ts';
import { blankForm } from './new-form.ts';
import { turnField } from './turn-field.ts';

const titled = (schema: FormSchema): FormSchema => ({ 'x-title': { 'zh-CN': '问', en: 'Asked' }, ...schema });
const choice: FormSchema = {
  type: 'string',
  enum: ['a', 'b'],
  'x-enum-titles': { a: { 'zh-CN': '甲', en: 'A' }, b: { 'zh-CN': '乙', en: 'B' } },
};

/** A form in which one field is shown, and one is asked for, by what is answered to another. */
function hanging(schema: FormSchema, asked: FormSchema) {
  const named = { key: 'f', title: { 'zh-CN': '表', en: 'Form' }, use: 'step' as const };
  const put = (content: Record<string, unknown>, name: string, given: FormSchema) =>
    putField(content, name, titled(given), { object: '', section: 'section-1' }).content;
  const form = put(put(put(blankForm(named), 'q', schema), 'shown', { type: 'string' }), 'asked', { type: 'string' });
  const when: FormSchema = { properties: { q: asked }, required: ['q'] };
  return requireWhen(showWhen(form, '/shown', when), '/asked', when);
}

const told = (content: unknown, data: FormData) => {
  const fields = resolveForm(content as FormDefinition, data).flatMap((section) => section.fields);
  return [fields.some(({ name }) => name === 'shown'), fields.find(({ name }) => name === 'asked')?.required];
};

test.each<[string, FormSchema, FormSchema, FieldType, FormData, FormData]>([
  ['yes becomes the choice of it', { type: 'boolean' }, { const: true }, 'choice', { q: 'yes' }, { q: 'no' }],
  ['no, too', { type: 'boolean' }, { const: false }, 'choice', { q: 'no' }, { q: 'yes' }],
  ['the first of two choices becomes yes', choice, { const: 'a' }, 'boolean', { q: true }, { q: false }],
  ['one choice becomes one among several', choice, { enum: ['b'] }, 'choices', { q: ['a', 'b'] }, { q: ['a'] }],
])('a condition follows: %s', (_, schema, asked, to, holds, not) => {
  const { content, followed, left } = turnField(hanging(schema, asked), '/q', to);
  expect([followed, left]).toEqual([1, 0]);
  expect(checkForm(content).filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(told(content, holds)).toEqual([true, true]);
  expect(told(content, not)).toEqual([false, false]);
});

test('there and back is as it was', () => {
  const before = hanging(choice, { const: 'a' });
  const several = turnField(before, '/q', 'choices');
  expect(turnField(several.content, '/q', 'choice').content).toEqual(before);
});

test('what can no longer be answered is left as it is, and counted', () => {
  expect(turnField(hanging({ type: 'boolean' }, { const: true }), '/q', 'text')).toMatchObject({
    followed: 0,
    left: 1,
  });
});
