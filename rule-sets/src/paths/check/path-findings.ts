import type { Finding, Locale, LocalizedText } from '@caseway/form-schemas';
import type { Witness } from '../../analyse/witness.ts';
import {
  RULE_SET_FINDINGS,
  type RuleSetFinding,
  renderRuleSetFinding,
} from '../../check-rule-set/finding-catalogue.ts';
import { errorEntry, renderFrom, warningEntry } from '../../configuration-findings.ts';

/** Everything that `checkPath` can say, with how to mend it. */
export const PATH_FINDINGS = {
  shape: errorEntry(
    '此处的内容不符合处理路径的结构：{detail}。',
    'This does not have the shape of a handling path: {detail}.',
  ),
  'key-twice': errorEntry('“{key}”出现了两次：请改用不同的 key。', '"{key}" stands twice: give each its own key.'),
  'unknown-step': errorEntry('环节“{step}”不存在：请更正。', 'There is no step "{step}": correct it.'),
  'unknown-action': errorEntry('操作“{action}”不存在：请更正。', 'There is no action "{action}": correct it.'),
  'unknown-clock': errorEntry('时限“{clock}”不存在：请更正。', 'There is no clock "{clock}": correct it.'),
  'unknown-outcome': errorEntry(
    '处理结果“{outcome}”没有在 outcomes 中定义。',
    'Outcome "{outcome}" is not defined in outcomes.',
  ),
  'unknown-document': errorEntry(
    '材料“{document}”没有在本环节定义。',
    'Document "{document}" is not defined on this step.',
  ),
  'unknown-limit': errorEntry(
    '法定时限“{limit}”没有在日历中定义。',
    'Statutory limit "{limit}" is not defined in the calendar.',
  ),
  'unknown-form': errorEntry(
    '表单“{form}”不存在，或不是环节表单（use: step）。',
    'There is no form "{form}" with use: step.',
  ),
  'unknown-department': warningEntry(
    '部门“{department}”没有在任何分流规则的词汇中定义。',
    'Department "{department}" is in no routing vocabulary.',
  ),
  'unknown-session': warningEntry(
    '会议“{session}”没有在任何分流规则的词汇中定义。',
    'Session "{session}" is in no routing vocabulary.',
  ),
  unreachable: errorEntry(
    '环节“{step}”永远到不了：请从某个操作通向它，或删除。',
    'Step "{step}" can never be reached: lead an action to it, or remove it.',
  ),
  'no-way-out': errorEntry(
    '从环节“{step}”到不了结束：案件会停在这里。',
    'From step "{step}" no end can be reached: cases would stay for ever.',
  ),
  'no-end': errorEntry('没有结束环节（kind: end）。', 'There is no end (kind: end).'),
  'first-is-end': errorEntry('第一个环节不能是结束。', 'The first step cannot be the end.'),
  'end-has-actions': errorEntry('结束环节不能有操作。', 'An end has no actions.'),
  'no-assignee': errorEntry('环节“{step}”没有责任人（assignee）。', 'Step "{step}" has nobody responsible (assignee).'),
  'adverse-needs-decision': errorEntry(
    '对诉求人不利的结果（不予支持、维持、移送）只能由人在“人工决定”环节作出，并须写明理由（requires.reasons）。',
    'An outcome against the person (not-supported, upheld, referred) can only be decided by a person: on a human-decision step, with reasons (requires.reasons).',
  ),
  'referral-needs-basis': errorEntry(
    '依法移送须写明法律依据（requires.legalBasis）。',
    'A referral needs its legal basis written down (requires.legalBasis).',
  ),
  'referral-needs-approval': errorEntry(
    '依法移送须由包案领导审批他人的提议（approves，by 仅含 case-lead）。',
    "A referral needs a case lead who approves another person's proposal (approves; by: only case-lead).",
  ),
  'looser-than-law': errorEntry(
    '时限“{clock}”比法定时限“{limit}”宽松：只能更严。',
    'Clock "{clock}" is looser than the statutory limit "{limit}": it can only be stricter.',
  ),
  'units-mixed': errorEntry(
    '延期的单位与时限“{clock}”不同。',
    'The extension counts in other units than clock "{clock}".',
  ),
  'extension-unbounded': errorEntry(
    '可延期的操作须限制次数（atMost）或累计上限（inAll）。',
    'An action that extends a clock needs a most number of times (atMost) or a limit for all of them (inAll).',
  ),
  'never-told': errorEntry(
    '操作“{action}”不书面告知任何人，没有送达可等：请为它设置 tells，或改用“操作”触发。',
    'Action "{action}" tells nothing in writing, so nothing is delivered: give it tells, or let the action itself be the trigger.',
  ),
  'no-day-of-delivery': errorEntry(
    '表单“{form}”没有绑定送达日期（bindings.deliveredOn），不能记录送达。',
    'Form "{form}" binds no day of delivery (bindings.deliveredOn): a delivery cannot be recorded with it.',
  ),
  'no-days-entered': errorEntry(
    '操作“{action}”的表单没有整数字段 {pointer}：延期天数无处可填。',
    'The form of action "{action}" has no whole number at {pointer}: nobody can enter the days of the extension.',
  ),
  'pause-not-in-law': errorEntry(
    '“{clock}”有法定时限：中止须写明法律依据（source），否则期限照常计算。',
    'Clock "{clock}" has a statutory limit: name the law by which it rests (source), or it runs on.',
  ),
  'clock-never-stops': warningEntry(
    '时限“{clock}”没有任何可能发生的停止条件：只在结案时停止。',
    'Nothing that can happen stops clock "{clock}": it ends only when the case is closed.',
  ),
  'clock-never-starts': warningEntry(
    '时限“{clock}”的开始条件都不可能发生：永远不会计时。',
    'Nothing that can happen starts clock "{clock}": it never runs.',
  ),
  'end-stops-no-clock': warningEntry(
    '案件经操作“{actions}”到达结束环节“{step}”时，时限“{clock}”可能仍在计时：请写明它因此停止（stopsOn），或不要从这里结束。',
    'By "{actions}" a case may come to the end "{step}" with clock "{clock}" still running: say that it stops then (stopsOn), or do not end there.',
  ),
  'reminder-before-start': warningEntry(
    '时限“{clock}”的提醒早于时限开始：请缩短提前的时间。',
    'Clock "{clock}" would remind before it has begun: let it remind later.',
  ),
  'later-than-law': errorEntry(
    '法定时限“{clock}”遇休息日顺延，会比法律规定的晚：请改为提前到前一工作日（previous-working-day），诉求人的期限请标明 whose: petitioner。',
    'Statutory clock "{clock}" moves past a day off, later than the law allows: let it end on the working day before (previous-working-day), or say that the period is the petitioner\'s (whose).',
  ),
  'answer-denies-outcome': errorEntry(
    '“{field}”填“{answer}”时，此操作仍会得出处理结果“{outcome}”：请为这种回答另设分支（branches），指向与实际相符的结果和环节。',
    'With "{field}" answered "{answer}" this action still decides "{outcome}": give that answer a branch of its own (branches), with the outcome and the step that fit what happened.',
  ),
  'branch-unreachable': warningEntry(
    '没有任何回答会走到操作“{action}”的这一分支：条件不可能成立，或前面的分支已全部包括。',
    'No answer takes this branch of action "{action}": its condition cannot hold, or the branches before it take all of its answers.',
  ),
  'every-answer-refused': errorEntry(
    '操作“{action}”的表单无论怎么填都会被拒绝：案件到此无法继续。',
    'Whatever is answered, action "{action}" is refused: no case can go on here.',
  ),
  'answers-unproved': warningEntry(
    '未能证明操作“{action}”的回答都与处理结果相符：请简化条件。',
    'It could not be proved that the answers of action "{action}" fit its outcomes: make its conditions simpler.',
  ),
  'answers-not-held-against-outcome': warningEntry(
    '操作“{action}”无论表单“{form}”怎么回答都得出同一结果：请用分支区分，或在该题上声明与哪些结果矛盾（x-denies）；都不矛盾时声明为空。',
    'Action "{action}" decides the same outcome whatever form "{form}" answers: tell answers apart by branches, or say on a question which outcomes an answer contradicts (x-denies; empty where none).',
  ),
} as const;

export type PathCode = keyof typeof PATH_FINDINGS;
/** A finding about a path; of conditions in it, those of any rule. */
export interface PathFinding extends Finding<PathCode | RuleSetFinding['code']> {
  /** Params that have words of their own in each language. */
  words?: Record<string, LocalizedText>;
  /** Answers and facts that show it: valid for the form. */
  witness?: Witness;
}

const isAboutCondition = (finding: Finding): finding is RuleSetFinding =>
  !Object.hasOwn(PATH_FINDINGS, finding.code) && Object.hasOwn(RULE_SET_FINDINGS, finding.code);

/** The finding as one sentence of the locale. */
export function renderPathFinding(finding: Finding & Pick<PathFinding, 'words'>, locale: Locale): string {
  if (isAboutCondition(finding)) return renderRuleSetFinding(finding, locale);
  const words = Object.entries(finding.words ?? {}).map(([name, text]) => [name, text[locale]]);
  return renderFrom(PATH_FINDINGS, { ...finding, params: { ...finding.params, ...Object.fromEntries(words) } }, locale);
}
