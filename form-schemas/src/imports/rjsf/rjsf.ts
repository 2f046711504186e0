import { asForm, isPlainSchema } from '../../derive/as-form.ts';
import { adopt } from '../../edit/adopt.ts';
import { layOutField, patchField } from '../../edit/edit-fields.ts';
import { mapSchemas } from '../../edit/pointers.ts';
import { escapeToken } from '../../json/pointer.ts';
import type { FormDefinition, FormSchema, Json } from '../../model/form-definition.ts';
import { allProperties, fieldAt } from '../../schema-walk.ts';
import { mended } from '../foreign/build.ts';
import type { Imported, ImportOptions } from '../foreign/contract.ts';
import { asText, type Foreign, inItsLanguage, isRecord, listOf, own, textOf } from '../foreign/read.ts';
import { Told } from '../foreign/told.ts';

/** What older drafts of JSON Schema call otherwise. */
function asOfToday(given: unknown, depth = 0): unknown {
  if (Array.isArray(given)) return given.map((part) => asOfToday(part, depth + 1));
  if (!isRecord(given) || depth > 60) return given;
  const made: [string, unknown][] = [];
  for (const [name, value] of Object.entries(given)) {
    if (name === '$schema' || name === '$id' || name === 'id') continue;
    if (name === 'definitions' && isRecord(value)) made.push(['$defs', asOfToday(value, depth + 1)]);
    else if (name === '$ref' && typeof value === 'string')
      made.push([name, value.replace(/^#\/definitions\//, '#/$defs/')]);
    else if (name === 'items' && Array.isArray(value)) made.push(['prefixItems', asOfToday(value, depth + 1)]);
    else if (name === 'dependencies' && isRecord(value)) {
      const entries = Object.entries(value);
      const lists = entries.filter(([, part]) => Array.isArray(part));
      const schemas = entries.filter(([, part]) => isRecord(part));
      if (lists.length > 0) made.push(['dependentRequired', Object.fromEntries(lists)]);
      if (schemas.length > 0) made.push(['dependentSchemas', asOfToday(Object.fromEntries(schemas), depth + 1)]);
    } else if (name === 'enumNames') continue;
    else
      made.push([name, ['enum', 'const', 'default', 'examples'].includes(name) ? value : asOfToday(value, depth + 1)]);
  }
  const choices = listOf(given.enum);
  const names = listOf(given.enumNames);
  if (choices.length > 0 && names.length > 0) made.push(['x-enum-titles', titlesOf(choices, names)]);
  return Object.fromEntries(made);
}

const titlesOf = (choices: readonly unknown[], names: readonly unknown[]) =>
  Object.fromEntries(
    choices.flatMap((choice, index) => {
      const name = asText(names[index]);
      return name && name.trim() !== ''
        ? [[typeof choice === 'string' ? choice : JSON.stringify(choice), inItsLanguage(name)]]
        : [];
    }),
  );

const SAID = new Set(['title', 'description', 'help', 'placeholder', 'enumNames', 'order', 'widget', 'options']);
const LIKE = new Set([
  'textarea',
  'text',
  'radio',
  'select',
  'checkboxes',
  'updown',
  'range',
  'date',
  'email',
  'uri',
  'alt-date',
]);

class Layout {
  constructor(
    private content: Record<string, unknown>,
    private readonly told: Told,
  ) {}

  read(ui: unknown, pointer: string, depth = 0): Record<string, unknown> {
    if (!isRecord(ui) || depth > 8) return this.content;
    const field = pointer === '' ? undefined : fieldAt(asForm(this.content), pointer);
    for (const [name, value] of Object.entries(ui)) {
      if (name === 'items') this.read(value, `${pointer}/*`, depth + 1);
      else if (name.startsWith('ui:') || name === 'classNames')
        this.member(name.replace('ui:', ''), value, pointer, field);
      else this.read(value, `${pointer}/${escapeToken(name)}`, depth + 1);
    }
    return this.content;
  }

  private member(name: string, value: unknown, pointer: string, field: FormSchema | undefined): void {
    const place = `uiSchema${pointer} ui:${name}`;
    if (name === 'options' && isRecord(value)) {
      for (const [inner, said] of Object.entries(value)) this.member(inner, said, pointer, field);
      return;
    }
    const text = textOf(value, place, this.told);
    if (field && text && name === 'title') this.content = patchField(this.content, pointer, { 'x-title': text });
    else if (field && text && (name === 'description' || name === 'help')) {
      this.content = patchField(this.content, pointer, { 'x-help': text });
    } else if (field && text && name === 'placeholder')
      this.content = layOutField(this.content, pointer, { placeholder: text });
    else if (field?.enum && name === 'enumNames') {
      this.content = patchField(this.content, pointer, { 'x-enum-titles': titlesOf(field.enum, listOf(value)) });
    } else if (name === 'order' && pointer === '') this.order(listOf(value).flatMap((one) => asText(one) ?? []));
    else if (name === 'widget') {
      if (value === 'hidden') this.told.add(place, 'setting', 'hidden');
      else if (value === 'textarea' && field?.type === 'string' && !field.maxLength) {
        this.content = patchField(this.content, pointer, { maxLength: 2000 });
      } else if (field?.enum && (value === 'radio' || value === 'select')) {
        this.content = layOutField(this.content, pointer, { widget: value });
      } else if (!LIKE.has(asText(value) ?? '')) this.told.add(place, 'setting', asText(value) ?? name);
    } else if (!SAID.has(name) || name === 'order') this.told.add(place, 'setting', name);
  }

  /** `*` stands for all that are not named. */
  private order(names: readonly string[]): void {
    const form = adopt(this.content);
    const all = form.ui.sections.flatMap(({ fields }) => fields);
    const rest = all.filter((name) => !names.includes(name));
    const ordered = names.flatMap((name) => (name === '*' ? rest : all.includes(name) ? [name] : []));
    const place = (name: string) => (ordered.includes(name) ? ordered.indexOf(name) : ordered.length);
    const sections = form.ui.sections.map((section) => ({
      ...section,
      fields: section.fields.toSorted((a, b) => place(a) - place(b)),
    }));
    this.content = { ...(form as object as Foreign), ui: { ...form.ui, sections } };
  }
}

export const isRjsf = (given: unknown): boolean =>
  isRecord(given) &&
  isRecord(own(given, 'schema')) &&
  !('key' in given) &&
  ('uiSchema' in given || isPlainSchema(given));

/** A JSON Schema, alone or as react-jsonschema-form has it (`{schema, uiSchema}`). Null where it makes no form. */
export function fromRjsf(given: unknown, { reserved }: ImportOptions = {}): Imported | null {
  const hasUi = isRjsf(given);
  const schema = asOfToday(hasUi ? own(given, 'schema') : given);
  if (!isRecord(schema)) return null;
  const told = new Told();
  const root = schema as FormSchema;
  if (Object.keys(root.properties ?? {}).length === 0 && !root.allOf && !root.$ref && !root.oneOf && !root.anyOf)
    return null;
  mapSchemas(root, (part, at) => {
    if (part.default !== undefined) told.add(at ?? '', 'default');
    return part;
  });
  const plain = mapSchemas(root, (part) => {
    const { default: _, ...rest } = part as FormSchema & { default?: Json };
    return part.default === undefined ? part : rest;
  });
  const title = textOf(own(schema, 'title'), 'title', told) ?? { 'zh-CN': '带入的表单', en: 'Form brought in' };
  const description = textOf(own(schema, 'description'), 'description', told) ?? title;
  const content = { key: 'form-brought-in', title, description, use: 'step', schema: plain };
  const laidOut = hasUi ? new Layout(content, told).read(own(given, 'uiSchema'), '') : content;
  const whole = mended(laidOut as object as FormDefinition, told, (pointer) => pointer, reserved);
  if (!whole || allProperties(whole.schema, whole.schema).size === 0) return null;
  return { form: whole as object as Imported['form'], told: told.list };
}
