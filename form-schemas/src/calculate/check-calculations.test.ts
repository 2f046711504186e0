import { checkForm } from '../check-form.ts';
import { renderFinding } from '../form-findings.ts';
import type { FormSchema } from '../model/form-definition.ts';
import { LOCALES } from '../model/text.ts';

const title = (text: string) => ({ 'x-title': { 'zh-CN': text, en: text } });
const field = (schema: FormSchema, text = 'A'): FormSchema => ({ ...title(text), ...schema });
const calculated = (schema: FormSchema, expression: string): FormSchema =>
  field({ ...schema, 'x-calculate': expression });
const number = field({ type: 'number' });
const text = field({ type: 'string' });
const day = field({ type: 'string', format: 'date' });
const amount = { type: 'string', format: 'cny-amount' } as const;
const reason = { 'zh-CN': '核定', en: 'To decide' };

const FIELDS: Record<string, FormSchema> = {
  title: text,
  n: number,
  t: text,
  from: day,
  to: day,
  yes: field({ type: 'boolean' }),
  tags: field({
    type: 'array',
    items: { enum: ['a', 'b'], 'x-enum-titles': { a: title('A')['x-title'], b: title('B')['x-title'] } },
  }),
  id: field({ type: 'string', format: 'cn-id-number', 'x-sensitive': { reason } }),
  rows: field({ type: 'array', items: { type: 'object', properties: { a: number, 'monthly-income': field(amount) } } }),
};

function findingsOf(properties: Record<string, FormSchema>, more: Partial<FormSchema> = {}) {
  const names = [
    ...Object.keys({ ...FIELDS, ...properties }),
    ...Object.keys(more.then?.properties ?? {}),
    ...Object.keys(more.else?.properties ?? {}),
  ];
  return checkForm({
    key: 'form',
    ...{ title: title('F')['x-title'], description: title('F')['x-title'], use: 'case' },
    schema: { type: 'object', properties: { ...FIELDS, ...properties }, ...more },
    ui: { sections: [{ key: 'all', title: title('S')['x-title'], fields: [...new Set(names)] }] },
    bindings: { title: '/title' },
  });
}
const codes = (findings: ReturnType<typeof findingsOf>) => findings.map(({ code, pointer }) => `${code} ${pointer}`);

test.each<[FormSchema, string]>([
  [{ type: 'number' }, 'n + 1'],
  [amount, 'sum(rows.monthly-income)'],
  [{ type: 'integer' }, 'count(rows[monthly-income > 800 and a < 3])'],
  [{ type: 'integer' }, 'years and months duration(from, today()).years'],
  [{ type: 'integer' }, '(to - from).days'],
  [{ type: 'string', format: 'date' }, 'from + duration("P30D")'],
  [{ type: 'boolean' }, 'from <= to and not(yes) or t in ("a", "b")'],
  [{ type: 'string' }, 'if yes then "A" + string(n) else null'],
  [{ type: 'boolean' }, 'list contains(tags, "a") and is defined(t)'],
  // An answer of few may be known, of what is personal.
  [{ type: 'boolean' }, 'substring(id, 1, 2) = "37"'],
  [
    { type: 'integer', 'x-sensitive': { reason } },
    'years and months duration(date(substring(id, 7, 4) + "-" + substring(id, 11, 2) + "-" + substring(id, 13, 2)), today()).years',
  ],
])('%j is calculated by %s', (schema, expression) => {
  expect(
    codes(findingsOf({ it: calculated(schema, expression) })).filter((code) => !code.startsWith('sensitive-choice')),
  ).toEqual([]);
});

test.each<[code: string, schema: FormSchema, expression: string]>([
  ['calculation-syntax', { type: 'number' }, '1 +'],
  ['calculation-syntax', { type: 'number' }, '(n'],
  ['calculation-syntax', { type: 'number' }, ' '],
  ['calculation-unsupported', { type: 'number' }, '{a: 1}.a'],
  ['calculation-unsupported', { type: 'number' }, 'function(x) x'],
  ['calculation-unsupported', { type: 'boolean' }, 'n instance of number'],
  ['calculation-long', { type: 'number' }, `${'('.repeat(30)}n${')'.repeat(30)}`],
  ['calculation-name', { type: 'number' }, 'other + 1'],
  ['calculation-name', { type: 'number' }, '__proto__'],
  ['calculation-name', { type: 'number' }, 'n.constructor'],
  ['calculation-name', { type: 'number' }, 'sum（rows.a）'],
  ['calculation-name', { type: 'number' }, 'sum(rows.other)'],
  ['calculation-function', { type: 'number' }, 'eval("1")'],
  ['calculation-function', { type: 'number' }, 'constructor(n)'],
  ['calculation-type', { type: 'number' }, 'n + t'],
  ['calculation-type', { type: 'number' }, 'sum(n)'],
  ['calculation-type', { type: 'boolean' }, 'from < n'],
  ['calculation-type', { type: 'string' }, 'if n then "a" else "b"'],
  ['calculation-result', { type: 'number' }, 't'],
  ['calculation-result', { type: 'integer' }, 'to - from'],
  ['calculation-field', { type: 'array', items: { type: 'number' } }, 'rows.a'],
  ['calculation-field', { type: 'object', properties: { x: number } }, 'n'],
  ['calculation-default', { type: 'number', default: 1 }, 'n'],
  ['calculation-sensitive', { type: 'string' }, 'substring(id, 7, 4)'],
  ['calculation-circle', { type: 'number' }, 'it + 1'],
])('%s: %j by %s', (code, schema, expression) => {
  expect(codes(findingsOf({ it: calculated(schema, expression) }))).toContain(
    `${code} /schema/properties/it/x-calculate`,
  );
});

test('circles over several fields, and over what decides whether one is there', () => {
  const two = findingsOf({ a: calculated({ type: 'number' }, 'b'), b: calculated({ type: 'number' }, 'a') });
  expect(codes(two)).toEqual([
    'calculation-circle /schema/properties/a/x-calculate',
    'calculation-circle /schema/properties/b/x-calculate',
  ]);
  const shown = findingsOf(
    { total: calculated({ type: 'number' }, 'more + n') },
    {
      if: { properties: { total: { minimum: 3 } }, required: ['total'] },
      then: { properties: { more: calculated({ type: 'number' }, 'n') } },
    },
  );
  expect(codes(shown)).toContain('calculation-circle /schema/properties/total/x-calculate');
});

test('nobody types it: not required, and not typed elsewhere', () => {
  const it = calculated({ type: 'number' }, 'n');
  expect(codes(findingsOf({ it }, { required: ['it'] }))).toEqual([
    'calculation-required /schema/properties/it/x-calculate',
  ]);
  const branches = {
    if: { properties: { yes: { const: true } }, required: ['yes'] },
    then: { properties: { it } },
    else: { properties: { it: number } },
  };
  expect(codes(findingsOf({}, branches))).toEqual(['calculation-and-typed /schema/then/properties/it/x-calculate']);
});

test('what is never there when it is cannot be read', () => {
  const it = calculated({ type: 'number' }, 'only');
  const branches = {
    if: { properties: { yes: { const: true } }, required: ['yes'] },
    then: { properties: { it } },
    else: { properties: { only: number } },
  };
  expect(codes(findingsOf({}, branches))).toEqual(['calculation-never /schema/then/properties/it/x-calculate']);
});

test('a check becomes yes or no, and is told at a field that there is', () => {
  const message = reason;
  const checks = (holds: string, at = '/to') => codes(findingsOf({}, { 'x-checks': [{ holds, message, at }] }));
  expect(checks('from <= to')).toEqual([]);
  expect(checks('(to - from).days')).toEqual(['check-result /schema/x-checks/0/holds']);
  expect(checks('from <=')).toEqual(['calculation-syntax /schema/x-checks/0/holds']);
  expect(checks('from <= to', '/other')).toEqual(['check-place /schema/x-checks/0/at']);
  const row: FormSchema = {
    type: 'object',
    properties: { a: number, b: number },
    'x-checks': [{ holds: 'a <= b + n', message, at: '/b' }],
  };
  expect(codes(findingsOf({ more: field({ type: 'array', items: row }) }))).toEqual([]);
});

test('an expression that belongs to no field is told', () => {
  expect(codes(findingsOf({}, { 'x-calculate': 'n' }))).toEqual(['calculation-place /schema/x-calculate']);
});

test('a form of more of them than are allowed is told once, and soon', () => {
  const many = Object.fromEntries(
    Array.from({ length: 150 }, (_, index) => [`f${index}`, calculated({ type: 'number' }, 'n')]),
  );
  expect(codes(findingsOf(many))).toHaveLength(1);
});

test('findings say the place and the mend in both languages', () => {
  const findings = findingsOf({
    it: calculated({ type: 'number' }, 'n + t'),
    that: calculated({ type: 'number' }, 'n +'),
  });
  expect(findings.flatMap((finding) => LOCALES.map((locale) => renderFinding(finding, locale)))).toEqual([
    '公式中的“t”应为数字，实为文字：请更正。',
    '"t" in the expression should be a number and is a text: correct it.',
    expect.stringContaining('看不懂'),
    expect.stringContaining('cannot be read'),
  ]);
});
