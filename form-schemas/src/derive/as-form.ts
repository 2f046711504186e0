import { definitionOf, fieldTypeOf } from '../field-types/registry.ts';
import { isObject } from '../json/equal.ts';
import type { FormDefinition, FormSchema, FormSection, FormUi } from '../model/form-definition.ts';
import type { LocalizedText } from '../model/text.ts';
import { resolveRef } from '../schema-index.ts';
import { allProperties } from '../schema-walk.ts';
import { asSchema } from './as-schema.ts';
import { fullText } from './full-text.ts';

/** Whether content is a JSON Schema and not a form that has one: no `schema` beside a `key`. */
export const isPlainSchema = (content: unknown): boolean =>
  typeof content === 'boolean' || (isObject(content) && !('schema' in content && 'key' in content));

const textsOf = (part: unknown, names: readonly string[]): Record<string, LocalizedText> => {
  const given: Record<string, unknown> = isObject(part) ? part : {};
  return Object.fromEntries(
    names.flatMap((name) => {
      const text = fullText(given[name]);
      return text ? [[name, text]] : [];
    }),
  );
};

/** In the order of the properties: a group is a section of its own, what stands between them are others. */
function sectionsOf(schema: FormSchema, title: LocalizedText): FormSection[] {
  const sections: FormSection[] = [];
  let open: FormSection | undefined;
  for (const [name, property] of allProperties(schema, schema)) {
    const called = property['x-title'] ?? { 'zh-CN': name, en: name };
    const group = fieldTypeOf(property) === 'group';
    if (group || !open) {
      const section: FormSection = { key: `section-${sections.length + 1}`, title: group ? called : title, fields: [] };
      sections.push(section);
      open = group ? undefined : section;
      section.fields.push(name);
    } else open.fields.push(name);
  }
  return sections;
}

function uiOf(given: unknown, schema: FormSchema, title: LocalizedText): FormUi {
  // Of what is no layout the best is made.
  const ui: Partial<FormUi> = isObject(given) ? given : {};
  if (!Array.isArray(ui.sections)) return { ...ui, sections: sectionsOf(schema, title) };
  const sections = ui.sections.map((section) => ({ ...section, ...textsOf(section, ['title', 'help']) }));
  const { fields: looks, ...rest } = ui;
  if (!isObject(looks)) return { ...rest, sections };
  const fields = Object.entries<object>(looks).map(([name, field]) => {
    return [name, { ...field, ...textsOf(field, ['placeholder']) }] as const;
  });
  return { ...rest, sections, fields: Object.fromEntries(fields) };
}

/** The field that a case goes by: the first text in the open that is asked of everybody, or the first at all. */
function titleOf(schema: FormSchema): string | undefined {
  const texts = Object.entries(schema.properties ?? {}).filter(([, given]) => {
    const property = resolveRef(given, schema);
    return definitionOf(property).namesCase && property['x-sensitive'] === undefined;
  });
  const [name] = texts.find(([name]) => schema.required?.includes(name)) ?? texts[0] ?? [];
  return name;
}

const known = new WeakMap<object, FormDefinition>();

/**
 * A form as the product works with it, of one in which much may be left out, or of a plain JSON Schema: labels, layout,
 * use and what a case goes by are derived (`docs/forms.md`). Takes what `checkForm` accepts; of anything else it makes
 * the best, so that what is half written can be shown. The same content gives the same object.
 */
export function asForm(content: unknown, named = 'form'): FormDefinition {
  if (!isObject(content)) return derivedForm(content, named);
  const before = known.get(content);
  if (before) return before;
  const form = derivedForm(content, named);
  known.set(content, form);
  known.set(form, form);
  return form;
}

function derivedForm(content: unknown, named: string): FormDefinition {
  const plain = isPlainSchema(content);
  const given: Record<string, unknown> = isObject(content) && !plain ? content : {};
  const raw: unknown = plain ? content : given.schema;
  const schema = asSchema(raw);
  const key = typeof given.key === 'string' ? given.key : named;
  const title = fullText(given.title) ?? fullText(isObject(raw) ? raw.title : undefined) ?? { 'zh-CN': key, en: key };
  const description = fullText(given.description) ?? fullText(isObject(raw) ? raw.description : undefined) ?? title;
  const goesBy = given.bindings === undefined && given.use !== 'step' ? titleOf(schema) : undefined;
  const use = given.use ?? (given.bindings !== undefined || goesBy !== undefined ? 'case' : 'step');
  return {
    ...given,
    key,
    title,
    description,
    use: use as FormDefinition['use'],
    schema,
    ui: uiOf(given.ui, schema, title),
    ...(goesBy !== undefined && { bindings: { title: `/${goesBy.replaceAll('~', '~0').replaceAll('/', '~1')}` } }),
  } as FormDefinition;
}
