import { type Finding, type Locale, quotedList, type Severity } from '@caseway/form-schemas';

interface Entry {
  severity: Severity;
  'zh-CN': string;
  en: string;
}

const error = (zh: string, en: string): Entry => ({ severity: 'error', 'zh-CN': zh, en });
const warning = (zh: string, en: string): Entry => ({ severity: 'warning', 'zh-CN': zh, en });
const info = (zh: string, en: string): Entry => ({ severity: 'info', 'zh-CN': zh, en });

/** Every finding of `checkRuleSet`: how grave it is and how it is said, `{name}` filled from its params. */
export const RULE_SET_FINDINGS = {
  // Structure
  'wrong-kind': error('此处应为{expected}。', 'This must be {expected}.'),
  'missing-property': error('缺少“{name}”。', '“{name}” is missing.'),
  'unknown-property': error(
    '没有“{name}”这一项；请删除或改正拼写。',
    'There is no “{name}” here: remove it or mend its spelling.',
  ),
  'unsafe-key': error(
    '不得使用名称“{name}”：会使规则引擎出错。',
    'The name “{name}” must not be used: it breaks the rule engine.',
  ),
  'not-allowed': error('取值应为以下之一：{allowed}。', 'The value must be one of: {allowed}.'),
  'bad-pattern': error('“{value}”的写法不符合要求（{pattern}）。', '“{value}” is not written as required ({pattern}).'),
  'too-deep': error('嵌套超过{limit}层：请简化。', 'More than {limit} levels deep: simplify it.'),
  'unusable-number': error(
    '这个数字太大，无法准确保存：请改小。',
    'This number is too large to be kept: make it smaller.',
  ),
  'unusable-characters': error(
    '这里有无法保存的字符（看不见的空字符，或残缺的字符）：请删除。',
    'This holds characters that cannot be kept (an invisible null, or half a character): delete them.',
  ),
  'too-short': error('不能为空。', 'This must not be empty.'),
  'too-long': error('过长或过多，上限为 {limit}。', 'Too long or too many: the limit is {limit}.'),
  'out-of-range': error(
    '数值应在 {minimum} 到 {maximum} 之间。',
    'The number must be between {minimum} and {maximum}.',
  ),
  'language-missing': warning(
    '缺少{language}文字：使用该语言的人会看到另一种语言。',
    'The {language} text is missing: its readers see the other language.',
  ),
  'number-differs': warning(
    '这里写的“{number}”与规则的条件不符（条件中为{values}）：请改正文字或条件。',
    'This says “{number}”, which is not what the rule asks ({values}): correct the words or the condition.',
  ),
  'text-missing': error('缺少{language}文字。', 'The {language} text is missing.'),
  'invalid-json': error(
    '不是有效的 JSON（第 {line} 行附近）：请检查引号、逗号和括号。',
    'Not valid JSON (near line {line}): look at quotation marks, commas and brackets.',
  ),
  'duplicate-json-key': error(
    '“{name}”在同一对象中出现两次，前一个会被悄悄丢弃。',
    '“{name}” stands twice in one object: the first would be lost silently.',
  ),
  'number-loses-digits': error(
    '数字“{number}”无法原样保存（会变成“{read}”）：请加引号写成文本，或减少位数。',
    'The number “{number}” cannot be kept as it is written (it would become “{read}”): write it as text, in quotation marks, or with fewer digits.',
  ),
  'duplicate-rule-name': error('规则名“{name}”重复。', 'There are two rules named “{name}”.'),
  'duplicate-test-name': warning('测试名“{name}”重复。', 'There are two tests named “{name}”.'),
  'no-rules': error(
    '没有任何规则，总是按“其他情况”处理：请至少写一条规则。',
    'There is no rule, and “otherwise” would always answer: write one at least.',
  ),
  'equal-priority': info(
    '与规则“{other}”优先级相同（均为 {priority}）：都符合时，以文件中靠前的为准。',
    'Has the same priority ({priority}) as rule “{other}”: where both match, the earlier one in the file decides.',
  ),
  'reserved-event-type': error(
    '事件类型“{type}”在规则引擎中另有含义，会中断运行。',
    'The event type “{type}” means something else to the rule engine and stops a run.',
  ),
  // Conditions
  'condition-shape': error(
    '此处应为条件：all、any、not、condition 之一，或 fact、operator、value。',
    'This must be a condition: all, any, not or condition, or fact with operator and value.',
  ),
  'condition-root': error(
    '规则的条件最外层应为 all、any、not 或 condition。',
    'The conditions of a rule must start with all, any, not or condition.',
  ),
  'empty-group': error(
    '“{group}”中没有条件：规则引擎会视为总是成立。',
    '“{group}” has no conditions: the rule engine takes that as always true.',
  ),
  'mixed-condition': error(
    '同一条件中同时写了“{used}”和“{ignored}”：后者会被悄悄忽略。',
    'One condition has both “{used}” and “{ignored}”: the latter is ignored silently.',
  ),
  'condition-too-deep': error('条件嵌套超过 {limit} 层。', 'Conditions are nested more than {limit} deep.'),
  'unknown-condition': error('没有名为“{name}”的命名条件。', 'There is no named condition “{name}”.'),
  'cyclic-condition': error('命名条件循环引用：{circle}。', 'Named conditions use each other in a circle: {circle}.'),
  'unused-condition': warning('命名条件“{name}”未被使用。', 'The named condition “{name}” is used nowhere.'),
  'bad-priority': error('优先级应为正整数。', 'A priority must be a positive integer.'),
  'unknown-operator': error('没有运算符“{operator}”。', 'There is no operator “{operator}”.'),
  'decorated-operator': warning(
    '运算符“{operator}”带修饰前缀：可以运行，但无法核对类型，也难以读懂。',
    'The operator “{operator}” is decorated: it runs, but its types cannot be checked and it is hard to read.',
  ),
  'path-not-plain': error(
    '路径“{path}”不是逐级属性（如 $.a.b）：出于安全考虑不予执行。',
    'The path “{path}” is not made of plain property steps ($.a.b): for safety it is never evaluated.',
  ),
  'path-on-plain-fact': error(
    '“{fact}”不是对象：写了路径也只会得到它本身。',
    '“{fact}” is not an object: with a path the rule engine reads the fact itself.',
  ),
  // Facts
  'inherited-fact': error(
    '“{fact}”是内部属性名，不能作为事实。',
    '“{fact}” is a name of the language itself and cannot be a fact.',
  ),
  'unknown-fact': error(
    '表单中没有“{fact}”，也不是系统事实。',
    'No form of this rule set has “{fact}”, and it is no system fact.',
  ),
  'similar-fact': error(
    '表单中没有“{fact}”；是否为“{suggestion}”？',
    'No form of this rule set has “{fact}”: is “{suggestion}” meant?',
  ),
  'fact-not-yet-known': error(
    '系统事实“{fact}”在此类规则集运行时尚不存在。',
    'The system fact “{fact}” is not known yet when a rule set of this kind is asked.',
  ),
  'fact-types-differ': error(
    '“{fact}”在各表单中的类型不同：{types}。',
    '“{fact}” has different types in the forms: {types}.',
  ),
  'fact-in-some-forms': info(
    '只有部分表单有“{fact}”（{forms}）；其余表单中视为未填写。',
    'Only some of the forms have “{fact}” ({forms}); in the others it is missing.',
  ),
  'sensitive-fact': error(
    '“{fact}”属于或包含个人信息，不得作为规则依据。',
    '“{fact}” is or contains personal data: no rule may decide by it.',
  ),
  'unknown-form': error('没有表单“{form}”。', 'There is no form “{form}”.'),
  'shadowed-system-fact': error(
    '表单“{form}”的字段“{fact}”与系统事实同名。',
    'Form “{form}” has a field “{fact}” with the name of a system fact.',
  ),
  'ordering-on-text': error(
    '对文本或日期“{fact}”比较大小会按字符逐位进行（“10”小于“9”）；请用日期或金额运算符。',
    'Ordering “{fact}” compares character by character (“10” is before “9”): use an operator for dates or amounts.',
  ),
  'contains-on-text': error(
    '“{fact}”不是列表：“{operator}”永远不成立；请用 textContains。',
    '“{fact}” is not a list, so “{operator}” is never true: use textContains.',
  ),
  'operator-not-for-type': error(
    '运算符“{operator}”不适用于“{fact}”（{type}）。',
    'The operator “{operator}” does not suit “{fact}” ({type}).',
  ),
  'in-needs-list': error(
    '“{operator}”的取值应为列表：文本会按片段匹配，缺失时会中断运行。',
    '“{operator}” needs a list: a text would match its fragments, anything else stops the run.',
  ),
  'empty-list': error('列表为空：条件的结果永远相同。', 'The list is empty: the condition always has the same result.'),
  'value-type': error('此处应为{expected}，才能与“{fact}”比较。', 'To compare with “{fact}” this must be {expected}.'),
  'value-not-a-choice': error(
    '“{value}”不是“{fact}”的选项。可选：{choices}。',
    '“{value}” is not a choice of “{fact}”. Choices: {choices}.',
  ),
  'value-fact-type': error(
    '“{other}”与“{fact}”类型不同（{otherType} 与 {type}），无法比较。',
    '“{other}” and “{fact}” are of different types ({otherType}, {type}) and cannot be compared.',
  ),
  'true-when-missing': info(
    '“{fact}”未填写时此条件成立；如不希望如此，请加上“已填写”条件。',
    'This is true where “{fact}” is not given; add a condition that it is given if that is not meant.',
  ),
  // Outcomes
  'vocabulary-missing': error(
    '结果“{param}”的取值未在 outcomes 中列出名称。',
    'The values of “{param}” are not declared, with their labels, in outcomes.',
  ),
  'duplicate-vocabulary-key': error('取值“{key}”重复。', 'The value “{key}” is declared twice.'),
  'outcome-value-unknown': error(
    '“{value}”不在 outcomes 的“{param}”取值中。',
    '“{value}” is not among the declared values of “{param}”.',
  ),
  'unknown-path': error('没有处理路径“{value}”。', 'There is no handling path “{value}”.'),
  'outcome-param-missing': error(
    '此类规则集的结果必须给出“{param}”。',
    'The outcome of a rule set of this kind must give “{param}”.',
  ),
  'outcome-param-may-be-missing': warning(
    '若仅此规则符合，结果中将没有“{param}”。',
    'If only this rule matches, the outcome has no “{param}”.',
  ),
  // Tests
  'no-tests': warning('没有测试用例。', 'The rule set has no tests.'),
  'rule-untested': info('没有测试用例使此规则成立。', 'No test makes this rule match.'),
  'test-expects-nothing': error('测试“{test}”没有写明预期。', 'Test “{test}” expects nothing.'),
  'test-unknown-rule': error(
    '测试“{test}”预期的规则“{rule}”不存在。',
    'Test “{test}” expects rule “{rule}”, which does not exist.',
  ),
  'test-unknown-fact': warning(
    '测试“{test}”中的“{fact}”既不在表单中，也不是系统事实。',
    'Test “{test}” gives “{fact}”, which no form has and which is no system fact.',
  ),
  'test-failed': error(
    '测试“{test}”未通过：{what}预期为{expected}，现在得出{actual}。',
    'Test “{test}” fails: it expects {expected} as {what}, and {actual} is decided now.',
  ),
  'test-crashed': error('测试“{test}”无法运行：{reason}', 'Test “{test}” cannot run: {reason}'),
} as const satisfies Record<string, Entry>;

export type RuleSetCode = keyof typeof RULE_SET_FINDINGS;
export type RuleSetFinding = Finding<RuleSetCode>;

const OF_TESTS = /^\/tests(?:\/|$)/;

/**
 * Whether a finding keeps the rules from deciding anything that means something: neither past cases nor tests are decided
 * by rules that have one. A text that is missing, or a test that is wrong, changes no decision.
 */
export const stopsDeciding = ({ code, severity, pointer }: Pick<Finding<string>, 'code' | 'severity' | 'pointer'>) =>
  severity === 'error' && code !== 'text-missing' && Object.hasOwn(RULE_SET_FINDINGS, code) && !OF_TESTS.test(pointer);

/** A finding with the severity of its code. */
export function finding(
  code: RuleSetCode,
  pointer: string,
  params?: RuleSetFinding['params'],
  words?: RuleSetFinding['words'],
): RuleSetFinding {
  const { severity } = RULE_SET_FINDINGS[code];
  return { severity, code, pointer, ...(params ? { params } : {}), ...(words ? { words } : {}) };
}

/** What kinds of values are called. */
export const TYPE_WORDS: Readonly<Record<string, { 'zh-CN': string; en: string }>> = {
  object: { 'zh-CN': '对象', en: 'an object' },
  array: { 'zh-CN': '列表', en: 'a list' },
  list: { 'zh-CN': '列表', en: 'a list' },
  string: { 'zh-CN': '文本', en: 'a text' },
  text: { 'zh-CN': '文本', en: 'a text' },
  texts: { 'zh-CN': '文本列表', en: 'a list of texts' },
  choice: { 'zh-CN': '选项', en: 'a choice' },
  choices: { 'zh-CN': '多选', en: 'choices' },
  integer: { 'zh-CN': '整数', en: 'an integer' },
  number: { 'zh-CN': '数值', en: 'a number' },
  boolean: { 'zh-CN': '是或否（true/false）', en: 'true or false' },
  date: { 'zh-CN': '日期（如 2026-03-09）', en: 'a date (2026-03-09)' },
  instant: { 'zh-CN': '时间', en: 'a point in time' },
  amount: { 'zh-CN': '以文本书写的金额（如 "1200.50"）', en: 'an amount written as text ("1200.50")' },
  'zh-CN': { 'zh-CN': '中文', en: 'Chinese' },
  en: { 'zh-CN': '英文', en: 'English' },
};

const TRANSLATED = new Set(['expected', 'language', 'type', 'otherType', 'types']);

/** Keys and values of the author, one after the other. */
const LISTS = new Set(['allowed', 'forms', 'choices']);

function translate(value: string, locale: Locale): string {
  return value
    .split(', ')
    .map((word) => (Object.hasOwn(TYPE_WORDS, word) ? TYPE_WORDS[word]?.[locale] : undefined) ?? word)
    .join(locale === 'en' ? ', ' : '、');
}

/** The finding in words of the locale. */
export function renderRuleSetFinding({ code, params = {}, words }: RuleSetFinding, locale: Locale): string {
  return RULE_SET_FINDINGS[code][locale].replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const own = words?.[name]?.[locale];
    if (own !== undefined) return own;
    const value = Object.hasOwn(params, name) ? params[name] : undefined;
    if (value === undefined) return placeholder;
    if (LISTS.has(name)) return quotedList(String(value).split(', '), locale);
    const translated = TRANSLATED.has(name) && code !== 'test-failed' && code !== 'reserved-event-type';
    return translated ? translate(String(value), locale) : String(value);
  });
}
