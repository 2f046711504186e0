import type { LocalizedText } from '@caseway/form-schemas';
import type { RuleSetChangeCode } from './rule-set-change.ts';

interface Entry {
  /** The whole change as one sentence. */
  text: LocalizedText;
  /** What part of the rule or rule set it is about, for a table. */
  part: LocalizedText;
}

const of = (part: [string, string], text: [string, string]): Entry => ({
  text: { 'zh-CN': text[0], en: text[1] },
  part: { 'zh-CN': part[0], en: part[1] },
});

const RULE: [string, string] = ['规则', 'Rule'];
const CONDITION: [string, string] = ['条件', 'Condition'];
const NAMED: [string, string] = ['命名条件“{subject}”', 'Named condition “{subject}”'];
const SET: [string, string] = ['规则集', 'Rule set'];
const TEST: [string, string] = ['测试“{subject}”', 'Test “{subject}”'];
const ACCEPTED: [string, string] = ['接受的检查结果', 'Accepted finding'];
const VALUE: [string, string] = ['“{param}”的取值', 'Values of “{param}”'];

/** How each change is said. `{rule}` with its title; `{clauses}` and `{touches}` are empty where there are none. */
export const CHANGE_TEXTS: Record<RuleSetChangeCode, Entry> = {
  'rule-added': of(RULE, ['新增规则“{rule}”', 'Rule “{rule}” added']),
  'rule-removed': of(RULE, ['删除规则“{rule}”', 'Rule “{rule}” removed']),
  'rule-renamed': of(
    ['名称', 'Name'],
    ['规则“{rule}”的名称由“{before}”改为“{after}”', 'Rule “{rule}”: its name “{before}” became “{after}”'],
  ),
  'rule-moved': of(['次序', 'Place'], ['规则“{rule}”换了位置{touches}', 'Rule “{rule}” was moved{touches}']),
  'rule-switched-off': of(['启用', 'On or off'], ['规则“{rule}”已停用', 'Rule “{rule}” was switched off']),
  'rule-switched-on': of(['启用', 'On or off'], ['规则“{rule}”已启用', 'Rule “{rule}” was switched on']),
  'parked-moved': of(
    ['次序', 'Place'],
    ['停用的规则“{rule}”恢复后的位置变了', 'Rule “{rule}”, switched off, would return to another place'],
  ),
  'priority-changed': of(
    ['优先级', 'Priority'],
    [
      '规则“{rule}”的优先级由 {before} 改为 {after}{touches}',
      'Rule “{rule}”: priority {before} became {after}{touches}',
    ],
  ),
  'condition-tightened': of(CONDITION, [
    '规则“{rule}”的条件收紧：{clauses}',
    'Rule “{rule}”: condition tightened: {clauses}',
  ]),
  'condition-loosened': of(CONDITION, [
    '规则“{rule}”的条件放宽：{clauses}',
    'Rule “{rule}”: condition loosened: {clauses}',
  ]),
  'condition-changed': of(CONDITION, [
    '规则“{rule}”的条件改变：{clauses}',
    'Rule “{rule}”: condition changed: {clauses}',
  ]),
  'condition-rewritten': of(CONDITION, [
    '规则“{rule}”的条件换了写法，含义不变',
    'Rule “{rule}”: condition written otherwise, with the same meaning',
  ]),
  'outcome-changed': of(
    ['结果：{param}', 'Outcome: {param}'],
    ['{owner}的“{param}”由“{before}”改为“{after}”', '{owner}: “{param}” “{before}” became “{after}”'],
  ),
  'event-type-changed': of(['结果', 'Outcome'], ['{owner}的结果变了', '{owner}: the outcome changed']),
  'say-changed': of(
    ['告知群众的话', 'Sentence for the person'],
    ['{owner}告知群众的话变了', '{owner}: the sentence for the person concerned changed'],
  ),
  'title-changed': of(['标题', 'Title'], ['规则“{rule}”的标题变了', 'Rule “{rule}”: title changed']),
  'source-changed': of(['依据', 'Source'], ['规则“{rule}”的依据变了', 'Rule “{rule}”: source changed']),
  'assumed-changed': of(
    ['本单位约定', 'Assumption of this office'],
    ['规则“{rule}”是否为本单位约定变了', 'Rule “{rule}”: whether it is an assumption of this office changed'],
  ),
  'comment-changed': of(['备注', 'Comment'], ['规则“{rule}”的备注变了', 'Rule “{rule}”: comment changed']),
  'group-changed': of(['分组', 'Group'], ['规则“{rule}”的分组变了', 'Rule “{rule}”: group changed']),
  'rule-field-changed': of(
    ['{subject}', '{subject}'],
    ['规则“{rule}”的“{subject}”变了', 'Rule “{rule}”: “{subject}” changed'],
  ),
  'named-added': of(NAMED, ['新增命名条件“{subject}”{touches}', 'Named condition “{subject}” added{touches}']),
  'named-removed': of(NAMED, ['删除命名条件“{subject}”{touches}', 'Named condition “{subject}” removed{touches}']),
  'named-tightened': of(NAMED, [
    '命名条件“{subject}”收紧：{clauses}{touches}',
    'Named condition “{subject}” tightened: {clauses}{touches}',
  ]),
  'named-loosened': of(NAMED, [
    '命名条件“{subject}”放宽：{clauses}{touches}',
    'Named condition “{subject}” loosened: {clauses}{touches}',
  ]),
  'named-changed': of(NAMED, [
    '命名条件“{subject}”改变：{clauses}{touches}',
    'Named condition “{subject}” changed: {clauses}{touches}',
  ]),
  'named-rewritten': of(NAMED, [
    '命名条件“{subject}”换了写法，含义不变',
    'Named condition “{subject}” written otherwise, with the same meaning',
  ]),
  'hit-policy-changed': of(
    ['符合多条时', 'Where several match'],
    ['多条规则符合时：由“{before}”改为“{after}”', 'Where several rules match: “{before}” became “{after}”'],
  ),
  'kind-changed': of(SET, ['规则集的种类变了', 'The kind of the rule set changed']),
  'key-changed': of(SET, ['规则集的 key 变了', 'The key of the rule set changed']),
  'form-changed': of(
    ['表单', 'Form'],
    ['所读的表单由“{before}”改为“{after}”', 'It reads form “{after}” instead of “{before}”'],
  ),
  'also-forms-changed': of(['表单', 'Form'], ['另外所读的表单变了', 'The further forms that it reads changed']),
  'set-title-changed': of(['标题', 'Title'], ['规则集的标题变了', 'The title of the rule set changed']),
  'description-changed': of(['说明', 'Description'], ['规则集的说明变了', 'The description of the rule set changed']),
  'vocabulary-added': of(VALUE, ['新增结果词表“{param}”', 'List of values “{param}” added']),
  'vocabulary-removed': of(VALUE, ['删除结果词表“{param}”', 'List of values “{param}” removed']),
  'vocabulary-title-changed': of(VALUE, [
    '结果词表“{param}”的名称变了',
    'The name of the list of values “{param}” changed',
  ]),
  'vocabulary-changed': of(VALUE, ['结果词表“{param}”变了', 'List of values “{param}” changed']),
  'value-added': of(VALUE, ['“{param}”新增取值“{after}”', '“{param}”: value “{after}” added']),
  'value-removed': of(VALUE, ['“{param}”删除取值“{before}”', '“{param}”: value “{before}” removed']),
  'value-title-changed': of(VALUE, [
    '“{param}”的取值“{before}”改称“{after}”',
    '“{param}”: value “{before}” is now called “{after}”',
  ]),
  'value-moved': of(VALUE, [
    '“{param}”的取值“{after}”换了次序',
    '“{param}”: value “{after}” has another place in the order',
  ]),
  'test-added': of(TEST, ['新增测试“{subject}”', 'Test “{subject}” added']),
  'test-removed': of(TEST, ['删除测试“{subject}”', 'Test “{subject}” removed']),
  'test-changed': of(TEST, ['测试“{subject}”变了', 'Test “{subject}” changed']),
  'test-moved': of(TEST, ['测试“{subject}”换了位置', 'Test “{subject}” was moved']),
  'accepted-added': of(ACCEPTED, [
    '接受检查结果“{subject}”，理由：{after}',
    'Finding “{subject}” accepted, because: {after}',
  ]),
  'accepted-removed': of(ACCEPTED, ['不再接受检查结果“{subject}”', 'Finding “{subject}” is no longer accepted']),
  'accepted-changed': of(ACCEPTED, [
    '接受检查结果“{subject}”的理由变了',
    'Why finding “{subject}” is accepted changed',
  ]),
  'accepted-moved': of(ACCEPTED, ['接受的检查结果“{subject}”换了位置', 'The accepted finding “{subject}” was moved']),
  'field-changed': of(['{subject}', '{subject}'], ['“{subject}”变了', '“{subject}” changed']),
  'lists-changed': of(['规则', 'Rules'], ['规则列表变了', 'The list of rules changed']),
};
