import { readFileSync } from 'node:fs';
import { compileForm } from './compile-form.ts';
import { withDefaults } from './defaults.ts';
import type { FormData, FormDefinition, FormSchema, Json } from './model/form-definition.ts';
import { resolveFields } from './resolve-form.ts';

const load = (key: string) => JSON.parse(readFileSync(`form-schemas/library/${key}.json`, 'utf8'));
const visit = compileForm(load('return-visit-form'));
const hardship = compileForm(load('petition-registration'));

test('every error is told once, with place, keyword and the mend in both languages', () => {
  expect(visit.validate({ visitManner: 'by-owl', promiseKept: 'fully-kept' }, 'en')).toEqual([
    { pointer: '/visitedOnDay', keyword: 'required', message: 'Fill in "Day of the visit"' },
    { pointer: '/visitManner', keyword: 'enum', message: 'Choose "How" from the list' },
  ]);
  expect(
    visit.validate({ visitManner: 'by-owl', promiseKept: 'fully-kept' }, 'zh-CN').map(({ message }) => message),
  ).toEqual(['请填写“回访日期”', '请从选项中选择“回访方式”']);
});

test('a wrong entry of a list goes by the name of its list', () => {
  const errors = hardship.validate({ hardshipShown: true, hardshipKinds: ['poverty'] }, 'en');
  const wrong = errors.find(({ pointer }) => pointer === '/hardshipKinds/0');
  expect(wrong?.message).toMatch(/^Choose "[A-Z].*" from the list$/);
});

test('a field that is not shown is neither asked for nor kept', () => {
  const errors = hardship.validate({ hardshipShown: false, hardshipKinds: ['poverty'] }, 'en');
  expect(errors.filter(({ pointer }) => pointer.startsWith('/hardshipKinds'))).toEqual([]);
  expect(hardship.takeIn({ hardshipShown: false, hardshipKinds: ['illness-hardship'] })).not.toHaveProperty(
    'hardshipKinds',
  );
  expect(hardship.takeIn({ hardshipShown: true, hardshipKinds: ['illness-hardship'] })).toHaveProperty('hardshipKinds');
});

test('a name that the form does not have is told, not dropped', () => {
  const errors = visit.validate(
    { visitedOnDay: '2026-03-02', visitManner: 'phone-visit', promiseKept: 'fully-kept', extra: 1 },
    'en',
  );
  expect(errors).toEqual([
    { pointer: '/extra', keyword: 'unknown', message: 'The form has no field "extra": remove it' },
  ]);
});

test('names of the prototype are names like any other', () => {
  const data = JSON.parse('{"__proto__": {"visitManner": "phone-visit"}, "constructor": 1}');
  expect(visit.validate(data, 'en').length).toBeGreaterThan(2);
  expect(({} as Record<string, unknown>).visitManner).toBeUndefined();
});

const title = (en: string) => ({ 'zh-CN': en, en });
const text = (en: string, more: FormSchema = {}): FormSchema => ({ type: 'string', 'x-title': title(en), ...more });

function formOf(schema: FormSchema): FormDefinition {
  return {
    key: 'f',
    title: title('f'),
    description: title('f'),
    use: 'step',
    schema: { type: 'object', ...schema },
    ui: { sections: [{ key: 's', title: title('s'), fields: Object.keys(schema.properties ?? {}) }] },
  };
}
const errorsOf = (form: FormDefinition, data: FormData) =>
  compileForm(form)
    .validate(data, 'en')
    .map(({ pointer, keyword }) => `${pointer} ${keyword}`);

describe('a field declared in a branch of oneOf', () => {
  const oneOf = JSON.parse(readFileSync('tests/fixtures/forms/one-of.json', 'utf8')) as FormDefinition;
  const fields = (data: FormData) => resolveFields(oneOf, oneOf.schema, data, '').map(({ name }) => name);

  test('is there once its branch is chosen, is kept and validated, and goes with the branch', () => {
    expect(fields({})).toEqual(['matter', 'kind']);
    expect(fields({ kind: 'p' })).toEqual(['matter', 'kind', 'person']);
    expect(fields({ kind: 'c' })).toEqual(['matter', 'kind', 'company']);
    const { takeIn } = compileForm(oneOf);
    expect(takeIn({ matter: 'm', kind: 'p', person: 'A', company: 'B' })).toEqual({
      matter: 'm',
      kind: 'p',
      person: 'A',
    });
    expect(errorsOf(oneOf, { matter: 'm', kind: 'p', person: 'A' })).toEqual([]);
    expect(errorsOf(oneOf, { matter: 'm', kind: 'c', company: 'B' })).toEqual([]);
  });

  test('what is wrong is said of the branch that was chosen, and of no other', () => {
    expect(errorsOf(oneOf, { matter: 'm', kind: 'p' })).toEqual(['/person required']);
    expect(errorsOf(oneOf, { matter: 'm' })).toEqual(['/kind required']);
    expect(errorsOf(oneOf, { matter: 'm', kind: 'x' })).toEqual(['/kind enum']);
  });

  test('a choice that only the branches declare is offered whole', () => {
    const choice = (value: string): FormSchema => ({
      const: value,
      'x-title': title('Kind'),
      'x-enum-titles': { [value]: title(value) },
    });
    const form = formOf({
      oneOf: [
        { properties: { kind: choice('p'), person: text('Person') }, required: ['kind', 'person'] },
        { properties: { kind: choice('c'), company: text('Company') }, required: ['kind', 'company'] },
      ],
    });
    const shown = (data: FormData) => resolveFields(form, form.schema, data, '');
    expect(shown({}).map(({ name, required, schema }) => [name, required, schema.enum])).toEqual([
      ['kind', true, ['p', 'c']],
    ]);
    expect(shown({ kind: 'c' }).map(({ name, schema }) => [name, schema.enum])).toEqual([
      ['kind', ['p', 'c']],
      ['company', undefined],
    ]);
    expect(errorsOf(form, { kind: 'c' })).toEqual(['/company required']);
  });

  test('branches that nothing chooses between are all open', () => {
    const form = formOf({
      anyOf: [
        { properties: { phone: text('Phone') }, required: ['phone'] },
        { properties: { mail: text('Mail') }, required: ['mail'] },
      ],
    });
    expect(resolveFields(form, form.schema, {}, '').map(({ name, required }) => [name, required])).toEqual([
      ['phone', false],
      ['mail', false],
    ]);
    expect(errorsOf(form, { mail: 'x' })).toEqual([]);
    expect(errorsOf(form, {})).toEqual(['/phone required', '/mail required']);
  });
});

test.each(['', '   ', '\u3000', '\u200b', '\ufeff\u00a0'])(
  '%j is nothing given, in a field, a group, a row',
  (blank) => {
    const group: FormSchema = { type: 'object', 'x-title': title('g'), properties: { a: text('a') }, required: ['a'] };
    const form = formOf({
      properties: { a: text('a'), g: group, rows: { type: 'array', 'x-title': title('r'), items: text('r') } },
      required: ['a'],
    });
    const data = { a: blank, g: { a: blank }, rows: [blank, 'x', blank] };
    expect(errorsOf(form, data)).toEqual(['/a required', '/g/a required']);
    expect(compileForm(form).takeIn({ ...data, a: ' x ' })).toEqual({ a: 'x', g: {}, rows: ['x'] });
  },
);

test('as given, data are what JSON Schema says of them', () => {
  const form = compileForm(formOf({ properties: { a: text('a', { minLength: 1 }) }, required: ['a'] }));
  const given = (data: FormData) => form.validateAsGiven(data, 'en').map(({ keyword }) => keyword);
  expect([given({ a: ' ', b: 1 }), given({ a: '' }), given({ a: null }), given({})]).toEqual([
    [],
    ['minLength'],
    ['type'],
    ['required'],
  ]);
});

test('characters that cannot be kept are told with their place, and nothing else is', () => {
  const form = compileForm(formOf({ properties: { a: text('A'), b: text('B') }, required: ['b'] }));
  for (const validate of [form.validate, form.validateAsGiven]) {
    expect(validate({ a: 'x\u0000' }, 'en')).toEqual([
      { pointer: '/a', keyword: 'characters', message: expect.stringMatching(/^"A" holds characters .* delete/) },
    ]);
    expect(validate({ a: ['\ud83d'] }, 'zh-CN')).toEqual([
      { pointer: '/a/0', keyword: 'characters', message: expect.stringMatching(/^“A”.*删除/) },
    ]);
    // What JSON writes 1e999.
    expect(validate({ a: Number.POSITIVE_INFINITY }, 'zh-CN')).toEqual([
      { pointer: '/a', keyword: 'numbers', message: '“A”的数字太大，无法准确保存：请改小' },
    ]);
    let deep: Json = 1;
    for (let level = 0; level < 5000; level++) deep = [deep];
    expect(validate({ a: deep }, 'en').map(({ keyword }) => keyword)).toEqual(['nesting']);
  }
});

test('a name that no part of the form knows is told at any depth', () => {
  const rows: FormSchema = {
    type: 'array',
    'x-title': title('r'),
    items: { type: 'object', properties: { a: text('a') } },
  };
  const form = formOf({ properties: { rows } });
  expect(errorsOf(form, { rows: [{ a: 'x' }, { b: 1 }], c: {} })).toEqual(['/rows/1/b unknown', '/c unknown']);
});

test('what a hidden answer had hidden is there again', () => {
  const given = (name: string): FormSchema => ({ properties: { [name]: { const: 'y' } }, required: [name] });
  const show = (name: string) => ({ properties: { [name]: text(name) } });
  // b is asked where a is y; c where b is not y. Of a form with a = n and a b left over, c counts.
  const form = formOf({
    properties: { a: text('a') },
    allOf: [
      { if: given('a'), then: show('b') },
      { if: given('b'), else: show('c') },
    ],
  });
  const { takeIn } = compileForm(form);
  expect(takeIn({ a: 'n', b: 'y', c: 'kept' })).toEqual({ a: 'n', c: 'kept' });
  expect(takeIn({ a: 'y', b: 'y', c: 'gone' })).toEqual({ a: 'y', b: 'y' });
  expect(takeIn({ a: '  ', b: 'y', c: 'kept' })).toEqual({ c: 'kept' });
});

test('a chain of conditions of any length is followed to its end', () => {
  const names = Array.from({ length: 20 }, (_, place) => `f${place}`);
  const form = formOf({
    properties: { f0: text('f0') },
    allOf: names.slice(1).map((name, place) => ({
      if: { required: [names[place] ?? ''] },
      then: { properties: { [name]: text(name) } },
    })),
  });
  const all = Object.fromEntries(names.map((name) => [name, 'x']));
  expect(Object.keys(compileForm(form).takeIn(all))).toHaveLength(20);
  expect(compileForm(form).takeIn({ ...all, f0: '' })).toEqual({});
});

describe('defaults', () => {
  const form = formOf({
    properties: {
      kind: text('kind', { default: 'a' }),
      g: { type: 'object', 'x-title': title('g'), properties: { x: text('x', { default: 'gx' }) } },
      rows: {
        type: 'array',
        'x-title': title('rows'),
        items: { type: 'object', properties: { y: text('y', { default: 'ry' }), z: text('z') } },
      },
    },
    allOf: [
      {
        if: { properties: { kind: { const: 'b' } }, required: ['kind'] },
        then: { properties: { more: text('more', { default: 'm' }) } },
      },
    ],
  });

  test('are applied in groups, in rows and where a branch comes', () => {
    const first = withDefaults(form, {});
    expect(first).toEqual({ kind: 'a', g: { x: 'gx' } });
    expect(compileForm(form).initialData()).toEqual(first);
    const row = { ...first, rows: [{ z: '1' }] };
    expect(withDefaults(form, row, first)).toEqual({ ...row, rows: [{ z: '1', y: 'ry' }] });
    expect(withDefaults(form, { ...first, kind: 'b' }, first)).toEqual({ ...first, kind: 'b', more: 'm' });
  });

  test('what somebody has cleared stays clear', () => {
    const before = { kind: 'b', g: { x: 'gx' }, rows: [{ y: 'ry' }], more: 'm' };
    const after = { kind: 'b', g: {}, rows: [{}] };
    expect(withDefaults(form, after, before)).toBe(after);
  });
});

test('a yes or no that is asked for is named as the field shows it', () => {
  const signed = { type: 'boolean', const: true, 'x-title': { 'zh-CN': '已签字', en: 'Signed' } };
  const form = compileForm({ ...load('return-visit-form'), schema: { type: 'object', properties: { signed } } });
  const said = (['zh-CN', 'en'] as const).map((locale) => form.validateAsGiven({ signed: false }, locale)[0]?.message);
  expect(said).toEqual(['“已签字”必须为“是”', '"Signed" must be "yes"']);
});

test('of very many wrong places the first are told, and how many follow; what holds too much is said so', () => {
  const rows = compileForm({
    ...load('return-visit-form'),
    schema: { type: 'object', properties: { rows: { type: 'array', items: { type: 'string', minLength: 3 } } } },
  });
  const errors = rows.validateAsGiven({ rows: Array.from({ length: 700 }, () => 'x') }, 'en');
  expect(errors).toHaveLength(501);
  expect(errors.at(-1)).toMatchObject({ pointer: '/rows/500', keyword: 'more' });
  expect(errors.at(-1)?.message).toContain('200 more places');
  const large = rows.validate({ rows: Array.from({ length: 60_000 }, () => 'long enough') }, 'zh-CN');
  expect(large).toMatchObject([{ pointer: '', keyword: 'size' }]);
});
