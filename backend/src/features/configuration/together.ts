import { asForm, fill, type Locale, type LocalizedText } from '@caseway/form-schemas';
import {
  checkTogether,
  type Known,
  renderTogetherFinding,
  renderTogetherMend,
  type Together,
  type TogetherFinding,
  titlesAt,
} from '@caseway/rule-sets';
import type { ConfigKind, FindingOut } from '../../contract/index.ts';
import { ActiveConfiguration } from './active-configuration.ts';
import type { AnyVersioned, Versioned } from './versioned.ts';

const togetherOf = (whole: ActiveConfiguration): Together => ({
  forms: whole.forms.map(({ content }) => content),
  ruleSets: whole.ofKind('rule-sets').map(({ content }) => content),
  paths: whole.ofKind('paths').map(({ content }) => content),
  calendars: whole.ofKind('calendars').map(({ content }) => content),
});

/** What else tells what was meant: every published version of the forms, and what is in force in other places. */
export interface Published {
  forms: readonly Versioned<'forms'>[];
  elsewhere: readonly ActiveConfiguration[];
  /** Keys of forms that open no cases as they stand, by which cases were registered. */
  filed: ReadonlySet<string>;
}

const knownOf = ({ forms, elsewhere, filed }: Published): Known => ({
  filed,
  forms: forms.toSorted((a, b) => b.number - a.number).map(({ content }) => content),
  elsewhere: elsewhere.map(togetherOf),
});

/** What does not fit in `next`, which is to stand in place of `before`. */
export const misfits = (
  next: ActiveConfiguration,
  before: ActiveConfiguration,
  published?: Published,
): TogetherFinding[] => checkTogether(togetherOf(next), togetherOf(before), published && knownOf(published));

const SHAPELESS = new Set(['shape', 'not-an-object', 'too-large', 'wrong-kind', 'missing-property']);

/** Whether checked content has the shape of its kind: only then can be told what it reads and what reads it. */
export const hasShape = (findings: readonly { code: string }[]): boolean =>
  !findings.some(({ code }) => SHAPELESS.has(code));

/** A configuration with other content of one document. */
export function withContent(
  whole: ActiveConfiguration,
  kind: ConfigKind,
  key: string,
  content: unknown,
): ActiveConfiguration {
  const before = whole.items.find((item) => item.kind === kind && item.key === key);
  // What stands there as content has passed the check of its shape.
  const item = {
    versionId: '',
    number: before?.number ?? 0,
    kind,
    key,
    content: kind === 'forms' ? asForm(content) : content,
  } as AnyVersioned;
  return new ActiveConfiguration([...whole.items.filter((other) => other !== before), item]);
}

const WITH: LocalizedText = { 'zh-CN': '“{title}”第{version}版', en: '“{title}” version {version}' };

/** The documents in `whole` that a finding is between, but for `but`, each with its title and version. */
export function versionsOf(
  { places }: Pick<TogetherFinding, 'places'>,
  whole: ActiveConfiguration,
  locale: Locale,
  but?: { kind: ConfigKind; key: string },
): string {
  const named = places.flatMap((place) => {
    const item = whole.items.find(({ kind, key }) => kind === place.kind && key === place.key);
    if (!item || (but && but.kind === item.kind && but.key === item.key)) return [];
    const title = item.content.title[locale] || item.key;
    return fill(WITH[locale], { version: item.number, title });
  });
  return [...new Set(named)].join(locale === 'en' ? ', ' : '、');
}

const distinct = <Item>(items: readonly Item[]): Item[] => [
  ...new Map(items.map((item) => [JSON.stringify(item), item])).values(),
];

/** As it is handed out: in words, with its places as they are called in `whole`, and the ways to mend it. */
export function misfitOut(finding: TogetherFinding, whole: ActiveConfiguration, locale: Locale): FindingOut {
  const { severity, code, places, mends } = finding;
  const [{ kind, key, pointer }] = places;
  return {
    severity,
    code,
    pointer: `/${kind}/${key}${pointer}`,
    message: renderTogetherFinding(finding, locale),
    places: distinct(places).map((place) => {
      const item = whole.items.find((one) => one.kind === place.kind && one.key === place.key);
      const titles = titlesAt(item?.content, place.pointer).map((title) => title[locale]);
      return { ...place, ...(titles.length > 0 && { title: titles.join(' › ') }) };
    }),
    ...(mends.length > 0 && {
      mends: mends.map((mend) => ({
        kind: mend.kind,
        key: mend.key,
        label: renderTogetherMend(mend, locale),
        edits: mend.edits,
      })),
    }),
  };
}
