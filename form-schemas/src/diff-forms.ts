import { boundsOf, DAY_BOUNDS } from './day-bounds.ts';
import { fieldTypeOf } from './fields/field-types.ts';
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
