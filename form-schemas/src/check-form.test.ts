// Each fault of a form, put into one that has none, is found at its place and nowhere else.
import { readFileSync } from 'node:fs';
import { checkForm } from './check-form.ts';
import { compileForm } from './compile-form.ts';
import type { FormCode } from './form-findings.ts';
import type { FormDefinition } from './model/form-definition.ts';

const text = (en: string) => ({ 'zh-CN': `测试${en}`, en });

function form() {
  return {
    key: 'a-form',
    title: text('A form'),
    description: text('For the test'),
    use: 'case',
    bindings: { title: '/matter', place: '/where', receivedOn: '/day' } as Record<string, string>,
    schema: {
      type: 'object',
      properties: {
        matter: { type: 'string', 'x-title': text('Matter') },
        where: { type: 'string', 'x-place': true, 'x-title': text('Where') },
        day: { type: 'string', format: 'date', 'x-title': text('Day') },
        kind: {
          type: 'string',
          enum: ['one', 'two'],
          'x-title': text('Kind'),
          'x-enum-titles': { one: text('One'), two: text('Two') },
        },
        count: { type: 'integer', minimum: 0, maximum: 9, 'x-title': text('Count') },
      } as Record<string, Record<string, unknown>>,
      required: ['matter', 'where', 'day'],
      allOf: [
        {
          if: { properties: { kind: { const: 'two' } }, required: ['kind'] },
          then: { properties: { more: { type: 'string', 'x-title': text('More') } } },
        },
      ] as Record<string, unknown>[],
    },
    ui: {
      sections: [{ key: 'all', title: text('All'), fields: ['matter', 'where', 'day', 'kind', 'count', 'more'] }],
    },
  };
}

type Form = ReturnType<typeof form>;
const field = (it: Form, name: string) => it.schema.properties[name] as Record<string, unknown>;

test('the form without a fault has no finding', () => {
  expect(checkForm(form())).toEqual([]);
});

test('a text that stands there at first answers nothing, and a step form is filled in by who acts', () => {
  const titled = form();
  field(titled, 'matter').default = 'a matter';
  expect(checkForm(titled)).toEqual([]);
  const step = { ...form(), use: 'step' };
  field(step, 'count').default = 1;
  expect(checkForm(step)).toEqual([]);
});

test('an answer may deny outcomes where it is one answer of a step form that rules can read', () => {
  const step = (denies: Record<string, unknown>, change: (it: Form) => void = () => {}) => {
    const it = { ...form(), use: 'step' };
    Object.assign(field(it, 'kind'), { 'x-denies': denies });
    change(it);
    return checkForm(it).map(({ code, pointer }) => `${code} ${pointer}`);
  };
  const at = '/schema/properties/kind/x-denies';
  expect(step({ one: ['assisted'], two: [] })).toEqual([]);
  expect(step({ one: { allBut: ['agreed'] }, two: [] })).toEqual([]);
  expect(step({})).toEqual([]);
  // An answer that nobody has thought about.
  expect(step({ one: ['assisted'] })).toEqual([`denies-silent ${at}`]);
  expect(step({ one: [], two: [], three: ['assisted'] })).toEqual([`denies-unknown-answer ${at}`]);
  expect(step({ one: ['helped'] }).map((line) => line.split(' ')[0])).toContain('shape');
  expect(step({ one: ['agreed'], two: [] }, (it) => Object.assign(it, { use: 'case' }))).toEqual([
    `denies-place ${at}`,
  ]);
  const sensitive = { 'x-sensitive': { reason: text('Why') } };
  expect(step({ one: ['agreed'] }, (it) => Object.assign(field(it, 'kind'), sensitive))).toContain(
    `denies-place ${at}`,
  );
  const list = (it: Form) =>
    Object.assign(field(it, 'where'), {
      type: 'array',
      'x-place': undefined,
      items: {
        type: 'object',
        properties: { one: { type: 'boolean', 'x-title': text('One'), 'x-denies': { true: ['agreed'] } } },
      },
    });
  expect(step({ one: ['agreed'] }, list)).toContain(
    'denies-place /schema/properties/where/items/properties/one/x-denies',
  );
});

test.each([
  ['staff', { type: 'string', format: 'uuid' }, true],
  ['staff', { type: 'array', items: { type: 'string', format: 'uuid' } }, true],
  [true, { type: 'string' }, true],
  ['staff', { type: 'string', format: 'date' }, false],
  ['staff', { type: 'integer' }, false],
  ['department', { type: 'string', enum: ['one'], 'x-enum-titles': { one: text('One') } }, true],
  [
    'department',
    { type: 'array', items: { type: 'string', enum: ['one'], 'x-enum-titles': { one: text('One') } } },
    true,
  ],
  ['department', { type: 'string' }, false],
  ['department', { type: 'boolean' }, false],
  ['named', { type: 'string', maxLength: 200 }, true],
  ['named', { type: 'array', items: { type: 'string' } }, true],
  ['named', { type: 'string', enum: ['one'], 'x-enum-titles': { one: text('One') } }, false],
  ['named', { type: 'string', format: 'uuid' }, false],
] as const)('a field that keeps out by %s, as %j: right is %s', (who, schema, right) => {
  const findings = (over: object) => {
    const it = form();
    it.schema.properties.count = { ...over, 'x-title': text('Count') };
    return checkForm(it).map(({ code, pointer, severity }) => [severity, code, pointer]);
  };
  const at = '/schema/properties/count';
  const finding = (place: string) => [['error', `recuses-no-${who === true ? 'staff' : who}`, `${place}/x-recuses`]];
  expect(findings({ ...schema, 'x-recuses': who })).toEqual(right ? [] : finding(at));
  if (!('items' in schema)) return;
  expect(findings({ ...schema, items: { ...schema.items, 'x-recuses': who } })).toEqual([]);
});

test('whom a field keeps out is one of what there is', () => {
  const it = form();
  Object.assign(field(it, 'matter'), { 'x-recuses': 'everybody' });
  expect(checkForm(it).map(({ code, pointer }) => [code, pointer])).toEqual([
    ['shape', '/schema/properties/matter/x-recuses'],
  ]);
});

test('a step form may bind the day of delivery and nothing else; it must be a day', () => {
  const step = (deliveredOn: string) => checkForm({ ...form(), use: 'step', bindings: { deliveredOn } });
  expect(step('/day')).toEqual([]);
  expect(step('/count').map(({ code }) => code)).toEqual(['binding-type']);
  expect(checkForm({ ...form(), bindings: { deliveredOn: '/day' } }).map(({ code }) => code)).toEqual([
    'binding-missing',
  ]);
});

test.each<[FormCode, (it: Form) => void, string]>([
  ['missing-title', (it) => delete field(it, 'count')['x-title'], '/schema/properties/count'],
  ['missing-choice-title', (it) => (field(it, 'kind').enum as string[]).push('three'), '/schema/properties/kind'],
  [
    'unknown-choice-title',
    (it) => Object.assign(field(it, 'kind')['x-enum-titles'] as object, { four: text('Four') }),
    '/schema/properties/kind',
  ],
  ['not-in-a-section', (it) => it.ui.sections[0]?.fields.pop(), '/schema'],
  ['unknown-field', (it) => it.ui.sections[0]?.fields.push('nothing'), '/ui/sections/0/fields/6'],
  ['twice-in-sections', (it) => it.ui.sections[0]?.fields.push('count'), '/ui/sections/0/fields/6'],
  [
    'duplicate-section',
    (it) => it.ui.sections.push({ key: 'all', title: text('Again'), fields: ['count'] }),
    '/ui/sections/1',
  ],
  ['binding-not-a-field', (it) => (it.bindings.title = '/nothing'), '/bindings/title'],
  [
    'matter-sensitive',
    (it) => {
      field(it, 'matter')['x-sensitive'] = { reason: text('Why') };
      it.bindings = { title: '/day', matter: '/matter' };
    },
    '/bindings/matter',
  ],
  ['petitioner-not-sensitive', (it) => (field(it, 'matter')['x-petitioner'] = 'name'), '/schema/properties/matter'],
  [
    'petitioner-not-text',
    (it) => Object.assign(field(it, 'count'), { 'x-petitioner': 'phone', 'x-sensitive': { reason: text('Why') } }),
    '/schema/properties/count',
  ],
  ['binding-missing', (it) => Reflect.deleteProperty(it.bindings, 'title'), ''],
  ['required-unknown', (it) => it.schema.required.push('nothing'), '/schema/required'],
  ['bad-pattern', (it) => (field(it, 'matter').pattern = '(?<=a)b'), '/schema/properties/matter'],
  ['bad-reference', (it) => (it.schema.properties.matter = { $ref: '#/$defs/nowhere' }), '/schema/properties/matter'],
  ['bounds-crossed', (it) => (field(it, 'count').minimum = 10), '/schema/properties/count'],
  [
    'condition-keyword',
    (it) => ((it.schema.allOf[0] as { if: Record<string, unknown> }).if = { properties: { matter: { pattern: 'x' } } }),
    '/schema/allOf/0/if',
  ],
  ['bad-default', (it) => (field(it, 'matter').default = 7), '/schema/properties/matter'],
  ['default-answers', (it) => (field(it, 'kind').default = 'one'), '/schema/properties/kind/default'],
  ['default-answers', (it) => (field(it, 'count').default = 1), '/schema/properties/count/default'],
  ['duplicate-choice', (it) => (field(it, 'kind').enum as string[]).push('one'), '/schema/properties/kind/enum/2'],
  [
    'ambiguous-choice',
    (it) => Object.assign(field(it, 'kind'), { enum: [1, '1'], 'x-enum-titles': { 1: text('One') }, type: undefined }),
    '/schema/properties/kind/enum/1',
  ],
  [
    'same-choice-title',
    (it) => Object.assign(field(it, 'kind')['x-enum-titles'] as object, { two: text('One') }),
    '/schema/properties/kind/x-enum-titles/two',
  ],
  ['unusable-characters', (it) => (it.title.en = 'null \u0000'), '/title/en'],
  ['unusable-characters', (it) => (field(it, 'count')['x-title'] = text('half \ud800')), '/schema/properties/count'],
  [
    'duplicate-id',
    (it) => {
      field(it, 'matter').$id = 'https://example.org/a';
      field(it, 'day').$id = 'https://example.org/a';
    },
    '/schema/properties/',
  ],
  ['bad-pattern', (it) => Object.assign(it.schema.allOf[0] ?? {}, { not: { pattern: '(' } }), '/schema/allOf/0/not'],
])('%s', (code, break_, place) => {
  const broken = form();
  break_(broken);
  const findings = checkForm(broken);
  expect(findings.map((finding) => finding.code)).toContain(code);
  const at = findings.filter((finding) => finding.code === code).map(({ pointer }) => pointer);
  expect(at.filter((pointer) => !pointer.startsWith(place))).toEqual([]);
});

test.each<[string, object, string[]]>([
  ['what is required and no field', { required: ['q'] }, ['required-unknown /required/0']],
  ['values of any other name', { additionalProperties: { type: 'string' } }, ['not-on-screen /additionalProperties']],
  ['no values of any other name', { additionalProperties: false }, []],
  ['a condition on how much is given', { if: { minProperties: 2 } }, ['condition-keyword /if/minProperties']],
  [
    'a condition on how a text is written',
    { if: { properties: { n: { pattern: '^a', format: 'email' } } } },
    ['condition-keyword /if/properties/n/format', 'condition-keyword /if/properties/n/pattern'],
  ],
  ['a condition with words about it', { if: { $comment: 'Why', title: 'When', 'x-help': 'How' } }, []],
  ['a condition with a slip', { if: { minimun: 2 } }, ['unknown-keyword /if/minimun']],
])(
  'a schema of the standard is a form with %s: what no page and no proof reads of it is a warning',
  (_, more, said) => {
    const schema = { type: 'object', properties: { n: { type: 'string' } }, ...more };
    const findings = checkForm(schema);
    expect(findings.map(({ code, pointer }) => `${code} ${pointer}`).toSorted()).toEqual(said);
    expect(findings.map(({ severity }) => severity)).toEqual(said.map(() => 'warning'));
  },
);

test.each([
  ['a name that no rule could ask about', { properties: { '': {} } }, 'unusable-field-name'],
  ['a condition on what is no field', { if: { required: ['q'] } }, 'condition-field'],
])('a schema with %s is none', (_, more, code) => {
  const errors = checkForm({ properties: { n: {} }, ...more }).filter(({ severity }) => severity === 'error');
  expect(errors.map((finding) => finding.code)).toEqual([code]);
});

test('a name that the system’s own facts have is taken', () => {
  expect(checkForm(form(), ['count']).map(({ code }) => code)).toEqual(['reserved-name']);
});

test.each([[null], [[]], ['text'], [{ key: 'f', schema: { $ref: '#' } }], [{ key: 'f', schema: 5 }], [{ type: 5 }]])(
  'nonsense is answered with findings, never with an exception: %j',
  (content) => {
    expect(checkForm(content).some(({ severity }) => severity === 'error')).toBe(true);
  },
);

test.each([[{}], [{ type: 'object' }], [{ title: 'a', properties: {} }]])(
  'a plain schema is a form, but not where a form is asked for: %j',
  (content) => {
    const errors = (as: 'form' | 'any') => checkForm(content, [], as).filter(({ severity }) => severity === 'error');
    expect(errors('any')).toEqual([]);
    expect(errors('form').length).toBeGreaterThan(0);
  },
);

test('a form that is deeper or larger than any office needs is refused before it is walked', () => {
  const deep = form();
  let node: Record<string, unknown> = deep.schema.properties;
  for (let depth = 0; depth < 400; depth++) {
    const next: Record<string, unknown> = {};
    node.more = { type: 'object', 'x-title': text('x'), properties: next };
    node = next;
  }
  expect(checkForm(deep).some(({ severity }) => severity === 'error')).toBe(true);
});

test('a shipped form stays clean when its keys are written in another order', () => {
  const shipped = JSON.parse(readFileSync('form-schemas/library/petition-registration.json', 'utf8'));
  const reversed = Object.fromEntries(Object.entries(shipped).reverse());
  expect(checkForm(reversed)).toEqual([]);
});

const shared = (name: string): unknown => JSON.parse(readFileSync(`tests/fixtures/forms/${name}.json`, 'utf8'));

test.each(['references-fan-out', 'references-in-all-of'])('%s: counted, not followed', (name) => {
  const start = performance.now();
  expect(checkForm(shared(name)).map(({ code }) => code)).toContain('too-many-parts');
  // A walk of all that it refers to took many seconds.
  expect(performance.now() - start).toBeLessThan(1000);
});

test('a reference inside of a part with an $id is one to that part’s own $defs', () => {
  const given = shared('id-in-a-group') as { schema: { properties: { v: Record<string, unknown> }; $defs: unknown } };
  expect(checkForm(given).map(({ code, pointer }) => [code, pointer])).toEqual([
    ['bad-reference', '/schema/properties/v/properties/foo'],
  ]);
  given.schema.properties.v.$defs = given.schema.$defs;
  expect(checkForm(structuredClone(given))).toEqual([]);
});

test('references in a circle are told, wherever it begins', () => {
  const circle = form();
  Object.assign(circle.schema, {
    $defs: {
      a: { type: 'object', 'x-title': text('a'), properties: { b: { $ref: '#/$defs/b' } } },
      b: { allOf: [{ $ref: '#/$defs/a' }] },
    },
  });
  circle.schema.properties.matter = { $ref: '#/$defs/a' };
  expect(checkForm(circle).map(({ code }) => code)).toContain('circular-reference');
});

test.each([5_000, 20_000])(
  'nested %i levels, whatever the nesting, it ends in a finding and not in the stack',
  (levels) => {
    let schema: Record<string, unknown> = { type: 'string' };
    for (let level = 0; level < levels; level++) schema = { allOf: [schema] };
    expect(checkForm({ ...form(), schema }).map(({ code }) => code)).toEqual(['too-deep']);
  },
);

test('fields that stand in branches of oneOf are fields of the form, checked like any', () => {
  const given = shared('one-of') as { schema: { oneOf: { properties: Record<string, Record<string, unknown>> }[] } };
  expect(checkForm(given)).toEqual([]);
  delete given.schema.oneOf[1]?.properties.company?.['x-title'];
  expect(checkForm(structuredClone(given)).map(({ code, pointer }) => [code, pointer])).toEqual([
    ['missing-title', '/schema/oneOf/1/properties/company'],
  ]);
});

/** A group with an `$id` of its own, whose field refers to something. */
const withId = ($ref: string, defs: Record<string, object> = {}) => {
  const words = (text: string) => ({ 'zh-CN': text, en: text });
  const inner = { type: 'string', maxLength: 3, 'x-title': words('内') };
  return {
    key: 'idref',
    title: words('试'),
    description: words('试'),
    use: 'step',
    schema: {
      type: 'object',
      properties: {
        v: {
          type: 'object',
          $id: 'file:///folder/file.json',
          'x-title': words('组'),
          properties: { foo: { $ref } },
          $defs: { own: { $anchor: 'here', ...inner }, ...defs },
        },
      },
      $defs: { inner: { $id: 'https://example.test/inner', $anchor: 'there', ...inner } },
    },
    ui: { sections: [{ key: 's', title: words('全部'), fields: ['v'] }] },
  };
};

test.each([
  '#/$defs/own',
  '#here',
  'file.json#/$defs/own',
  '/folder/file.json#here',
  'https://example.test/inner',
  'https://example.test/inner#there',
])('in a part with an $id, %s leads where JSON Schema says', ($ref) => {
  const form = withId($ref);
  expect(checkForm(form, [])).toEqual([]);
  const { validateAsGiven, takeIn } = compileForm(form as unknown as FormDefinition);
  expect(validateAsGiven({ v: { foo: 'abc' } }, 'en')).toEqual([]);
  expect(validateAsGiven({ v: { foo: 'abcd' } }, 'en').map(({ pointer, keyword }) => [pointer, keyword])).toEqual([
    ['/v/foo', 'maxLength'],
  ]);
  expect(takeIn({ v: { foo: ' abc ', gone: 1 } } as never)).toEqual({ v: { foo: 'abc' } });
});

test.each([
  '#/$defs/inner',
  '#there',
  'other.json',
  'https://example.org/elsewhere',
  'urn:nothing',
  '#/$defs/own/maxLength',
  '%',
])('in a part with an $id, %s leads nowhere: a finding at its place', ($ref) => {
  const found = checkForm(withId($ref), []).filter(({ code }) => code === 'bad-reference');
  expect(found.map(({ pointer, params }) => [pointer, params?.ref])).toEqual([
    ['/schema/properties/v/properties/foo', $ref],
  ]);
  expect(() => compileForm(withId($ref) as unknown as FormDefinition)).toThrow('leads nowhere');
});

test('an $id or an $anchor that stands twice is told, relative ones by what they come to', () => {
  const twice = (more: object) =>
    checkForm(withId('#here', { more: { type: 'string', ...more } }), [])
      .filter(({ code }) => code === 'duplicate-id')
      .map(({ code, pointer }) => [code, pointer]);
  expect(twice({ $id: '../folder/file.json' })).toEqual([['duplicate-id', expect.stringMatching(/\$id$/)]]);
  expect(twice({ $anchor: 'here' })).toEqual([['duplicate-id', expect.stringMatching(/\$anchor$/)]]);
  expect(twice({ $id: 'another.json', $anchor: 'here' })).toEqual([]);
});
