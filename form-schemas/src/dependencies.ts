import { alternativesOf } from './branches.ts';
import { calculatedPatterns, declarationsOf, parsedAt } from './calculate/calculations.ts';
import { infer } from './calculate/infer.ts';
import { scopesBelow } from './calculate/scopes.ts';
import { SAYS_NOTHING } from './condition-keywords.ts';
import { DAY_QUESTIONS } from './day-bounds.ts';
import { withDefaults } from './defaults.ts';
import { isObject } from './json/equal.ts';
import { escapeToken, pointerTokens } from './json/pointer.ts';
import type { FormData, FormDefinition, FormSchema, Json } from './model/form-definition.ts';
import type { Present } from './model/present.ts';
import { type ResolvedSection, resolveForm } from './resolve-form.ts';
import { partsOf, resolveRef } from './schema-index.ts';
import { branchesOf, MAX_DEPTH } from './schema-walk.ts';
import { keptOf, withCalculated } from './take-in.ts';

/**
 * Which places of its data a form reads: what stands anywhere else changes nothing but itself. A pointer stands for the
 * value there with everything in it; `*` is any row of a list.
 */
export interface Dependencies {
  /** What decides which fields the form shows outside of groups and rows, and what they demand. */
  shown: readonly string[];
  /** What brings defaults, besides a row that is new; null where the form has none. */
  defaults: readonly string[] | null;
  /** What calculated values are made of, and what decides whether they are there; null where the form has none. */
  calculated: readonly string[] | null;
  /** Days that are asked about where they are unusual. */
  questions: readonly string[];
}

type Form = Pick<FormDefinition, 'schema' | 'bindings'>;

/** What a condition on the value at a place reads, added to `found`. */
function addCondition(
  given: FormSchema | boolean,
  root: FormSchema,
  at: string,
  found: Set<string>,
  depth: number,
): void {
  if (typeof given === 'boolean') return;
  const here = resolveRef(given, root);
  if (depth > MAX_DEPTH || here.$ref !== undefined) {
    found.add(at);
    return;
  }
  const inner = (part: FormSchema | boolean, place = at) => addCondition(part, root, place, found, depth + 1);
  for (const [keyword, value] of Object.entries(here)) {
    switch (keyword) {
      case 'properties':
        for (const [name, part] of Object.entries(here.properties ?? {})) inner(part, `${at}/${escapeToken(name)}`);
        break;
      case 'required':
        for (const name of here.required ?? []) found.add(`${at}/${escapeToken(name)}`);
        break;
      case 'allOf':
      case 'anyOf':
      case 'oneOf':
        for (const part of here[keyword] ?? []) inner(part);
        break;
      case 'not':
      case 'if':
      case 'then':
      case 'else':
        inner(value as FormSchema | boolean);
        break;
      case 'type':
        // A form is an object whatever stands in it.
        if (at !== '') found.add(at);
        break;
      default:
        if (!keyword.startsWith('x-') && !SAYS_NOTHING.has(keyword)) found.add(at);
    }
  }
}

const reads = new WeakMap<FormSchema, readonly string[]>();

/** What decides which fields an object (the form, a group, a row) shows, by pointer from that object. */
export function conditionReads(schema: FormSchema, root: FormSchema): readonly string[] {
  const known = reads.get(schema);
  if (known) return known;
  const found = new Set<string>();
  const collect = (given: FormSchema, depth: number): void => {
    const here = resolveRef(given, root);
    if (depth > MAX_DEPTH) return;
    if (here.if !== undefined) {
      addCondition(here.if, root, '', found, 0);
      for (const branch of [here.then, here.else]) if (branch) collect(branch, depth + 1);
    }
    for (const part of here.allOf ?? []) collect(part, depth + 1);
    for (const { condition, branch } of alternativesOf(here, root).flat()) {
      addCondition(condition, root, '', found, 0);
      collect(branch, depth + 1);
    }
  };
  collect(schema, 0);
  const all = [...found];
  reads.set(schema, all);
  return all;
}

/** Each way in which an object or one of its branches speaks of its parts: `*` for the rows of a list. */
function* partsOfObject(given: FormSchema, root: FormSchema, depth = 0): Generator<[name: string, schema: FormSchema]> {
  const here = resolveRef(given, root);
  if (depth > MAX_DEPTH) return;
  for (const [name, part] of Object.entries(here.properties ?? {})) yield [name, resolveRef(part, root)];
  if (here.items) yield ['*', resolveRef(here.items, root)];
  for (const branch of branchesOf(here)) yield* partsOfObject(branch, root, depth + 1);
}

/**
 * What is kept of a group depends on what the group itself shows: who reads one of its values reads what decides that, too.
 * What is read of a list, or of what no part of the form declares, is read whole.
 */
function addGroups(schema: FormSchema, root: FormSchema, pointer: string, found: Set<string>): void {
  let at: FormSchema[] = [schema];
  let place = '';
  for (const token of pointerTokens(pointer).slice(0, -1)) {
    const name = token;
    place += `/${escapeToken(token)}`;
    at = at.flatMap((one) => [...partsOfObject(one, root)].filter(([known]) => known === name).map(([, part]) => part));
    if (at.length === 0 || at.some(({ items }) => items !== undefined)) {
      found.add(place);
      return;
    }
    for (const group of at) for (const read of conditionReads(group, root)) found.add(`${place}${read}`);
  }
}

function withGroups(schema: FormSchema, root: FormSchema): readonly string[] {
  const found = new Set(conditionReads(schema, root));
  // A set tells of what is added while it is walked.
  for (const pointer of found) addGroups(schema, root, pointer, found);
  return [...found];
}

/** Calls with every object and field that the form has anywhere, each once a place. */
function everyPart(form: Form, visit: (schema: FormSchema, pointer: string) => void): void {
  const seen = new Map<FormSchema, Set<string>>();
  const walk = (schema: FormSchema, pointer: string, depth: number): void => {
    const places = seen.get(schema) ?? new Set();
    if (depth > MAX_DEPTH || places.has(pointer)) return;
    seen.set(schema, places.add(pointer));
    visit(schema, pointer);
    for (const [name, part] of partsOfObject(schema, form.schema)) {
      walk(part, `${pointer}/${name === '*' && schema.items ? name : escapeToken(name)}`, depth + 1);
    }
  };
  walk(resolveRef(form.schema, form.schema), '', 0);
}

function hasDefault(root: FormSchema): boolean {
  const open = [root];
  for (let schema = open.pop(); schema; schema = open.pop()) {
    if (schema.default !== undefined) return true;
    open.push(...partsOf(schema).map((part) => part.schema));
  }
  return false;
}

/** The fields that expressions of calculated values name, and the day that `today()` is. */
function calculationReads(form: Form): string[] {
  const root = form.schema;
  const { receivedOn } = form.bindings ?? {};
  const named = scopesBelow(root).flatMap((scope) =>
    declarationsOf(scope.schema, root).flatMap(({ schema }) => {
      const text = schema['x-calculate'];
      const parsed = text === undefined ? undefined : parsedAt(root, scope, text);
      return parsed ? infer(parsed, scope, root).reads.map(({ pattern }) => pattern) : [];
    }),
  );
  return receivedOn === undefined ? named : [...named, receivedOn];
}

const known = new WeakMap<FormSchema, Dependencies>();

/** Made once a form. */
export function dependenciesOf(form: Form): Dependencies {
  const found = known.get(form.schema);
  if (found) return found;
  const root = form.schema;
  const conditions = new Set<string>();
  const questions = new Set<string>();
  everyPart(form, (schema, pointer) => {
    for (const read of conditionReads(schema, root)) conditions.add(pointer + read);
    if (DAY_QUESTIONS.some((keyword) => schema[keyword] !== undefined)) questions.add(pointer);
  });
  const made: Dependencies = {
    shown: withGroups(root, root),
    defaults: hasDefault(root) ? [...conditions] : null,
    calculated: calculatedPatterns(root).size > 0 ? [...conditions, ...calculationReads(form)] : null,
    questions: [...questions],
  };
  known.set(root, made);
  return made;
}

/**
 * The sections of a form for data as entered, with the calculated values in them: what is blank or hidden is no answer. Only
 * what the conditions of the form read is looked at.
 */
export function sectionsFor(form: FormDefinition, entered: FormData): ResolvedSection[] {
  const { shown } = dependenciesOf(form);
  if (shown.includes('')) return resolveForm(form, keptOf(form, entered));
  const names = new Set(shown.map((pointer) => pointerTokens(pointer)[0] ?? ''));
  const read = Object.fromEntries([...names].flatMap((name) => entryOf(entered, name)));
  return resolveForm(form, keptOf(form, read));
}

const entryOf = (data: FormData, name: string): [string, Json][] =>
  Object.hasOwn(data, name) ? [[name, data[name] as Json]] : [];

const meets = (read: readonly string[], at: readonly string[]): boolean =>
  read.every(
    (token, index) => index >= at.length || token === at[index] || (token === '*' && /^\d+$/.test(at[index] ?? '')),
  );

/** Whether something that these pointers read is another one, or a group or row has come or gone. */
function isConcerned(pointers: readonly string[], before: Json | undefined, now: Json | undefined): boolean {
  const ways = pointers.map(pointerTokens);
  const differs = (then: Json | undefined, value: Json | undefined, at: readonly string[]): boolean => {
    if (then === value) return false;
    if (Array.isArray(then) && Array.isArray(value) && then.length === value.length) {
      return value.some((row, index) => differs(then[index], row, [...at, String(index)]));
    }
    if (isObject(then) && isObject(value)) {
      return [...new Set([...Object.keys(then), ...Object.keys(value)])].some((name) => {
        const [old, next] = [then, value].map((one) => (Object.hasOwn(one, name) ? one[name] : undefined));
        return old !== next && differs(old, next, [...at, name]);
      });
    }
    const holdsMore = [then, value].some((one) => typeof one === 'object' && one !== null);
    return holdsMore || ways.some((way) => meets(way, at));
  };
  return differs(before, now, []);
}

/**
 * The data once what follows from a change has come with it: the one place where values are written that nobody typed. The
 * same object where nothing follows.
 *
 * @param before The data before the change, with what followed then.
 */
export function withDerived(form: Form, data: FormData, before: FormData, present: Present): FormData {
  const { defaults, calculated } = dependenciesOf(form);
  const begun = defaults && isConcerned(defaults, before, data) ? withDefaults(form, data, before) : data;
  return calculated && isConcerned(calculated, before, begun) ? withCalculated(form, begun, present) : begun;
}
