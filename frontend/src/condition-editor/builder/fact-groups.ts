import type { FormDefinition, LocalizedText } from '@caseway/form-schemas';
import { type FactInfo, factKey } from '@caseway/rule-sets';

export interface FactGroup {
  key: string;
  /** Absent: the facts of the system; the caller has a word for them. */
  title: LocalizedText | undefined;
  facts: FactInfo[];
}

/**
 * Facts as people look for them: by the form's sections in their order, then what no section shows, then the facts of
 * the system. A fact stands in the first section that has it.
 */
export function factGroups(facts: readonly FactInfo[], forms: readonly FormDefinition[], main: string): FactGroup[] {
  const ordered = forms.toSorted((a, b) => Number(b.key === main) - Number(a.key === main));
  const placed = new Set<string>();
  const take = (wanted: (info: FactInfo) => boolean): FactInfo[] =>
    facts.filter((info) => {
      const key = factKey(info.fact, info.path);
      if (info.system || placed.has(key) || !wanted(info)) return false;
      placed.add(key);
      return true;
    });
  const groups = ordered.flatMap((form) => [
    ...(form.ui?.sections ?? []).map((section) => ({
      key: `${form.key}/${section.key}`,
      title: section.title,
      facts: section.fields.flatMap((name) => take((info) => info.fact === name)),
    })),
    { key: form.key, title: form.title, facts: take((info) => info.forms.includes(form.key)) },
  ]);
  const system = { key: '', title: undefined, facts: facts.filter((info) => info.system) };
  return [...groups, system].filter((group) => group.facts.length > 0);
}
