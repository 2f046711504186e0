import { escapeToken, pointerTokens } from '../json/pointer.ts';
import type { FieldUi, FormDefinition, FormSchema } from '../model/form-definition.ts';
import type { LocalizedText } from '../model/text.ts';
import { adopt } from './adopt.ts';
import { changeAt, patched, without } from './change-at.ts';
import { expressionsReading, withMovedChecks, withoutReads, withRenamedReads } from './expressions.ts';
import { declaringPart, objectSteps, partsAt, splitField } from './object-parts.ts';
import { changeObject, mapSchemas, repointed } from './pointers.ts';
import { tidied } from './tidy.ts';

/** A form file as it stands in an editor. */
export type Content = Record<string, unknown>;

/** Where a field goes: at a place of a section, or among the fields of a group or of the rows of a list. */
export interface FieldPlace {
  /** Pointer of the object; `''`: the form itself, and then the section. */
  object: string;
  section?: string;
  /** At the end where absent. */
  index?: number;
}

/** What an edit of a form makes, and where the field is that it is about. */
export interface FieldEdit {
  content: Content;
  pointer: string;
}

const asContent = (form: FormDefinition): Content => form as object as Content;

const inserted = <T>(list: readonly T[], item: T, index = list.length): T[] => list.toSpliced(index, 0, item);

/**
 * A name that no field of the object has, nor had: answers are stored under names, and one that is used again would give old
 * answers a new meaning. `token` makes a text that has not been used, anew at each call.
 */
export function freeName(content: Content, object: string, stem: string, token: () => string): string {
  const form = adopt(content);
  const taken = new Set(partsAt(form.schema, object).flatMap(({ schema }) => Object.keys(schema.properties ?? {})));
  for (;;) {
    const name = `${stem}-${token()}`;
    if (!taken.has(name)) return name;
  }
}

/** The object's properties with one more at an index among them. */
function withProperty(schema: FormSchema, name: string, property: FormSchema, index?: number): FormSchema {
  const entries = Object.entries(schema.properties ?? {});
  return { ...schema, properties: Object.fromEntries(inserted(entries, [name, property], index)) };
}

/** Puts a field into the form, always shown; its name is taken where the object has one of it. */
export function putField(content: Content, name: string, schema: FormSchema, place: FieldPlace): FieldEdit {
  const form = adopt(content);
  const { object, section, index } = place;
  const steps = objectSteps(form.schema, object);
  const pointer = `${object}/${escapeToken(name)}`;
  if (!steps) return { content, pointer };
  const next = changeAt(form.schema, steps, (given) =>
    withProperty(given as FormSchema, name, schema, object === '' ? undefined : index),
  );
  const { sections } = form.ui;
  const into = sections.findIndex(({ key }) => key === section);
  const ui =
    object !== ''
      ? form.ui
      : changeAt(form.ui, ['sections', Math.max(0, into), 'fields'], (fields) =>
          inserted(Array.isArray(fields) ? fields : [], name, index),
        );
  return { content: asContent({ ...form, schema: next, ui }), pointer };
}

/** Changes what declares a field. The same content where the field cannot be edited here. */
export function changeField(content: Content, pointer: string, change: (schema: FormSchema) => FormSchema): Content {
  const form = adopt(content);
  const { object, name } = splitField(pointer);
  const part = declaringPart(partsAt(form.schema, object), name);
  if (!part || part.chosen) return content;
  const schema = changeAt(form.schema, [...part.steps, 'properties', name], (given) => change(given as FormSchema));
  return schema === form.schema ? content : asContent({ ...form, schema });
}

/** Sets keywords of a field, and takes out those of undefined. */
export const patchField = (
  content: Content,
  pointer: string,
  patch: { [K in keyof FormSchema]?: FormSchema[K] | undefined },
): Content => changeField(content, pointer, (schema) => patched(schema, patch));

/** How a field is laid out; what is undefined is left to the form. */
export function layOutField(
  content: Content,
  pointer: string,
  patch: { [K in keyof FieldUi]?: FieldUi[K] | undefined },
): Content {
  const form = adopt(content);
  const before = form.ui.fields?.[pointer] ?? {};
  const after = patched(before, patch);
  if (after === before) return content;
  const fields =
    Object.keys(after).length === 0 ? without(form.ui.fields ?? {}, pointer) : { ...form.ui.fields, [pointer]: after };
  const ui = Object.keys(fields).length === 0 ? without(form.ui, 'fields') : { ...form.ui, fields };
  return asContent({ ...form, ui });
}

/** One kind of place that speaks of a field by name, in the schemas of its object. */
function renamedIn(schema: FormSchema, from: string, to: string): FormSchema {
  const name = (given: string) => (given === from ? to : given);
  const names = (given: string[]) => (given.includes(from) ? given.map(name) : given);
  const keys = <T>(map: Record<string, T>): Record<string, T> =>
    Object.hasOwn(map, from) ? Object.fromEntries(Object.entries(map).map(([key, value]) => [name(key), value])) : map;
  const { properties, required, dependentRequired, dependentSchemas } = schema;
  const depending =
    dependentRequired &&
    Object.fromEntries(Object.entries(keys(dependentRequired)).map(([key, list]) => [key, names(list)]));
  return patched(schema, {
    ...(properties && { properties: keys(properties) }),
    ...(required && { required: names(required) }),
    ...(depending &&
      JSON.stringify(depending) !== JSON.stringify(dependentRequired) && { dependentRequired: depending }),
    ...(dependentSchemas && { dependentSchemas: keys(dependentSchemas) }),
  });
}

/**
 * Gives a field another name wherever the form speaks of it: conditions, requirements, layout, bindings, bounds of days, and
 * expressions, the rest of which stays as it is written.
 */
export function renameField(content: Content, pointer: string, to: string): FieldEdit {
  const form = adopt(content);
  const { object, name: from } = splitField(pointer);
  const next = `${object}/${escapeToken(to)}`;
  const taken = partsAt(form.schema, object).some(({ schema }) => Object.hasOwn(schema.properties ?? {}, to));
  if (to === from || to === '' || taken) return { content, pointer };
  const moved = (at: string) => (at === pointer || at.startsWith(`${pointer}/`) ? next + at.slice(pointer.length) : at);
  const reading = withMovedChecks(withRenamedReads(form.schema, pointer, to), moved);
  const schema = changeObject(reading, object, (part) => renamedIn(part, from, to));
  // A name that expressions cannot be written with would leave those that read the field without an answer.
  if (expressionsReading({ schema }, next).length < expressionsReading(form, pointer).length)
    return { content, pointer };
  const sections = form.ui.sections.map((section) =>
    object === '' && section.fields.includes(from)
      ? { ...section, fields: section.fields.map((name) => (name === from ? to : name)) }
      : section,
  );
  return {
    content: asContent(repointed({ ...form, schema, ui: { ...form.ui, sections } }, moved)),
    pointer: next,
  };
}

/** Whether a schema asks for a field of an object, at whatever depth. */
function readsField(schema: FormSchema | undefined, around: string, object: string, name: string): boolean {
  if (!schema) return false;
  let reads = false;
  mapSchemas(schema, (part, at) => {
    const here = at === undefined ? undefined : around + at;
    if (here === object && (part.required?.includes(name) || Object.hasOwn(part.properties ?? {}, name))) reads = true;
    return part;
  });
  return reads;
}

/** The fields that show themselves, or are asked for, by what is answered in a field: pointers of `if` in the form's schema. */
export function conditionsReading(content: Content, pointer: string): string[] {
  const form = adopt(content);
  const { object, name } = splitField(pointer);
  const around = pointerTokens(object);
  // Conditions of the object itself, and of those in which it stands.
  const owners = around.map((_, index) =>
    around
      .slice(0, index)
      .map((token) => `/${escapeToken(token)}`)
      .join(''),
  );
  return [...owners, object].flatMap((owner) =>
    partsAt(form.schema, owner)
      .filter(({ schema }) => readsField(schema.if, owner, object, name))
      .map(({ steps }) => ['', ...steps, 'if'].map(escapeToken).join('/')),
  );
}

/**
 * Takes a field out of the form, with all that it says of it. What was shown by its answer is shown always; what was asked for
 * by its answer no longer is; what was calculated from it is typed, and checks that read it are no more.
 */
export function removeField(content: Content, pointer: string): Content {
  let form = adopt(content);
  const { object, name } = splitField(pointer);
  for (const _ of conditionsReading(asContent(form), pointer)) {
    const [at] = conditionsReading(asContent(form), pointer);
    if (at === undefined) break;
    form = { ...form, schema: unconditional(form.schema, pointerTokens(at).slice(0, -1)) };
  }
  const schema = changeObject(withoutReads(form.schema, pointer), object, (part) => {
    const { properties, required, dependentRequired, dependentSchemas } = part;
    const depending =
      dependentRequired &&
      Object.fromEntries(
        Object.entries(without(dependentRequired, name)).map(([key, names]) => [key, names.filter((n) => n !== name)]),
      );
    return patched(part, {
      ...waysLeft(part),
      ...(properties && { properties: without(properties, name) }),
      ...(required?.includes(name) && { required: required.filter((given) => given !== name) }),
      ...(depending &&
        JSON.stringify(depending) !== JSON.stringify(dependentRequired) && { dependentRequired: depending }),
      ...(dependentSchemas && { dependentSchemas: without(dependentSchemas, name) }),
    });
  });
  const sections = form.ui.sections.map((section) =>
    object === '' && section.fields.includes(name)
      ? { ...section, fields: section.fields.filter((given) => given !== name) }
      : section,
  );
  const gone = (at: string) => (at === pointer || at.startsWith(`${pointer}/`) ? undefined : at);
  const next = repointed({ ...form, schema: tidied(schema), ui: { ...form.ui, sections } }, gone);
  return asContent(next);
}

/** Of several ways to fill in a part, those that still ask for something: one whose only field has gone is none. */
function waysLeft({ anyOf, oneOf }: FormSchema): Partial<Record<'anyOf' | 'oneOf', FormSchema[] | undefined>> {
  const asks = (way: FormSchema) => Object.keys(way).length !== 1 || way.required?.length !== 0;
  const left = (ways: FormSchema[]) => (ways.every(asks) ? ways : ways.filter(asks));
  const orNone = (ways: FormSchema[]) => (ways.length > 0 ? ways : undefined);
  return { ...(anyOf && { anyOf: orNone(left(anyOf)) }), ...(oneOf && { oneOf: orNone(left(oneOf)) }) };
}

/** The schema with a branch's fields declared outside of it, and the branch gone. */
function unconditional(root: FormSchema, steps: readonly string[]): FormSchema {
  const lifted: [string, FormSchema][] = [];
  const opened = changeAt(root, steps, (given) => {
    const { if: _, then, else: otherwise, ...rest } = given as FormSchema;
    for (const part of [then, otherwise]) {
      const properties = Object.entries(part?.properties ?? {});
      lifted.push(...properties.filter(([name]) => !lifted.some(([known]) => known === name)));
    }
    const inner = [then, otherwise].flatMap((part) => part?.allOf ?? []);
    return { ...rest, ...(inner.length > 0 && { allOf: [...(rest.allOf ?? []), ...inner] }) };
  });
  // The object's own schema: of a branch in `allOf` what the list stands in.
  const owner = steps.at(-2) === 'allOf' ? steps.slice(0, -2) : steps;
  return changeAt(opened, owner, (given) => {
    const schema = given as FormSchema;
    const known = schema.properties ?? {};
    const added = Object.fromEntries(lifted.filter(([name]) => !Object.hasOwn(known, name)));
    return {
      ...schema,
      properties: { ...known, ...added },
    };
  });
}

/** Says that it is a copy, in the languages that there are. */
function copied(text: LocalizedText | undefined): LocalizedText | undefined {
  if (text === undefined) return undefined;
  if (typeof text === 'string') return `${text as string}（副本）` as never;
  const { 'zh-CN': zh, en, ...others } = text;
  return { ...others, ...(zh && { 'zh-CN': `${zh}（副本）` }), ...(en && { en: `${en} (copy)` }) } as LocalizedText;
}

/** A second field like the first, behind it and always shown. */
export function duplicateField(content: Content, pointer: string, token: () => string): FieldEdit {
  const form = adopt(content);
  const { object, name } = splitField(pointer);
  const parts = partsAt(form.schema, object);
  const part = declaringPart(parts, name);
  const schema = part?.schema.properties?.[name];
  if (!part || !schema) return { content, pointer };
  const next = freeName(asContent(form), object, name.replace(/-[0-9a-f]{4}$/, ''), token);
  const { 'x-title': title, ...rest } = schema;
  const named = copied(title);
  const section = form.ui.sections.find(({ fields }) => fields.includes(name));
  const siblings = object === '' ? (section?.fields ?? []) : Object.keys(part.schema.properties ?? {});
  const index = siblings.indexOf(name) + 1;
  const edit = putField(
    asContent(form),
    next,
    { ...(named && { 'x-title': named }), ...rest },
    {
      object,
      ...(section && { section: section.key }),
      ...(index > 0 && { index }),
    },
  );
  const ui = form.ui.fields?.[pointer];
  return ui ? { ...edit, content: layOutField(edit.content, edit.pointer, ui) } : edit;
}

/** Moves a field to another place of its own object: in the form among sections, in a group or row among its fields. */
export function moveField(content: Content, pointer: string, to: { section?: string; index: number }): Content {
  const form = adopt(content);
  const { object, name } = splitField(pointer);
  if (object !== '') {
    const part = declaringPart(partsAt(form.schema, object), name);
    const entries = Object.entries(part?.schema.properties ?? {});
    const from = entries.findIndex(([key]) => key === name);
    const [entry] = entries.splice(from, 1);
    if (!part || !entry) return content;
    const schema = changeAt(form.schema, [...part.steps, 'properties'], () =>
      Object.fromEntries(inserted(entries, entry, to.index)),
    );
    return asContent({ ...form, schema });
  }
  const target = to.section ?? form.ui.sections.find(({ fields }) => fields.includes(name))?.key;
  const sections = form.ui.sections.map((section) => {
    const fields = section.fields.filter((field) => field !== name);
    if (section.key === target) return { ...section, fields: inserted(fields, name, to.index) };
    return fields.length === section.fields.length ? section : { ...section, fields };
  });
  if (!sections.some(({ key }) => key === target)) return content;
  return asContent({ ...form, ui: { ...form.ui, sections } });
}
