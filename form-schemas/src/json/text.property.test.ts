import fc from 'fast-check';
import { checkForm } from '../check-form.ts';
import { compileForm } from '../compile-form.ts';
import { formatValue } from '../field-types/registry.ts';
import type { FormDefinition, FormSchema, Json } from '../model/form-definition.ts';
import { jsonText } from './text.ts';

const both = { 'zh-CN': '名称', en: 'Name' };
const formOf = (field: FormSchema): FormDefinition => ({
  key: 'any',
  title: both,
  description: both,
  use: 'step',
  schema: { type: 'object', properties: { a: { 'x-title': both, ...field } } },
  ui: { sections: [{ key: 'all', title: both, fields: ['a'] }] },
});
const name = fc.constantFrom(...Object.getOwnPropertyNames(Object.prototype), 'toJSON', 'prototype');
/** Anything of JSON, its members named as what every object of JavaScript has. */
const { value: named } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.jsonValue({ maxDepth: 1 }),
    fc.dictionary(name, tie('value'), { maxKeys: 3, noNullPrototype: true }),
    fc.array(tie('value'), { maxLength: 2 }),
  ),
}));
const anything = named.map((it) => JSON.parse(JSON.stringify(it)) as Json);

test('a value is said whatever its members are called', () => {
  expect([1, 'x', null, true, ['a'], { toString: 1 }].map((it) => jsonText(it as Json))).toEqual([
    '1',
    'x',
    'null',
    'true',
    '["a"]',
    '{"toString":1}',
  ]);
  fc.assert(fc.property(anything, (value) => typeof jsonText(value) === 'string'));
});

test('a form whose choices are any values is checked, judges and is shown without a fall', () => {
  fc.assert(
    fc.property(anything, anything, (choice, given) => {
      for (const field of [
        { enum: [choice, 'x'] },
        { const: choice },
        { type: 'string', enum: [choice] },
      ] as FormSchema[]) {
        const form = formOf(field);
        expect(Array.isArray(checkForm(form, []))).toBe(true);
        for (const { message } of compileForm(form).validateAsGiven({ a: given }, 'en'))
          expect(message).toContain('Name');
        expect(typeof formatValue(form.schema.properties?.a ?? {}, given, 'zh-CN')).toBe('string');
      }
    }),
  );
});
