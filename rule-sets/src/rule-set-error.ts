import type { LocalizedText } from '@caseway/form-schemas';

/**
 * Why a rule set cannot be decided.
 * - `invalid-rule-set`: json-rules-engine would refuse to load it.
 * - `unsupported-path`: a path of something other than plain property steps.
 * - `cyclic-condition`: named conditions that use each other in a circle.
 * - `unknown-condition`, `unknown-operator`: reached while deciding.
 * - `evaluation-failed`: an operator could not work on its values (`in` without a list).
 * - `reference-disagrees`: a defect of this package: trace and json-rules-engine differ.
 */
export type RuleSetErrorCode =
  | 'invalid-rule-set'
  | 'unsupported-path'
  | 'cyclic-condition'
  | 'unknown-condition'
  | 'unknown-operator'
  | 'evaluation-failed'
  | 'reference-disagrees';

/** A rule set that cannot give an answer. `rule` is the rule's name where one is to blame. */
export class RuleSetError extends Error {
  readonly code: RuleSetErrorCode;
  readonly rule: string | undefined;

  constructor(code: RuleSetErrorCode, message: string, rule?: string, cause?: unknown) {
    super(rule === undefined ? message : `rule "${rule}": ${message}`, { cause });
    this.name = 'RuleSetError';
    this.code = code;
    this.rule = rule;
  }
}

const WHY: Record<RuleSetErrorCode, LocalizedText> = {
  'invalid-rule-set': {
    'zh-CN': '规则集的结构有误，规则引擎读不了',
    en: 'its structure cannot be read by the rule engine',
  },
  'unsupported-path': { 'zh-CN': 'path 只能写属性的名称（如 $.a.b）', en: 'a path can only name properties ($.a.b)' },
  'cyclic-condition': { 'zh-CN': '命名条件互相引用，成了环', en: 'named conditions use each other in a circle' },
  'unknown-condition': { 'zh-CN': '引用了没有定义的命名条件', en: 'it uses a named condition that is not defined' },
  'unknown-operator': { 'zh-CN': '用了没有的运算符', en: 'it uses an operator that there is not' },
  'evaluation-failed': {
    'zh-CN': '条件的值与运算符不配，无法比较',
    en: 'the value of a condition cannot be compared by its operator',
  },
  'reference-disagrees': {
    'zh-CN': '两次计算的结果不一致，请联系平台管理员',
    en: 'two computations differ: tell the platform admin',
  },
};

/** Why a rule set gives no answer, and by which of its rules, in words of the product. */
export function ruleSetErrorText({ code, rule }: RuleSetError): LocalizedText {
  const { 'zh-CN': zh, en } = WHY[code];
  return rule === undefined ? { 'zh-CN': zh, en } : { 'zh-CN': `规则“${rule}”：${zh}`, en: `rule "${rule}": ${en}` };
}
