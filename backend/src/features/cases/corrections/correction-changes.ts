import {
  type FormData,
  type FormDefinition,
  fieldAt,
  fieldTypeOf,
  formatValue,
  type Json,
  LOCALES,
  type LocalizedText,
  maskSensitive,
} from '@caseway/form-schemas';

/** One field that was corrected, in words; personal values as masks. */
export interface FieldChange {
  pointer: string;
  label: LocalizedText;
  before: LocalizedText | null;
  after: LocalizedText | null;
  /** Holds personal data: before and after may look the same. */
  sensitive: boolean;
}

/** Names for keys and ids that a form's data holds: places and people. */
export type Names = (type: 'place' | 'staff', key: string) => LocalizedText | undefined;

const both = (text: (locale: keyof LocalizedText) => string): LocalizedText => ({
  'zh-CN': text('zh-CN'),
  en: text('en'),
});

function named(value: Json, type: 'place' | 'staff', names: Names): LocalizedText {
  const keys = (Array.isArray(value) ? value : [value]).map(String);
  return both((locale) => keys.map((key) => names(type, key)?.[locale] ?? key).join(locale === 'en' ? ', ' : '、'));
}

/** What differs between two data of a form, top-level field by field in the form's order; nothing of it personal. */
export function fieldChanges(form: FormDefinition, before: FormData, after: FormData, names: Names): FieldChange[] {
  const shown = { before: maskSensitive(form, before), after: maskSensitive(form, after) };
  const order = form.ui.sections.flatMap(({ fields }) => fields);
  const fields = new Set([...order, ...Object.keys(before), ...Object.keys(after)]);
  const changes: FieldChange[] = [];
  for (const name of fields) {
    if (JSON.stringify(before[name] ?? null) === JSON.stringify(after[name] ?? null)) continue;
    const pointer = `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const schema = fieldAt(form, pointer);
    if (!schema) continue;
    const type = fieldTypeOf(schema);
    const words = (value: Json | undefined): LocalizedText | null => {
      if (value === undefined) return null;
      if (type === 'place' || type === 'staff') return named(value, type, names);
      return both((locale) => formatValue(schema, value, locale));
    };
    const masked = [...shown.before.masked, ...shown.after.masked];
    changes.push({
      pointer,
      label: schema['x-title'] ?? both(() => name),
      before: words(shown.before.data[name]),
      after: words(shown.after.data[name]),
      sensitive: masked.some((at) => at === pointer || at.startsWith(`${pointer}/`)),
    });
  }
  return changes;
}

/** Every language has words: what a timeline keeps is read in any. */
export const changesAsJson = (changes: readonly FieldChange[]): Json =>
  changes.map(({ label, before, after }) => ({
    label: { ...label },
    before: before && Object.fromEntries(LOCALES.map((locale) => [locale, before[locale]])),
    after: after && Object.fromEntries(LOCALES.map((locale) => [locale, after[locale]])),
  }));
