import { matches } from '../evaluate/evaluate.ts';
import { FORM_META_SCHEMA } from '../form-meta-schema.ts';
import { equalJson } from '../json/equal.ts';
import type { FormSchema, Json } from '../model/form-definition.ts';
import { recusesOf } from '../model/recuses.ts';
import { CONTENT_KEYWORDS } from './parts.ts';
import { FIELD_TYPES, type FieldType, fieldTypeOf } from './registry.ts';

/** What is true of a field whatever its type: its words, whose secret it is, and what demands nothing. */
const WORDS = [
  'title',
  'description',
  'x-title',
  'x-help',
  'x-sensitive',
  '$comment',
  'deprecated',
  'readOnly',
  'writeOnly',
];
const KNOWN: readonly string[] = Object.keys(FORM_META_SCHEMA.$defs.schema.properties);
const isOfAnyType = (keyword: string): boolean =>
  WORDS.includes(keyword) || (keyword.startsWith('x-') && !KNOWN.includes(keyword));

const CROSSED = [
  ['minimum', 'maximum'],
  ['minLength', 'maxLength'],
  ['minItems', 'maxItems'],
] as const;
const isCrossed = (schema: FormSchema): boolean =>
  CROSSED.some(([least, most]) => (schema[least] ?? -Infinity) > (schema[most] ?? Infinity));

/** Whether a keyword of the schema it was can stand in the one it becomes, so that it stays one of its type. */
function takes(schema: FormSchema, keyword: string, before: FormSchema, to: FieldType): boolean {
  const { limits, recuses, petitioner, decides } = FIELD_TYPES[to];
  const next = { ...schema, [keyword]: before[keyword as keyof FormSchema] };
  if (isOfAnyType(keyword)) return true;
  if (keyword === 'x-recuses' && recusesOf(before) === 'described') return fieldTypeOf(next) === to;
  if (keyword === 'x-recuses') return recuses !== undefined && recusesOf(before) === recuses;
  if (keyword === 'x-petitioner')
    return before['x-petitioner'] !== undefined && petitioner?.includes(before['x-petitioner']) === true;
  if (keyword === 'default') {
    const answersNow = decides && !FIELD_TYPES[fieldTypeOf(before)].decides;
    return before.default !== undefined && !answersNow && matches(schema, before.default, schema);
  }
  if (!(limits as readonly string[]).includes(keyword)) return false;
  return fieldTypeOf(next) === to && !isCrossed(next);
}

/**
 * A field's schema (references resolved) as one of another type, and the keywords of what it loses by that. Kept are its
 * words, `x-sensitive`, foreign `x-` keywords, the limits that the other type has too, choices between one and several, fields
 * between a group and a list, and a default that fits. What made it the type it was is no loss. Becoming what it is changes
 * nothing; the result is always of that type, and one that a form takes where it took the schema.
 */
export function become(schema: FormSchema, type: FieldType): { schema: FormSchema; lost: string[] } {
  const from = fieldTypeOf(schema);
  if (from === type) return { schema, lost: [] };
  const [was, is] = [FIELD_TYPES[from], FIELD_TYPES[type]];
  const moving = was.content?.kind === is.content?.kind ? was.content?.of(schema) : undefined;
  const taken = moving && is.content?.put(is.create(), moving);
  // Choices of several lists, or of yes and no, are no choice of one.
  const content = taken && fieldTypeOf(taken) === type ? moving : undefined;
  let next = (content && taken) ?? is.create();

  const gone = new Set(Object.keys(schema));
  // A default is judged by all that the schema has become.
  const keywords = [...gone].sort((a, b) => Number(a === 'default') - Number(b === 'default'));
  for (const keyword of keywords) {
    const value = schema[keyword as keyof FormSchema];
    const stands = equalJson(next[keyword as keyof FormSchema] as Json, value as Json);
    if (!stands && !takes(next, keyword, schema, type)) continue;
    next = { ...next, [keyword]: value };
    gone.delete(keyword);
  }
  const moved: readonly string[] = content && was.content ? CONTENT_KEYWORDS[was.content.kind] : [];
  if (content === schema) for (const keyword of moved) gone.delete(keyword);
  else if (content && Object.keys(content).every((keyword) => moved.includes(keyword))) gone.delete('items');
  gone.delete('type');
  for (const keyword of toldBy(from)) gone.delete(keyword);
  return { schema: next, lost: [...gone] };
}

/** What makes a schema one of its type, and is no loss: its format, its mark. */
function toldBy(type: FieldType): string[] {
  const { create, limits, content } = FIELD_TYPES[type];
  const bounds: readonly string[] = limits;
  return content ? ['x-field'] : Object.keys(create()).filter((keyword) => !bounds.includes(keyword));
}
