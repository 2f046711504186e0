import {
  addSection,
  conditionsReading,
  type DrawnField,
  drawnFields,
  duplicateField,
  escapeToken,
  expressionsReading,
  FIELD_TYPES,
  type FieldType,
  type FormSchema,
  freeName,
  layOutField,
  moveField,
  moveSection,
  putField,
  removeField,
  removeSection,
} from '@caseway/form-schemas';
import { App } from 'antd';
import { useWords } from '../i18n/i18n.ts';
import { placeOf, useDesigner } from './designer-context.ts';

/** Where a new field goes. */
export interface Target {
  object: string;
  section?: string | undefined;
  index?: number | undefined;
}

/** `id-number` → `idNumber`: the stem of a new field's name. */
const stemOf = (type: FieldType): string => type.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());

/** Not used before, for all that anybody can tell. */
export const newToken = (): string => crypto.randomUUID().slice(0, 4);

/** What can be done with fields and sections, each one step of undo, with the keyboard where it then belongs. */
export function useFieldActs() {
  const { t, say, locale } = useWords();
  const { message } = App.useApp();
  const { content, drawn, edit, select, focusField, selected } = useDesigner();
  const titleOf = ({ schema, name }: DrawnField) => say(schema['x-title']) || name;

  /** Behind the field in hand, else at the end of the section in hand, else of the last one. */
  const usualTarget = (): Target => {
    if (selected.kind === 'field') {
      const place = placeOf(drawn, selected.pointer);
      if (place && !place.field.fixed) {
        return { object: place.field.object, section: place.section, index: place.index + 1 };
      }
    }
    if (selected.kind === 'section') return { object: '', section: selected.key };
    return { object: '', section: drawn.sections.at(-1)?.key };
  };

  return {
    titleOf,
    usualTarget,
    add: (type: FieldType, { object, section, index }: Target = usualTarget()) => {
      const { title, create, personal } = FIELD_TYPES[type];
      // In the language of who draws it: what the other one lacks is told until somebody writes it.
      const schema: FormSchema = {
        'x-title': { [locale]: title[locale] } as never,
        ...create(),
        ...(personal && { 'x-sensitive': { reason: { [locale]: t('designer.defaultReason') } as never } }),
      };
      const made = putField(content, freeName(content, object, stemOf(type), newToken), schema, {
        object,
        ...(section !== undefined && { section }),
        ...(index !== undefined && { index }),
      });
      // A new choice has few: they are all in sight.
      const shown = type === 'choice' ? layOutField(made.content, made.pointer, { widget: 'radio' }) : made.content;
      edit(t('designer.editAdd', { title: say(title) }), () => shown);
      select({ kind: 'field', pointer: made.pointer }, true);
    },
    duplicate: (field: DrawnField) => {
      const made = duplicateField(content, field.pointer, newToken);
      edit(t('designer.editDuplicate', { title: titleOf(field) }), () => made.content);
      select({ kind: 'field', pointer: made.pointer }, true);
    },
    remove: (field: DrawnField) => {
      const place = placeOf(drawn, field.pointer);
      const next = place?.siblings[place.index + 1] ?? place?.siblings[place.index - 1];
      const read = new Set(conditionsReading(content, field.pointer));
      const hung = drawnFields(drawn).filter(({ shown, required }) =>
        [...shown, ...(typeof required === 'string' ? [] : required.flat())].some(({ steps }) =>
          read.has(['', ...steps].map(escapeToken).join('/')),
        ),
      );
      const reading = expressionsReading(drawn.form, field.pointer);
      const calculated = reading.flatMap(({ is, pointer }) => {
        const typed = is === 'calculated' ? placeOf(drawn, pointer)?.field : undefined;
        return typed ? [titleOf(typed)] : [];
      });
      edit(t('designer.editRemove', { title: titleOf(field) }), (before) => removeField(before, field.pointer));
      if (hung.length > 0) {
        void message.warning(
          t('designer.hung', { title: titleOf(field), fields: hung.map(titleOf).join(t('designer.comma')) }),
          10,
        );
      }
      if (reading.length > 0) {
        void message.warning(
          calculated.length > 0
            ? t('designer.noLongerCalculated', { title: titleOf(field), fields: calculated.join(t('designer.comma')) })
            : t('designer.checkGone', { title: titleOf(field) }),
          10,
        );
      }
      if (next) {
        select({ kind: 'field', pointer: next.pointer });
        focusField(next.pointer);
      } else select({ kind: 'form' });
    },
    /** One place on; at the end of its section, into the next one. */
    shift: (field: DrawnField, by: -1 | 1) => {
      const place = placeOf(drawn, field.pointer);
      if (!place) return;
      const keys = drawn.sections.map(({ key }) => key);
      const beyond = place.index + by < 0 || place.index + by >= place.siblings.length;
      const neighbour = drawn.sections[keys.indexOf(place.section ?? '') + by];
      const to =
        beyond && field.object === '' && neighbour
          ? { section: neighbour.key, index: by > 0 ? 0 : neighbour.fields.length }
          : { ...(place.section !== undefined && { section: place.section }), index: place.index + by };
      if (beyond && (field.object !== '' || !neighbour)) return;
      edit(t('designer.editMove', { title: titleOf(field) }), (before) => moveField(before, field.pointer, to));
      focusField(field.pointer);
    },
    moveTo: (field: DrawnField, to: { section?: string; index: number }) =>
      edit(t('designer.editMove', { title: titleOf(field) }), (before) => moveField(before, field.pointer, to)),
    addSection: () => {
      const title = { [locale]: t('designer.newSection') } as never;
      const made = addSection(content, title);
      edit(t('designer.editAddSection'), () => made.content);
      select({ kind: 'section', key: made.key }, true);
    },
    shiftSection: (key: string, by: -1 | 1) => {
      const index = drawn.sections.findIndex((section) => section.key === key);
      edit(t('designer.editMoveSection'), (before) => moveSection(before, key, index + by));
    },
    removeSection: (key: string) => {
      edit(t('designer.editRemoveSection'), (before) => removeSection(before, key));
      select({ kind: 'form' });
    },
  };
}
