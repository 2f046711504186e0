import type { Locale, LocalizedText } from '@caseway/form-schemas';
import {
  type FormData,
  type FormDefinition,
  type FormSchema,
  fieldAt,
  formatValue,
  type Json,
  takeIn,
} from '@caseway/form-schemas';

/** An answer that another version of the form does not take as it was given, in words. */
export interface LostAnswer {
  pointer: string;
  label: string;
  text: string;
}

/** The name of a place by its key; nothing where it is none. */
type PlaceName = (key: string) => LocalizedText | undefined;

const isGroup = (value: Json | undefined): value is FormData =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

const tokenOf = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

/** Whether a value is the other one, as text or as what text was understood as. */
const isKept = (value: Json, kept: Json | undefined): boolean =>
  kept !== undefined && (JSON.stringify(kept) === JSON.stringify(value) || String(kept) === String(value));

/** Whether a field still offers what was chosen. */
function stillOffered(schema: FormSchema, value: Json): boolean {
  const choices = schema.enum ?? schema.items?.enum;
  return !choices || [value].flat().every((one) => choices.some((choice) => choice === one));
}

/**
 * What was answered in one version of a form and has no place in another, or means nothing there: in the order of the first,
 * groups by their fields, lists as a whole.
 *
 * @param typed What stands in the form, as typed.
 */
export function lostAnswers(
  from: FormDefinition,
  to: FormDefinition,
  typed: FormData,
  locale: Locale,
  places: PlaceName,
): LostAnswer[] {
  const visit = (had: FormData, kept: FormData, at: string): LostAnswer[] =>
    Object.entries(had).flatMap(([name, value]) => {
      const pointer = `${at}/${tokenOf(name)}`;
      const [old, now, rest] = [fieldAt(from, pointer), fieldAt(to, pointer), kept[name]];
      if (old && isGroup(value) && isGroup(rest)) return visit(value, rest, pointer);
      // What is calculated was nobody's answer.
      if (!old || old['x-calculate'] !== undefined || (now && isKept(value, rest) && stillOffered(now, value)))
        return [];
      const place = typeof value === 'string' && old['x-place'] ? places(value) : undefined;
      const label = old['x-title']?.[locale] ?? name;
      return { pointer, label, text: place?.[locale] ?? formatValue(old, value, locale) };
    });
  return visit(takeIn(from, typed, {}), takeIn(to, typed, {}), '');
}
