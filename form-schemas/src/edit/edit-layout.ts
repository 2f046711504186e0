import type { FormBindings, FormDefinition, FormSection } from '../model/form-definition.ts';
import type { LocalizedText } from '../model/text.ts';
import { adopt } from './adopt.ts';
import { patched, without } from './change-at.ts';
import { type Content, removeField } from './edit-fields.ts';

const asContent = (form: FormDefinition): Content => form as object as Content;

function withSections(content: Content, change: (sections: FormSection[]) => FormSection[]): Content {
  const form = adopt(content);
  const sections = change(form.ui.sections);
  return sections === form.ui.sections ? content : asContent({ ...form, ui: { ...form.ui, sections } });
}

/** A section without fields, behind the others or at an index; answers its key, too. */
export function addSection(content: Content, title: LocalizedText, index?: number): { content: Content; key: string } {
  const taken = new Set(adopt(content).ui.sections.map(({ key }) => key));
  let number = taken.size + 1;
  while (taken.has(`section-${number}`)) number++;
  const key = `section-${number}`;
  return {
    content: withSections(content, (sections) =>
      sections.toSpliced(index ?? sections.length, 0, { key, title, fields: [] }),
    ),
    key,
  };
}

/** What a section says of itself. */
export const patchSection = (
  content: Content,
  key: string,
  patch: { [K in 'title' | 'help' | 'assessment']?: FormSection[K] | undefined },
): Content =>
  withSections(content, (sections) => {
    const next = sections.map((section) => (section.key === key ? patched(section, patch) : section));
    return next.every((section, index) => section === sections[index]) ? sections : next;
  });

/** Moves a section to an index among the others. */
export const moveSection = (content: Content, key: string, index: number): Content =>
  withSections(content, (sections) => {
    const from = sections.findIndex((section) => section.key === key);
    const section = sections[from];
    const to = Math.max(0, Math.min(index, sections.length - 1));
    return !section || from === to ? sections : sections.toSpliced(from, 1).toSpliced(to, 0, section);
  });

/** Takes a section out with all of its fields. */
export function removeSection(content: Content, key: string): Content {
  const section = adopt(content).ui.sections.find((one) => one.key === key);
  if (!section) return content;
  const emptied = section.fields.reduce(
    (before, name) => removeField(before, `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`),
    content,
  );
  return withSections(emptied, (sections) => sections.filter((one) => one.key !== key));
}

/** What a field is to the platform; undefined: nothing any more. */
export function bindField(content: Content, name: keyof FormBindings, pointer: string | undefined): Content {
  const form = adopt(content);
  const bindings = patched(form.bindings ?? {}, { [name]: pointer });
  return asContent(Object.keys(bindings).length === 0 ? without(form, 'bindings') : { ...form, bindings });
}
