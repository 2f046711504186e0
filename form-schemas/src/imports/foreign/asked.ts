import type { FormSchema, Json } from '../../model/form-definition.ts';

/** A condition of a foreign form, with fields by the names that they have there. */
export type Asked =
  | { all: readonly Asked[] }
  | { any: readonly Asked[] }
  | { not: Asked }
  | { field: string; is: 'given' }
  | { field: string; is: 'equal' | 'includes' | 'above' | 'atLeast' | 'below' | 'atMost'; value: Json };

export const fieldsAsked = (asked: Asked): string[] => {
  if ('all' in asked) return asked.all.flatMap(fieldsAsked);
  if ('any' in asked) return asked.any.flatMap(fieldsAsked);
  return 'not' in asked ? fieldsAsked(asked.not) : [asked.field];
};

const LIMITS = { above: 'exclusiveMinimum', atLeast: 'minimum', below: 'exclusiveMaximum', atMost: 'maximum' } as const;

/** The value as the field holds it; undefined where no answer can be it. */
function valueFor(schema: FormSchema, value: Json): Json | undefined {
  const { type, enum: choices } = schema;
  if (choices) return choices.find((choice) => String(choice) === String(value));
  if (type === 'boolean') {
    if (typeof value === 'boolean') return value;
    if (/^(true|yes|1|ok)$/i.test(String(value))) return true;
    return /^(false|no|0)$/i.test(String(value)) ? false : undefined;
  }
  if (type === 'integer' || type === 'number') {
    const number =
      typeof value === 'number' ? value : typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
    return Number.isFinite(number) && (type === 'number' || Number.isInteger(number)) ? number : undefined;
  }
  return type === 'string' ? String(value) : undefined;
}

/**
 * The condition as an `if`, over the fields of one object; undefined where it cannot be said: a field is not among them, or no
 * answer of it is what is asked for. `find` gives a field's name here, and its schema.
 */
export function conditionSchema(
  asked: Asked,
  find: (field: string) => { name: string; schema: FormSchema } | undefined,
): FormSchema | undefined {
  const every = (parts: readonly Asked[]): FormSchema[] | undefined => {
    const made = parts.map((part) => conditionSchema(part, find));
    return made.length > 0 && made.every((part) => part !== undefined) ? made : undefined;
  };
  if ('all' in asked || 'any' in asked) {
    const parts = every('all' in asked ? asked.all : asked.any);
    const [only, ...others] = parts ?? [];
    if (!parts || !only) return undefined;
    if (others.length === 0) return only;
    return 'all' in asked ? { allOf: parts } : { anyOf: parts };
  }
  if ('not' in asked) {
    const part = conditionSchema(asked.not, find);
    return part && { not: part };
  }
  const field = find(asked.field);
  if (!field) return undefined;
  const { name, schema } = field;
  const holds = (part: FormSchema): FormSchema => ({ properties: { [name]: part }, required: [name] });
  if (asked.is === 'given') return { required: [name] };
  const { is } = asked;
  if (is === 'equal' || is === 'includes') {
    const items = schema.type === 'array' ? schema.items : undefined;
    const value = valueFor(items ?? schema, asked.value);
    if (value === undefined) return undefined;
    if (items) return holds({ contains: { const: value } });
    return schema.type === 'array' || schema.type === 'object' ? undefined : holds({ const: value });
  }
  const isNumber = (schema.type === 'integer' || schema.type === 'number') && !schema.enum;
  const limit = isNumber ? valueFor({ type: 'number' }, asked.value) : undefined;
  return typeof limit === 'number' ? holds({ [LIMITS[is]]: limit }) : undefined;
}
