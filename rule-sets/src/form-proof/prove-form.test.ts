import { readdirSync, readFileSync } from 'node:fs';
import { asForm, type FormDefinition, type FormSchema } from '@caseway/form-schemas';
import { renderFormProof, renderFormProofLeftOut } from './form-proof-texts.ts';
import { proveForm } from './prove-form.ts';

const title = (zh: string, en: string) => ({ 'x-title': { 'zh-CN': zh, en } });

const KIND: FormSchema = {
  type: 'string',
  enum: ['land', 'wages'],
  'x-enum-titles': { land: { 'zh-CN': '土地', en: 'Land' }, wages: { 'zh-CN': '欠薪', en: 'Wages' } },
  ...title('类型', 'Kind'),
};
const AMOUNT: FormSchema = { type: 'integer', minimum: 1, maximum: 100, ...title('金额', 'Amount') };
const of = (kind: string): FormSchema => ({ properties: { kind: { const: kind } }, required: ['kind'] });

const form = (schema: FormSchema): FormDefinition => ({
  key: 'planted',
  title: { 'zh-CN': '表', en: 'Form' },
  description: { 'zh-CN': '表', en: 'Form' },
  use: 'case',
  schema: { type: 'object', ...schema },
  ui: { sections: [] },
});

const told = (schema: FormSchema, locale: 'zh-CN' | 'en' = 'en') => {
  const planted = form(schema);
  const { findings, leftOut, exact } = proveForm(planted);
  expect({ leftOut, exact }).toEqual({ leftOut: [], exact: true });
  return findings.map((finding) => ({ ...finding, message: renderFormProof(planted, finding, locale) }));
};

test('a field that is demanded and not shown: with the answers that lead there', () => {
  const schema: FormSchema = {
    properties: { kind: KIND, amount: AMOUNT },
    allOf: [
      { if: of('wages'), then: { required: ['proof'] } },
      { if: of('land'), then: { properties: { proof: AMOUNT } } },
    ],
  };
  expect(told(schema, 'zh-CN')).toEqual([
    {
      code: 'required-hidden',
      severity: 'error',
      pointer: '/schema/allOf/0/then',
      fields: ['/schema/allOf/1/then/properties/proof'],
      within: '/schema',
      witness: { kind: 'wages' },
      message: '“类型”为“欠薪”时，要求填写“金额”，页面上却没有这一项，无法提交。请让它在这时显示，或不再要求。',
    },
    expect.objectContaining({ code: 'unpickable', value: 'wages', fields: ['/schema/properties/kind'] }),
  ]);
});

test('two conditions that contradict each other are told with both places; each alone is fine', () => {
  const schema: FormSchema = {
    properties: { kind: KIND, urgent: { type: 'boolean', ...title('紧急', 'Urgent') }, amount: AMOUNT },
    required: ['amount'],
    allOf: [
      { if: of('wages'), then: { properties: { amount: { minimum: 50 } } } },
      {
        if: { properties: { urgent: { const: true } }, required: ['urgent'] },
        then: { properties: { amount: { maximum: 20 } } },
      },
    ],
  };
  expect(told(schema)).toEqual([
    {
      code: 'conflict',
      severity: 'error',
      pointer: '/schema/allOf/0/then',
      within: '/schema',
      other: '/schema/allOf/1/then',
      fields: ['/schema/properties/amount'],
      witness: { kind: 'wages', urgent: true },
      message:
        'With "Kind": Wages, "Urgent": Yes, two conditions hold at once and demand different things of “Amount”: nobody can submit. Change one of them.',
    },
  ]);
});

test.each<[string, FormSchema, object[]]>([
  [
    'a choice that leads nowhere',
    { properties: { kind: KIND }, not: of('wages') },
    [{ code: 'unpickable', pointer: '/schema/properties/kind', value: 'wages', witness: { kind: 'wages' } }],
  ],
  [
    'a condition on a choice that there is not, and the field that hangs on it',
    { properties: { kind: KIND }, allOf: [{ if: of('water'), then: { properties: { amount: AMOUNT } } }] },
    [
      { code: 'never-shown', pointer: '/schema/allOf/0/then/properties/amount' },
      { code: 'never-applies', pointer: '/schema/allOf/0/then' },
    ],
  ],
  [
    'a field that nothing fits',
    { properties: { amount: { ...AMOUNT, minimum: 9, maximum: 3 } } },
    [{ code: 'no-answer', pointer: '/schema/properties/amount', witness: {} }],
  ],
  [
    'a form that nobody can complete',
    { properties: { amount: { ...AMOUNT, minimum: 9, maximum: 3 } }, required: ['amount'] },
    [{ code: 'never-valid', pointer: '/schema' }],
  ],
  [
    'a row of a list, as the form that it is',
    {
      properties: {
        rows: {
          type: 'array',
          items: {
            type: 'object',
            properties: { kind: KIND },
            allOf: [{ if: of('water'), then: { properties: { amount: AMOUNT } } }],
          },
        },
      },
    },
    [
      { code: 'never-shown', pointer: '/schema/properties/rows/items/allOf/0/then/properties/amount' },
      { code: 'never-applies', pointer: '/schema/properties/rows/items/allOf/0/then' },
    ],
  ],
  [
    'nothing in a form whose conditions hold together',
    {
      properties: { kind: KIND },
      required: ['kind'],
      allOf: [{ if: of('wages'), then: { properties: { amount: AMOUNT }, required: ['amount'] } }],
    },
    [],
  ],
])('%s', (_, schema, wanted) => {
  expect(told(schema)).toEqual(wanted.map((one) => expect.objectContaining(one)));
});

const DIGITS: FormSchema = { type: 'string', pattern: '^[0-9]{1,3}$', minLength: 5, ...title('号', 'Number') };

test.each<[string, FormSchema]>([
  ['a pattern that no sample fits', { properties: { digits: DIGITS }, required: ['digits'] }],
  ['how many properties', { properties: { kind: KIND, amount: AMOUNT }, minProperties: 5 }],
  [
    'how many rows fit',
    {
      properties: {
        rows: {
          type: 'array',
          items: { enum: ['x'] },
          contains: { const: 'x' },
          minContains: 2,
          maxContains: 1,
          ...title('行', 'Rows'),
        },
      },
      required: ['rows'],
    },
  ],
  [
    'what a row of several fields holds',
    {
      properties: {
        kind: KIND,
        rows: { type: 'array', items: { type: 'object', properties: { kind: KIND } }, ...title('行', 'Rows') },
      },
      allOf: [
        {
          if: of('wages'),
          then: {
            required: ['rows'],
            properties: { rows: { contains: { properties: { kind: { const: 'z' } }, required: ['kind'] } } },
          },
        },
      ],
    },
  ],
])('of %s nothing is claimed that was not shown', (_, schema) => {
  const { exact, leftOut } = proveForm(form(schema));
  expect(exact).toBe(false);
  expect(leftOut.map(({ why }) => why)).toContain('undecided');
});

test.each<[string, FormSchema, string[]]>([
  [
    'branches of oneOf leave a choice out',
    { properties: { kind: KIND }, required: ['kind'], oneOf: [{ properties: { kind: { const: 'land' } } }] },
    ['unpickable'],
  ],
  [
    'a branch of anyOf that cannot be fulfilled',
    {
      properties: { kind: KIND, amount: AMOUNT },
      required: ['kind'],
      anyOf: [
        { properties: { kind: { const: 'land' } } },
        { properties: { kind: { const: 'wages' }, amount: { maximum: 0 } }, required: ['amount'] },
      ],
    },
    ['unpickable'],
  ],
  [
    'what depends on a field contradicts it',
    {
      properties: { kind: KIND, amount: AMOUNT },
      dependentRequired: { amount: ['kind'] },
      dependentSchemas: { kind: { not: { required: ['amount'] } } },
    },
    ['no-answer'],
  ],
  [
    'a demand of what is given always contradicts the form',
    {
      properties: { kind: KIND, amount: AMOUNT },
      required: ['kind'],
      dependentRequired: { kind: ['amount'] },
      not: { required: ['amount'] },
    },
    ['never-valid'],
  ],
  [
    'a row whose fields stand in allOf',
    {
      properties: {
        rows: {
          type: 'array',
          items: {
            type: 'object',
            allOf: [{ properties: { kind: { ...KIND, enum: ['a'], const: 'b' } }, required: ['kind'] }],
          },
        },
      },
    },
    ['never-valid'],
  ],
])('%s: that is found', (_, schema, codes) => {
  expect(told(schema).map(({ code }) => code)).toEqual(codes);
});

test('a group that is called items is no list; what a title says is never filled in', () => {
  const named: FormSchema = {
    ...KIND,
    'x-enum-titles': { land: { 'zh-CN': '土地', en: 'Land' }, wages: { 'zh-CN': '欠薪', en: '$& {fields}' } },
  };
  const group: FormSchema = {
    type: 'object',
    properties: { kind: named, amount: AMOUNT },
    allOf: [{ if: of('wages'), then: { not: { required: ['kind'] } } }],
    ...title('组', 'Group'),
  };
  const [found] = told({ properties: { items: group } });
  expect(found?.message).toContain('With "Kind": $& {fields}, what is demanded here');
});

test('what nobody says the type of is left out, and said', () => {
  const untyped = form({ properties: { anything: title('随便', 'Anything') } });
  const proof = proveForm(untyped);
  expect(proof).toEqual({
    findings: [],
    exact: false,
    leftOut: [{ why: 'values', what: ['/schema/properties/anything'] }],
  });
  expect(proof.leftOut.map((left) => renderFormProofLeftOut(untyped, left, 'zh-CN'))).toEqual([
    '“随便”可填的内容没有全部考虑到。',
  ]);
});

test('time that is up, and being called off, end it: nothing is found, and that is said', () => {
  const any = form({ properties: { kind: KIND } });
  expect(proveForm(any, { now: () => 2, deadlineMs: 1 })).toEqual({
    findings: [],
    exact: false,
    leftOut: [{ why: 'time', what: ['/schema'] }],
  });
  expect(proveForm(any, { isCancelled: () => true }).leftOut).toEqual([{ why: 'cancelled', what: ['/schema'] }]);
});

const LIBRARY = 'form-schemas/library';
const shipped = readdirSync(LIBRARY).filter((file) => file.endsWith('.json'));

test.each(shipped)('%s holds together, and that is proved', (file) => {
  const content = JSON.parse(readFileSync(`${LIBRARY}/${file}`, 'utf8'));
  expect(proveForm(asForm(content, file))).toEqual({ findings: [], exact: true, leftOut: [] });
});

describe('what no page and no proof reads of a schema of the standard', () => {
  const proved = (schema: object) => proveForm(asForm({ type: 'object', ...schema }));
  const text = { type: 'string' };
  const list = { type: 'array', items: text };

  test.each([
    [{ required: ['q'] }, ['never-valid']],
    [{ required: ['q'], additionalProperties: text }, ['never-valid']],
    [{ additionalProperties: text }, []],
    [{ type: 'string' }, ['never-valid']],
  ])('is no way to fill it in: %j', (more, codes) => {
    expect(proved({ properties: { n: text }, ...more }).findings.map(({ code }) => code)).toEqual(codes);
  });

  test.each([
    { minProperties: 2 },
    { maxProperties: 1 },
    { propertyNames: { maxLength: 1 } },
    { patternProperties: { '^n': { minLength: 2 } } },
    { properties: { n: { pattern: '^a' } }, required: ['n'] },
    { properties: { n: { format: 'email' } }, required: ['n'] },
    { properties: { list: { uniqueItems: true } }, required: ['list'] },
    { properties: { list: { prefixItems: [{ const: 'a' }] } }, required: ['list'] },
    { properties: { number: { multipleOf: 7 } }, required: ['number'] },
    { dependentRequired: { n: ['number'] } },
  ])('is taken for something that may hold or not, in a condition: %j', (asked) => {
    const properties = { n: text, number: { type: 'integer' }, list };
    const branches = { then: { properties: { yes: text } }, else: { properties: { no: text } } };
    expect(proved({ properties, if: asked, ...branches }).findings).toEqual([]);
  });
});
