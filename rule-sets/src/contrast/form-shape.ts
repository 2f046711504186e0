import { type FormDefinition, type FormSchema, type Json, pruneData, resolveFields } from '@caseway/form-schemas';

/** A field that is there for some data. */
export interface ShownField {
  schema: FormSchema;
  required: boolean;
  title: { 'zh-CN': string; en: string };
}

/** What of a form depends on which of its answers. */
export interface FormShape {
  form: FormDefinition;
  /** Top-level fields that more than one place of the form describes: another answer may move their bounds. */
  described: readonly string[];
  /** Top-level fields whose values may decide whether, and how, the field is asked; itself never. */
  controllersOf: (field: string) => ReadonlySet<string>;
  /** Values that conditions of the form compare the field with. */
  comparedValues: (field: string) => readonly Json[];
  comparedCounts: (field: string) => readonly number[];
  /** Every schema that some place of the form gives the field. */
  schemasOf: (field: string) => readonly FormSchema[];
  /** The fields that are there for the data, after what is hidden was taken out. */
  shown: (data: Record<string, Json>) => Map<string, ShownField>;
}

interface Mention {
  values: Json[];
  counts: number[];
}

/** The top-level fields that an `if` looks at, with what it compares them with. */
function mentionsIn(condition: FormSchema, found: Map<string, Mention>): void {
  const at = (name: string): Mention => {
    const known = found.get(name) ?? { values: [], counts: [] };
    found.set(name, known);
    return known;
  };
  for (const name of condition.required ?? []) at(name);
  for (const [name, property] of Object.entries(condition.properties ?? {})) collect(property, at(name));
  const parts = [...(condition.allOf ?? []), ...(condition.anyOf ?? []), ...(condition.oneOf ?? [])];
  for (const part of condition.not ? [...parts, condition.not] : parts) mentionsIn(part, found);
}

function collect(schema: FormSchema, { values, counts }: Mention): void {
  if (schema.const !== undefined) values.push(schema.const);
  values.push(...(schema.enum ?? []));
  for (const bound of [schema.minimum, schema.maximum, schema.exclusiveMinimum, schema.exclusiveMaximum]) {
    if (bound !== undefined) values.push(bound);
  }
  for (const count of [schema.minItems, schema.maxItems]) if (count !== undefined) counts.push(count);
  const parts = [...(schema.allOf ?? []), ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  for (const part of [...parts, schema.not, schema.contains, schema.items]) {
    if (part) collect(part, { values, counts });
  }
}

/** Top-level fields that a branch speaks of, its inner branches included. */
function affectedBy(branch: FormSchema | undefined, found: Set<string>): void {
  if (!branch) return;
  for (const name of [...Object.keys(branch.properties ?? {}), ...(branch.required ?? [])]) found.add(name);
  for (const part of [...(branch.allOf ?? []), branch.then, branch.else]) affectedBy(part, found);
}

/**
 * Reads a form once. Errs on the side of more dependencies: a field of a branch depends on everything that any
 * condition around or inside that branch looks at.
 */
export function formShapeOf(form: FormDefinition): FormShape {
  const mentions = new Map<string, Mention>();
  const direct = new Map<string, Set<string>>();
  const schemas = new Map<string, FormSchema[]>();
  const visit = (schema: FormSchema, around: ReadonlySet<string>): void => {
    const here = new Map<string, Mention>();
    for (const [name, property] of Object.entries(schema.properties ?? {})) {
      schemas.set(name, [...(schemas.get(name) ?? []), property]);
    }
    if (schema.if) mentionsIn(schema.if, here);
    for (const [name, { values, counts }] of here) {
      const known = mentions.get(name) ?? { values: [], counts: [] };
      mentions.set(name, { values: [...known.values, ...values], counts: [...known.counts, ...counts] });
    }
    const deciding = new Set([...around, ...here.keys()]);
    const affected = new Set<string>();
    if (schema.if) for (const branch of [schema.then, schema.else]) affectedBy(branch, affected);
    for (const name of affected) direct.set(name, new Set([...(direct.get(name) ?? []), ...deciding]));
    for (const part of schema.allOf ?? []) visit(part, around);
    for (const branch of [schema.then, schema.else]) if (branch) visit(branch, deciding);
  };
  visit(form.schema, new Set());
  const closed = new Map<string, Set<string>>();
  for (const name of direct.keys()) {
    const all = new Set<string>();
    const queue = [...(direct.get(name) ?? [])];
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      if (all.has(next) || next === name) continue;
      all.add(next);
      queue.push(...(direct.get(next) ?? []));
    }
    closed.set(name, all);
  }
  const none: ReadonlySet<string> = new Set();
  return {
    form,
    described: [...schemas].filter(([, places]) => places.length > 1).map(([name]) => name),
    controllersOf: (field) => closed.get(field) ?? none,
    comparedValues: (field) => mentions.get(field)?.values ?? [],
    comparedCounts: (field) => mentions.get(field)?.counts ?? [],
    schemasOf: (field) => schemas.get(field) ?? [],
    shown: (data) =>
      new Map(
        resolveFields(form, form.schema, pruneData(form, data), '').map(({ name, schema, required }) => [
          name,
          { schema, required, title: schema['x-title'] ?? { 'zh-CN': name, en: name } },
        ]),
      ),
  };
}
