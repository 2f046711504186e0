import { become } from '../field-types/become.ts';
import { type FieldType, fieldTypeOf } from '../field-types/registry.ts';
import { equalJson } from '../json/equal.ts';
import type { FormSchema, Json } from '../model/form-definition.ts';
import { resolveRef } from '../schema-index.ts';
import { fieldAt } from '../schema-walk.ts';
import { adopt } from './adopt.ts';
import { type Content, changeField } from './edit-fields.ts';
import { declares, splitField } from './object-parts.ts';
import { changeObject } from './pointers.ts';

const YES_NO: FormSchema = {
  type: 'string',
  enum: ['yes', 'no'],
  'x-enum-titles': { yes: { 'zh-CN': '是', en: 'Yes' }, no: { 'zh-CN': '否', en: 'No' } },
};

/** How what is asked of a field is asked of what it becomes; undefined where that has no such answer. */
type Turn = (asked: FormSchema) => FormSchema | undefined;

const mapped = (asked: FormSchema, value: (given: Json) => Json | undefined): FormSchema | undefined => {
  const { const: one, enum: several, ...rest } = asked;
  if (Object.keys(rest).length > 0) return undefined;
  const only = one === undefined ? undefined : value(one);
  const all = several?.map(value);
  if (one !== undefined && only === undefined) return undefined;
  if (all?.some((each) => each === undefined)) return undefined;
  return { ...(only !== undefined && { const: only }), ...(all && { enum: all as Json[] }) };
};

function turnBetween(from: FieldType, to: FieldType, made: FormSchema, before: FormSchema): Turn {
  const choices = (schema: FormSchema) => schema.enum ?? schema.items?.enum ?? [];
  if (from === 'boolean' && to === 'choice') {
    const [yes, no] = choices(made);
    return (asked) => mapped(asked, (given) => (given === true ? yes : given === false ? no : undefined));
  }
  if (from === 'choice' && to === 'boolean') {
    const [yes, no, ...others] = choices(before);
    const value = (given: Json) =>
      equalJson(given, yes ?? null) ? true : equalJson(given, no ?? null) ? false : undefined;
    return (asked) => (others.length > 0 ? undefined : mapped(asked, value));
  }
  if (from === 'choice' && to === 'choices') {
    return (asked) => {
      const same = mapped(asked, (given) => given);
      return same && Object.keys(same).length > 0 ? { contains: same } : same;
    };
  }
  if (from === 'choices' && to === 'choice') {
    return ({ contains, ...rest }) =>
      Object.keys(rest).length > 0 ? undefined : mapped(contains ?? {}, (given) => given);
  }
  return (asked) => (Object.keys(asked).length === 0 ? asked : undefined);
}

export interface TurnedField {
  content: Content;
  /** Keywords of the field that its new type has not. */
  lost: string[];
  /** Conditions that ask now what they asked, of the new answers. */
  followed: number;
  /** Conditions that ask for an answer that can no longer be given: as they were. */
  left: number;
}

/**
 * A field of another type, and the conditions that read it with it: yes becomes the first of two choices and back, one choice
 * one among several and back. A yes or no that becomes a choice is one between 是 and 否.
 */
export function turnField(content: Content, pointer: string, to: FieldType): TurnedField {
  const form = adopt(content);
  const found = fieldAt(form, pointer);
  if (!found) return { content, lost: [], followed: 0, left: 0 };
  const before = resolveRef(found, form.schema);
  const from = fieldTypeOf(before);
  const turned = become(before, to);
  const asYesNo = from === 'boolean' && to === 'choice';
  const made = asYesNo ? { ...turned.schema, ...YES_NO } : turned.schema;
  const { object, name } = splitField(pointer);
  const changed = changeField(content, pointer, (given) => {
    // As it is written, where it says by itself what it is: no text is derived into the file.
    const plain = given.$ref === undefined && given.oneOf === undefined;
    return plain && !asYesNo ? become(given, to).schema : plain ? { ...become(given, to).schema, ...YES_NO } : made;
  });
  if (changed === content) return { content, lost: turned.lost, followed: 0, left: 0 };
  let followed = 0;
  let left = 0;
  const turn = turnBetween(from, to, made, before);
  const next = adopt(changed);
  const schema = changeObject(next.schema, object, (part) => {
    const asked = part.properties && Object.hasOwn(part.properties, name) ? part.properties[name] : undefined;
    if (!asked || declares(asked)) return part;
    const follows = turn(asked);
    if (follows === undefined) left += 1;
    else if (!equalJson(follows as Json, asked as Json)) followed += 1;
    return follows === undefined ? part : { ...part, properties: { ...part.properties, [name]: follows } };
  });
  const whole = schema === next.schema ? changed : ({ ...next, schema } as object as Content);
  return { content: whole, lost: turned.lost, followed, left };
}
