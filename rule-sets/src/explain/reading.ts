import { type FormDefinition, isBlank, type Json, jsonText, type Locale } from '@caseway/form-schemas';
import { dayWords } from '../clock/day-words.ts';
import { type FactInfo, factCatalogue, factKey } from '../facts.ts';
import { isJsonObject, own } from '../json-value.ts';
import type { Labels } from '../labels.ts';
import type { Condition, RuleSet } from '../model/rule-set.ts';
import { CASE_EVENT_TITLES } from '../model/system-facts.ts';
import { shanghaiDay } from '../operators/operator-values.ts';
import { findOperator } from '../operators/operators.ts';

export interface ReadingOptions {
  locale: Locale;
  /** The rule set's forms: their field labels and choices. */
  forms?: readonly FormDefinition[];
  labels?: Labels;
}

/** What a sentence about rules needs to know; made once for many sentences. */
export interface Reading {
  locale: Locale;
  facts: ReadonlyMap<string, FactInfo>;
  labels: Labels;
  ruleSet: RuleSet;
}

/** Prepares the words for a rule set. */
export function readingOf(ruleSet: RuleSet, { locale, forms = [], labels = {} }: ReadingOptions): Reading {
  const keys = [ruleSet.form, ...(ruleSet.alsoForms ?? [])];
  const mine = forms.filter((form) => keys.includes(form.key));
  const facts = new Map(factCatalogue(mine).map((info) => [factKey(info.fact, info.path), info]));
  const titles = Object.fromEntries(mine.map(({ key, title }) => [key, title]));
  return { locale, facts, labels: { form: titles, event: CASE_EVENT_TITLES, ...labels }, ruleSet };
}

export const say = ({ locale }: Pick<Reading, 'locale'>, zh: string, en: string): string => (locale === 'en' ? en : zh);

/** The fact as people call it; a property of an object with the object's name before it. */
export function factLabel(reading: Reading, fact: string, path?: string): string {
  const info = reading.facts.get(factKey(fact, path));
  if (!info) return factKey(fact, path);
  const outer = path === undefined ? undefined : reading.facts.get(fact);
  const title = info.title[reading.locale];
  return outer && outer !== info
    ? say(reading, `${outer.title['zh-CN']}的${title}`, `${outer.title.en}: ${title}`)
    : title;
}

/** The label of a key of some fact or outcome param: from the labels given, else from the rule set's vocabularies. */
export function keyLabel(reading: Reading, name: string, value: Json): string | undefined {
  const key = jsonText(value);
  const given = Object.hasOwn(reading.labels, name) ? reading.labels[name] : undefined;
  if (given && Object.hasOwn(given, key)) return given[key]?.[reading.locale];
  const outcomes = reading.ruleSet.outcomes ?? {};
  const vocabulary = Object.hasOwn(outcomes, name) ? outcomes[name] : undefined;
  return vocabulary?.values.find((item) => item.key === value)?.title[reading.locale];
}

function dayText(reading: Reading, value: string): string {
  const day = shanghaiDay(value);
  return day === undefined ? value : dayWords(day, reading.locale);
}

/** How many entries a list of groups of fields has: what stands in them is no text. */
export function entriesText(reading: Reading, count: number): string {
  if (count === 0) return say(reading, '无', 'no entry');
  return say(reading, `${count}项`, count === 1 ? '1 entry' : `${count} entries`);
}

/** A fact's value in words; nothing given is said as such. */
export function valueText(reading: Reading, value: Json | undefined, fact: string, path?: string): string {
  if (value === undefined || value === null || (typeof value === 'string' && isBlank(value)))
    return say(reading, '未填写', 'not given');
  if (Array.isArray(value)) {
    if (value.length === 0) return say(reading, '无', 'none');
    if (value.some(isJsonObject)) return entriesText(reading, value.length);
    return value.map((item) => valueText(reading, item, fact, path)).join(say(reading, '、', ', '));
  }
  if (typeof value === 'boolean') return value ? say(reading, '是', 'yes') : say(reading, '否', 'no');
  const info = reading.facts.get(factKey(fact, path));
  const choice = info?.choices?.find((option) => option.value === value);
  if (choice) return choice.title[reading.locale];
  const label = path === undefined ? keyLabel(reading, fact, value) : undefined;
  if (label !== undefined) return label;
  if (typeof value === 'string') {
    return info?.type === 'date' || info?.type === 'instant' ? dayText(reading, value) : value;
  }
  return isJsonObject(value) ? say(reading, '已填写', 'given') : jsonText(value);
}

interface LeafWords {
  fact: string;
  path?: string;
  operator: string;
  value: Json | undefined;
}

/** A stretch of a sentence: the name of a fact, a value, or the words between. What a screen may tell apart by type. */
export interface SentencePart {
  kind: 'fact' | 'value' | 'words';
  text: string;
}

/** Parts as one text, in which brackets tell a Chinese name of a fact from the words around it. */
export const textOfParts = (reading: Pick<Reading, 'locale'>, parts: readonly SentencePart[]): string =>
  parts.map(({ kind, text }) => (kind === 'fact' ? say(reading, `〔${text}〕`, text) : text)).join('');

/** A text in quotation marks; those inside it become single ones. */
export const quoted = (text: string): string => `“${text.replace(/“/g, '‘').replace(/”/g, '’')}”`;

const wordsPart = (text: string): SentencePart => ({ kind: 'words', text });

/** Words somebody chose or wrote stand in quotation marks, so that where they end is seen; figures and days need none. */
function quotedValue(reading: Reading, value: Json | undefined, fact: string, path?: string): string {
  if (Array.isArray(value) && value.length > 0 && !value.some(isJsonObject)) {
    // Things in quotation marks stand side by side in Chinese.
    const marked = value.every((item) => typeof item !== 'number');
    const items = value.map((item) => quotedValue(reading, item, fact, path));
    return items.join(say(reading, marked ? '' : '、', ', '));
  }
  const text = valueText(reading, value, fact, path);
  const isGiven = typeof value === 'boolean' || (typeof value === 'string' && !isBlank(value));
  const type = reading.facts.get(factKey(fact, path))?.type;
  const isDay = type === 'date' || type === 'instant';
  return isGiven && !isDay && type !== 'amount' ? `“${text}”` : text;
}

/** One condition as a clause in parts; `negated`: as `not` around it says. */
export function leafParts(reading: Reading, leaf: LeafWords, negated: boolean): SentencePart[] {
  const fact = factLabel(reading, leaf.fact, leaf.path);
  const operator = findOperator(leaf.operator);
  if (!operator) {
    const clause = `${fact} ${leaf.operator} ${JSON.stringify(leaf.value) ?? ''}`;
    return [wordsPart(negated ? say(reading, `并非“${clause}”`, `not “${clause}”`) : clause)];
  }
  // A fact that no form declares is read as what it is compared with.
  const type =
    reading.facts.get(factKey(leaf.fact, leaf.path))?.type ?? (typeof leaf.value === 'boolean' ? 'boolean' : undefined);
  // One of a single value is that value.
  const single =
    operator.value === 'list' && operator.singular && Array.isArray(leaf.value) && leaf.value.length === 1
      ? findOperator(operator.singular)
      : undefined;
  const read = single ?? operator;
  const words = (type && read.reading.byType?.[type]) ?? read.reading;
  // `isPresent` false is the negation of `isPresent` true.
  const turned = operator.value === 'flag' && leaf.value === false ? !negated : negated;
  const sentence = (turned ? words.negated : words.plain)[reading.locale];
  const other = own(leaf.value, 'fact');
  const otherPath = own(leaf.value, 'path');
  const value = (): SentencePart => {
    if (typeof other === 'string')
      return { kind: 'fact', text: factLabel(reading, other, typeof otherPath === 'string' ? otherPath : undefined) };
    // Not written yet: nothing that a fact could be.
    if (leaf.value === '') return { kind: 'value', text: '……' };
    const text =
      operator.value === 'count' ? String(leaf.value) : quotedValue(reading, leaf.value, leaf.fact, leaf.path);
    return { kind: 'value', text };
  };
  return sentence
    .split(/(\{fact\}|\{value\})/)
    .filter((piece) => piece !== '')
    .map((piece) => {
      if (piece === '{fact}') return { kind: 'fact', text: fact };
      return piece === '{value}' ? value() : wordsPart(piece);
    });
}

/** One condition as a clause; `negated`: as `not` around it says. */
export function leafText(reading: Reading, leaf: LeafWords, negated: boolean): string {
  return textOfParts(reading, leafParts(reading, leaf, negated));
}

/** A condition or its trace, as far as words need it. */
export type Clause =
  | { kind: 'all' | 'any'; children: Clause[] }
  | { kind: 'not'; child: Clause }
  | { kind: 'named'; name: string; child: Clause }
  | ({ kind: 'leaf'; actual?: Json | undefined; missing?: boolean } & LeafWords);

/** The clauses of a condition; a named one that is unknown, or stands inside itself, is left empty. */
export function clauseOf(condition: Condition, ruleSet: RuleSet, trail: readonly string[] = []): Clause {
  const inner = (part: Condition) => clauseOf(part, ruleSet, trail);
  if ('condition' in condition) {
    const name = condition.condition;
    const named = ruleSet.conditions ?? {};
    const target = Object.hasOwn(named, name) && !trail.includes(name) ? named[name] : undefined;
    const child: Clause = target ? clauseOf(target, ruleSet, [...trail, name]) : { kind: 'any', children: [] };
    return { kind: 'named', name, child };
  }
  if ('any' in condition) return { kind: 'any', children: condition.any.map(inner) };
  if ('all' in condition) return { kind: 'all', children: condition.all.map(inner) };
  if ('not' in condition) return { kind: 'not', child: inner(condition.not) };
  return { kind: 'leaf', ...condition };
}

/** Clauses in parts; groups inside groups stand in brackets. With `actual`, each clause tells the value read. */
export function clauseParts(reading: Reading, clause: Clause, options: { actual?: boolean } = {}): SentencePart[] {
  const parts = (part: Clause, negated: boolean, isInner: boolean): SentencePart[] => {
    switch (part.kind) {
      case 'named':
        return parts(part.child, negated, isInner);
      case 'not':
        return parts(part.child, !negated, isInner);
      case 'leaf': {
        const words = leafParts(reading, part, negated);
        return options.actual ? [...words, wordsPart(actualText(reading, part))] : words;
      }
      default:
        return groupParts(part, negated, isInner);
    }
  };
  const groupParts = (part: Clause & { kind: 'all' | 'any' }, negated: boolean, isInner: boolean): SentencePart[] => {
    const [only] = part.children;
    if (!only) return [wordsPart(negated ? say(reading, '从不成立', 'never') : say(reading, '总是成立', 'always'))];
    if (part.children.length === 1) return parts(only, negated, isInner);
    // De Morgan: a negated "all" reads as "any" of the negated parts, which people follow more easily.
    const isAll = (part.kind === 'all') !== negated;
    const joint = isAll ? say(reading, '且', ' and ') : say(reading, '或', ' or ');
    const joined = part.children.flatMap((child, index) => [
      ...(index > 0 ? [wordsPart(joint)] : []),
      ...parts(child, negated, true),
    ]);
    if (!isInner) return joined;
    return [wordsPart(say(reading, '（', '(')), ...joined, wordsPart(say(reading, '）', ')'))];
  };
  return parts(clause, false, false);
}

/** Clauses as one phrase. */
export function clauseText(reading: Reading, clause: Clause, options: { actual?: boolean } = {}): string {
  return textOfParts(reading, clauseParts(reading, clause, options));
}

/** The value that was read, in brackets. */
export function actualText(reading: Reading, leaf: Extract<Clause, { kind: 'leaf' }>): string {
  const actual = valueText(reading, leaf.actual, leaf.fact, leaf.path);
  return say(reading, `（实际：${actual}）`, ` (read: ${actual})`);
}
