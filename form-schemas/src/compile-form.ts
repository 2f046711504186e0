import { checkFaults } from './calculate/calculate.ts';
import { dayFaults, isAgo, unusualDays } from './day-bounds.ts';
import { withDefaults } from './defaults.ts';
import { type Either, eitherWords } from './either.ts';
import type { Fault } from './evaluate/check.ts';
import { faultsOf } from './evaluate/evaluate.ts';
import { formatValue } from './field-types/registry.ts';
import { isObject } from './json/equal.ts';
import { escapeToken } from './json/pointer.ts';
import { findUnusable, holdsMoreThan } from './json/usable.ts';
import { fill } from './model/fill.ts';
import type { DataError, FormData, FormDefinition, FormSchema, Json } from './model/form-definition.ts';
import { isPresentDay, type Present, type PresentDay } from './model/present.ts';
import type { Locale, LocalizedText } from './model/text.ts';
import { patternOf } from './patterns/pattern.ts';
import { partsOf, refTarget, resolveRef } from './schema-index.ts';
import { allProperties, fieldAt } from './schema-walk.ts';
import { dayOfReckoning, takeIn } from './take-in.ts';
import { errorText } from './validation-messages.ts';

/** A form ready to check data with. */
export interface CompiledForm {
  /**
   * Everything wrong with the data as somebody entered them, in words of the locale, one entry a place; empty: valid.
   * They are normalised first; days are held against the present, as far as it is given; what is blank is not given, hidden parts are not checked, a name that the form does not have is told.
   */
  validate: (data: FormData, locale: Locale, present?: Present) => DataError[];
  /** The same of the data as they are, as JSON Schema says it: nothing is left out, and any name may be there. */
  validateAsGiven: (data: Json, locale: Locale) => DataError[];
  /** The data normalised, without what is blank, hidden or unknown, and calculated: what is stored. What is not understood is as typed. */
  takeIn: (data: FormData, present?: Present) => FormData;
  /** What a new form holds before anybody has typed: the defaults. */
  initialData: () => FormData;
}

/** What the person at the counter knows the place as: an entry of a list goes by the name of its list. */
function labelAt(form: FormDefinition, pointer: string, locale: Locale): string {
  if (pointer === '') return form.title[locale];
  const title = fieldAt(form, pointer)?.['x-title']?.[locale];
  if (title !== undefined) return title;
  const [, parent = '', last = ''] = /^(.*)\/([^/]*)$/.exec(pointer) ?? [];
  return /^\d+$/.test(last) ? labelAt(form, parent, locale) : last;
}

const OF: Record<PresentDay, LocalizedText> = {
  today: { 'zh-CN': '今天（{limit}）', en: 'today ({limit})' },
  received: { 'zh-CN': '收到日期（{limit}）', en: 'the day of receipt ({limit})' },
  reached: {
    'zh-CN': '案件转入本环节的日期（{limit}）',
    en: 'the day on which the case came to this step ({limit})',
  },
  decided: { 'zh-CN': '作出处理结果的日期（{limit}）', en: 'the day of the decision ({limit})' },
  told: { 'zh-CN': '文书作出的日期（{limit}）', en: 'the day on which the letter was made ({limit})' },
};

const UNITS: Record<string, LocalizedText> = {
  Y: { 'zh-CN': '年', en: 'year' },
  M: { 'zh-CN': '个月', en: 'month' },
  D: { 'zh-CN': '天', en: 'day' },
};

function agoWords(of: string, day: string, locale: Locale): string {
  const count = Number(of.slice(1, -1));
  const unit = UNITS[of.slice(-1)]?.[locale] ?? '';
  return locale === 'en'
    ? `${count} ${unit}${count === 1 ? '' : 's'} ago (${day})`
    : `${count === 1 ? '一' : count}${unit}前（${day}）`;
}

/** Which entries a list is to hold, as far as they are told by an answer of theirs: “一方”为“甲方”. */
function kindWords(form: FormDefinition, list: string, kind: FormSchema, locale: Locale): string {
  const item = `${list}/0`;
  const answers = Object.entries(kind.properties ?? {}).flatMap(([name, { const: fixed }]) => {
    const place = `${item}/${escapeToken(name)}`;
    if (fixed === undefined) return [];
    const [label, answer] = [labelAt(form, place, locale), formatValue(fieldAt(form, place) ?? {}, fixed, locale)];
    return [locale === 'en' ? `"${answer}" as "${label}"` : `“${label}”为“${answer}”`];
  });
  return answers.join(locale === 'en' ? ' and ' : '且');
}

/** What a fault speaks of, in words. */
function worded(form: FormDefinition, { pointer, params }: Fault, locale: Locale): Fault['params'] {
  const { of, limit, either, kind, said } = params;
  if (isObject(said)) return { said: said[locale] ?? Object.values(said)[0] };
  if (Array.isArray(either)) {
    const label = (name: string) => labelAt(form, pointer.replace(/[^/]*$/, escapeToken(name)), locale);
    return { ...params, ways: eitherWords(either as Either, label, locale) };
  }
  if (isObject(kind)) return { limit, kind: kindWords(form, pointer, kind as FormSchema, locale) };
  // A bound of days says by what it is one.
  if (typeof of !== 'string') return params;
  const day = String(limit);
  if (isPresentDay(of)) return { limit: fill(OF[of][locale], { limit: day }) };
  if (isAgo(of)) return { limit: agoWords(of, day, locale) };
  if (!of.startsWith('/')) return { limit: day };
  const other = labelAt(form, of, locale);
  return { limit: locale === 'en' ? `"${other}" (${day})` : `“${other}”（${day}）` };
}

/** Values that one form's data are made of: 400 fields and a list of 300 rows of 30 are a fifth. */
const MOST_VALUES = 50_000;

/** Places whose fault is told in words: nobody reads more of them at once, and words for a hundred thousand take a second. */
const MOST_TOLD = 500;

/** Nobody can mend what is calculated where it stands. */
const CALCULATED: LocalizedText = {
  'zh-CN': '{said}。这一项由其他内容算出，请检查这些内容',
  en: '{said}. It is calculated: check what it is calculated from',
};

function told(form: FormDefinition, faults: readonly Fault[], locale: Locale): DataError[] {
  const errors = new Map<string, DataError>();
  const left = new Set<string>();
  for (const fault of faults) {
    const { pointer, keyword } = fault;
    if (errors.has(pointer)) continue;
    if (errors.size >= MOST_TOLD) {
      left.add(pointer);
      continue;
    }
    const said = errorText(keyword, worded(form, fault, locale), labelAt(form, pointer, locale), locale);
    const calculated = keyword !== 'x-checks' && fieldAt(form, pointer)?.['x-calculate'] !== undefined;
    const message = calculated ? fill(CALCULATED[locale], { said }) : said;
    errors.set(pointer, { pointer, keyword, message });
  }
  const [first] = left;
  if (first === undefined) return [...errors.values()];
  const message = errorText('more', { count: left.size }, labelAt(form, first, locale), locale);
  return [...errors.values(), { pointer: first, keyword: 'more', message }];
}

/** What somebody is asked to look at again in the data as entered, in words, one entry a place: it can be, and seldom is. Nothing is refused for it. */
export function questionsOf(form: FormDefinition, data: FormData, locale: Locale, present: Present): DataError[] {
  return told(form, unusualDays(form, takeIn(form, data, present), present), locale);
}

/** Places of the data that no part of the form speaks of, at any depth. */
function unknownPlaces(given: FormSchema, value: Json, root: FormSchema, pointer: string): Fault[] {
  const here = resolveRef(given, root);
  const { items } = here;
  if (Array.isArray(value)) {
    if (!items) return [];
    return value.flatMap((item, index) => unknownPlaces(items, item, root, `${pointer}/${index}`));
  }
  if (!isObject(value)) return [];
  const known = allProperties(here, root);
  if (known.size === 0) return [];
  return Object.entries(value).flatMap(([name, part]) => {
    const place = `${pointer}/${escapeToken(name)}`;
    const property = known.get(name);
    return property ? unknownPlaces(property, part, root, place) : [{ pointer: place, keyword: 'unknown', params: {} }];
  });
}

/** Throws where data cannot be checked with the schema: `checkForm` says so before it can be published. */
function refuseUnusable(root: FormSchema): void {
  const open = [root];
  for (let schema = open.pop(); schema; schema = open.pop()) {
    const { $ref, pattern, patternProperties = {} } = schema;
    if ($ref !== undefined && !refTarget(schema, root)) throw new TypeError(`${$ref} leads nowhere`);
    for (const one of [...(pattern === undefined ? [] : [pattern]), ...Object.keys(patternProperties)]) {
      if (!patternOf(one)) throw new TypeError(`the pattern ${one} cannot be used`);
    }
    open.push(...partsOf(schema).map((part) => part.schema));
  }
}

/** Compiles a form once. Throws TypeError where its schema is none: `checkForm` says so before it can be published. */
export function compileForm(form: FormDefinition): CompiledForm {
  const { schema } = form;
  refuseUnusable(schema);
  const unusable = (data: Json): Fault[] =>
    findUnusable(data).map(({ pointer, why }) => ({ pointer, keyword: why, params: {} }));
  const judge = (data: Json, locale: Locale, faults: () => Fault[]): DataError[] => {
    // What cannot be kept, or would take long, is not looked at any further.
    const broken = holdsMoreThan(data, MOST_VALUES)
      ? [{ pointer: '', keyword: 'size', params: { limit: MOST_VALUES } }]
      : unusable(data);
    return told(form, broken.length > 0 ? broken : faults(), locale);
  };
  return {
    validate: (data, locale, present = {}) =>
      judge(data, locale, () => {
        const kept = takeIn(form, data, present);
        return [
          ...faultsOf(schema, kept, schema),
          ...dayFaults(form, kept, present),
          ...checkFaults(form, kept, dayOfReckoning(form, kept, present)),
          ...unknownPlaces(schema, data, schema, ''),
        ];
      }),
    validateAsGiven: (data, locale) => judge(data, locale, () => faultsOf(schema, data, schema)),
    takeIn: (data, present = {}) => takeIn(form, data, present),
    initialData: () => withDefaults(form, {}),
  };
}
