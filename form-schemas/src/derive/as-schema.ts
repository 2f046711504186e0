import { isObject } from '../json/equal.ts';
import { jsonText } from '../json/text.ts';
import type { FormSchema, Json } from '../model/form-definition.ts';
import type { LocalizedText } from '../model/text.ts';
import { PLACES } from '../schema-places.ts';
import { fullText } from './full-text.ts';

type Raw = Record<string, unknown>;

/**
 * A schema with each part that stands in it given to `change`; the same object where none changes. Where parts should
 * stand and something else does (a draft may be half written), nothing is left.
 */
function withParts(schema: Raw, change: (part: unknown, keyword: string, name?: string) => unknown): Raw {
  const next: Raw = { ...schema };
  for (const [keyword, place] of Object.entries(PLACES)) {
    const value = schema[keyword];
    if (value === undefined) continue;
    if (place === 'single') next[keyword] = change(value, keyword);
    else if (place === 'list' && Array.isArray(value)) {
      const parts = value.map((part: unknown) => change(part, keyword));
      if (parts.some((part, index) => part !== value[index])) next[keyword] = parts;
    } else if (place === 'map' && isObject(value)) {
      const parts = Object.entries(value).map(([name, part]) => [name, change(part, keyword, name)] as const);
      if (parts.some(([name, part]) => part !== value[name])) next[keyword] = Object.fromEntries(parts);
    } else delete next[keyword];
  }
  const kept = Object.keys(schema).every((keyword) => next[keyword] === schema[keyword]);
  return kept ? schema : next;
}

const TEXTS = ['x-title', 'x-help'] as const;
const LISTED = ['enum', 'required'] as const;

/** The choices that `oneOf: [{const, title}]` names; undefined where it says more than that. */
function namedChoices(schema: Raw): { values: Json[]; titles: Record<string, LocalizedText> } | undefined {
  const { oneOf } = schema;
  if (!Array.isArray(oneOf) || oneOf.length === 0 || schema.enum !== undefined) return undefined;
  const values: Json[] = [];
  const titles: Record<string, LocalizedText> = {};
  for (const choice of oneOf as unknown[]) {
    if (!isObject(choice) || !Object.hasOwn(choice, 'const')) return undefined;
    const { const: value, title, 'x-title': named, description: _, ...more } = choice;
    const text = fullText(named) ?? fullText(title);
    if (Object.keys(more).length > 0 || value === undefined || !text) return undefined;
    values.push(value);
    titles[jsonText(value)] = text;
  }
  // Twice the same value would fit no longer: as the standard says, and not as a list of choices does.
  return new Set(values.map(jsonText)).size === values.length ? { values, titles } : undefined;
}

/** What a schema says in words, in our keywords: of both languages, from those of the standard where ours are absent. */
function withWords(schema: Raw, label: string | undefined): Raw {
  const next: Raw = { ...schema };
  for (const keyword of TEXTS) {
    if (schema[keyword] !== undefined) next[keyword] = fullText(schema[keyword]) ?? schema[keyword];
  }
  if (schema['x-title'] === undefined && label !== undefined) {
    next['x-title'] = fullText(schema.title) ?? { 'zh-CN': label, en: label };
    const help = fullText(schema.description);
    if (schema['x-help'] === undefined && help) next['x-help'] = help;
  }
  // A draft may be half written: what is no list of choices offers none.
  for (const keyword of LISTED) if (next[keyword] !== undefined && !Array.isArray(next[keyword])) delete next[keyword];
  const choices = namedChoices(next);
  if (choices) {
    delete next.oneOf;
    next.enum = choices.values;
    next['x-enum-titles'] = choices.titles;
  }
  const list = next.enum;
  if (Array.isArray(list) && next['x-title'] !== undefined) {
    const given = isObject(next['x-enum-titles']) ? next['x-enum-titles'] : {};
    const titles: Raw = {};
    for (const [value, title] of Object.entries(given)) titles[value] = fullText(title) ?? title;
    if (label !== undefined) {
      for (const value of list as Json[]) titles[jsonText(value)] ??= fullText(jsonText(value));
    }
    if (Object.keys(titles).length > 0) next['x-enum-titles'] = titles;
  }
  const changed = Object.keys(next).length !== Object.keys(schema).length || hasChanged(next, schema);
  return changed ? next : schema;
}

const hasChanged = (next: Raw, before: Raw): boolean =>
  Object.entries(next).some(([keyword, value]) => {
    const was = before[keyword];
    return value !== was && JSON.stringify(value) !== JSON.stringify(was);
  });

/** Whether anything in it is called by our own keyword: then what is not called so is not meant to be a field of its own. */
export function namesItself(root: unknown): boolean {
  const open: unknown[] = [root];
  while (open.length > 0) {
    const schema = open.pop();
    if (!isObject(schema)) continue;
    if (schema['x-title'] !== undefined) return true;
    withParts(schema, (part) => open.push(part) && part);
  }
  return false;
}

const IN_PLACE = ['allOf', 'anyOf', 'oneOf', 'then', 'else', 'dependentSchemas'];
const ASKING = ['if', 'not', 'contains', 'propertyNames'];

const namesOf = (schema: Raw): string[] => (isObject(schema.properties) ? Object.keys(schema.properties) : []);

/** `known`: fields of the object that stand outside of its branches: there, a branch only narrows them. */
function derived(
  given: unknown,
  root: { plain: boolean },
  label: string | undefined,
  known: ReadonlySet<string>,
): unknown {
  // A draft may be half written: what is no schema says nothing.
  const schema: Raw = isObject(given) ? given : given === false ? { not: {} } : {};
  const here = new Set([...known, ...namesOf(schema)]);
  const inner = withParts(schema, (part, keyword, name) => {
    if (keyword === 'additionalProperties' || keyword.startsWith('unevaluated')) {
      return typeof part === 'boolean' ? part : derived(part, root, undefined, new Set());
    }
    if (keyword === 'properties' && name !== undefined) {
      // Our own forms say by the name which of several places declares a field.
      const declares = root.plain && !known.has(name);
      return derived(part, root, declares ? name : undefined, new Set());
    }
    // What only asks calls nothing.
    if (ASKING.includes(keyword)) return derived(part, { plain: false }, undefined, new Set());
    return derived(part, root, undefined, IN_PLACE.includes(keyword) ? here : new Set());
  });
  return withWords(inner, label);
}

/**
 * A schema as forms work with it: the same demands, `true` and `false` as objects, fields called by `title` or their
 * name and choices by `oneOf: [{const, title}]` where our own keywords are absent, texts in both languages. The same
 * object where nothing is to be derived.
 */
export function asSchema(given: unknown): FormSchema {
  return derived(given, { plain: !namesItself(given) }, undefined, new Set()) as FormSchema;
}
