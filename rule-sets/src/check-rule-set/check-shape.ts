import { isBlank } from '@caseway/form-schemas';
import { isJsonObject, pointerTo } from '../json-value.ts';
import type { ShapeSchema } from '../meta-schema.ts';
import { finding, type RuleSetFinding } from './finding-catalogue.ts';

const UNSAFE_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

const IS: Record<NonNullable<ShapeSchema['type']>, (value: unknown) => boolean> = {
  object: isJsonObject,
  array: Array.isArray,
  string: (value) => typeof value === 'string',
  integer: Number.isInteger,
  boolean: (value) => typeof value === 'boolean',
};

/** True for a name that json-rules-engine, or JavaScript, treats specially. */
export function isUnsafeKey(key: string): boolean {
  return UNSAFE_KEYS.has(key);
}

const LANGUAGES = ['zh-CN', 'en'] as const;

/** A text that says nothing in a language: no fault where it does in the other, and worth a word. */
function unsaid(text: Record<string, unknown>, language: string, pointer: string): RuleSetFinding {
  const isSaid = LANGUAGES.some((other) => {
    const words = Object.hasOwn(text, other) ? text[other] : undefined;
    return typeof words === 'string' && !isBlank(words);
  });
  return finding(isSaid ? 'language-missing' : 'text-missing', pointer, { language });
}

/**
 * Checks a value against the meta-schema. `skip` names definitions whose values somebody else checks.
 * A text without words in any language is `text-missing`; in one of them, `language-missing`.
 */
export function checkShape(value: unknown, root: ShapeSchema, skip: ReadonlySet<string>): RuleSetFinding[] {
  const found: RuleSetFinding[] = [];

  const checkObject = (object: Record<string, unknown>, schema: ShapeSchema, pointer: string): void => {
    for (const name of schema.required ?? []) {
      if (!Object.hasOwn(object, name)) {
        const isText = schema === root.$defs?.text;
        found.push(isText ? unsaid(object, name, pointer) : finding('missing-property', pointer, { name }));
      }
    }
    const names = Object.keys(object);
    if (names.length > (schema.maxProperties ?? Number.POSITIVE_INFINITY)) {
      found.push(finding('too-long', pointer, { limit: schema.maxProperties ?? 0 }));
    }
    for (const name of names) {
      const at = pointerTo(pointer, name);
      const property =
        schema.properties && Object.hasOwn(schema.properties, name) ? schema.properties[name] : undefined;
      if (schema.propertyNames) check(name, schema.propertyNames, at);
      if (property) check(object[name], property, at);
      else if (isUnsafeKey(name)) found.push(finding('unsafe-key', at, { name }));
      else if (schema.additionalProperties === false) found.push(finding('unknown-property', at, { name }));
      else if (typeof schema.additionalProperties === 'object') check(object[name], schema.additionalProperties, at);
    }
  };

  const checkString = (text: string, schema: ShapeSchema, pointer: string): void => {
    if (text.length < (schema.minLength ?? 0)) found.push(finding('too-short', pointer));
    if (text.length > (schema.maxLength ?? Number.POSITIVE_INFINITY)) {
      found.push(finding('too-long', pointer, { limit: schema.maxLength ?? 0 }));
    } else if (schema.pattern !== undefined && !new RegExp(schema.pattern, 'u').test(text)) {
      found.push(finding('bad-pattern', pointer, { value: text, pattern: schema.pattern }));
    }
  };

  const checkItems = (items: unknown[], schema: ShapeSchema, pointer: string): void => {
    if (items.length > (schema.maxItems ?? Number.POSITIVE_INFINITY)) {
      found.push(finding('too-long', pointer, { limit: schema.maxItems ?? 0 }));
    }
    const { items: each } = schema;
    if (!each) return;
    items.forEach((item, index) => {
      check(item, each, pointerTo(pointer, index));
    });
  };

  const check = (part: unknown, given: ShapeSchema, pointer: string): void => {
    let schema = given;
    if (given.$ref !== undefined) {
      const name = given.$ref.slice('#/$defs/'.length);
      if (skip.has(name)) return;
      schema = root.$defs?.[name] ?? {};
    }
    if (schema.enum && !(typeof part === 'string' && schema.enum.includes(part))) {
      found.push(finding('not-allowed', pointer, { allowed: schema.enum.join(', ') }));
      return;
    }
    if (schema.type && !IS[schema.type](part)) {
      found.push(finding('wrong-kind', pointer, { expected: schema.type }));
      return;
    }
    if (typeof part === 'number') {
      const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.MAX_SAFE_INTEGER } = schema;
      if (part < minimum || part > maximum) found.push(finding('out-of-range', pointer, { minimum, maximum }));
    }
    if (typeof part === 'string') checkString(part, schema, pointer);
    if (Array.isArray(part)) checkItems(part, schema, pointer);
    if (isJsonObject(part)) {
      checkObject(part, schema, pointer);
      if (schema === root.$defs?.text) {
        for (const language of LANGUAGES) {
          const text = Object.hasOwn(part, language) ? part[language] : undefined;
          if (typeof text === 'string' && isBlank(text)) {
            found.push(unsaid(part, language, pointerTo(pointer, language)));
          }
        }
      }
    }
  };

  check(value, root, '');
  return found;
}
