import type { Json } from '@caseway/form-schemas';

/** A schema that somebody made to take long, to stand still or to be misread, and a value to hold against it. */
export interface Hostile {
  name: string;
  schema: Json;
  value: Json;
}

type Applied = (part: Json) => { [keyword: string]: Json };

/** Every keyword of the standard by which a schema applies another; those that apply one part twice make it a fan. */
const APPLICATORS: Record<string, Applied> = {
  allOf: (part) => ({ allOf: [part, part] }),
  anyOf: (part) => ({ anyOf: [part, part] }),
  oneOf: (part) => ({ oneOf: [part, { not: part }] }),
  not: (part) => ({ not: { allOf: [part, part] } }),
  if: (part) => ({ if: part, then: part, else: part }),
  dependentSchemas: (part) => ({ dependentSchemas: { a: part, b: part } }),
  properties: (part) => ({ properties: { a: part, b: part } }),
  patternProperties: (part) => ({ patternProperties: { '^a': part, b$: part } }),
  additionalProperties: (part) => ({ properties: { a: part }, additionalProperties: part }),
  propertyNames: (part) => ({ propertyNames: part, properties: { a: part } }),
  unevaluatedProperties: (part) => ({ anyOf: [part, true], unevaluatedProperties: part }),
  items: (part) => ({ prefixItems: [part], items: part }),
  prefixItems: (part) => ({ prefixItems: [part, part] }),
  contains: (part) => ({ contains: part, items: part }),
  unevaluatedItems: (part) => ({ anyOf: [part, true], unevaluatedItems: part }),
  ref: (part) => ({ $ref: '#/$defs/aside', allOf: [part] }),
};

/** Names that every object of JavaScript has, or that mean something to it. */
const NAMES = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'valueOf',
  '__defineGetter__',
  'then',
];

/** Patterns over which a backtracking engine thinks for years, or which none can hold. */
const PATTERNS = [
  '^(a+)+$',
  '^(a|aa)+$',
  '^(a|a?)+$',
  '(.*a){20}',
  '^(([a-z])+.)+[A-Z]([a-z])+$',
  '^(\\w+\\s?)*$',
  '(x+x+)+y',
  '^.{1,1000}$',
  '((a{1,100}){1,100}){1,100}',
  `^${'(a?)'.repeat(50)}${'a'.repeat(50)}$`,
  `(${Array.from({ length: 2000 }, (_, index) => `w${index}`).join('|')})`,
  '(?=(a+))a*b\\1',
  '\\p{L}+'.repeat(30),
  '[',
  '(?<n>a)(?<n>b)',
];

const chain = (levels: number, apply: Applied, last: Json): Json => {
  const $defs: { [name: string]: Json } = { aside: true, [`l${levels}`]: last };
  for (let level = levels - 1; level >= 0; level--) $defs[`l${level}`] = apply({ $ref: `#/$defs/l${level + 1}` });
  return { type: 'object', $defs, properties: { start: { $ref: '#/$defs/l0' } } };
};

const nested = (levels: number, wrap: (inner: Json) => Json, innermost: Json): Json =>
  Array.from({ length: levels }).reduce<Json>(wrap, innermost);

const BOTH = nested(10, (inner) => ({ a: inner, b: inner }), 1);
const LISTS = nested(10, (inner) => [inner, inner], 1);

function* fans(): Generator<Hostile> {
  for (const [keyword, apply] of Object.entries(APPLICATORS)) {
    for (const levels of [8, 20, 40]) {
      for (const [of, value] of [
        ['objects', BOTH],
        ['lists', LISTS],
      ] as const)
        yield {
          name: `${levels} levels of ${keyword}, ${of}`,
          schema: chain(levels, apply, { type: 'number', minimum: 2 }),
          value: { start: value },
        };
    }
  }
}

function* circles(): Generator<Hostile> {
  for (const [keyword, apply] of Object.entries(APPLICATORS)) {
    yield {
      name: `itself by ${keyword}`,
      schema: {
        type: 'object',
        $defs: { aside: true, self: apply({ $ref: '#/$defs/self' }) },
        properties: { start: { $ref: '#/$defs/self' } },
      },
      value: { start: BOTH },
    };
    yield {
      name: `two that lead to each other by ${keyword}`,
      schema: {
        type: 'object',
        $defs: { aside: true, one: apply({ $ref: '#/$defs/two' }), two: apply({ $ref: '#/$defs/one' }) },
        properties: { start: { $ref: '#/$defs/one' } },
      },
      value: { start: LISTS },
    };
  }
  yield {
    name: 'itself by $dynamicRef',
    schema: {
      $id: 'https://example.org/tree',
      $dynamicAnchor: 'node',
      type: 'object',
      properties: { a: { $dynamicRef: '#node' }, b: { $dynamicRef: '#node' } },
    },
    value: BOTH,
  };
}

/** A member by its name, whatever that means elsewhere. */
const member = (name: string, value: Json): Json => JSON.parse(`{${JSON.stringify(name)}:${JSON.stringify(value)}}`);

function* names(): Generator<Hostile> {
  for (const name of NAMES) {
    yield {
      name: `a field called ${name}`,
      schema: { type: 'object', properties: member(name, { type: 'string' }), required: [name] },
      value: member(name, 5),
    };
    yield {
      name: `a definition called ${name}`,
      schema: {
        type: 'object',
        $defs: member(name, { type: 'string' }),
        properties: { a: { $ref: `#/$defs/${name}` } },
      },
      value: { a: 5 },
    };
    yield {
      name: `what hangs on ${name}`,
      schema: {
        type: 'object',
        properties: { a: { type: 'string' } },
        dependentRequired: member(name, ['a']),
        dependentSchemas: member(name, { required: ['b'] }),
      },
      value: member(name, {}),
    };
  }
}

function* patterns(): Generator<Hostile> {
  const value = `${'a'.repeat(5000)}!`;
  for (const pattern of PATTERNS) {
    yield {
      name: `the pattern ${pattern.slice(0, 30)}`,
      schema: { type: 'object', properties: { a: { type: 'string', pattern } } },
      value: { a: value },
    };
    yield {
      name: `names like ${pattern.slice(0, 30)}`,
      schema: { type: 'object', patternProperties: { [pattern]: { type: 'number' } } },
      value: { [value]: 'a' },
    };
  }
}

const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

function* sizes(): Generator<Hostile> {
  const texts = many(5000, (index) => `choice ${index}`);
  const rows = many(2000, (index) => ({ a: { b: [index, 'x'] } }));
  const object = (properties: Json, more: { [keyword: string]: Json } = {}): Json => ({
    type: 'object',
    properties,
    ...more,
  });
  yield { name: '5,000 choices', schema: object({ a: { enum: texts } }), value: { a: 'none of them' } };
  yield {
    name: '5,000 choices of a list',
    schema: object({ a: { type: 'array', items: { enum: texts } } }),
    value: { a: texts },
  };
  yield {
    name: 'choices that are objects',
    schema: object({ a: { enum: rows } }),
    value: { a: { a: { b: [-1, 'x'] } } },
  };
  yield { name: 'one large constant', schema: object({ a: { const: rows } }), value: { a: rows.slice(1) } };
  yield {
    name: 'a list without anything twice',
    schema: object({ a: { type: 'array', uniqueItems: true } }),
    value: { a: rows },
  };
  yield {
    name: '3,000 fields',
    schema: object(Object.fromEntries(many(3000, (index) => [`f${index}`, { type: 'string' }]))),
    value: {},
  };
  yield {
    name: '400 fields, all demanded',
    schema: object(Object.fromEntries(many(400, (index) => [`f${index}`, { type: 'string' }])), {
      required: many(400, (index) => `f${index}`),
    }),
    value: {},
  };
  yield {
    name: '2,000 branches of allOf',
    schema: object(
      { a: { type: 'string' } },
      { allOf: many(2000, (index) => ({ if: { required: [`q${index}`] }, then: { required: ['a'] } })) },
    ),
    value: { q1: 1 },
  };
  yield {
    name: '500 branches of anyOf',
    schema: object({ a: { type: 'string' } }, { anyOf: many(500, (index) => ({ required: [`q${index}`] })) }),
    value: {},
  };
  yield {
    name: '500 branches of oneOf',
    schema: object({ a: { type: 'string' } }, { oneOf: many(500, (index) => ({ required: [`q${index}`] })) }),
    value: {},
  };
  yield {
    name: '100 levels of groups',
    schema: nested(100, (inner) => object({ a: inner }), { type: 'string' }),
    value: nested(100, (inner) => ({ a: inner }), 5),
  };
  yield {
    name: '1,000 levels of not',
    schema: object({ a: nested(1000, (inner) => ({ not: inner }), true) }),
    value: { a: 1 },
  };
  yield {
    name: '120 levels of not',
    schema: object({ a: nested(120, (inner) => ({ not: inner }), true) }),
    value: { a: 1 },
  };
  yield {
    name: 'a list of lists of lists',
    schema: object({ a: nested(30, (items) => ({ type: 'array', items }), { type: 'number' }) }),
    value: { a: nested(12, (inner) => [inner, inner], 'x') },
  };
  yield {
    name: 'a value that repeats 100,000 times',
    schema: object({ a: { type: 'array', items: { type: 'string', minLength: 3 } } }),
    value: { a: many(100_000, () => 'x') },
  };
  yield {
    name: 'contains, in a long list of long lists',
    schema: object({ a: { type: 'array', items: { type: 'array', contains: { const: 'y' } } } }),
    value: { a: many(300, () => many(300, () => 'x')) },
  };
  yield {
    name: 'a title of a million characters',
    schema: object({ a: { type: 'string', title: 'a'.repeat(1_000_000) } }),
    value: {},
  };
  yield {
    name: 'a name of 100,000 characters',
    schema: object({ ['n'.repeat(100_000)]: { type: 'string' } }),
    value: {},
  };
  for (const [keyword, limit] of Object.entries({
    minLength: 1e308,
    maxLength: -1,
    minItems: 1e9,
    maxItems: 0.5,
    minProperties: 2 ** 53,
    multipleOf: 1e-300,
    maximum: 1e308,
    minimum: -0,
    exclusiveMaximum: 5e-324,
  }))
    yield { name: `${keyword}: ${limit}`, schema: object({ a: { [keyword]: limit } }), value: { a: 1e300 } };
  for (const text of ['\u0000', '\ud800', '\u202e\u2066', '\ufeff', '𠮷'.repeat(1000)])
    yield {
      name: `${JSON.stringify(text.slice(0, 2))} everywhere`,
      schema: object({ [text]: { title: text, enum: [text], pattern: text } }, { required: [text] }),
      value: { [text]: text },
    };
}

/** All of them, the same ones in the same order. */
export const hostileSchemas = (): Hostile[] => [...fans(), ...circles(), ...names(), ...patterns(), ...sizes()];
