import { checkForm } from '../../check-form.ts';
import { changeAt } from '../../edit/change-at.ts';
import { isUsableName } from '../../edit/usable-name.ts';
import { renderFinding } from '../../form-findings.ts';
import { pointerTokens } from '../../json/pointer.ts';
import { isUsableText, withoutInvisible } from '../../json/usable.ts';
import type { FieldUi, FormDefinition, FormSchema } from '../../model/form-definition.ts';
import type { LocalizedText } from '../../model/text.ts';
import { type Asked, conditionSchema, fieldsAsked } from './asked.ts';
import { IMPORT_LIMITS, type Imported, type ImportOptions } from './contract.ts';
import { inItsLanguage } from './read.ts';
import type { Told } from './told.ts';

/** A field as a source reads it. */
export interface ForeignField {
  place: string;
  /** As conditions name it there. */
  name: string;
  title: LocalizedText | undefined;
  help?: LocalizedText | undefined;
  /** Without label; of a list without its fields. */
  schema: FormSchema;
  required?: boolean | undefined;
  shown?: { asked: Asked | undefined; text: string } | undefined;
  requiredWhen?: { asked: Asked | undefined; text: string } | undefined;
  placeholder?: LocalizedText | undefined;
  /** Of the rows of a list. */
  rows?: ForeignField[];
}

export interface ForeignSection {
  title: LocalizedText | undefined;
  fields: ForeignField[];
}

interface Made {
  schema: FormSchema;
  /** Names here by fields, in their order. */
  names: Map<ForeignField, string>;
}

/** A name that can be used and is free: what cannot stand in one becomes `_`. */
function nameFor(given: string, taken: ReadonlySet<string>): string {
  const cleaned = withoutInvisible(given)
    .replace(/[.[\]"'`\s/~]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 50);
  const stem = isUsableText(cleaned) && isUsableName(cleaned) && !(cleaned in {}) ? cleaned : 'field';
  for (let number = 1; ; number++) {
    const name = number === 1 ? stem : `${stem}-${number}`;
    if (!taken.has(name)) return name;
  }
}

/** Whether a field hangs, through others, on one that hangs on it. */
function hangsOn(field: ForeignField, byName: ReadonlyMap<string, ForeignField>): boolean {
  const open = [...fieldsAsked(field.shown?.asked ?? { all: [] })];
  const seen = new Set<string>();
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    const other = byName.get(name);
    if (other === field) return true;
    if (other?.shown?.asked) open.push(...fieldsAsked(other.shown.asked));
  }
  return false;
}

class Builder {
  private fields = 0;
  private conditions = 0;

  constructor(
    private readonly told: Told,
    private readonly reserved: ReadonlySet<string>,
  ) {}

  /** The schema of one object, with conditions between its fields. */
  object(fields: readonly ForeignField[], depth: number): Made {
    const names = new Map<ForeignField, string>();
    const taken = new Set(depth === 0 ? this.reserved : []);
    const schemas = new Map<ForeignField, FormSchema>();
    const byName = new Map<string, ForeignField>();
    for (const field of fields) {
      if (this.fields >= IMPORT_LIMITS.fields || depth > 3) {
        this.told.add(field.place, 'tooMany');
        break;
      }
      this.fields += 1;
      const name = nameFor(field.name, taken);
      if (name !== field.name) this.told.add(field.place, 'renamed', name);
      taken.add(name);
      names.set(field, name);
      if (!byName.has(field.name)) byName.set(field.name, field);
      schemas.set(field, this.field(field, depth));
    }
    const find = (name: string) => {
      const field = byName.get(name);
      const [here, schema] = field ? [names.get(field), schemas.get(field)] : [];
      return here !== undefined && schema ? { name: here, schema } : undefined;
    };
    const schema: FormSchema = { type: 'object', properties: {} };
    const branches = new Map<string, { if: FormSchema; then: FormSchema }>();
    const branch = (condition: FormSchema): FormSchema | undefined => {
      const key = JSON.stringify(condition);
      const known = branches.get(key);
      if (known) return known.then;
      if (this.conditions >= IMPORT_LIMITS.conditions || branches.size >= 90) return undefined;
      this.conditions += 1;
      const made: { if: FormSchema; then: FormSchema } = { if: condition, then: {} };
      branches.set(key, made);
      return made.then;
    };
    const conditionOf = (given: ForeignField['shown'], field: ForeignField): FormSchema | undefined => {
      const asked = given?.asked;
      if (!asked || fieldsAsked(asked).includes(field.name) || fieldsAsked(asked).length > 40) return undefined;
      return conditionSchema(asked, find);
    };
    for (const [field, name] of names) {
      const condition = field.shown && !hangsOn(field, byName) ? conditionOf(field.shown, field) : undefined;
      const into = (condition && branch(condition)) || schema;
      if (field.shown && into === schema) this.told.add(field.place, 'condition', field.shown.text);
      into.properties = { ...into.properties, [name]: schemas.get(field) ?? {} };
      if (field.required) into.required = [...(into.required ?? []), name];
      if (!field.requiredWhen || field.required) continue;
      const asking = conditionOf(field.requiredWhen, field);
      const then = asking && into === schema ? branch(asking) : undefined;
      if (then) then.required = [...(then.required ?? []), name];
      else this.told.add(field.place, 'requirement', field.requiredWhen.text);
    }
    if (branches.size > 0) schema.allOf = [...branches.values()];
    return { schema, names };
  }

  private field({ schema, title, help, name, rows, place }: ForeignField, depth: number): FormSchema {
    const inner = rows && this.object(rows, depth + 1).schema;
    const filled: FormSchema =
      inner && Object.keys(inner.properties ?? {}).length === 0 && !inner.allOf
        ? { type: 'string' }
        : { ...schema, ...(inner && { items: inner }) };
    if (inner && filled.type === 'string') this.told.add(place, 'typeAsText', 'list');
    const called = withoutInvisible(name).trim();
    return {
      'x-title': title ?? inItsLanguage(called !== '' && isUsableText(called) ? called.slice(0, 200) : 'field'),
      ...(help && { 'x-help': help }),
      ...filled,
    };
  }
}

/** The form without what is wrong with it, each told where it stood; null where nothing is left of it. */
export function mended(
  given: FormDefinition,
  told: Told,
  placeOf: (pointer: string) => string,
  reserved: readonly string[] = [],
): FormDefinition | null {
  let form = given;
  for (let round = 0; round < 60; round++) {
    const wrong = checkForm(form, reserved).filter(({ severity }) => severity === 'error');
    const [first] = wrong;
    if (!first) return form;
    for (const finding of wrong.slice(0, 50)) {
      const tokens = pointerTokens(finding.pointer);
      if (tokens.length < 2) return null;
      const words = { 'zh-CN': renderFinding(finding, 'zh-CN'), en: renderFinding(finding, 'en') };
      told.add(placeOf(finding.pointer), 'mended', words);
      const next = takenOut(form, tokens);
      if (next !== form) {
        form = next;
        break;
      }
    }
  }
  return null;
}

/** The form without what stands at a place, or the innermost thing around it that there is. */
function takenOut(form: FormDefinition, tokens: readonly string[]): FormDefinition {
  for (let length = tokens.length; length >= 2; length--) {
    const last = tokens[length - 1] ?? '';
    const next = changeAt<FormDefinition>(form, tokens.slice(0, length - 1), (around) => {
      if (Array.isArray(around)) return around.filter((_, index) => String(index) !== last);
      if (typeof around !== 'object' || around === null || !Object.hasOwn(around, last)) return around;
      return Object.fromEntries(Object.entries(around).filter(([name]) => name !== last));
    });
    if (JSON.stringify(next) !== JSON.stringify(form)) return next;
  }
  return form;
}

/** A form of sections, from fields as a source read them. Null where there is no field. */
export function builtForm(
  { title, description }: { title: LocalizedText | undefined; description?: LocalizedText | undefined },
  sections: readonly ForeignSection[],
  told: Told,
  { reserved = [] }: ImportOptions,
): Imported | null {
  const builder = new Builder(told, new Set(reserved));
  const { schema, names } = builder.object(
    sections.flatMap(({ fields }) => fields),
    0,
  );
  if (names.size === 0) return null;
  const called = title ?? { 'zh-CN': '带入的表单', en: 'Form brought in' };
  const places = new Map([...names].map(([field, name]) => [name, field.place]));
  const layouts: [string, FieldUi][] = [...names].flatMap(([{ placeholder }, name]) =>
    placeholder ? [[`/${name}`, { placeholder }] as [string, FieldUi]] : [],
  );
  const form: FormDefinition = {
    key: 'form-brought-in',
    title: called,
    description: description ?? called,
    use: 'step',
    schema,
    ui: {
      sections: sections.flatMap(({ title: heading, fields }, index) => {
        const placed = fields.flatMap((field) => names.get(field) ?? []);
        if (placed.length === 0) return [];
        return [{ key: `section-${index + 1}`, title: heading ?? called, fields: placed }];
      }),
      ...(layouts.length > 0 && { fields: Object.fromEntries(layouts) }),
    },
  };
  const placeOf = (pointer: string) => pointerTokens(pointer).flatMap((token) => places.get(token) ?? [])[0] ?? pointer;
  const whole = mended(form, told, placeOf, reserved);
  return whole && { form: whole as object as Imported['form'], told: told.list };
}
