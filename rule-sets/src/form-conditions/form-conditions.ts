import type { FormSchema, Json } from '@caseway/form-schemas';
import { parseFactPath } from '../fact-path.ts';
import { type FactInfo, factKey } from '../facts.ts';
import { isJsonObject } from '../json-value.ts';
import type { Condition, Leaf } from '../model/rule-set.ts';
import type { OperatorName } from '../operators/operators.ts';

/** Facts by key, as `factKey` makes it. */
export type FactsByKey = ReadonlyMap<string, FactInfo>;

/**
 * Operators that the condition of a form can say: a schema's `if` knows neither days nor amounts, and nothing of what a text
 * mentions.
 */
export const FORM_OPERATORS: readonly OperatorName[] = [
  'equal',
  'notEqual',
  'in',
  'notIn',
  'contains',
  'doesNotContain',
  'lessThan',
  'lessThanInclusive',
  'greaterThan',
  'greaterThanInclusive',
  'containsAny',
  'containsAll',
  'countAtLeast',
  'isPresent',
];

/** What a value that is given has to be like, per operator. */
const DEMANDS: Partial<Record<OperatorName, (value: Json) => FormSchema>> = {
  equal: (value) => ({ const: value }),
  in: (value) => ({ enum: value as Json[] }),
  contains: (value) => ({ contains: { const: value } }),
  doesNotContain: (value) => ({ not: { contains: { const: value } } }),
  containsAny: (value) => ({ contains: { enum: value as Json[] } }),
  containsAll: (value) => ({ allOf: (value as Json[]).map((item) => ({ contains: { const: item } })) }),
  countAtLeast: (value) => ({ minItems: value as number }),
  lessThan: (value) => ({ exclusiveMaximum: value as number }),
  lessThanInclusive: (value) => ({ maximum: value as number }),
  greaterThan: (value) => ({ exclusiveMinimum: value as number }),
  greaterThanInclusive: (value) => ({ minimum: value as number }),
};

/** Operators that are true of what is not given, as the negation of one that is not. */
const NEGATIONS: Partial<Record<OperatorName, OperatorName>> = { notEqual: 'equal', notIn: 'in' };

const stepsOf = ({ fact, path }: Leaf): string[] => [fact, ...(path === undefined ? [] : (parseFactPath(path) ?? []))];

/** That something is given at the end of the steps, and is so. */
function given([step = '', ...rest]: readonly string[], demand: FormSchema): FormSchema {
  const inner = rest.length > 0 ? given(rest, demand) : demand;
  const says = Object.keys(inner).length > 0;
  return { ...(says && { properties: { [step]: inner } }), required: [step] };
}

function leafSchema(leaf: Leaf): FormSchema {
  const steps = stepsOf(leaf);
  const operator = leaf.operator as OperatorName;
  const value = leaf.value as Json;
  if (operator === 'isPresent') return value === false ? { not: given(steps, {}) } : given(steps, {});
  const denied = NEGATIONS[operator];
  if (denied) return { not: given(steps, DEMANDS[denied]?.(value) ?? {}) };
  const demand = DEMANDS[operator];
  if (!demand) throw new TypeError(`A form cannot ask "${operator}".`);
  return given(steps, demand(value));
}

/** One schema that says what several say, where they ask for different fields; undefined where they do not. */
function merged(schemas: readonly FormSchema[]): FormSchema | undefined {
  const names = schemas.flatMap(({ required = [] }) => required);
  const plain = schemas.every((schema) =>
    Object.keys(schema).every((keyword) => keyword === 'properties' || keyword === 'required'),
  );
  if (!plain || new Set(names).size !== names.length) return undefined;
  const properties = Object.assign({}, ...schemas.map((schema) => schema.properties ?? {})) as FormSchema['properties'];
  return { ...(Object.keys(properties ?? {}).length > 0 && { properties }), required: names };
}

function conjunction(schemas: readonly FormSchema[]): FormSchema {
  const [only] = schemas;
  if (schemas.length === 1 && only) return only;
  return schemas.length === 0 ? {} : (merged(schemas) ?? { allOf: [...schemas] });
}

/**
 * A condition of json-rules-engine as the `if` of a form that says the same of every filling in which numbers are numbers and
 * lists are lists. Only `FORM_OPERATORS`, on values and not on other facts; throws TypeError for any other. A group of nothing
 * says nothing: it always holds.
 */
export function conditionSchema(condition: Condition): FormSchema {
  if ('all' in condition) return conjunction(condition.all.map(conditionSchema));
  if ('any' in condition) {
    const [only, ...more] = condition.any.map(conditionSchema);
    if (!only) return {};
    return more.length === 0 ? only : { anyOf: [only, ...more] };
  }
  if ('not' in condition) return { not: conditionSchema(condition.not) };
  if ('condition' in condition) throw new TypeError('A form has no named conditions.');
  return leafSchema(condition);
}

/** Whether a condition can be said by a form. */
export function isFormCondition(condition: Condition): boolean {
  try {
    conditionSchema(condition);
    return true;
  } catch {
    return false;
  }
}

const only = (schema: FormSchema, ...keywords: (keyof FormSchema)[]): boolean =>
  Object.keys(schema).length === keywords.length && keywords.every((keyword) => Object.hasOwn(schema, keyword));

const isScalar = (value: unknown): value is string | number | boolean =>
  ['string', 'number', 'boolean'].includes(typeof value);

/** The operator and value that a demand on a value given says; undefined where no operator says just that. */
function demandOf(demand: FormSchema): { operator: OperatorName; value: Json } | undefined {
  const bounds = {
    exclusiveMaximum: 'lessThan',
    maximum: 'lessThanInclusive',
    exclusiveMinimum: 'greaterThan',
    minimum: 'greaterThanInclusive',
  } as const;
  if (Object.keys(demand).length === 0) return { operator: 'isPresent', value: true };
  if (only(demand, 'const') && isScalar(demand.const)) return { operator: 'equal', value: demand.const };
  if (only(demand, 'enum') && Array.isArray(demand.enum)) return { operator: 'in', value: demand.enum };
  if (only(demand, 'minItems') && typeof demand.minItems === 'number') {
    return { operator: 'countAtLeast', value: demand.minItems };
  }
  for (const [keyword, operator] of Object.entries(bounds)) {
    const value = demand[keyword as keyof typeof bounds];
    if (only(demand, keyword as keyof typeof bounds) && typeof value === 'number') return { operator, value };
  }
  if (only(demand, 'contains') && isJsonObject(demand.contains)) {
    const inner = demandOf(demand.contains);
    if (inner?.operator === 'equal') return { operator: 'contains', value: inner.value };
    if (inner?.operator === 'in') return { operator: 'containsAny', value: inner.value };
  }
  if (only(demand, 'not') && isJsonObject(demand.not)) {
    const inner = demandOf(demand.not);
    if (inner?.operator === 'contains') return { operator: 'doesNotContain', value: inner.value };
  }
  if (only(demand, 'allOf') && Array.isArray(demand.allOf)) {
    const values = demand.allOf.map((part) => demandOf(part));
    if (values.every((inner) => inner?.operator === 'contains')) {
      return { operator: 'containsAll', value: values.map((inner) => inner?.value ?? null) };
    }
  }
  return undefined;
}

/** The parts of a schema about fields, each as one condition; undefined where it says something that none can. */
function partsOf(schema: FormSchema, facts: FactsByKey, trail: readonly string[]): Condition[] | undefined {
  const { properties = {}, required = [], allOf = [], anyOf, not, ...rest } = schema;
  if (Object.keys(rest).length > 0) return undefined;
  const parts: Condition[] = [];
  const names = new Set([...required, ...Object.keys(properties)]);
  for (const name of names) {
    // Of what need not be there, it says something only if it is: no operator means that.
    if (!required.includes(name)) return undefined;
    const steps = [...trail, name];
    const key = steps.join('.');
    const demand = properties[name] ?? {};
    const [fact = name, ...path] = steps;
    const leaf = { fact, ...(path.length > 0 && { path: `$.${path.join('.')}` }) };
    const info = facts.get(factKey(leaf.fact, leaf.path)) ?? facts.get(key);
    const isGroup = info?.type === 'object' && Object.keys(demand).length > 0;
    if (isGroup) {
      const inner = partsOf(demand, facts, steps);
      if (!inner) return undefined;
      parts.push(...inner);
      continue;
    }
    const said = demandOf(demand);
    if (!said) return undefined;
    parts.push({ ...leaf, ...said });
  }
  for (const part of allOf) {
    const inner = conditionIn(part, facts, trail);
    if (!inner) return undefined;
    parts.push(inner);
  }
  if (anyOf) {
    const inner = anyOf.map((part) => conditionIn(part, facts, trail));
    if (inner.some((part) => part === undefined)) return undefined;
    parts.push({ any: inner.filter((part) => part !== undefined) });
  }
  if (not) {
    const inner = conditionIn(not, facts, trail);
    if (!inner) return undefined;
    parts.push(negated(inner));
  }
  return parts;
}

const FROM_NEGATION: Partial<Record<string, OperatorName>> = { equal: 'notEqual', in: 'notIn' };

function negated(condition: Condition): Condition {
  if (!('operator' in condition)) return { not: condition };
  const operator = FROM_NEGATION[condition.operator];
  if (operator) return { ...condition, operator };
  if (condition.operator === 'isPresent' && condition.value === true) return { ...condition, value: false };
  return { not: condition };
}

function conditionIn(schema: FormSchema, facts: FactsByKey, trail: readonly string[]): Condition | undefined {
  if (!isJsonObject(schema)) return undefined;
  const parts = partsOf(schema, facts, trail);
  const [first] = parts ?? [];
  return parts && (parts.length === 1 && first ? first : { all: parts });
}

/**
 * The `if` of a form as a condition of json-rules-engine, to be edited and read aloud as those of rules are; undefined where
 * it says something that no condition says. The root is a group. `conditionSchema` of it says the same again.
 */
export function schemaCondition(schema: FormSchema, facts: FactsByKey): Condition | undefined {
  const condition = conditionIn(schema, facts, []);
  if (!condition || 'all' in condition || 'any' in condition) return condition;
  return { all: [condition] };
}
