import {
  type Content,
  changeField,
  type DrawnField,
  type DrawnForm,
  type FormSchema,
  type Json,
  jsonText,
  layOutField,
  patchField,
  patchSection,
} from '@caseway/form-schemas';
import type { FormText } from './BothTexts.tsx';

/** One text of a form, with what it belongs to and how it is changed. */
export interface PlacedText {
  id: string;
  /** What it is the text of; undefined: of the form itself. */
  of: { title: FormText | undefined; name: string } | undefined;
  /** Which of its texts: `title`, `help`, `placeholder`, `reason`, `choice`, `description`. */
  part: 'title' | 'help' | 'placeholder' | 'reason' | 'choice' | 'description';
  /** Of a choice: what is stored. */
  choice?: string;
  text: FormText | undefined;
  put: (content: Content, text: FormText | undefined) => Content;
}

type Text = FormSchema['x-title'];

function choiceTexts(field: DrawnField, of: PlacedText['of']): PlacedText[] {
  const inItems = field.type === 'choices';
  const schema = inItems ? (field.schema.items ?? {}) : field.schema;
  const written = inItems ? field.written.items : field.written;
  return (schema.enum ?? []).map((value: Json) => {
    const key = jsonText(value);
    const change = (given: FormSchema, text: FormText | undefined): FormSchema => {
      const { [key]: _, ...others } = given['x-enum-titles'] ?? {};
      return { ...given, 'x-enum-titles': { ...others, ...(text !== undefined && { [key]: text as never }) } };
    };
    return {
      id: `${field.pointer} choice ${key}`,
      of,
      part: 'choice' as const,
      choice: key,
      text: (written?.['x-enum-titles'] ?? schema['x-enum-titles'])?.[key],
      put: (content, text) =>
        changeField(content, field.pointer, (given) =>
          inItems ? { ...given, items: change(given.items ?? {}, text) } : change(given, text),
        ),
    };
  });
}

function fieldTexts(field: DrawnField): PlacedText[] {
  const { pointer, schema, written, name, ui, fixed } = field;
  if (fixed) return field.fields.flatMap(fieldTexts);
  const of = { title: schema['x-title'], name };
  const keyword = (part: 'title' | 'help', named: 'x-title' | 'x-help'): PlacedText => ({
    id: `${pointer} ${part}`,
    of,
    part,
    text: written[named] ?? schema[named],
    put: (content, text) => patchField(content, pointer, { [named]: text as Text }),
  });
  const sensitive = written['x-sensitive'];
  return [
    keyword('title', 'x-title'),
    ...(schema['x-help'] === undefined ? [] : [keyword('help', 'x-help')]),
    ...(ui.placeholder === undefined
      ? []
      : [
          {
            id: `${pointer} placeholder`,
            of,
            part: 'placeholder' as const,
            text: ui.placeholder as FormText,
            put: (content: Content, text: FormText | undefined) =>
              layOutField(content, pointer, { placeholder: text as Text }),
          },
        ]),
    ...(sensitive === undefined
      ? []
      : [
          {
            id: `${pointer} reason`,
            of,
            part: 'reason' as const,
            text: sensitive.reason as FormText,
            put: (content: Content, text: FormText | undefined) =>
              patchField(content, pointer, { 'x-sensitive': { reason: (text ?? '') as never } }),
          },
        ]),
    ...choiceTexts(field, of),
    ...field.fields.flatMap(fieldTexts),
  ];
}

/** Every text of a form in the order in which it is read. */
export function formTexts({ form, sections, unplaced }: DrawnForm, content: Content): PlacedText[] {
  const ofForm = (part: 'title' | 'description'): PlacedText => ({
    id: part,
    of: undefined,
    part,
    text: (content[part] as FormText | undefined) ?? form[part],
    put: (content, text) => (text === undefined ? content : { ...content, [part]: text }),
  });
  return [
    ofForm('title'),
    ofForm('description'),
    ...sections.flatMap((section): PlacedText[] => [
      ...(['title', 'help'] as const)
        .filter((part) => part === 'title' || section.help !== undefined)
        .map((part) => ({
          id: `section ${section.key} ${part}`,
          of: { title: section.title as FormText, name: section.key },
          part,
          text: (section.written ?? section)[part] as FormText | undefined,
          put: (content: Content, text: FormText | undefined) =>
            patchSection(content, section.key, { [part]: text as never }),
        })),
      ...section.fields.flatMap(fieldTexts),
    ]),
    ...unplaced.flatMap(fieldTexts),
  ];
}
