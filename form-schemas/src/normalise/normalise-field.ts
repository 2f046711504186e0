import { matches } from '../evaluate/evaluate.ts';
import { FIELD_TYPES } from '../field-types/registry.ts';
import { isBlank } from '../json/usable.ts';
import type { FormSchema, Json } from '../model/form-definition.ts';
import { trimmed } from '../readings/characters.ts';
import { READINGS, type TypedKind } from '../readings/readings.ts';

/** The kinds by format, as the types say it that have one. */
const OF_FORMAT: ReadonlyMap<string, TypedKind> = new Map(
  Object.values(FIELD_TYPES).flatMap(({ jsonFormat, typed }) => (jsonFormat && typed ? [[jsonFormat, typed]] : [])),
);

/** What kind of text is typed into a field; undefined where none is. */
export function typedKindOf({ type, format, pattern }: FormSchema): TypedKind | undefined {
  if (type === 'integer' || type === 'number') return type;
  if (type !== undefined && type !== 'string') return undefined;
  return OF_FORMAT.get(format ?? '') ?? (pattern === undefined ? 'text' : 'code');
}

/**
 * What somebody typed into a field, as it is stored: understood where its meaning is certain, else the text as typed, to be
 * told as an error by whoever validates. Undefined: blank. What is no text stays as it is; so does what the field allows as
 * typed and would not allow otherwise. Giving it the result again changes nothing.
 */
export function normaliseField(schema: FormSchema, value: Json, root: FormSchema = schema): Json | undefined {
  if (typeof value !== 'string') return value;
  if (isBlank(value)) return undefined;
  const kind = typedKindOf(schema);
  if (kind === undefined) return value;
  const fits = (one: Json): boolean => matches(schema, one, root);
  const bare = trimmed(value);
  // A choice, or a pattern that speaks of white space, is meant to the letter.
  const literal = schema.enum !== undefined || schema.const !== undefined || schema.pattern !== undefined;
  const typed = literal && bare !== value && fits(value) && !fits(bare) ? value : bare;
  const understood = READINGS[kind](typed);
  if (understood === undefined || understood === typed) return typed;
  // A pattern may want the very letters that were typed; a text that fits neither way stays as typed.
  if (kind === 'code') return !fits(typed) && fits(understood) ? understood : typed;
  return literal && fits(typed) && !fits(understood) ? typed : understood;
}
