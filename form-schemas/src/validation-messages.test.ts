// What the person at the counter reads when something is wrong: every kind of message, and every field that ships.
import { readdirSync, readFileSync } from 'node:fs';
import { compileForm } from './compile-form.ts';
import { FORMATS } from './formats/formats.ts';
import type { FormDefinition, FormSchema, Json } from './model/form-definition.ts';
import { LOCALES, type Locale } from './model/text.ts';
import { resolveRef } from './schema-index.ts';
import { allProperties } from './schema-walk.ts';
import { errorText, MESSAGES } from './validation-messages.ts';

const forms = readdirSync('form-schemas/library').map(
  (name) => JSON.parse(readFileSync(`form-schemas/library/${name}`, 'utf8')) as FormDefinition,
);

/** Why a message is no good sentence about what is called `label`; null where it is one. */
function fault(message: string, label: string, locale: Locale): string | null {
  if (message.split(label).length !== 2) return 'does not name the field once';
  if (/[{}]|undefined|“”|""/.test(message)) return 'leaves a place open';
  const bare = message.replace(/[“”"]/g, '');
  if (/(\p{Script=Han}{2,})\1/u.test(bare) || /\b(\w{3,}) \1\b/.test(bare)) return 'says a word twice over';
  if (locale === 'en' && !/^["A-Z]/.test(message)) return 'does not begin as a sentence';
  return /[。，：；] |\p{Script=Han}[,:;]/u.test(message) ? 'has signs of the other language' : null;
}

const PARAMS: Record<string, Record<string, unknown>> = {
  type: { type: 'integer' },
  const: { allowedValue: true },
  multipleOf: { multipleOf: 5 },
};

test('a message that says a thing twice is seen', () => {
  expect(fault('“身份证号码”身份证号码不正确', '身份证号码', 'zh-CN')).not.toBeNull();
  expect(fault('“证件”不正确。 请核对', '证件', 'zh-CN')).not.toBeNull();
  expect(fault('"Day": not a day', 'Day', 'en')).toBeNull();
});

describe.each(LOCALES)('in %s', (locale) => {
  const label = { 'zh-CN': '某项内容', en: 'A certain field' }[locale];
  const other = { 'zh-CN': '“另一项”', en: '"Another"' }[locale];

  test('every kind of message names the field once, as a sentence', () => {
    const told = Object.keys(MESSAGES)
      .filter((keyword) => keyword !== 'propertyNames')
      .map((keyword) => {
        const [of = '', kind] = keyword.split(' ');
        const ways = { either: 0, onlyOne: 2 }[of];
        const given = locale === 'en' ? `"${label}" or ${other}` : `“${label}”或${other}`;
        const params = {
          ...{ limit: 3, allowedValue: 'x', multipleOf: 2 },
          ...PARAMS[of],
          ...(kind && { kind: other }),
          ...(ways !== undefined && { ways: given, fitting: ways }),
        };
        return errorText(ways === undefined ? of : 'anyOf', params, label, locale);
      });
    const formats = Object.keys(FORMATS).map((format) => errorText('format', { format }, label, locale));
    const types = ['integer', 'number', 'string'].map((type) => errorText('type', { type }, label, locale));
    const all = [...told, ...formats, ...types];
    expect(
      all.flatMap((message) => (fault(message, label, locale) ? [`${message}: ${fault(message, label, locale)}`] : [])),
    ).toEqual([]);
  });

  test('whatever is wrong with a field that ships is said in a sentence that names it once', () => {
    const WRONG: Json[] = ['x', '!'.repeat(6000), -1, 1e12, true, [], ['x', 'x'], [{}], {}, '1999-99-99'];
    const found: string[] = [];
    for (const form of forms) {
      const compiled = compileForm(form);
      const look = (data: Record<string, Json>) => {
        for (const { pointer, message } of compiled.validateAsGiven(data, locale)) {
          const name = labelOf(form, pointer, locale);
          const why = name === null ? null : fault(message, name, locale);
          if (why) found.push(`${form.key}${pointer}: ${message} ${why}`);
        }
      };
      look({});
      const names = [...allProperties(form.schema, form.schema).keys()];
      for (const value of WRONG) look(Object.fromEntries(names.map((name) => [name, value])));
    }
    expect([...new Set(found)]).toEqual([]);
  });
});

/** The label of a field outside of lists; null where it is called by a name alone. */
function labelOf(form: FormDefinition, pointer: string, locale: Locale): string | null {
  const field: FormSchema | undefined = allProperties(form.schema, form.schema).get(pointer.split('/')[1] ?? '');
  if (!field || pointer.split('/').length !== 2) return null;
  return resolveRef(field, form.schema)['x-title']?.[locale] ?? null;
}
