/** Calls of an interface made from its own description: some as they should be, some as nobody should send them, and most in between. */

/** Numbers from 0 to 1, the same for the same seed (mulberry32, Tommy Ettinger). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
type Schema = { [keyword: string]: unknown };

interface Parameter {
  name: string;
  in: string;
  schema?: Schema;
}
export interface Operation {
  parameters?: Parameter[];
  responses: Record<string, { headers?: Record<string, unknown> }>;
  requestBody?: { content: Record<string, { schema: Schema }> };
}
export interface OpenApi {
  paths: Record<string, Record<string, Operation>>;
}

/** What the office has, to be named in calls. */
export interface Pool {
  ids: string[];
  /** The same by what they are of, as in an address: `cases`, `users`, `tasks`, `forms`. */
  of: Record<string, string[]>;
  /** Keys, numbers, names: whatever a text may be compared with. */
  words: string[];
  cursors: string[];
  /** Data and documents as they are stored, to be changed a little. */
  objects: { [name: string]: Json }[];
  /** Bodies as they should be, by method and route. */
  bodies: { [call: string]: Json[] };
}

export interface Call {
  method: string;
  /** As the description has it. */
  route: string;
  path: string;
  headers: Record<string, string>;
  body?: string;
  /** To be sent with the ETag that is read before, in place of any other. */
  asRead: boolean;
}

export interface Route {
  route: string;
  method: string;
  operation: Operation;
}

/** Every call that the description has. */
export const routesOf = (document: OpenApi): Route[] =>
  Object.entries(document.paths).flatMap(([route, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ route, method: method.toUpperCase(), operation })),
  );

/** Stand for what JSON can say and `JSON.stringify` cannot. */
const RAW: Record<string, string> = {
  '"#huge#"': '1e400',
  '"#minus#"': '-1e999',
  '"#deep#"': `${'['.repeat(5000)}${']'.repeat(5000)}`,
  '"#deeper#"': `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`,
  '"#proto#"': '{"__proto__":{"x":1}}',
};

const cursor = (...values: Json[]): string => Buffer.from(JSON.stringify(values)).toString('base64url');

const TEXTS = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  'x\udfff',
  '\u3000',
  '\u202e\ufeff',
  'x'.repeat(10_000),
  '王'.repeat(300),
  "'; DROP TABLE scope; --",
  '%',
  '_%\\',
  '../../etc/passwd',
  '{{x}}',
  '$ne',
  'constructor',
  '__proto__',
  'null',
  'true',
  '-1',
  '1e400',
  '99999999999999999999',
  '0000-01-01',
  '0001-01-01',
  '9999-12-31',
  '2026-02-30',
  '2026-03-02',
  '2026-02-28T25:61:61Z',
  '9999-12-31T23:59:60Z',
  '2026-03-02T00:00:00.000Z',
  '+275760-09-13T00:00:00Z',
  'urn:uuid:0198c0de-0000-7000-8000-000000000001',
  '00000000-0000-0000-0000-000000000000',
  'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF',
  '(a+)+$',
  '[',
  '/~2',
  '$.a..b',
  '#huge#',
  '#minus#',
  '#deep#',
  '#deeper#',
  '#proto#',
];
const NUMBERS = [0, -1, -0, 1, 1.5, 2, 50, 2 ** 31, -(2 ** 31), 2 ** 53, 1e21, 1e308, 5e-324];
const CURSORS = [
  'garbage',
  cursor(),
  cursor('x'),
  cursor('x', 'y'),
  cursor(1, 2),
  cursor('2026-03-02', 'no id'),
  cursor('2026-13-45', '00000000-0000-0000-0000-000000000000'),
  cursor('9999999-01-01', '00000000-0000-0000-0000-000000000000'),
  cursor('-infinity', '00000000-0000-0000-0000-000000000000'),
  cursor('2026-03-02T00:00:00.000Z', '00000000-0000-0000-0000-000000000000'),
  cursor('\u0000'),
  cursor('\u0000', '00000000-0000-0000-0000-000000000000'),
  cursor(1e300),
  cursor(-5),
  cursor(2 ** 40),
  cursor(null, null),
];
const BROKEN = [
  '{"a":',
  '',
  '[]',
  'null',
  '"text"',
  '1',
  '{"a":1}{"b":2}',
  '{"__proto__":{}}',
  '\u0000',
  '{"a":"\ud800"}',
];

export class Fuzzer {
  constructor(
    private readonly random: () => number,
    private readonly pool: Pool,
  ) {}

  /** A call of one of the operations. */
  call({ route, method, operation }: Route): Call {
    const query = (operation.parameters ?? [])
      .filter(({ in: place }) => place === 'query' && this.happens(0.5))
      .map(({ name, schema = {} }) => `${name}=${this.inQuery(name, schema)}`);
    const path = route.replace(
      /([\w-]+)\/\{(\w+)\}/g,
      (_, of: string, name: string) => `${of}/${this.inPath(name, of)}`,
    );
    const schema = operation.requestBody?.content['application/json']?.schema;
    const headers: Record<string, string> = {};
    if (method !== 'GET') {
      if (this.happens(0.7)) headers['if-match'] = this.one(['"1"', '"2"', 'W/"1"', '*', '"x', '1e99', '""', '"0"']);
      if (this.happens(0.2)) headers['idempotency-key'] = this.one(['a', 'b', 'c', 'x'.repeat(300), 'é', ' ']);
    }
    if (this.happens(0.05)) headers['accept-language'] = this.one(['en;q=x', '*', ';;;', 'zh-CN,'.repeat(300)]);
    const edits = (operation.parameters ?? []).some(({ in: place, name }) => place === 'header' && name === 'If-Match');
    const asRead = edits && this.happens(0.8);
    const made = { method, route, asRead, path: query.length > 0 ? `${path}?${query.join('&')}` : path, headers };
    if (!schema) return made;
    const known = this.pool.bodies[`${method} ${route}`];
    const sound = known && this.happens(0.6) ? this.changed(this.one(known)) : this.value(schema, 0);
    const body = this.happens(0.04) ? this.one(BROKEN) : this.text(sound);
    return { ...made, headers: { 'content-type': 'application/json', ...headers }, body };
  }

  private one<T>(values: readonly T[]): T {
    return values[Math.floor(this.random() * values.length)] as T;
  }

  private happens(chance: number): boolean {
    return this.random() < chance;
  }

  private text(value: Json): string {
    let text = JSON.stringify(value);
    for (const [sign, raw] of Object.entries(RAW)) text = text.replaceAll(sign, raw);
    return text;
  }

  private inPath(name: string, of: string): string {
    const own = this.pool.of[of] ?? [];
    if (own.length > 0 && this.happens(0.8)) return encode(this.one(own));
    if (this.happens(0.5)) return encode(this.one(TEXTS)).slice(0, 400) || 'x';
    if (/^(number|from|to)$/.test(name))
      return this.one(['1', '1', '2', '0', '-1', '1.5', '2147483648', '1e3', '999999999999999999']);
    return encode(this.one(/^(id|decision|attachment|other)$/.test(name) ? this.pool.ids : this.pool.words));
  }

  private inQuery(name: string, schema: Schema): string {
    if (name === 'cursor') return encode(this.one(this.happens(0.4) ? this.pool.cursors : CURSORS));
    const value = this.value(schema, 0);
    return encode(typeof value === 'object' ? JSON.stringify(value) : String(value)).slice(0, 4000);
  }

  private hostile(): Json {
    const kind = this.random();
    if (kind < 0.55) return this.one(TEXTS);
    if (kind < 0.75) return this.one(NUMBERS);
    return this.one<Json>([
      null,
      true,
      false,
      [],
      {},
      [[]],
      [null],
      { '': null },
      { 'a\u0000': 1 },
      Array(300).fill('x'),
    ]);
  }

  /** A value that mostly fits a schema. */
  private value(schema: Schema, depth: number): Json {
    if (this.happens(depth === 0 ? 0.03 : 0.12)) return this.hostile();
    const choices = (schema.anyOf ?? schema.oneOf) as Schema[] | undefined;
    if (choices) return this.value(this.one(choices), depth);
    if (schema.enum) return this.one(schema.enum as Json[]);
    if ('const' in schema) return schema.const as Json;
    if (schema.type === 'object' || schema.properties) return this.object(schema, depth);
    if (schema.type === 'array') {
      const length = Math.floor(this.random() * 3) + Number(schema.minItems ?? 0);
      return Array.from({ length }, () => this.value((schema.items as Schema) ?? {}, depth + 1));
    }
    if (schema.type === 'string') return this.string(schema);
    if (schema.type === 'integer')
      return this.one([1, 2, 3, 50, Number(schema.minimum ?? 1), Number(schema.maximum ?? 9)]);
    if (schema.type === 'number') return this.one([0.5, 1, 2]);
    if (schema.type === 'boolean') return this.happens(0.5);
    if (schema.type === 'null') return null;
    return this.happens(0.5) ? this.changed(this.one(this.pool.objects)) : this.one<Json>([1, 'x', null, [], {}]);
  }

  private string({ format }: Schema): string {
    if (format === 'uuid') return this.one(this.pool.ids);
    if (format === 'date') return this.one(['2026-03-02', '2026-01-01', '2030-12-31', '1000-01-01', '2999-12-31']);
    if (format === 'date-time')
      return this.one(['2026-03-02T01:00:00Z', '2020-01-01T00:00:00.5+08:00', '2999-12-31T23:59:59-11:00']);
    return this.one([...this.pool.words, ...this.pool.words, '原因说明', 'x', 'a long enough password']);
  }

  private object(schema: Schema, depth: number): Json {
    const properties = schema.properties as Record<string, Schema> | undefined;
    if (!properties) return this.changed(this.one(this.pool.objects));
    const required = new Set((schema.required ?? []) as string[]);
    const members = Object.entries(properties)
      .filter(([name]) => this.happens(required.has(name) ? 0.97 : 0.5))
      .map(([name, inner]): [string, Json] => [name, this.value(inner, depth + 1)]);
    if (this.happens(0.03)) members.push([this.one(['extra', 'constructor', 'a\u0000', '\ud800']), 1]);
    return Object.fromEntries(members);
  }

  /** The same with nothing, or one to three places, changed. */
  private changed(value: Json): Json {
    const copy = structuredClone(value);
    for (let changes = Math.floor(this.random() * 4); changes > 0; changes--) this.change(copy);
    return copy;
  }

  private change(value: Json): void {
    if (typeof value !== 'object' || value === null) return;
    const names = Object.keys(value);
    if (names.length === 0) return;
    const name = this.one(names);
    const inside = value as Record<string, Json>;
    const inner = inside[name] ?? null;
    if (typeof inner === 'object' && inner !== null && this.happens(0.75)) this.change(inner);
    else if (this.happens(0.25) && !Array.isArray(value)) delete inside[name];
    else inside[name] = this.hostile();
  }
}

const LONE = /\p{Surrogate}/gu;

/** Percent-encoded; half a character, which cannot be, as the bytes that it would have. */
function encode(text: string): string {
  return text.split(LONE).map(encodeURIComponent).join('%ED%A0%80');
}
