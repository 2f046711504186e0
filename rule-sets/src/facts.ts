import {
  type FormDefinition,
  type FormSchema,
  type Json,
  jsonText,
  type LocalizedText,
  resolveRef,
} from '@caseway/form-schemas';
import type { RuleSetKind } from './model/rule-set.ts';
import { type FactType, SYSTEM_FACTS, type SystemFact } from './model/system-facts.ts';
import { type FactValueType, type OperatorName, operatorsFor } from './operators/operators.ts';

export interface FactChoice {
  value: Json;
  title: LocalizedText;
}

/** A fact that rules may name: a property of the forms or a system fact. */
export interface FactInfo {
  fact: string;
  /** For a property of an object: `$.a.b`. */
  path?: string;
  type: FactValueType;
  title: LocalizedText;
  choices?: FactChoice[];
  /** Personal data, or a list or object that holds some: no rule may read it. */
  sensitive: boolean;
  /** Always given, in every form that has it. */
  required: boolean;
  system: boolean;
  /** Keys of the forms that have it; none for a system fact. */
  forms: string[];
  /** Where forms give it different types: all of them. */
  conflict?: FactValueType[];
  operators: OperatorName[];
}

interface Found {
  schema: FormSchema;
  required: boolean;
}

const MAX_DEPTH = 8;

/** Properties of an object schema with those of its branches, which are never certain to be there. */
function propertiesOf(schema: FormSchema, root: FormSchema, certain: boolean, depth: number): Map<string, Found[]> {
  const found = new Map<string, Found[]>();
  if (depth > MAX_DEPTH) return found;
  const add = (name: string, entry: Found) => found.set(name, [...(found.get(name) ?? []), entry]);
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const required = certain && (schema.required ?? []).includes(name);
    add(name, { schema: resolveRef(property, root), required });
  }
  const merge = (branch: FormSchema | undefined, sure: boolean): void => {
    if (!branch) return;
    for (const [name, entries] of propertiesOf(resolveRef(branch, root), root, sure, depth + 1)) {
      for (const entry of entries) add(name, entry);
    }
  };
  for (const part of schema.allOf ?? []) merge(part, certain);
  for (const part of [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]) merge(part, false);
  merge(schema.then, false);
  merge(schema.else, false);
  return found;
}

/** The value type that a JSON schema of a form gives to a fact. */
export function factValueTypeOf(schema: FormSchema): FactValueType {
  switch (schema.type) {
    case 'boolean':
    case 'integer':
    case 'number':
      return schema.enum && schema.type !== 'boolean' ? 'choice' : schema.type;
    case 'object':
      return 'object';
    case 'array':
      if (schema.items?.enum) return 'choices';
      return schema.items?.type === 'string' ? 'texts' : 'list';
    default:
      if (schema.enum || schema.const !== undefined) return 'choice';
      if (schema.format === 'date') return 'date';
      if (schema.format === 'date-time') return 'instant';
      if (schema.format === 'cny-amount') return 'amount';
      return schema.properties ? 'object' : 'text';
  }
}

function choicesOf(schema: FormSchema): FactChoice[] | undefined {
  const source = schema.type === 'array' ? schema.items : schema;
  const values = source?.enum ?? (source?.const === undefined ? undefined : [source.const]);
  return values?.map((value) => {
    const titles = source?.['x-enum-titles'];
    const label = jsonText(value);
    return {
      value,
      title: (titles && Object.hasOwn(titles, label) ? titles[label] : undefined) ?? { 'zh-CN': label, en: label },
    };
  });
}

/** True where the schema or anything inside it is personal data. */
function holdsSensitive(schema: FormSchema, root: FormSchema, depth = 0): boolean {
  if (schema['x-sensitive']) return true;
  if (depth > MAX_DEPTH) return false;
  const inside = [...propertiesOf(schema, root, false, 0).values()].flat().map((entry) => entry.schema);
  if (schema.items) inside.push(resolveRef(schema.items, root));
  return inside.some((part) => holdsSensitive(part, root, depth + 1));
}

/** A form is never changed once made, and every sentence told of a decision asks for its facts. */
const factsKnown = new WeakMap<FormDefinition, readonly FactInfo[]>();

function factsOfForm(form: FormDefinition): readonly FactInfo[] {
  const known = factsKnown.get(form) ?? readFacts(form);
  factsKnown.set(form, known);
  return known;
}

function readFacts(form: FormDefinition): FactInfo[] {
  const facts: FactInfo[] = [];
  const visit = (schema: FormSchema, trail: string[], certain: boolean, tainted: boolean): void => {
    if (trail.length > MAX_DEPTH) return;
    for (const [name, entries] of propertiesOf(schema, form.schema, certain, 0)) {
      // A branch may only narrow what another place declares ({const} or {minLength} without a type).
      const declared = entries.filter(({ schema: part }) => part.type !== undefined || part.properties !== undefined);
      const [first] = declared.length > 0 ? declared : entries;
      // What only explains is nothing to ask about.
      if (!first || first.schema.type === 'null') continue;
      const steps = [...trail, name];
      const type = factValueTypeOf(first.schema);
      const sensitive = tainted || entries.some((entry) => entry.schema['x-sensitive'] !== undefined);
      const choices = uniqueChoices(
        (declared.length > 0 ? declared : entries).flatMap((entry) => choicesOf(entry.schema) ?? []),
      );
      facts.push({
        fact: steps[0] ?? name,
        ...(trail.length > 0 ? { path: `$.${steps.slice(1).join('.')}` } : {}),
        type,
        title: first.schema['x-title'] ?? { 'zh-CN': name, en: name },
        ...(choices.length > 0 ? { choices } : {}),
        sensitive: sensitive || entries.some((entry) => holdsSensitive(entry.schema, form.schema)),
        required: entries.some((entry) => entry.required),
        system: false,
        forms: [form.key],
        ...conflictOf(declared.map((entry) => factValueTypeOf(entry.schema))),
        operators: operatorsFor(type).map((operator) => operator.name),
      });
      for (const entry of entries) {
        if (factValueTypeOf(entry.schema) === 'object') visit(entry.schema, steps, entry.required, sensitive);
      }
    }
  };
  visit(resolveRef(form.schema, form.schema), [], true, false);
  return facts;
}

function uniqueChoices(choices: FactChoice[]): FactChoice[] {
  return [...new Map(choices.map((choice) => [JSON.stringify(choice.value), choice])).values()];
}

function conflictOf(types: FactValueType[]): { conflict?: FactValueType[] } {
  const distinct = [...new Set(types)];
  return distinct.length > 1 ? { conflict: distinct } : {};
}

function merged(a: FactInfo, b: FactInfo): FactInfo {
  const choices = uniqueChoices([...(a.choices ?? []), ...(b.choices ?? [])]);
  return {
    ...a,
    ...(choices.length > 0 ? { choices } : {}),
    sensitive: a.sensitive || b.sensitive,
    required: a.required && b.required,
    forms: [...new Set([...a.forms, ...b.forms])],
    ...conflictOf([...(a.conflict ?? [a.type]), ...(b.conflict ?? [b.type])]),
  };
}

/** Under which an entry of the catalogue is found. */
export function factKey(fact: string, path?: string): string {
  return path === undefined || path === '$' ? fact : `${fact}${path.replace(/^\$?\.?/, '.')}`;
}

/** The system facts that rule sets of a kind see; all of them where no kind is given. */
export function systemFacts(kind?: RuleSetKind): FactInfo[] {
  return Object.entries(SYSTEM_FACTS)
    .filter(([name]) => kind === undefined || isVisibleTo(name as SystemFact, kind))
    .map(([fact, { type, title }]) => ({
      fact,
      type: type satisfies FactType,
      title,
      sensitive: false,
      required: false,
      system: true,
      forms: [],
      operators: operatorsFor(type).map((operator) => operator.name),
    }));
}

/** Whether a rule set of that kind is asked at a moment when the system fact is known. */
export function isVisibleTo(fact: SystemFact, kind: RuleSetKind): boolean {
  const info: { type: FactType; when?: readonly RuleSetKind[] } = SYSTEM_FACTS[fact];
  return info.when === undefined || info.when.includes(kind);
}

/**
 * Every fact that rules over these forms may name: top-level properties, properties of objects by path, and the
 * system facts (of one kind of rule set, or all). One entry a fact and path; of several forms merged, with
 * `conflict` where their types differ.
 */
export function factCatalogue(forms: readonly FormDefinition[], kind?: RuleSetKind): FactInfo[] {
  const catalogue = new Map<string, FactInfo>();
  for (const info of forms.flatMap(factsOfForm)) {
    const key = factKey(info.fact, info.path);
    const known = catalogue.get(key);
    catalogue.set(key, known ? merged(known, info) : info);
  }
  for (const info of systemFacts(kind)) if (!catalogue.has(info.fact)) catalogue.set(info.fact, info);
  return [...catalogue.values()];
}
