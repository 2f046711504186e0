import { fieldTypeOf } from '../field-types/registry.ts';
import type { FormDefinition, FormSchema, Json } from '../model/form-definition.ts';
import { resolveRef } from '../schema-index.ts';
import { allProperties, MAX_DEPTH } from '../schema-walk.ts';

const ROWS = 2;
const FIRST_DAY = Date.parse('2025-01-01');
const DAY_MS = 86_400_000;
/** Days stand a month apart, so that lengths between them can be told from each other. */
const APART = 30;

/** Answers to try expressions on: every field of every branch holds something of its type, rows two each. No two days are the same. */
export function sampleAnswers(form: Pick<FormDefinition, 'schema'>): Record<string, Json> {
  const root = form.schema;
  let count = 0;
  const of = (given: FormSchema, depth: number): Json | undefined => {
    const schema = resolveRef(given, root);
    const { items, minimum, maximum } = schema;
    count += 1;
    if (depth > MAX_DEPTH || schema['x-calculate'] !== undefined) return undefined;
    if (schema.enum || schema.const !== undefined) return schema.const ?? schema.enum?.[0];
    const between = (usual: number) => Math.min(Math.max(usual, minimum ?? usual), maximum ?? Number.POSITIVE_INFINITY);
    switch (fieldTypeOf(schema)) {
      case 'integer':
        return between(3 + (count % 3));
      case 'number':
        return between(2.5 + (count % 3));
      case 'amount':
        return String(3000 + 600 * (count % 3));
      case 'boolean':
        return true;
      case 'date':
        return new Date(FIRST_DAY + count * APART * DAY_MS).toISOString().slice(0, 10);
      case 'date-time':
        return new Date(FIRST_DAY + count * APART * DAY_MS).toISOString();
      case 'choices':
        return items ? [of(items, depth + 1) ?? null] : undefined;
      case 'group':
        return objectOf(schema, depth + 1);
      case 'list':
        return items && Array.from({ length: ROWS }, () => of(items, depth + 1) ?? null);
      case 'id-number':
        return '110101199003072316';
      default:
        return '样例';
    }
  };
  const objectOf = (schema: FormSchema, depth: number): Record<string, Json> =>
    Object.fromEntries(
      [...allProperties(schema, root)].flatMap(([name, property]): [string, Json][] => {
        const value = of(property, depth);
        return value === undefined ? [] : [[name, value]];
      }),
    );
  return objectOf(root, 0);
}
