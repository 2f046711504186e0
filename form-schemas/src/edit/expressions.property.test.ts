import fc from 'fast-check';
import { checkForm } from '../check-form.ts';
import type { FormSchema, Json } from '../model/form-definition.ts';
import { takeIn } from '../take-in.ts';
import { drawForm, drawnFields } from './draw-form.ts';
import { calculateField, changeChecks } from './edit-calculations.ts';
import { requireWhen } from './edit-conditions.ts';
import { type Content, removeField, renameField } from './edit-fields.ts';
import { expressionsOf, expressionsReading } from './expressions.ts';

const words = (text: string) => ({ 'zh-CN': text, en: text });
const field = (schema: FormSchema): FormSchema => ({ 'x-title': words('A'), ...schema });
const amount = field({ type: 'string', format: 'cny-amount' });
const day = field({ type: 'string', format: 'date' });

const FORM: Content = {
  key: 'household',
  title: words('F'),
  schema: {
    type: 'object',
    properties: {
      title: field({ type: 'string' }),
      members: field({
        type: 'array',
        items: {
          type: 'object',
          properties: {
            income: amount,
            born: day,
            share: { ...field({ type: 'number' }), 'x-calculate': 'income / total' },
          },
          'x-checks': [{ holds: 'income <= cap and born <= from', message: words('No'), at: '/income' }],
        },
      }),
      cap: amount,
      from: day,
      to: day,
      total: { ...amount, 'x-calculate': 'sum(members.income)' },
      rich: {
        ...field({ type: 'integer' }),
        'x-calculate': 'count( members[income > cap] ) // more than the cap',
      },
      oldest: { ...day, 'x-calculate': 'min(for m in members return m.born)' },
    },
    'x-checks': [{ holds: 'from <= to', message: words('No'), at: '/to' }],
  },
  ui: {
    sections: [
      { key: 'all', title: words('S'), fields: ['title', 'members', 'cap', 'from', 'to', 'total', 'rich', 'oldest'] },
    ],
  },
  bindings: { title: '/title' },
};
const DATA = {
  title: 'T',
  members: [
    { income: '1', born: '1990-01-01' },
    { income: '3', born: '1980-01-01' },
  ],
  ...{ cap: '2', from: '2026-01-01', to: '2026-01-02' },
};

const errorsOf = (content: Content) => checkForm(content).filter(({ severity }) => severity === 'error');
const fieldsOf = (content: Content) => drawnFields(drawForm(content));
const asForm = (content: Content) => drawForm(content).form;

/** Data with a field called otherwise. */
function called(data: Json, pointer: string, to: string): Json {
  const [, name = '', ...rest] = pointer.split('/');
  if (Array.isArray(data)) return data.map((row) => called(row, `/${rest.join('/')}`, to));
  if (typeof data !== 'object' || data === null) return data;
  const entries = Object.entries(data).map(([key, part]): [string, Json] => {
    if (key !== name) return [key, part];
    return rest.length === 0 ? [to, part] : [key, called(part, `/${rest.join('/')}`, to)];
  });
  return Object.fromEntries(entries);
}

const newName = fc.constantFrom('other', '别名', 'a-b', 'monthly-income-2', 'x1', 'renamed-0a1f');

test('the form that the laws are tried on has no errors', () => {
  expect(errorsOf(FORM)).toEqual([]);
});

test('renamed, every expression reads the same field, and the rest of it stays as it is written', () => {
  fc.assert(
    fc.property(fc.nat(20), newName, (number, to) => {
      const fields = fieldsOf(FORM);
      const { pointer, name } = fields[number % fields.length] ?? { pointer: '', name: '' };
      const renamed = renameField(FORM, pointer, to);
      expect(errorsOf(renamed.content)).toEqual([]);
      const kept = takeIn(asForm(FORM), DATA, {});
      expect(takeIn(asForm(renamed.content), called(DATA, pointer, to) as never, {})).toEqual(
        called(kept, pointer, to),
      );
      expect(expressionsReading(asForm(renamed.content), renamed.pointer).length).toBe(
        expressionsReading(asForm(FORM), pointer).length,
      );
      expect(renameField(renamed.content, renamed.pointer, name).content).toEqual(FORM);
    }),
  );
});

test('a field that expressions read gets no name that none can be written with', () => {
  for (const to of ['1st', 'a(b)', 'a&b']) {
    expect(renameField(FORM, '/cap', to).content).toBe(FORM);
  }
  expect(renameField(FORM, '/title', 'a(b)').content).not.toBe(FORM);
});

test('taken out, it leaves no error: what it was calculated for is typed, and checks that read it go', () => {
  for (const { pointer } of fieldsOf(FORM)) {
    if (pointer === '/title') continue;
    const reading = expressionsReading(asForm(FORM), pointer);
    const left = removeField(FORM, pointer);
    expect(errorsOf(left)).toEqual([]);
    expect(reading.every((one) => !expressionsOf(asForm(left)).some(({ text }) => text === one.text))).toBe(true);
  }
  const reads = expressionsReading(asForm(FORM), '/members/*/income').map(({ pointer }) => pointer);
  expect(reads).toEqual(expect.arrayContaining(['/members/*/share', '/total', '/rich']));
});

test('a field made calculated is asked of nobody, and can be typed again; checks are put and taken out', () => {
  const asked = requireWhen(FORM, '/cap', 'always');
  const made = calculateField(asked, '/cap', 'total * 2');
  expect(errorsOf(made)).toEqual([]);
  expect(requireWhen(made, '/cap', 'always')).toEqual(made);
  expect(calculateField(calculateField(FORM, '/cap', 'total'), '/cap', null)).toEqual(FORM);
  const check = { holds: 'from < to', message: words('No'), at: '/to' };
  const more = changeChecks(FORM, '', (checks) => [...checks, check]);
  expect(errorsOf(more)).toEqual([]);
  expect(changeChecks(more, '', (checks) => checks.slice(0, -1))).toEqual(FORM);
  expect(errorsOf(changeChecks(FORM, '/members/*', () => []))).toEqual([]);
});
