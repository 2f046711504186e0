import { boundsOf, DAY_BOUNDS } from './day-bounds.ts';
import { KEYWORDS, type Telling } from './diff/keywords.ts';
import { fieldTypeOf } from './fields/field-types.ts';
import { isMultipleOf } from './json/decimal.ts';
import { isObject } from './json/equal.ts';
import { escapeToken } from './json/pointer.ts';
import { jsonText } from './json/text.ts';
import type { FormDefinition, FormSchema, Json } from './model/form-definition.ts';
import { recusesOf } from './model/recuses.ts';
import type { Locale, LocalizedText } from './model/text.ts';
import { resolveRef } from './schema-index.ts';
import { allProperties } from './schema-walk.ts';

/**
 * `words`: only what people read. `safe`: cases filed before still fit. `needs-migration`: some may not. `breaking`: what was filed
 * means something else.
 */
export type FormChangeClass = 'words' | 'safe' | 'needs-migration' | 'breaking';

const text = (zh: string, en: string): LocalizedText => ({ 'zh-CN': zh, en });

const CHANGES = {
  'key-changed': { class: 'breaking', text: text('表单的 key 变了', 'the key of the form changed') },
  'use-changed': { class: 'breaking', text: text('表单的用途变了', 'the use of the form changed') },
  'field-added': { class: 'safe', text: text('新增字段“{field}”', 'field "{field}" added') },
  'required-field-added': {
    class: 'needs-migration',
    text: text('新增必填字段“{field}”', 'required field "{field}" added'),
  },
  'field-removed': { class: 'needs-migration', text: text('删除字段“{field}”', 'field "{field}" removed') },
  'type-changed': {
    class: 'breaking',
    text: text('字段“{field}”的类型由{from}改为{to}', 'field "{field}" changed from {from} to {to}'),
  },
  'became-required': {
    class: 'needs-migration',
    text: text('字段“{field}”改为必填', 'field "{field}" became required'),
  },
  'became-optional': { class: 'safe', text: text('字段“{field}”不再必填', 'field "{field}" is no longer required') },
  'choice-added': { class: 'safe', text: text('“{field}”新增选项“{value}”', '"{field}": choice "{value}" added') },
  'choice-removed': {
    class: 'needs-migration',
    text: text('“{field}”删除选项“{value}”', '"{field}": choice "{value}" removed'),
  },
  'limits-tightened': {
    class: 'needs-migration',
    text: text('“{field}”的限制收紧（{keyword}）', '"{field}": {keyword} tightened'),
  },
  'limits-loosened': { class: 'safe', text: text('“{field}”的限制放宽（{keyword}）', '"{field}": {keyword} loosened') },
  'format-changed': {
    class: 'needs-migration',
    text: text('“{field}”的格式要求变了', '"{field}" is to be written otherwise'),
  },
  'sensitivity-changed': {
    class: 'needs-migration',
    text: text('“{field}”的敏感标注变了', '"{field}" is marked sensitive otherwise'),
  },
  'denial-changed': {
    class: 'needs-migration',
    text: text('“{field}”的答案与哪些处理结果相矛盾变了', '"{field}": which outcomes an answer contradicts changed'),
  },
  'recusal-changed': {
    class: 'breaking',
    text: text('“{field}”使谁回避变了', '"{field}": who is kept out of the case changed'),
  },
  'conditions-changed': {
    class: 'needs-migration',
    text: text('显示或必填的条件变了', 'conditions of what is shown or required changed'),
  },
  'words-changed': { class: 'words', text: text('“{field}”的名称、说明或选项名称变了', 'words of "{field}" changed') },
  'words-moved': {
    class: 'breaking',
    text: text(
      '“{field}”的名称或选项名称原先是另一项的，以前填写的内容含义变了',
      '"{field}": a name or the label of a choice was another\'s before: what was filed before means something else',
    ),
  },
  'default-changed': {
    class: 'safe',
    text: text('“{field}”预先填写的内容变了', '"{field}": what it holds before anybody types changed'),
  },
  'meaning-changed': {
    class: 'breaking',
    text: text(
      '“{field}”的内容如何理解变了（{keyword}）',
      '"{field}": what its value is taken for changed ({keyword})',
    ),
  },
  'assessment-changed': {
    class: 'breaking',
    text: text('“{field}”是否由工作人员评定变了', '"{field}": whether staff assess it, or the person says it, changed'),
  },
  'review-changed': {
    class: 'needs-migration',
    text: text('申请复查、复核的期限变了', 'the time within which a review may be asked for changed'),
  },
  'layout-changed': { class: 'safe', text: text('版面或分区变了', 'the layout changed') },
  'bindings-changed': { class: 'needs-migration', text: text('绑定变了', 'the bindings changed') },
} as const satisfies Record<string, { class: FormChangeClass; text: LocalizedText }>;

export type FormChangeCode = keyof typeof CHANGES;

export interface FormChange {
  class: FormChangeClass;
  code: FormChangeCode;
  /** Into the form definition: the new one, or the old one for what is gone. */
  pointer: string;
  params: Record<string, string>;
  /** What people call what `params` name by key. */
  titles: Record<string, LocalizedText>;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key])]),
  );
}

/** A field by its key, and as it is called. */
interface Field {
  name: string;
  title: LocalizedText | undefined;
}

type Params = Record<string, string | Field>;
type Report = (code: FormChangeCode, pointer: string, params?: Params) => void;

const LOWER = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems'] as const;
const UPPER = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems'] as const;

function diffLimits(before: FormSchema, after: FormSchema, pointer: string, field: Field, report: Report): void {
  const compare = (
    keywords: readonly (keyof FormSchema)[],
    tighter: (from: number, to: number) => boolean,
    none: number,
  ) => {
    for (const keyword of keywords) {
      const from = (before[keyword] as number | undefined) ?? none;
      const to = (after[keyword] as number | undefined) ?? none;
      if (from === to) continue;
      report(tighter(from, to) ? 'limits-tightened' : 'limits-loosened', pointer, { field, keyword });
    }
  };
  compare(LOWER, (from, to) => to > from, Number.NEGATIVE_INFINITY);
  compare(UPPER, (from, to) => to < from, Number.POSITIVE_INFINITY);
}

function diffChoices(before: FormSchema, after: FormSchema, pointer: string, field: Field, report: Report): void {
  const [old, now] = [before, after].map(
    (schema) => new Set((schema.enum ?? []).map((value: Json) => jsonText(value))),
  );
  if (!old || !now || (old.size === 0 && now.size === 0)) return;
  // Any answer could be given, and only these can; or the other way round.
  if (!before.enum || !after.enum) {
    report(after.enum ? 'limits-tightened' : 'limits-loosened', pointer, { field, keyword: 'enum' });
    return;
  }
  const called = ({ 'x-enum-titles': titles }: FormSchema, name: string): Field => ({ name, title: titles?.[name] });
  for (const value of now) if (!old.has(value)) report('choice-added', pointer, { field, value: called(after, value) });
  for (const value of old)
    if (!now.has(value)) report('choice-removed', pointer, { field, value: called(before, value) });
}

const WORDS = ['x-title', 'x-help', 'x-enum-titles'] as const;

type Titles = ReadonlyMap<string, LocalizedText | undefined>;

/** Whether one of them is called now, in some language, what another was called before: names that were swapped or moved. */
function areMoved(before: Titles, now: Titles): boolean {
  return [...now].some(([key, title]) =>
    Object.entries(title ?? {}).some(([locale, words]) => {
      const was = (titles: LocalizedText | undefined) => titles?.[locale as Locale];
      if (was(before.get(key)) === words) return false;
      return [...before].some(([other, titles]) => other !== key && was(titles) === words);
    }),
  );
}

const choiceTitles = ({ 'x-enum-titles': titles = {} }: FormSchema): Titles => new Map(Object.entries(titles));

function diffField(
  before: FormSchema,
  after: FormSchema,
  pointer: string,
  field: Field,
  others: Titles,
  roots: Roots,
  report: Report,
) {
  const [from, to] = [fieldTypeOf(before), fieldTypeOf(after)];
  if (from !== to) report('type-changed', pointer, { field, from, to });
  diffLimits(before, after, pointer, field, report);
  diffChoices(before, after, pointer, field, report);
  if (before.format !== after.format || before.pattern !== after.pattern) report('format-changed', pointer, { field });
  for (const keyword of DAY_BOUNDS) {
    if (same(boundsOf(before, keyword), boundsOf(after, keyword))) continue;
    const less = boundsOf(after, keyword).every((bound) => boundsOf(before, keyword).includes(bound));
    report(less ? 'limits-loosened' : 'limits-tightened', pointer, { field, keyword });
  }
  if (!same(before['x-sensitive'], after['x-sensitive'])) report('sensitivity-changed', pointer, { field });
  if (!same(before['x-denies'], after['x-denies'])) report('denial-changed', pointer, { field });
  if (recusesOf(before) !== recusesOf(after)) report('recusal-changed', pointer, { field });
  const named = new Map(others).set(field.name, before['x-title']);
  const moved =
    areMoved(named, new Map([[field.name, after['x-title']]])) || areMoved(choiceTitles(before), choiceTitles(after));
  if (moved) report('words-moved', pointer, { field });
  else if (WORDS.some((word) => !same(before[word], after[word]))) report('words-changed', pointer, { field });
  if (before.items && after.items) {
    const [old, now] = [resolveRef(before.items, roots.before), resolveRef(after.items, roots.after)];
    diffChoices(old, now, `${pointer}/items`, field, report);
    if (areMoved(choiceTitles(old), choiceTitles(now))) report('words-moved', `${pointer}/items`, { field });
    else if (!same(old['x-enum-titles'], now['x-enum-titles'])) report('words-changed', `${pointer}/items`, { field });
    if (recusesOf(old) !== recusesOf(now)) report('recusal-changed', `${pointer}/items`, { field });
    diffObject(old, now, `${pointer}/items`, roots, report);
  }
  diffObject(before, after, pointer, roots, report);
}

interface Roots {
  before: FormSchema;
  after: FormSchema;
}

function diffObject(before: FormSchema, after: FormSchema, pointer: string, roots: Roots, report: Report): void {
  const old = allProperties(before, roots.before);
  const now = allProperties(after, roots.after);
  const wasRequired = new Set(before.required ?? []);
  const isRequired = new Set(after.required ?? []);
  const titles: Titles = new Map([...old].map(([name, schema]) => [name, schema['x-title']]));
  for (const [name, schema] of now) {
    const field = { name, title: schema['x-title'] };
    const at = `${pointer}/properties/${escapeToken(name)}`;
    const known = old.get(name);
    if (!known) {
      report(isRequired.has(name) ? 'required-field-added' : 'field-added', at, { field });
      continue;
    }
    if (isRequired.has(name) && !wasRequired.has(name)) report('became-required', at, { field });
    if (!isRequired.has(name) && wasRequired.has(name)) report('became-optional', at, { field });
    diffField(known, schema, at, field, titles, roots, report);
  }
  for (const [name, { 'x-title': title }] of old) {
    if (!now.has(name))
      report('field-removed', `${pointer}/properties/${escapeToken(name)}`, { field: { name, title } });
  }
  if (!same(conditionsOf(before), conditionsOf(after))) report('conditions-changed', `${pointer}/allOf`);
}

/** What decides when something is shown or required, without the fields themselves. */
function conditionsOf({ allOf, anyOf, oneOf, not, if: condition }: FormSchema): unknown {
  const branches = (allOf ?? []).map((part) => ({
    if: part.if,
    shown: Object.keys(part.then?.properties ?? {}),
    required: part.then?.required,
    otherwiseShown: Object.keys(part.else?.properties ?? {}),
    otherwiseRequired: part.else?.required,
  }));
  return { branches, anyOf, oneOf, not, condition };
}

interface Place {
  pointer: string;
  field: Field;
  /** Names of fields as they are called where the object is that the place belongs to. */
  titles: Titles;
}

/** Canonical: what may be written in two ways with one meaning is written in one. */
function meaningOf(keyword: string, value: unknown): unknown {
  if (value === undefined || value === false)
    return keyword === 'x-recuses' || value === undefined
      ? undefined
      : keyword.endsWith('Properties') || ['const', 'default'].includes(keyword)
        ? value
        : undefined;
  if (keyword === 'x-recuses' && value === true) return 'staff';
  if (keyword.endsWith('Properties') && value === true) return undefined;
  if (keyword.startsWith('x-not-')) return [value].flat();
  if (Array.isArray(value) && ['required', 'enum'].includes(keyword))
    return value.length === 0 ? undefined : value.map((it) => JSON.stringify(sorted(it))).sort();
  return value;
}

type Tell = (keyword: string, before: FormSchema, after: FormSchema, place: Place, report: Report) => void;

const asNumber = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

function tellRequired(before: FormSchema, after: FormSchema, { pointer, titles }: Place, report: Report): void {
  const [was, is] = [new Set(before.required ?? []), new Set(after.required ?? [])];
  const at = (name: string) => ({ field: { name, title: titles.get(name) } });
  for (const name of is) if (!was.has(name)) report('became-required', `${pointer}/required`, at(name));
  for (const name of was) if (!is.has(name)) report('became-optional', `${pointer}/required`, at(name));
}

const TELL: Record<Telling, Tell> = {
  nothing: () => {},
  followed: () => {},
  words: (_, __, ___, { pointer, field }, report) => report('words-changed', pointer, { field }),
  type: (_, before, after, { pointer, field }, report) => {
    const [from, to] = [fieldTypeOf(before), fieldTypeOf(after)];
    const named = from === to ? { from: before.type ?? from, to: after.type ?? to } : { from, to };
    report('type-changed', pointer, { field, ...named });
  },
  choices: (_, before, after, { pointer, field }, report) => {
    const count = { told: 0 };
    diffChoices(before, after, pointer, field, (...change) => {
      count.told += 1;
      report(...change);
    });
    // Choices that look alike and are not: 1 and "1".
    if (count.told === 0) report('meaning-changed', pointer, { field, keyword: 'enum' });
  },
  lower: (keyword, before, after, place, report) => tellLimit(keyword, before, after, place, report, 1),
  upper: (keyword, before, after, place, report) => tellLimit(keyword, before, after, place, report, -1),
  step: (keyword, before, after, { pointer, field }, report) => {
    const [from, to] = [before.multipleOf, after.multipleOf];
    const looser = to === undefined || (from !== undefined && isMultipleOf(from, to));
    report(looser ? 'limits-loosened' : 'limits-tightened', pointer, { field, keyword });
  },
  bounds: (keyword, before, after, { pointer, field }, report) => {
    const [was, is] = [before, after].map((it) => boundsOf(it, keyword as never));
    const less = (is ?? []).every((bound) => was?.includes(bound));
    report(less ? 'limits-loosened' : 'limits-tightened', pointer, { field, keyword });
  },
  narrower: (keyword, _, after, { pointer, field }, report) => {
    const gone = meaningOf(keyword, after[keyword as keyof FormSchema]) === undefined;
    report(gone ? 'limits-loosened' : 'limits-tightened', pointer, { field, keyword });
  },
  required: (_, before, after, place, report) => tellRequired(before, after, place, report),
  format: (_, __, ___, { pointer, field }, report) => report('format-changed', pointer, { field }),
  default: (_, __, ___, { pointer, field }, report) => report('default-changed', pointer, { field }),
  sensitivity: (_, __, ___, { pointer, field }, report) => report('sensitivity-changed', pointer, { field }),
  denial: (_, __, ___, { pointer, field }, report) => report('denial-changed', pointer, { field }),
  recusal: (_, __, ___, { pointer, field }, report) => report('recusal-changed', pointer, { field }),
  meaning: (keyword, __, ___, { pointer, field }, report) => report('meaning-changed', pointer, { field, keyword }),
  conditions: (keyword, _, __, { pointer }, report) => report('conditions-changed', `${pointer}/${keyword}`),
};

function tellLimit(
  keyword: string,
  before: FormSchema,
  after: FormSchema,
  { pointer, field }: Place,
  report: Report,
  sign: 1 | -1,
): void {
  const [from, to] = [before, after].map((it) => asNumber(it[keyword as keyof FormSchema]));
  const tighter = to !== undefined && (from === undefined || sign * (to - from) > 0);
  report(tighter ? 'limits-tightened' : 'limits-loosened', pointer, { field, keyword });
}

/** More places than a form may have: references of a form that was never checked. */
const MOST_PLACES = 20_000;

/** Every keyword of every place against the table; what a reference leads to stands where it is referred from. */
function tellPlaces(before: FormSchema, after: FormSchema, start: Place, roots: Roots, report: Report): void {
  let left = MOST_PLACES;
  const visit = (givenBefore: FormSchema, givenAfter: FormSchema, place: Place): void => {
    left -= 1;
    if (left < 0) return;
    const [old, now] = [resolveRef(givenBefore, roots.before), resolveRef(givenAfter, roots.after)];
    for (const keyword of new Set([...Object.keys(old), ...Object.keys(now)])) {
      const [was, is] = [old, now].map((it) => meaningOf(keyword, it[keyword as keyof FormSchema]));
      if (same([was], [is])) continue;
      const telling = Object.hasOwn(KEYWORDS, keyword) ? KEYWORDS[keyword] : undefined;
      TELL[telling ?? 'meaning'](keyword, old, now, place, report);
    }
    const { pointer, titles } = place;
    const names = new Map([
      ...titles,
      ...Object.entries(now.properties ?? {}).map(([name, it]) => [name, it['x-title']] as const),
    ]);
    for (const name of new Set([...Object.keys(old.properties ?? {}), ...Object.keys(now.properties ?? {})])) {
      const [was, is] = [old.properties?.[name], now.properties?.[name]];
      const inner = {
        pointer: `${pointer}/properties/${escapeToken(name)}`,
        field: { name, title: is?.['x-title'] ?? was?.['x-title'] ?? names.get(name) },
        titles: new Map(),
      };
      if (was && is) visit(was, is, inner);
      else report(is ? 'field-added' : 'field-removed', inner.pointer, { field: inner.field });
    }
    for (const keyword of ['items', 'then', 'else'] as const) {
      const [was, is] = [old[keyword], now[keyword]];
      if (was && is) visit(was, is, { ...place, pointer: `${pointer}/${keyword}`, titles: names });
      else if (was || is)
        report(
          keyword === 'items' ? (is ? 'limits-tightened' : 'limits-loosened') : 'conditions-changed',
          `${pointer}/${keyword}`,
          keyword === 'items' ? { field: place.field, keyword } : {},
        );
    }
    const [parts, others] = [old.allOf ?? [], now.allOf ?? []];
    const goneParts = parts.filter((part) => !others.some((other) => same(part, other)));
    for (const [index, part] of others.entries()) {
      if (parts.some((other) => same(part, other))) continue;
      const was = goneParts.shift();
      if (was) visit(was, part, { ...place, pointer: `${pointer}/allOf/${index}`, titles: names });
      else report('conditions-changed', `${pointer}/allOf/${index}`);
    }
    if (goneParts.length > 0) report('conditions-changed', `${pointer}/allOf`);
  };
  visit(before, after, start);
  if (left < 0 && !same(before, after))
    report('meaning-changed', start.pointer, { field: start.field, keyword: '$ref' });
}

/** Keys of sections whose fields staff assess, by field. */
const assessed = ({ ui }: FormDefinition): ReadonlyMap<string, boolean> =>
  new Map(ui.sections.flatMap(({ fields, assessment }) => fields.map((name) => [name, assessment === true] as const)));

const FORM_PARTS = new Set(['key', 'title', 'description', 'use', 'schema', 'ui', 'bindings', 'review']);

function tellForm(before: FormDefinition, after: FormDefinition, report: Report): void {
  const now = assessed(after);
  const titles = allProperties(after.schema, after.schema);
  for (const [name, was] of assessed(before)) {
    if (now.has(name) && now.get(name) !== was)
      report('assessment-changed', '/ui/sections', { field: { name, title: titles.get(name)?.['x-title'] } });
  }
  if (!same(before.review, after.review)) report('review-changed', '/review');
  for (const part of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [was, is] = [before, after].map((it) => it[part as keyof FormDefinition]);
    if (!FORM_PARTS.has(part) && !same([was], [is]))
      report('meaning-changed', `/${escapeToken(part)}`, {
        field: { name: after.key, title: after.title },
        keyword: part,
      });
  }
}

/** The same thing told of the same field. */
const toldKey = ({ code, pointer, params }: FormChange): string =>
  code === 'conditions-changed'
    ? code
    : JSON.stringify([code, params, /\/properties\/([^/]+)(?!.*\/properties\/)/.exec(pointer)?.[1] ?? '']);

/** What is said better already: a field that is new and required is not told as added; moved words not as changed. */
const COVERED: Partial<Record<FormChangeCode, readonly FormChangeCode[]>> = {
  'required-field-added': ['field-added', 'became-required'],
  'field-added': ['became-required'],
  'field-removed': ['became-optional'],
  'words-moved': ['words-changed'],
  'type-changed': ['meaning-changed'],
};

/** What changed between two versions of a form, classed by what it means for cases filed before. Equal forms: nothing. */
export function diffForms(before: FormDefinition, after: FormDefinition): FormChange[] {
  const changes: FormChange[] = [];
  const report: Report = (code, pointer, params = {}) => {
    const named = Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'string' ? { name: value } : value,
    ]);
    const parts = named as [string, { name: string; title?: LocalizedText }][];
    changes.push({
      class: CHANGES[code].class,
      code,
      pointer,
      params: Object.fromEntries(parts.map(([param, { name }]) => [param, name])),
      titles: Object.fromEntries(parts.flatMap(([param, { title }]) => (title ? [[param, title]] : []))),
    });
  };
  if (before.key !== after.key) report('key-changed', '/key');
  if (before.use !== after.use) report('use-changed', '/use');
  if (!same([before.title, before.description], [after.title, after.description])) {
    report('words-changed', '/title', { field: { name: after.key, title: after.title } });
  }
  diffObject(before.schema, after.schema, '/schema', { before: before.schema, after: after.schema }, report);
  const told = new Set(changes.map(toldKey));
  const better = new Set(
    changes.flatMap(({ code, params }) => (COVERED[code] ?? []).map((other) => `${other} ${params.field}`)),
  );
  const more: Report = (code, pointer, params = {}) => {
    report(code, pointer, params);
    const change = changes.at(-1);
    if (!change) return;
    const key = toldKey(change);
    if (told.has(key) || better.has(`${code} ${change.params.field}`)) changes.pop();
    told.add(key);
  };
  const start = { pointer: '/schema', field: { name: after.key, title: after.title }, titles: new Map() };
  const roots = { before: before.schema, after: after.schema };
  tellPlaces(before.schema, after.schema, start, roots, more);
  tellForm(before, after, more);
  if (!same(before.ui, after.ui)) report('layout-changed', '/ui');
  if (!same(before.bindings, after.bindings)) report('bindings-changed', '/bindings');
  return changes;
}

/** A change as one phrase of the locale. */
export function renderFormChange(change: FormChange, locale: Locale): string {
  return CHANGES[change.code].text[locale].replace(/\{(\w+)\}/g, (whole, name: string) => {
    return change.titles[name]?.[locale] ?? change.params[name] ?? whole;
  });
}
