import { errorText, fill, givesNoReason, type LocalizedText, saysNothing } from '@caseway/form-schemas';
import type { StandardSchemaV1 } from '@standard-schema/spec';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Static, TSchema } from 'typebox';
import { DomainError, type ErrorItem } from '../errors/domain-error.ts';
import { isDay, isInstantText, LARGEST_WHOLE, UUID } from './params.ts';
import { currentLocale } from './request-context.ts';

/** Queries arrive as text: numbers and booleans are read from it. Defaults are filled in; nothing is dropped silently. */
const ajv = new Ajv2020({ allErrors: true, coerceTypes: true, useDefaults: true, strict: false });
addFormats.default(ajv);
// The package's own let through what is no value of a column: `urn:uuid:…`, a second 60, the year 0.
ajv.addFormat('uuid', UUID);
ajv.addFormat('words', (text) => !saysNothing(text));
ajv.addFormat('reason', (text) => !givesNoReason(text));
ajv.addFormat('date', isDay);
ajv.addFormat('date-time', isInstantText);

const escapeToken = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

function itemOf({ keyword, instancePath, params }: ErrorObject): ErrorItem {
  const { missingProperty, additionalProperty } = params as { missingProperty?: string; additionalProperty?: string };
  const name = missingProperty ?? additionalProperty;
  const pointer = name === undefined ? instancePath : `${instancePath}/${escapeToken(name)}`;
  const locale = currentLocale();
  if (additionalProperty !== undefined) return unknownMember(additionalProperty, instancePath);
  if (keyword === 'format' && params.format === 'words') return { pointer, message: BLANK[locale] };
  if (keyword === 'format' && params.format === 'reason') return { pointer, message: NO_REASON[locale] };
  return { pointer, message: errorText(keyword, params, pointer.split('/').at(-1) || BODY[locale], locale) };
}

/** A member of a request that nobody reads. */
export function unknownMember(name: string, at = ''): ErrorItem {
  const message = fill(UNKNOWN[currentLocale()], { member: name });
  return { pointer: `${at}/${escapeToken(name)}`, message };
}

/** One of several constants that a value may be: their refusals, one each, are one in words. */
function itemsOf(errors: readonly ErrorObject[]): ErrorItem[] {
  const items = new Map<string, ErrorItem>();
  for (const error of errors) {
    const { keyword, instancePath } = error;
    const choices = errors.filter((other) => other.keyword === 'const' && other.instancePath === instancePath);
    const several = keyword === 'anyOf' || (keyword === 'const' && choices.length > 1);
    const allowed = choices.map(({ params }) => String(params.allowedValue)).join(', ');
    const item =
      several && choices.length > 0
        ? { pointer: instancePath, message: fill(CHOICES[currentLocale()], { allowed }) }
        : itemOf(error);
    items.set(`${item.pointer} ${item.message}`, item);
  }
  return [...items.values()];
}

const CHOICES: LocalizedText = {
  'zh-CN': '只能是以下之一：{allowed}。请改选。',
  en: 'It can only be one of: {allowed}. Choose one of these.',
};
const BODY: LocalizedText = { 'zh-CN': '正文', en: 'the body' };
const BLANK: LocalizedText = {
  'zh-CN': '请写明内容：空格、标点，或“无”“同上”一类的字，等于没有写。',
  en: 'Write it down: blanks, signs, or a word like "none" say nothing.',
};
const NO_REASON: LocalizedText = {
  'zh-CN': '请写明理由，至少几个字：空格、标点、数字，单个字母，或“无”“同上”一类的字，等于没有写。',
  en: 'Give the reason in a few words: blanks, signs, numbers, single letters, or a word like "none" give none.',
};
const UNKNOWN: LocalizedText = {
  'zh-CN': '没有“{member}”这一项：请删除，或改正拼写。',
  en: 'There is no "{member}" here: remove it, or mend its spelling.',
};

/** Keywords that hold schemas: one, several, or by name. */
const ONE = new Set(['items', 'not', 'additionalProperties', 'contains']);
const SEVERAL = new Set(['anyOf', 'allOf', 'oneOf']);
const BY_NAME = new Set(['properties', 'patternProperties', '$defs']);

/**
 * The schema with every object closed that lists its members: what nobody reads is refused instead of being dropped
 * silently, so whoever misspells a member is told. Objects with members of any name, a form's data and a document's
 * content among them, stay open.
 */
export function closed(schema: Record<string, unknown>): Record<string, unknown> {
  const inside = (part: unknown): unknown =>
    part !== null && typeof part === 'object' && !Array.isArray(part) ? closed(part as Record<string, unknown>) : part;
  const inner = Object.fromEntries(
    Object.entries(schema).map(([keyword, value]) => {
      if (ONE.has(keyword)) return [keyword, inside(value)];
      if (SEVERAL.has(keyword) && Array.isArray(value)) return [keyword, value.map(inside)];
      if (!BY_NAME.has(keyword) || value === null || typeof value !== 'object') return [keyword, value];
      return [keyword, Object.fromEntries(Object.entries(value).map(([name, part]) => [name, inside(part)]))];
    }),
  );
  // A whole number lies in a column sooner or later.
  if (inner.type === 'integer') return { minimum: -LARGEST_WHOLE, maximum: LARGEST_WHOLE, ...inner };
  const listed = inner.type === 'object' && inner.properties !== undefined;
  return listed && inner.additionalProperties === undefined ? { ...inner, additionalProperties: false } : inner;
}

type Api<T extends TSchema> = StandardSchemaV1<unknown, Static<T>>;

const known = new WeakMap<TSchema, Api<TSchema>>();

/**
 * A TypeBox schema as a Standard Schema: Ajv validates, Nest takes it in `@Body({schema})` and `@Query({schema})`, and the description of the interface
 * is made of the same JSON Schema. What does not fit is `invalid`, with every place named in the language of the request.
 */
export function api<T extends TSchema>(schema: T): Api<T> {
  const before = known.get(schema);
  if (before) return before as Api<T>;
  const plain = JSON.parse(JSON.stringify(schema));
  const request = closed(plain);
  let check: ValidateFunction | undefined;
  const made = {
    '~standard': {
      version: 1,
      vendor: 'caseway',
      validate: (value: unknown) => {
        check ??= ajv.compile(request);
        const input = value === undefined ? {} : value;
        if (check(input)) return { value: input as Static<T> };
        throw new DomainError('invalid', {}, itemsOf(check.errors ?? []));
      },
      jsonSchema: { input: () => request, output: () => plain },
    },
  } as Api<T>;
  known.set(schema, made as Api<TSchema>);
  return made;
}
