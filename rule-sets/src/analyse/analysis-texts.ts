import { fill, type Locale, type LocalizedText } from '@caseway/form-schemas';
import { entriesOf } from '../explain/outcome-text.ts';
import { factLabel, type Reading, type ReadingOptions, readingOf, valueText } from '../explain/reading.ts';
import type { RuleSet } from '../model/rule-set.ts';
import type { AnalysisCode, AnalysisFinding, LeftOut, LeftOutReason } from './findings.ts';
import { readable } from './readable.ts';

const text = (zh: string, en: string): LocalizedText => ({ 'zh-CN': zh, en });

/** What each code is called, in a heading. */
export const ANALYSIS_TITLES: Record<AnalysisCode, LocalizedText> = {
  contradiction: text('不可能符合的规则', 'Rules that nothing can match'),
  gap: text('没有规则的情形', 'Cases that no rule covers'),
  unreachable: text('轮不到的规则', 'Rules that never decide'),
  redundant: text('多余的规则', 'Rules that change nothing'),
  overlap: text('同时符合而结果不同', 'Rules that match together and differ'),
  'unproven-field': text('可能没有填写的字段', 'Fields that may be left empty'),
  'dead-value': text('没有规则考虑的选项', 'Choices that no rule looks at'),
};

/** `{…}` are filled by `partsOf`. */
const SENTENCES = {
  contradiction: text(
    '按表单能填出的任何内容，都不可能符合{rule}的条件。请改正条件，或删去这条规则。',
    'Nothing that the form takes can fulfil the conditions of {rule}. Mend the conditions, or remove the rule.',
  ),
  gap: text(
    '{in}有的案件不符合任何一条规则，由“其他情况”决定。请补一条规则；若本意如此，请说明理由后保留。',
    '{in}some cases match no rule: “otherwise” decides them. Add a rule, or accept it with a reason if it is meant so.',
  ),
  'unreachable-first': text(
    '{rule}永远轮不到：凡符合它的案件，都已由排在前面的{by}决定。',
    '{rule} never decides: whatever matches it is decided before by {by}.',
  ),
  'unreachable-all': text(
    '{rule}不起作用：它给出的每一项，排在前面的规则都已给出。',
    '{rule} has no effect: everything that it gives has been given by rules before it.',
  ),
  redundant: text('删去{rule}，任何案件的结果都不会变。', 'Without {rule} every case would come out the same.'),
  'overlap-tie': text(
    '{first}与{others}可能同时符合，{what}却不同，而且优先级相同：只因写在前面，以{first}为准。请给出不同的优先级。',
    '{first} and {others} can match together and differ in {what}. Their priorities are equal: {first} decides only because it stands first. Give them different priorities.',
  ),
  'overlap-crossing': text(
    '{first}与{others}可能同时符合，{what}却不同：{first}优先级更高，以它为准。',
    '{first} can match together with {others}, and they differ in {what}: {first} decides, by its priority.',
  ),
  'overlap-exceptions': text(
    '{last}是一般情形；{specific}更为具体，优先级更高，{what}以它们为准。',
    '{last} is the general case. Before it by priority: {specific}, more specific and different in {what}.',
  ),
  'unproven-like': text(
    '{in}“{fact}”可以不填，而{rules}的结果取决于它：不填时，与填“{like}”一样处理。',
    '{in}“{fact}” may be left empty, and the outcome hangs on it by {rules}: empty is treated as “{like}”.',
  ),
  'unproven-unlike': text(
    '{in}“{fact}”可以不填，而{rules}的结果取决于它：不填时，与填任何内容都不一样。请让表单必填，或为未填写的情形写明规则。',
    '{in}“{fact}” may be left empty, and the outcome hangs on it by {rules}: empty is treated like no value that can be given. Make the form demand it, or say in a rule what is to happen without it.',
  ),
  'dead-value': text('“{fact}”的选项{values}没有任何规则考虑。', 'No rule looks at {values} of “{fact}”.'),
} as const satisfies Record<string, LocalizedText>;

const PERHAPS = text('（未能确证）', '(not certain) ');
const CASES = text('（实际案件{n}件）', ' (real cases: {n})');

const LEFT_OUT: Record<LeftOutReason, LocalizedText> = {
  time: text('时间用完：{code}没有做完。', 'Out of time: {code} was not finished.'),
  cancelled: text('已取消：{code}没有做完。', 'Called off: {code} was not finished.'),
  'too-large': text(
    '规则和表单过大，超出求解器的容量：{code}没有做。',
    'Too large for the solver: {code} was not done.',
  ),
  unusable: text(
    '规则集还不能运行，请先改正检查指出的错误。',
    'The rule set cannot be run yet: mend what its check says first.',
  ),
  'no-form': text('没有找到规则集所用的表单。', 'The form of the rule set is not at hand.'),
  'unknown-form': text(
    '没有找到表单{what}：对它什么也没有证明。',
    'Form {what} is not at hand: nothing is proved about it.',
  ),
  'unfillable-form': text('表单{what}按自己的要求无法填写。', 'Form {what} cannot be filled in by its own demands.'),
  undecided: text(
    '{code}：{what}的条件含有无法穷尽的比较（文字、两项事实相比等），不能断定。',
    '{code}, {what}: undecided, for comparisons that cannot be tried in full (within a text, one fact with another).',
  ),
  values: text('“{what}”的取值没有全部考虑到。', 'Not every value of “{what}” was thought of.'),
  limit: text('{code}：还有{count}项没有列出。', '{code}: {count} more are not listed.'),
};

const joined = (parts: readonly string[], locale: Locale): string => {
  if (locale !== 'en') return parts.join('、');
  const [last = '', ...before] = parts.toReversed();
  return before.length === 0 ? last : `${before.toReversed().join(', ')} and ${last}`;
};

/** More names than this are counted, not read. */
const NAMED = 4;

function rulesText({ ruleSet, locale }: Reading, names: readonly string[]): string {
  const quoted = names.map((name) => {
    const given: unknown = ruleSet.rules.find((rule) => rule.name === name)?.title?.[locale];
    const title = typeof given === 'string' && given !== '' ? given : name;
    return locale === 'en' ? `rule “${title}”` : `规则“${title}”`;
  });
  if (quoted.length <= NAMED) return joined(quoted, locale);
  const more = quoted.length - NAMED + 1;
  const shown = quoted.slice(0, NAMED - 1);
  return locale === 'en'
    ? `${shown.join(', ')} and ${more} more rules`
    : `${shown.join('、')}等${more + NAMED - 1}条规则`;
}

function formsText(keys: readonly string[], options: ReadingOptions): string {
  return joined(
    keys.map((key) => {
      const title = options.forms?.find((form) => form.key === key)?.title[options.locale] ?? key;
      return `“${title}”`;
    }),
    options.locale,
  );
}

function sentenceOf({ code, params }: AnalysisFinding): LocalizedText {
  switch (code) {
    case 'overlap':
      return SENTENCES[`overlap-${params.sort ?? 'crossing'}`];
    case 'unreachable':
      return (params.by ?? []).length > 0 ? SENTENCES['unreachable-first'] : SENTENCES['unreachable-all'];
    case 'unproven-field':
      return params.like === undefined ? SENTENCES['unproven-unlike'] : SENTENCES['unproven-like'];
    default:
      return SENTENCES[code];
  }
}

function partsOf(reading: Reading, finding: AnalysisFinding, options: ReadingOptions): Record<string, string> {
  const { rules, params } = finding;
  const { fact, path, values = [], like, forms = [], by = [], params: outcome = [] } = params;
  const { locale } = reading;
  const what = outcome.map((param) => entriesOf(reading, { [param]: ' ' })[0]?.label ?? param);
  const quoted = values.map((value) => `“${valueText(reading, value, fact ?? '', path)}”`);
  const within = forms.length === 0 ? '' : formsText(forms, options);
  return {
    rule: rulesText(reading, rules.slice(0, 1)),
    rules: rulesText(reading, rules),
    first: rulesText(reading, rules.slice(0, 1)),
    others: rulesText(reading, rules.slice(1)),
    last: rulesText(reading, rules.slice(-1)),
    specific: rulesText(reading, rules.slice(0, -1)),
    by: rulesText(reading, by),
    what: what.length > 0 ? joined(what, locale) : locale === 'en' ? 'their outcome' : '结果',
    fact: fact === undefined ? '' : factLabel(reading, fact, path),
    values: joined(quoted, locale),
    like: like === undefined ? '' : valueText(reading, like, fact ?? '', path),
    in: within && (locale === 'en' ? `In form ${within}: ` : `在表单${within}中，`),
  };
}

const capital = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1);

/** The finding in words of the locale, with the titles of its rules, fields and choices. */
export function renderAnalysisFinding(ruleSet: RuleSet, finding: AnalysisFinding, options: ReadingOptions): string {
  const { locale } = options;
  const reading = readingOf(readable(ruleSet), options);
  const sentence = fill(sentenceOf(finding)[locale], partsOf(reading, finding, options));
  const { cases } = finding.params;
  const counted = cases === undefined ? '' : fill(CASES[locale], { n: String(cases) });
  return `${finding.exact ? '' : PERHAPS[locale]}${locale === 'en' ? capital(sentence) : sentence}${counted}`;
}

/** What was left out, in words of the locale. */
export function renderLeftOut(ruleSet: RuleSet, left: LeftOut, options: ReadingOptions): string {
  const { locale } = options;
  const reading = readingOf(readable(ruleSet), options);
  const { why, code, what = [], count = 0 } = left;
  const isForm = why === 'unknown-form' || why === 'unfillable-form';
  const named = isForm
    ? formsText(what, options)
    : why === 'values'
      ? factLabel(reading, what[0] ?? '')
      : rulesText(reading, what);
  const check = code ? ANALYSIS_TITLES[code][locale] : locale === 'en' ? 'the proof' : '分析';
  return fill(LEFT_OUT[why][locale], { code: `“${check}”`, what: named, count: String(count) });
}
