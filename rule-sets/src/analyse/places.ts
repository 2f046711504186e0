import { type FormDefinition, isNothing, pointerTokens, resolveRef } from '@caseway/form-schemas';
import { parseFactPath } from '../fact-path.ts';
import { isVisibleTo } from '../facts.ts';
import type { Condition, Leaf, RuleSet } from '../model/rule-set.ts';
import { SYSTEM_FACTS, type SystemFact } from '../model/system-facts.ts';
import type { NormalRuleSet } from '../reference/normalise.ts';
import { comparedFact } from '../reference/trace.ts';
import type { Cell } from './cell.ts';
import { flattened, type Part, scalarCells, type Use } from './cells.ts';
import { type FormField, formFields } from './form-fields.ts';
import { BOUND_FACTS, SYSTEM_DOMAINS } from './system-domains.ts';

/** Somewhere that a value can stand: a system fact, a field, or a property of an object field. */
export interface Place {
  key: string;
  fact: string;
  system: boolean;
  shape: 'scalar' | 'list' | 'object';
  /** Values of a scalar, elements of a list; none of an object. Nothing given is no cell. */
  cells: Cell[];
  /** False where some values may have been left without a cell, or forms disagree about what it is. */
  complete: boolean;
  /** Lengths of a list that somebody compares with, ascending: "at least so many". */
  lengths: number[];
  /** How many formats its parts demand. */
  formats: number;
  parts: Part[];
  uses: Use[];
  /** Some rule reads it. */
  read: boolean;
}

export interface FormFacts {
  form: FormDefinition;
  fields: ReadonlyMap<string, FormField>;
  /** Places of the fields that the form binds to facts and names of the platform. */
  bound: Partial<Record<string, string>>;
}

/** Everything that can differ between two cases as far as the rules and the forms' own conditions can tell. */
export interface Terrain {
  ruleSet: RuleSet;
  normal: NormalRuleSet;
  forms: FormFacts[];
  /** Keys of further forms of the rule set, of which nothing is known. */
  strangers: string[];
  places: ReadonlyMap<string, Place>;
  locate: (fact: unknown, path: unknown) => Location;
}

/** Where a rule reads: at a place, at what is never given, or where nothing is known but that something may stand there. */
export type Location = { at: Place } | 'missing' | 'unknown';

function leavesOf({ rules, named }: NormalRuleSet): Leaf[] {
  const leaves: Leaf[] = [];
  const seen = new Set<string>();
  const visit = (condition: Condition): void => {
    if ('condition' in condition) {
      const target = named.get(condition.condition);
      if (!target || seen.has(condition.condition)) return;
      seen.add(condition.condition);
      visit(target);
    } else if ('all' in condition) condition.all.forEach(visit);
    else if ('any' in condition) condition.any.forEach(visit);
    else if ('not' in condition) visit(condition.not);
    else leaves.push(condition);
  };
  for (const { conditions } of rules) visit(conditions);
  return leaves;
}

function shapeOf(parts: readonly Part[]): { shape: Place['shape']; agreed: boolean } {
  const shapes = new Set(
    parts
      .flatMap((part) => flattened(part))
      .flatMap(({ schema: { type, properties } }): Place['shape'][] => {
        if (type === 'array') return ['list'];
        if (type === 'object' || properties) return ['object'];
        return type === undefined ? [] : ['scalar'];
      }),
  );
  const [shape = 'scalar'] = shapes;
  return { shape, agreed: shapes.size < 2 };
}

/** What is compared with the elements of a list, as if it were compared with each for itself. */
function elementUses(uses: readonly Use[]): Use[] {
  return uses.flatMap(({ operator, value }) => {
    if (operator === 'contains' || operator === 'doesNotContain') return [{ operator: 'equal', value }];
    return operator === 'containsAny' || operator === 'containsAll' ? [{ operator: 'in', value }] : [];
  });
}

function lengthsOf(parts: readonly Part[], uses: readonly Use[]): number[] {
  const schemas = parts.flatMap((part) => flattened(part)).map(({ schema }) => schema);
  const limits = schemas.flatMap(({ minItems = 1, maxItems }) => [
    minItems,
    ...(maxItems === undefined ? [] : [maxItems + 1]),
  ]);
  const counted = uses.flatMap(({ operator, value }) =>
    operator === 'countAtLeast' && typeof value === 'number' ? [Math.ceil(value)] : [],
  );
  return [...new Set([1, ...limits, ...counted].filter((length) => length >= 1 && length < 10_000))].sort(
    (a, b) => a - b,
  );
}

const elementSchemas = ({ schema, root }: Part): Part[] =>
  [schema.items, schema.contains]
    .filter((part) => part !== undefined)
    .map((part) => ({ schema: resolveRef(part, root), root }));

/** What a form never keeps (null, a text without anything to be seen) stands nowhere in a case. */
const keepable = (cells: readonly Cell[], system: boolean): Cell[] =>
  cells.filter(({ value, kind }) => system || kind === 'object' || !isNothing(value));

/** `linked` and `compared`: also what is said of the places that share its values. */
function makePlace(
  key: string,
  parts: Part[],
  linked: readonly Part[],
  compared: readonly Use[],
  more: Pick<Place, 'system' | 'read' | 'uses'>,
): Place {
  const { shape, agreed } = shapeOf(parts);
  const all = [...parts, ...linked].flatMap((part) => flattened(part));
  const formats = new Set(all.flatMap(({ schema }) => schema.format ?? [])).size;
  const base = { key, fact: key.split('.')[0] ?? key, shape, parts, formats, lengths: [], ...more };
  if (shape === 'object') {
    const several = parts.filter(({ schema }) => schema.properties !== undefined).length > 1;
    return { ...base, cells: [], complete: agreed && !several };
  }
  if (shape === 'scalar') {
    const { cells, complete } = scalarCells([...parts, ...linked], compared);
    return { ...base, cells: keepable(cells, more.system), complete: complete && agreed && formats < 2 };
  }
  const elements = all.flatMap(elementSchemas);
  const objects = elements.some(
    ({ schema }) => schema.type === 'object' || schema.type === 'array' || schema.properties,
  );
  const { cells: possible, complete } = scalarCells(elements, elementUses(compared));
  const cells = keepable(possible, more.system);
  const inner: Cell[] = objects || cells.length === 0 ? [...cells, { id: 'object', kind: 'object', value: {} }] : cells;
  const lengths = lengthsOf(all, compared);
  // Of a gap between numbers or days it is not counted how many different values it has.
  const uncounted =
    lengths.length > 1 && inner.some(({ kind }) => kind === 'number' || kind === 'day' || kind === 'fen');
  return { ...base, cells: inner, lengths, complete: complete && agreed && !uncounted };
}

const placeKey = (pointer: string): string => pointerTokens(pointer).join('.');

/** Makes out which places matter and cuts each into cells; `whole`: every field of the forms matters. */
export function terrainOf(
  ruleSet: RuleSet,
  normal: NormalRuleSet,
  definitions: readonly FormDefinition[],
  strangers: string[] = [],
  { whole = false }: { whole?: boolean } = {},
): Terrain {
  const forms = definitions.map((form): FormFacts => {
    const bound = Object.entries(form.bindings ?? {}).map(([name, pointer]) => [name, placeKey(String(pointer))]);
    return { form, fields: formFields(form), bound: Object.fromEntries(bound) as FormFacts['bound'] };
  });
  const fieldsOf = (key: string): FormField[] => forms.flatMap(({ fields }) => fields.get(key) ?? []);
  const isSystem = (fact: string): fact is SystemFact => Object.hasOwn(SYSTEM_FACTS, fact);

  /** The key at which a rule reads, before it is known which places there are. */
  const keyAt = (fact: unknown, path: unknown): { key: string } | 'missing' | 'unknown' => {
    if (typeof fact !== 'string' || fact === '') return 'missing';
    const steps = typeof path === 'string' && path !== '' ? (parseFactPath(path) ?? []) : [];
    if (isSystem(fact)) {
      if (!isVisibleTo(fact, ruleSet.kind)) return 'missing';
      return steps.length > 0 && SYSTEM_FACTS[fact].type === 'texts' ? 'unknown' : { key: fact };
    }
    const parts = (key: string) => fieldsOf(key).flatMap((field) => field.parts);
    if (fieldsOf(fact).length === 0) return 'missing';
    let key = fact;
    for (const step of steps) {
      const { shape } = shapeOf(parts(key));
      if (shape === 'list') return 'unknown';
      // The path of something that is no object gives the fact itself.
      if (shape === 'scalar') return key === fact ? { key } : /^(length|\d+)$/.test(step) ? 'unknown' : 'missing';
      if (fieldsOf(`${key}.${step}`).length === 0) return 'missing';
      key = `${key}.${step}`;
    }
    return fieldsOf(key).some(({ sensitive }) => sensitive) ? 'missing' : { key };
  };

  const uses = new Map<string, Use[]>();
  const read = new Set<string>();
  const use = (key: string, more: Use) => uses.set(key, [...(uses.get(key) ?? []), more]);
  for (const { fact, path, operator, value } of leavesOf(normal)) {
    const other = comparedFact(value);
    for (const [name, at] of [[fact, path], ...(other ? [[other.fact, other.path]] : [])]) {
      const found = keyAt(name, at);
      if (typeof found === 'object') read.add(found.key);
    }
    const found = keyAt(fact, path);
    if (!other && typeof found === 'object') use(found.key, { operator, value: value as Use['value'] });
  }

  const links = linksOf(forms, read);
  const keys = new Set<string>(['form', ...read, ...links.flatMap(({ field }) => field)]);
  for (const { fields } of forms) for (const [key, { decides }] of fields) if (decides || whole) keys.add(key);
  for (const key of [...keys]) {
    const steps = key.split('.');
    for (let length = 1; length < steps.length; length++) keys.add(steps.slice(0, length).join('.'));
  }

  // A bound field and its fact are cut alike, so that a cell of the one is a cell of the other.
  const partsOf = (key: string): Part[] => {
    if (!isSystem(key)) return fieldsOf(key).flatMap(({ parts }) => parts);
    const { values } = SYSTEM_DOMAINS[key](ruleSet, [...forms.map(({ form }) => form.key), ...strangers]);
    return values.map((schema) => ({ schema, root: schema }));
  };
  const group = (key: string): string[] => {
    const fact = links.find((link) => link.fact === key || link.field === key)?.fact;
    return fact === undefined ? [key] : [fact, ...links.filter((link) => link.fact === fact).map(({ field }) => field)];
  };
  const places = new Map<string, Place>();
  for (const key of keys) {
    const others = [...new Set(group(key))].filter((other) => other !== key);
    const compared = [key, ...others].flatMap((name) => uses.get(name) ?? []);
    const more = { system: isSystem(key), read: read.has(key), uses: uses.get(key) ?? [] };
    places.set(key, makePlace(key, partsOf(key), others.flatMap(partsOf), compared, more));
  }
  const locate = (fact: unknown, path: unknown): Location => {
    const found = keyAt(fact, path);
    const at = typeof found === 'object' ? places.get(found.key) : undefined;
    return at ? { at } : found === 'unknown' ? 'unknown' : 'missing';
  };
  return { ruleSet, normal, forms, strangers, places, locate };
}

/** The fields whose values the platform hands on as facts of its own, as far as rules read those facts. */
function linksOf(forms: readonly FormFacts[], read: ReadonlySet<string>): { fact: string; field: string }[] {
  return forms.flatMap(({ bound, fields }) =>
    BOUND_FACTS.flatMap((fact) => {
      const field = bound[fact];
      return read.has(fact) && field !== undefined && fields.has(field) ? [{ fact, field }] : [];
    }),
  );
}
