import { FORMATS } from '../formats/formats.ts';
import { isMultipleOf } from '../json/decimal.ts';
import { equalJson, isObject, JsonSet } from '../json/equal.ts';
import type { FormSchema, Json, SchemaType } from '../model/form-definition.ts';
import { patternOf } from '../patterns/pattern.ts';
import type { Check } from './check.ts';

/** A demand of one keyword on one value. */
type Demand = (value: Json) => boolean;

const IS: Record<SchemaType, Demand> = {
  object: isObject,
  array: Array.isArray,
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  integer: Number.isInteger,
  boolean: (value) => typeof value === 'boolean',
  null: (value) => value === null,
};

const ofNumber =
  (holds: (value: number) => boolean): Demand =>
  (value) =>
    typeof value !== 'number' || holds(value);
const ofText =
  (holds: (value: string) => boolean): Demand =>
  (value) =>
    typeof value !== 'string' || holds(value);
const ofList =
  (holds: (value: Json[]) => boolean): Demand =>
  (value) =>
    !Array.isArray(value) || holds(value);

/** Characters as JSON Schema counts them: code points. */
function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length++;
  return length;
}

function isUnique(items: readonly Json[]): boolean {
  const seen = new JsonSet();
  return items.every((item) => seen.add(item));
}

const ofObject =
  (holds: (size: number) => boolean): Demand =>
  (value) =>
    !isObject(value) || holds(Object.keys(value).length);

type Argument = never;

/** Keywords that look at one value alone. */
const DEMANDS: Partial<Record<keyof FormSchema, (argument: Argument) => Demand>> = {
  type: (type: SchemaType | SchemaType[]) => {
    const allowed = [type].flat().map((one) => IS[one] ?? (() => true));
    return (value) => allowed.some((is) => is(value));
  },
  const: (fixed: Json) => (value) => equalJson(fixed, value),
  enum: (choices: Json[]) => {
    const known = new JsonSet(choices);
    return (value) => known.has(value);
  },
  minimum: (limit: number) => ofNumber((value) => value >= limit),
  maximum: (limit: number) => ofNumber((value) => value <= limit),
  exclusiveMinimum: (limit: number) => ofNumber((value) => value > limit),
  exclusiveMaximum: (limit: number) => ofNumber((value) => value < limit),
  multipleOf: (step: number) => ofNumber((value) => isMultipleOf(value, step)),
  minLength: (limit: number) => ofText((value) => lengthOf(value) >= limit),
  maxLength: (limit: number) => ofText((value) => value.length <= limit || lengthOf(value) <= limit),
  pattern: (pattern: string) => {
    const compiled = patternOf(pattern);
    // What cannot be read allows nothing: checkForm says so.
    return ofText((value) => compiled?.test(value) === true);
  },
  format: (format: string) => {
    const known = Object.hasOwn(FORMATS, format) ? FORMATS[format] : undefined;
    return ofText((value) => known?.test(value) !== false);
  },
  minItems: (limit: number) => ofList((value) => value.length >= limit),
  maxItems: (limit: number) => ofList((value) => value.length <= limit),
  minProperties: (limit: number) => ofObject((size) => size >= limit),
  maxProperties: (limit: number) => ofObject((size) => size <= limit),
  uniqueItems: (unique: boolean) => ofList((value) => !unique || isUnique(value)),
};

const NAMED_ARGUMENT: Record<string, string> = {
  type: 'type',
  const: 'allowedValue',
  enum: 'allowedValues',
  multipleOf: 'multipleOf',
  pattern: 'pattern',
  format: 'format',
};

/** What a schema demands by the keywords that look at one value alone. */
export function demandChecks(schema: FormSchema): Check[] {
  return Object.entries(DEMANDS).flatMap(([keyword, demandOf]): Check[] => {
    const argument: unknown = schema[keyword as keyof FormSchema];
    if (argument === undefined) return [];
    const demand = demandOf(argument as Argument);
    const params = { [NAMED_ARGUMENT[keyword] ?? 'limit']: argument };
    return [
      (value, pointer, faults) => {
        if (demand(value)) return true;
        faults?.push({ pointer, keyword, params });
        return false;
      },
    ];
  });
}
