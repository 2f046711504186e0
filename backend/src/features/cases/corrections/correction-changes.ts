import {
  equalJson,
  type FormData,
  type FormDefinition,
  fieldAt,
  fieldTypeOf,
  formatValue,
  type Json,
  LOCALES,
  type LocalizedText,
  maskSensitive,
  readPointer,
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

/** A value that differs: where it stood, and where it stands; null on a side on which there is none. */
interface Differing {
  before: string | null;
  after: string | null;
}

const propertiesOf = (value: Json | undefined): Record<string, Json> | null =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? value : null;

const below = (pointer: string | null, token: string | number): string | null =>
  pointer === null ? null : `${pointer}/${String(token).replaceAll('~', '~0').replaceAll('/', '~1')}`;

/** How much two entries of a list have in common. */
const alike = (a: Json, b: Json): number => {
  const [one, other] = [propertiesOf(a), propertiesOf(b)];
  return one && other ? Object.keys(one).filter((name) => equalJson(one[name], other[name])).length : 0;
};

/**
 * Entries of a list that are not on both sides, each with the one that it was before: the one that it has most in common with.
 * An entry that only moved up, since another was taken out, is none of them.
 */
function differingEntries(before: readonly Json[], after: readonly Json[]): [from: number | null, to: number | null][] {
  const left = new Map(before.entries());
  const come: number[] = [];
  for (const [to, item] of after.entries()) {
    const same = [...left].find(([, other]) => equalJson(item, other));
    if (same) left.delete(same[0]);
    else come.push(to);
  }
  const pairs = come.map((to): [number | null, number | null] => {
    const item = after[to] ?? null;
    const nearest = [...left].toSorted(
      (a, b) => alike(item, b[1]) - alike(item, a[1]) || Math.abs(a[0] - to) - Math.abs(b[0] - to),
    )[0];
    if (!nearest || alike(item, nearest[1]) === 0) return [null, to];
    left.delete(nearest[0]);
    return [nearest[0], to];
  });
  return [...[...left.keys()].map((from): [number | null, number | null] => [from, null]), ...pairs];
}

/** The smallest parts that differ: fields of groups, entries of lists and their fields. */
function differing(before: Json | undefined, after: Json | undefined, at: Differing): Differing[] {
  if (equalJson(before, after)) return [];
  const [was, is] = [propertiesOf(before), propertiesOf(after)];
  if (was && is) {
    const names = [...new Set([...Object.keys(was), ...Object.keys(is)])];
    return names.flatMap((name) =>
      differing(was[name], is[name], {
        before: was[name] === undefined ? null : below(at.before, name),
        after: is[name] === undefined ? null : below(at.after, name),
      }),
    );
  }
  const entries = (value: Json | undefined): value is Json[] =>
    Array.isArray(value) && value.every((item) => propertiesOf(item) !== null);
  if (!entries(before) || !entries(after)) return [at];
  return differingEntries(before, after).flatMap(([from, to]) => {
    const entry = {
      before: from === null ? null : below(at.before, from),
      after: to === null ? null : below(at.after, to),
    };
    if (from === null || to === null) return [entry];
    return differing(before[from], after[to], entry);
  });
}

/** What a field is called, under what it is part of; which entry of a list. */
function labelOf(form: FormDefinition, pointer: string): LocalizedText {
  const tokens = pointer.split('/').slice(1);
  const labels = tokens.map((token, index): LocalizedText => {
    const schema = fieldAt(form, `/${tokens.slice(0, index + 1).join('/')}`);
    if (/^\d+$/.test(token) && index > 0) return both((locale) => filledEntry(locale, Number(token) + 1));
    return schema?.['x-title'] ?? both(() => token);
  });
  return both((locale) => labels.map((label) => label[locale]).join(' · '));
}

const filledEntry = (locale: keyof LocalizedText, place: number): string =>
  ({ 'zh-CN': `第${place}项`, en: `entry ${place}` })[locale];

/** What differs between two data of a form, in the form's order, down to the field; nothing of it personal. */
export function fieldChanges(form: FormDefinition, before: FormData, after: FormData, names: Names): FieldChange[] {
  const shown = { before: maskSensitive(form, before), after: maskSensitive(form, after) };
  const masked = [...shown.before.masked, ...shown.after.masked];
  const isMasked = (pointer: string | null) =>
    pointer !== null && masked.some((at) => at === pointer || at.startsWith(`${pointer}/`));
  const order = form.ui.sections.flatMap(({ fields }) => fields);
  const fields = new Set([...order, ...Object.keys(before), ...Object.keys(after)]);
  const changes: FieldChange[] = [];
  for (const name of fields) {
    const at = below('', name);
    const sides = { before: before[name] === undefined ? null : at, after: after[name] === undefined ? null : at };
    for (const change of differing(before[name], after[name], sides)) {
      const pointer = change.after ?? change.before;
      const schema = pointer === null ? undefined : fieldAt(form, pointer);
      if (pointer === null || !schema) continue;
      const type = fieldTypeOf(schema);
      const words = (data: FormData, where: string | null): LocalizedText | null => {
        const value = where === null ? undefined : readPointer(data, where);
        if (value === undefined) return null;
        if (type === 'place' || type === 'staff') return named(value, type, names);
        return both((locale) => formatValue(schema, value, locale));
      };
      changes.push({
        pointer,
        label: labelOf(form, pointer),
        before: words(shown.before.data, change.before),
        after: words(shown.after.data, change.after),
        sensitive: isMasked(change.before) || isMasked(change.after),
      });
    }
  }
  return changes;
}

/** Every language has words: what a timeline keeps is read in any. */
export const changesAsJson = (changes: readonly FieldChange[]): Json =>
  changes.map(({ label, before, after, sensitive }) => ({
    label: { ...label },
    before: before && Object.fromEntries(LOCALES.map((locale) => [locale, before[locale]])),
    after: after && Object.fromEntries(LOCALES.map((locale) => [locale, after[locale]])),
    sensitive,
  }));
