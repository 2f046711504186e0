import { areMoved, diffForms, type LocalizedText, pointerTokens } from '@caseway/form-schemas';
import type { Place, Together, TogetherFinding } from './together.ts';

const titlesOf = (items: readonly { key: string; title: LocalizedText }[]): ReadonlyMap<string, LocalizedText> =>
  new Map(items.map(({ key, title }) => [key, title]));

/** Names of fields on the way to a place in a form; those of a list's items stand in the list. */
function fieldsTo(pointer: string): string[] {
  const tokens = pointerTokens(pointer);
  const names: string[] = [];
  for (let at = 1; tokens[at] === 'properties'; at += 2) names.push(tokens[at + 1] ?? '');
  return names;
}

function inForms(whole: Together, before: Together): TogetherFinding[] {
  return whole.forms.flatMap((now) => {
    const old = before.forms.find(({ key }) => key === now.key);
    if (!old || old === now) return [];
    return diffForms(old, now)
      .filter(({ code }) => code === 'words-moved')
      .map(({ pointer, titles }): TogetherFinding => {
        const place: Place = { kind: 'forms', key: now.key, pointer };
        const field = titles.field ?? now.title;
        return {
          severity: 'warning',
          code: 'words-moved',
          places: [place, place],
          params: { document: now.title, part: field, form: now.title, field },
          mends: [],
          field: { form: now.key, path: fieldsTo(pointer) },
        };
      });
  });
}

interface Named {
  param: string;
  at: string;
  items: readonly { key: string; title: LocalizedText }[];
}

function moved(
  { kind, key, title }: { kind: Place['kind']; key: string; title: LocalizedText },
  before: readonly Named[],
  now: readonly Named[],
): TogetherFinding[] {
  return now.flatMap(({ param, at, items }) => {
    const old = titlesOf(before.find((one) => one.param === param)?.items ?? []);
    return items.flatMap((item, index): TogetherFinding[] => {
      const was = old.get(item.key);
      if (!was || !areMoved(old, new Map([[item.key, item.title]]))) return [];
      const place: Place = { kind, key, pointer: `${at}/${index}` };
      const params = { document: title, part: item.title, was, value: item.title };
      const outcome = { param, value: item.key };
      return [{ severity: 'warning', code: 'value-words-moved', places: [place, place], params, mends: [], outcome }];
    });
  });
}

function inOutcomes(whole: Together, before: Together): TogetherFinding[] {
  const vocabularies = ({ outcomes = {} }: Together['ruleSets'][number]): Named[] =>
    Object.entries(outcomes).map(([param, vocabulary]) => {
      return { param, at: `/outcomes/${param}/values`, items: vocabulary?.values ?? [] };
    });
  const ends = ({ outcomes }: Together['paths'][number]): Named[] => [
    { param: 'outcome', at: '/outcomes', items: outcomes },
  ];
  return [
    ...whole.ruleSets.flatMap((now) => {
      const old = before.ruleSets.find(({ key }) => key === now.key);
      return old && old !== now ? moved({ ...now, kind: 'rule-sets' }, vocabularies(old), vocabularies(now)) : [];
    }),
    ...whole.paths.flatMap((now) => {
      const old = before.paths.find(({ key }) => key === now.key);
      return old && old !== now ? moved({ ...now, kind: 'paths' }, ends(old), ends(now)) : [];
    }),
  ];
}

/**
 * What is called now as something else was before: fields and choices of forms, values of outcomes, ends of paths. Nothing that
 * was filed or decided changes, and all of it is read as the contrary.
 */
export const checkMeanings = (whole: Together, before: Together): TogetherFinding[] => [
  ...inForms(whole, before),
  ...inOutcomes(whole, before),
];
