import { isObject } from '../json/equal.ts';

/** The same but for the order of members; `undefined` in an object is not there. */
export const same = (a: unknown, b: unknown): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key])]),
  );
}

/** Keywords of which `false` forbids, and `true` allows anything. */
const ALLOWING = ['additionalProperties', 'unevaluatedProperties', 'unevaluatedItems'];
/** Keywords of which `false` is a value like any other. */
const VALUES = ['const', 'default'];

/** Canonical: what may be written in two ways with one meaning is written in one. */
export function meaningOf(keyword: string, value: unknown): unknown {
  const allowing = ALLOWING.includes(keyword);
  if (value === undefined || (allowing && value === true)) return undefined;
  if (value === false) return allowing || VALUES.includes(keyword) ? value : undefined;
  if (keyword === 'x-recuses' && value === true) return 'staff';
  if (keyword.startsWith('x-not-')) return [value].flat();
  if (Array.isArray(value) && ['required', 'enum'].includes(keyword))
    return value.length === 0 ? undefined : value.map((it) => JSON.stringify(sorted(it))).sort();
  return value;
}

type Keywords = Record<string, unknown>;

const numeric = (types: readonly string[]): string[] => types.filter((it) => it === 'integer' || it === 'number');
const isNumber = (value: unknown): value is number => typeof value === 'number';
const defined = (value: Keywords): Keywords =>
  Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined));

/** Types as a sorted list, and what numbers are multiples of: a number that is a multiple of a whole one is whole. */
function typed({ type, multipleOf }: Keywords): Keywords {
  const types = type === undefined ? undefined : [type].flat().map(String);
  const whole = isNumber(multipleOf) && Number.isInteger(multipleOf);
  if (!types) return defined({ multipleOf });
  const numbers = numeric(types);
  const others = types.filter((it) => !numbers.includes(it));
  const number = numbers.includes('number') && !whole ? 'number' : 'integer';
  const step = number === 'integer' && multipleOf === 1 ? undefined : multipleOf;
  return defined({ type: [...new Set([...others, ...(numbers.length > 0 ? [number] : [])])].sort(), multipleOf: step });
}

/** One value alone, however it is written. */
function valued(schema: Keywords): Keywords {
  if (schema.const === undefined) return defined({ enum: meaningOf('enum', schema.enum) });
  const one = meaningOf('enum', [schema.const]);
  if (schema.enum === undefined) return { enum: one };
  return { enum: meaningOf('enum', schema.enum), const: one };
}

/** The least and the greatest that is allowed, of two that are given the narrower; of whole numbers those that are reached. */
function limited(schema: Keywords): Keywords {
  const { type } = typed(schema);
  const whole = Array.isArray(type) && numeric(type).join() === 'integer';
  const side = (reached: unknown, short: unknown, up: 1 | -1): unknown => {
    const [at, beyond] = [reached, short].map((it) => (isNumber(it) ? it * up : undefined));
    if (whole) {
      const least = [at === undefined ? [] : Math.ceil(at), beyond === undefined ? [] : Math.floor(beyond) + 1].flat();
      return least.length === 0 ? undefined : [Math.max(...least)];
    }
    if (beyond !== undefined && (at === undefined || beyond >= at)) return ['short of', beyond];
    return at === undefined ? undefined : [at];
  };
  return defined({
    from: side(schema.minimum, schema.exclusiveMinimum, 1),
    to: side(schema.maximum, schema.exclusiveMaximum, -1),
  });
}

/** What says no more than its absence. */
function counted(schema: Keywords): Keywords {
  const { minLength, minItems, minProperties, minContains } = schema;
  const some = defined({ minLength, minItems, minProperties });
  const more = Object.fromEntries(Object.entries(some).filter(([, count]) => count !== 0));
  return { ...more, ...(minContains !== 1 && defined({ minContains })) };
}

/** Keywords that say one thing together, and that in one way. */
const TOGETHER: readonly [keywords: readonly string[], meaning: (schema: Keywords) => Keywords][] = [
  [['type', 'multipleOf'], typed],
  [['const', 'enum'], valued],
  [['minimum', 'exclusiveMinimum', 'maximum', 'exclusiveMaximum'], limited],
  [['minLength', 'minItems', 'minProperties', 'minContains'], counted],
];
const ONE = [
  ...['items', 'contains', 'not', 'if', 'then', 'else', 'propertyNames'],
  ...['additionalProperties', 'unevaluatedProperties', 'unevaluatedItems'],
];
const NAMED = ['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas'];
const LISTED = ['allOf', 'anyOf', 'oneOf', 'prefixItems'];

/**
 * `after` in the words of `before` wherever both mean the same: what is compared keyword by keyword then tells of nothing that only
 * was written in another way. Equal in meaning to `after`.
 */
export function inWordsOf(before: unknown, after: unknown): unknown {
  if (!isObject(before) || !isObject(after)) return after;
  const [old, now]: [Keywords, Keywords] = [before, { ...after }];
  // By what both mean as they stand: limits go by the type.
  const alike = TOGETHER.filter(([, meaning]) => same(meaning(old), meaning(after)));
  for (const keyword of alike.flatMap(([keywords]) => keywords)) {
    delete now[keyword];
    if (old[keyword] !== undefined) now[keyword] = old[keyword];
  }
  for (const keyword of ONE) if (keyword in now) now[keyword] = inWordsOf(old[keyword], now[keyword]);
  for (const keyword of NAMED) {
    const [was, is] = [old[keyword], now[keyword]];
    if (!isObject(was) || !isObject(is)) continue;
    now[keyword] = Object.fromEntries(
      Object.entries(is).map(([name, part]) => [name, Object.hasOwn(was, name) ? inWordsOf(was[name], part) : part]),
    );
  }
  for (const keyword of LISTED) {
    const [was, is] = [old[keyword], now[keyword]];
    if (Array.isArray(was) && Array.isArray(is)) now[keyword] = is.map((part, at) => inWordsOf(was[at], part));
  }
  return now;
}
