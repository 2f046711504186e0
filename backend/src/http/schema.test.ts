import Type, { type TSchema } from 'typebox';
import { FormDataBody } from '../contract/index.ts';
import { DomainError, type ErrorItem } from '../errors/domain-error.ts';
import { api, closed } from './schema.ts';

function refused(schema: TSchema, value: unknown): string[] {
  try {
    api(schema)['~standard'].validate(value);
  } catch (error) {
    if (error instanceof DomainError) return error.items.map(({ pointer }) => pointer);
    throw error;
  }
  return [];
}

const Body = Type.Object({
  name: Type.String(),
  // A member that is called like a keyword is a member all the same.
  properties: Type.Optional(Type.Array(Type.Object({ key: Type.String() }))),
  data: Type.Optional(FormDataBody),
  one: Type.Optional(Type.Union([Type.Object({ a: Type.Integer() }), Type.Null()])),
});

test('a member that nobody reads is refused with its place, however deep', () => {
  expect(refused(Body, { name: 'x' })).toEqual([]);
  expect(refused(Body, { name: 'x', liveFrom: '2027-03-01' })).toEqual(['/liveFrom']);
  expect(refused(Body, { name: 'x', properties: [{ key: 'k' }, { key: 'k', 'a/b': 1 }] })).toEqual([
    '/properties/1/a~1b',
  ]);
  expect(refused(Body, { name: 'x', one: { a: 1, b: 2 } })).toContain('/one/b');
  expect(refused(Body, JSON.parse('{"name":"x","__proto__":{"admin":true}}'))).toEqual(['/__proto__']);
});

test('data of a form hold whatever the form holds', () => {
  expect(refused(Body, { name: 'x', data: { anything: { at: ['all'] } } })).toEqual([]);
});

test('what is open by intention stays open', () => {
  const open = { type: 'object', properties: { a: {} }, additionalProperties: true };
  expect(closed(open)).toEqual(open);
  expect(closed({ type: 'object', properties: { a: {} }, default: { b: 1 } })).toMatchObject({
    additionalProperties: false,
    default: { b: 1 },
  });
});

test('a body of another kind is called the body, and a choice is refused in one line that names the choices', () => {
  const told = (schema: TSchema, value: unknown): ErrorItem[] => {
    try {
      api(schema)['~standard'].validate(value);
    } catch (error) {
      return (error as DomainError).items;
    }
    return [];
  };
  const kinds = Type.Object({ kind: Type.Union(['a', 'b', 'c'].map((kind) => Type.Literal(kind))) });
  expect(told(kinds, [])[0]?.message).toMatch(/正文|the body/);
  expect(told(kinds, { kind: 'd' })).toEqual([{ pointer: '/kind', message: expect.stringContaining('a, b, c') }]);
});
