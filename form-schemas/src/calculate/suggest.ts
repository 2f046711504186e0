import { fieldTypeOf } from '../field-types/registry.ts';
import { escapeToken, pointerTokens } from '../json/pointer.ts';
import { fill } from '../model/fill.ts';
import type { FieldCheck, FormDefinition, FormSchema } from '../model/form-definition.ts';
import type { Locale, LocalizedText } from '../model/text.ts';
import { resolveRef } from '../schema-index.ts';
import { FUNCTIONS } from './functions.ts';
import type { Scope } from './model.ts';
import { isProblem, parseExpression } from './parse-expression.ts';
import { readsIn } from './reads.ts';
import { isRowList, namesFor, scopesBelow, scopeWithin } from './scopes.ts';
import { kindOfField } from './values.ts';

type Form = Pick<FormDefinition, 'schema'>;

/** One of the usual expressions, and what it is in words. */
export interface Suggestion {
  expression: string;
  words: LocalizedText;
}

const text = (zh: string, en: string): LocalizedText => ({ 'zh-CN': zh, en });

const WORDS = {
  sum: text('“{list}”各行“{a}”之和', 'The sum of "{a}" in "{list}"'),
  count: text('“{list}”的行数', 'The number of rows of "{list}"'),
  age: text('按“{a}”算周岁（收到日期当天）', 'Full years since "{a}", on the day of receipt'),
  days: text('从“{a}”到“{b}”相隔天数', 'Days from "{a}" to "{b}"'),
  each: text('“{a}”÷“{b}”', '"{a}" ÷ "{b}"'),
  perRow: text('“{a}”÷“{list}”的行数', '"{a}" ÷ the number of rows of "{list}"'),
  before: text('“{a}”不晚于“{b}”', '"{a}" is not after "{b}"'),
  late: text('“{a}”不能晚于“{b}”', '"{a}" cannot be after "{b}"'),
} as const;

/** More are no help to choose from. */
const MOST = 60;

interface Named {
  name: string;
  schema: FormSchema;
  title: LocalizedText;
}

function fieldsOf(scope: Scope, root: FormSchema): Named[] {
  return [...scope.fields].map(([name, given]) => {
    const schema = resolveRef(given, root);
    const { 'x-title': title } = schema;
    return {
      name,
      schema,
      title: { 'zh-CN': title?.['zh-CN'] ?? title?.en ?? name, en: title?.en ?? title?.['zh-CN'] ?? name },
    };
  });
}

function said(words: LocalizedText, names: Record<string, LocalizedText>): LocalizedText {
  const inLocale = (locale: Locale) =>
    fill(words[locale], (name) => (Object.hasOwn(names, name) ? names[name]?.[locale] : undefined));
  return text(inLocale('zh-CN'), inLocale('en'));
}

const isWritable = (expression: string, scope: Scope, root: FormSchema): boolean =>
  !isProblem(parseExpression(expression, namesFor(expression, scope, root)));

/** The usual expressions that a field can be calculated by, from the fields beside it and around. */
export function suggestedExpressions(form: Form, pointer: string): Suggestion[] {
  const root = form.schema;
  const tokens = pointerTokens(pointer);
  const object = tokens
    .slice(0, -1)
    .map((token) => `/${escapeToken(token)}`)
    .join('');
  const scope = scopesBelow(root).find(({ pattern }) => pattern === object);
  const own = scope?.fields.get(tokens.at(-1) ?? '');
  if (!scope || !own || kindOfField(resolveRef(own, root)) !== 'number') return [];
  const isAmount = fieldTypeOf(resolveRef(own, root)) === 'amount';
  const isWhole = fieldTypeOf(resolveRef(own, root)) === 'integer';
  const fields = fieldsOf(scope, root).filter(({ name }) => name !== tokens.at(-1));
  const numbers = fields.filter(({ schema }) => kindOfField(schema) === 'number');
  const days = fields.filter(({ schema }) => kindOfField(schema) === 'day');
  const lists = fields.filter(({ schema }) => isRowList(schema, root));
  const found: Suggestion[] = [];
  const suggest = (expression: string, words: LocalizedText, names: Record<string, LocalizedText>) => {
    if (found.length < MOST && isWritable(expression, scope, root))
      found.push({ expression, words: said(words, names) });
  };
  for (const list of lists) {
    const rows = scopeWithin(scope, list.name, root);
    for (const column of rows ? fieldsOf(rows, root) : []) {
      const type = fieldTypeOf(column.schema);
      if (kindOfField(column.schema) !== 'number' || (type === 'amount') !== isAmount) continue;
      suggest(`sum(${list.name}.${column.name})`, WORDS.sum, { list: list.title, a: column.title });
    }
    if (!isAmount) suggest(`count(${list.name})`, WORDS.count, { list: list.title });
  }
  for (const a of numbers) {
    const money = fieldTypeOf(a.schema) === 'amount';
    if (money !== isAmount) continue;
    for (const b of numbers) {
      if (b.name === a.name || fieldTypeOf(b.schema) === 'amount') continue;
      suggest(`${a.name} / ${b.name}`, WORDS.each, { a: a.title, b: b.title });
    }
    for (const list of lists)
      suggest(`${a.name} / count(${list.name})`, WORDS.perRow, { a: a.title, list: list.title });
  }
  if (isWhole) {
    for (const a of days) suggest(`years and months duration(${a.name}, today()).years`, WORDS.age, { a: a.title });
    for (const [index, a] of days.entries()) {
      for (const b of days.slice(index + 1)) {
        suggest(`(${b.name} - ${a.name}).days`, WORDS.days, { a: a.title, b: b.title });
      }
    }
  }
  return found;
}

/** Checks that two days of the form stand in order, as they are written one after the other. */
export function suggestedChecks(form: Form): { check: FieldCheck; words: LocalizedText }[] {
  const root = form.schema;
  const [scope] = scopesBelow(root);
  if (!scope) return [];
  const days = fieldsOf(scope, root).filter(({ schema }) => fieldTypeOf(schema) === 'date');
  const pairs = days.flatMap((a) => days.filter((b) => b.name !== a.name).map((b) => ({ a, b })));
  return pairs.slice(0, MOST).flatMap(({ a, b }) => {
    const holds = `${a.name} <= ${b.name}`;
    if (!isWritable(holds, scope, root)) return [];
    const names = { a: a.title, b: b.title };
    const check = { holds, message: said(WORDS.late, names), at: `/${escapeToken(b.name)}` };
    return [{ check, words: said(WORDS.before, names) }];
  });
}

/** What parts of an expression are called where it is read, not written. */
const SPOKEN: Readonly<Record<string, LocalizedText>> = {
  sum: text('合计', 'sum'),
  count: text('行数', 'count'),
  mean: text('平均', 'mean'),
  min: text('最小', 'least'),
  max: text('最大', 'most'),
  today: text('收到当天', 'the day of receipt'),
  'years and months duration': text('相隔年月', 'time between'),
};

/** An expression as it is read: fields by their labels, functions by what they do. */
export function expressionWords(form: Form, object: string, expression: string, locale: Locale): string {
  const root = form.schema;
  const byPattern = new Map(
    scopesBelow(root).flatMap((scope) =>
      fieldsOf(scope, root).map(({ name, title }): [string, string] => [
        `${scope.pattern}/${escapeToken(name)}`,
        locale === 'en' ? `"${title.en}"` : `“${title['zh-CN']}”`,
      ]),
    ),
  );
  const spans = readsIn(root, object, expression).map(({ pattern, at }) => ({ ...at, words: byPattern.get(pattern) }));
  let out = '';
  let from = 0;
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    out += `${spoken(expression.slice(from, span.from), locale)}${span.words ?? expression.slice(span.from, span.to)}`;
    from = span.to;
  }
  return out + spoken(expression.slice(from), locale);
}

function spoken(part: string, locale: Locale): string {
  const names = Object.keys(SPOKEN).filter((name) => Object.hasOwn(FUNCTIONS, name));
  const called = names.reduce(
    (words, name) => words.replace(new RegExp(`\\b${name}\\s*\\(`, 'g'), () => `${SPOKEN[name]?.[locale]}(`),
    part,
  );
  return called
    .replaceAll(' * ', ' × ')
    .replaceAll(' / ', ' ÷ ')
    .replaceAll('<=', '≤')
    .replaceAll('>=', '≥')
    .replaceAll('!=', '≠');
}
