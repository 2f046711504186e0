import { RE2JS } from 're2js';
import { FORMATS } from './formats/formats.ts';
import type { FormSchema, Json } from './model/form-definition.ts';
import { isObject, resolveRef } from './schema-walk.ts';

/** Keywords that `if` may use: enough for conditions of forms, and interpreted without `eval` in the browser. */
export const CONDITION_KEYWORDS = [
  '$ref',
  'type',
  'const',
  'enum',
  'properties',
  'required',
  'items',
  'contains',
  'minItems',
  'maxItems',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'allOf',
  'anyOf',
  'oneOf',
  'not',
] as const;

function equal(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (Array.isArray(a))
    return Array.isArray(b) && a.length === b.length && a.every((item, index) => equal(item, b[index]));
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && equal(a[key], b[key]));
}

function hasType(type: FormSchema['type'], value: Json): boolean {
  switch (type) {
    case 'object':
      return isObject(value);
    case 'array':
      return Array.isArray(value);
    case 'integer':
      return Number.isInteger(value);
    case 'null':
      return value === null;
    case undefined:
      return true;
    default:
      return typeof value === type;
  }
}

/** Characters as JSON Schema counts them: code points. */
const lengthOf = (text: string): number => [...text].length;

const within = (count: number, least: number | undefined, most: number | undefined): boolean =>
  (least === undefined || count >= least) && (most === undefined || count <= most);

function numberFits(schema: FormSchema, value: number): boolean {
  const { exclusiveMinimum: above, exclusiveMaximum: below } = schema;
  return (
    within(value, schema.minimum, schema.maximum) &&
    (above === undefined || value > above) &&
    (below === undefined || value < below) &&
    (schema.multipleOf === undefined || Number.isInteger(value / schema.multipleOf))
  );
}

const patterns = new Map<string, RE2JS>();

function textFits({ minLength, maxLength, format, pattern }: FormSchema, value: string): boolean {
  if (!within(lengthOf(value), minLength, maxLength)) return false;
  if (format !== undefined && Object.hasOwn(FORMATS, format) && !FORMATS[format]?.test(value)) return false;
  if (pattern === undefined) return true;
  const compiled = patterns.get(pattern) ?? RE2JS.compile(pattern);
  patterns.set(pattern, compiled);
  return compiled.matcher(value).find();
}

/**
 * Whether a value fits a schema, exactly as Ajv would say, for every keyword that forms use but `unevaluatedProperties`:
 * what `pruneData` leaves is always evaluated. Conditions of forms are kept to `CONDITION_KEYWORDS`.
 */
export function matches(schema: FormSchema, value: Json, root: FormSchema = schema): boolean {
  const here = resolveRef(schema, root);
  const fits = (part: FormSchema, of: Json = value): boolean => matches(part, of, root);
  if (!hasType(here.type, value)) return false;
  if (here.const !== undefined && !equal(here.const, value)) return false;
  if (here.enum && !here.enum.some((choice) => equal(choice, value))) return false;
  if (typeof value === 'number' && !numberFits(here, value)) return false;
  if (typeof value === 'string' && !textFits(here, value)) return false;
  if (Array.isArray(value)) {
    const { items, contains } = here;
    if (!within(value.length, here.minItems, here.maxItems)) return false;
    if (items && !value.every((item) => fits(items, item))) return false;
    if (contains && !value.some((item) => fits(contains, item))) return false;
    if (here.uniqueItems && value.some((item, at) => value.slice(0, at).some((other) => equal(item, other)))) {
      return false;
    }
  }
  if (isObject(value)) {
    if (here.required?.some((name) => !Object.hasOwn(value, name))) return false;
    for (const [name, property] of Object.entries(here.properties ?? {})) {
      if (Object.hasOwn(value, name) && !fits(property, value[name] as Json)) return false;
    }
    const { additionalProperties: others } = here;
    if (others !== undefined && others !== true) {
      for (const [name, item] of Object.entries(value)) {
        if (here.properties && Object.hasOwn(here.properties, name)) continue;
        if (others === false || !fits(others, item)) return false;
      }
    }
  }
  if (here.allOf?.some((part) => !fits(part))) return false;
  if (here.anyOf && !here.anyOf.some((part) => fits(part))) return false;
  if (here.oneOf && here.oneOf.filter((part) => fits(part)).length !== 1) return false;
  if (here.if) {
    const branch = fits(here.if) ? here.then : here.else;
    if (branch && !fits(branch)) return false;
  }
  return !(here.not && fits(here.not));
}
