import { fill, type LocalizedText } from '@caseway/form-schemas';
import type { ActionProblem } from '@caseway/rule-sets';

const text = (zh: string, en: string): LocalizedText => ({ 'zh-CN': zh, en });

/** Fills `{name}` in both languages; a value may itself be in both. */
export function filled(template: LocalizedText, values: Record<string, string | LocalizedText>): LocalizedText {
  const inWords = (locale: keyof LocalizedText) =>
    fill(template[locale], (name) => {
      const value = values[name];
      return typeof value === 'object' ? value[locale] : value;
    });
  return { 'zh-CN': inWords('zh-CN'), en: inWords('en') };
}

export const ACTION_PROBLEMS: Record<Exclude<ActionProblem, { words: LocalizedText }>['code'], LocalizedText> = {
  'reasons-required': text(
    '请写明理由：这一步须附书面理由。',
    'Write down the reasons: this step needs them in writing.',
  ),
  'legal-basis-required': text('请写明法律依据（文件、条款）。', 'Name the legal basis (document, article).'),
  'policy-basis-required': text('请写明政策依据（文件、条款）。', 'Name the policy basis (document, article).'),
  'document-required': text(
    '请先上传并选择所需材料：{document}。',
    'Upload and choose the required document: {document}.',
  ),
  'same-person': text(
    '不能审批自己作出的决定：请由另一位有权审批的人审批。',
    'Nobody approves an own decision: another person who may approve it must do it.',
  ),
};

export const NOTHING_TOLD = text(
  '此操作不以书面告知诉求人，没有送达可登记。',
  'This action tells the petitioner nothing in writing: there is no delivery to record.',
);
export const OUTSTANDING = text(
  '{departments}尚未答复：请等待答复、写明理由不再等待，或写明为何现在作出决定。',
  'Not answered yet: {departments}. Wait, say why nobody waits any longer, or say why it is decided now.',
);

export const NEW_CASE = text('新案件 {number}：{title}', 'New case {number}: {title}');
export const URGENT_CASE = text('紧急信息 {number}：{title}，请立即处理', 'Urgent {number}: {title}. Act at once.');
export const ASSIGNED = text('案件 {number} 已交由您负责：{title}', 'Case {number} is now yours: {title}');
export const HANDED_OVER = text(
  '案件 {number}（{title}）由{person}移交给您',
  'Case {number} ({title}) was handed over to you by {person}',
);
export const STEP_REACHED = text('案件 {number} 进入“{step}”：{title}', 'Case {number} reached "{step}": {title}');
export const NOBODY_FOR = text(
  '案件 {number} 的“{title}”应由{department}办理，但该部门在当地没有承办人员：请在“我的工作”中指派。',
  '"{title}" of case {number} is for {department}, which has nobody at the place: give it to somebody under "My work".',
);
export const HANDLER_STANDS_IN = text(
  '案件 {number} 的责任部门{department}在当地没有承办人员，现由他人代为承办：请确认或另行交办。',
  '{department}, which leads case {number}, has nobody at the place; somebody else handles it in its stead: confirm that, or assign the case.',
);
export const TASK_GIVEN = text(
  '“{title}”指派给您：案件 {number}（{case}）',
  '"{title}" was given to you: case {number} ({case})',
);
export const NOT_OF_DEPARTMENT = text(
  '请选择该部门在当地的承办人员，且不得是须回避的人。没有这样的人时，请先在“人员”中增加，或由承办人、包案领导写明理由不再等待。',
  'Choose somebody of the department who handles cases at the place and is not kept out of this one. Where there is nobody, have a person added under "People", or have handler or lead of the case say why nobody waits.',
);
export const LAID_AT_TOWNSHIP = text(
  '此类事项由镇街办理：村居人员不再参与，也不再可见',
  'A matter of this kind lies at the township: who works in the village alone takes no part in it and does not see it any more',
);
export const LAID_AT_PLACE = text(
  '不再属于由镇街专门办理的事项：所涉村居人员可以参与和查看',
  'No longer a matter for the township alone: who works in the place that it is about may take part in it and see it',
);
export const FOR_THE_TOWNSHIP = text(
  '此类事项由镇街接收和认定，村居人员不参与：请交镇街综治中心办理。',
  'A matter of this kind is for the township, and nobody of the village takes part in it: leave it to the township’s coordinating centre.',
);
/** Why tasks were cancelled. */
export const DECIDED_ANEW = text('重新认定后不再需要', 'No longer needed: the case was decided anew');
export const ANOTHER_DEPARTMENT = text('改由其他部门办理', 'Another department handles it');
export const STEP_LEFT = text('已进入下一环节（{action}）', 'The case has gone on ({action})');
/** What was registered is corrected, and an act would have led elsewhere. */
export const LED_ELSEWHERE = text(
  '按更正后的登记，“{action}”应到“{to}”：案件由“{from}”转到“{to}”',
  'As it is now registered, "{action}" leads to "{to}": the case goes there from "{from}"',
);
export const DONE_AGAIN = text(
  '按更正后的登记，“{action}”须重新办理：案件由“{from}”回到“{to}”',
  'As it is now registered, "{action}" is to be done again: the case goes back from "{from}" to "{to}"',
);
export const TOLD_STAYS = text(
  '按更正后的登记，“{action}”本应到“{to}”；此后已书面告知当事人，告知的内容继续有效，案件留在“{from}”：需要改变的，请另行书面告知，或者由上一级机关复查',
  'As it is now registered, "{action}" would have led to "{to}". Something was told in writing since; it stands, and the case stays at "{from}": to change it, tell so in writing, or have it reviewed one authority up',
);
export const CASE_CLOSED = text('案件已办结', 'The case was closed');

export const JOINT_TASK = text('协助办理', 'Joint handling');
export const DEADLINE_NEAR = text(
  '案件 {number} 的“{clock}”将于 {due} 到期',
  '"{clock}" of case {number} is due on {due}',
);
export const DEADLINE_DUE = text(
  '案件 {number} 的“{clock}”今日到期（{due}）',
  '"{clock}" of case {number} is due today ({due})',
);
export const DEADLINE_OVERDUE = text(
  '案件 {number} 的“{clock}”已超期（应于 {due} 前完成）',
  '"{clock}" of case {number} is overdue (was due on {due})',
);
export const ESCALATED = text('案件 {number}：{rules}', 'Case {number}: {rules}');

/** Why tasks of a department kept out were cancelled. */
export const KEPT_OUT = text('须回避', 'Kept out of the case');
export const INSTEAD_OF_DEPARTMENT = text(
  '按规则承办的部门须回避，已改由他人承办',
  'The department to handle it by the rules is kept out: somebody else handles it',
);
export const JOINT_PASSED_OVER = text(
  '按规则协办的部门中有须回避的，未请其协办',
  'Of the departments to join in by the rules, one is kept out and was not asked',
);
export const MAY_NOT_HAVE = text('此人须回避本案：请选择其他人员。', 'Kept out of this case: choose somebody else.');
/** Why somebody who leaves a department kept out of a case stays kept out. */
export const WAS_OF_DEPARTMENT = text('原属须回避的部门', 'Belonged to a department that is kept out');

/** What a recusal read from the data says. */
export const NAMED_IN_CASE = text('诉求材料中提及，依规回避', 'Named in the matter');

/** What a recusal says of whom whoever registered the matter chose. */
export const MEANT_BY_CASE = text('登记时指明，依规回避', 'Meant by the matter, as whoever registered it says');

/** What a call says of its deadline. */
export const CALL_KINDS = {
  'deadline-near': { 'zh-CN': '临近期限', en: 'near its end' },
  'deadline-due': { 'zh-CN': '到期', en: 'due' },
  'deadline-overdue': { 'zh-CN': '超期', en: 'overdue' },
} as const;

/** A call overtaken by a later one of the same clock. */
export const SUPERSEDED = text('{what}（未提醒：已有更新的提醒）', '{what} (nobody reminded: a later call came first)');

export const CLOCK_SETTLED = text(
  '{number}：放假安排已公布，“{clock}”期限由{from}更新为{to}。',
  '{number}: the holiday notice is in; {clock} was {from} and is now {to}.',
);
export const CLOCK_CORRECTED = text(
  '{number}：日历已更正，“{clock}”期限经确认由{from}改为{to}。',
  '{number}: the calendar was corrected; {clock} was {from} and is now {to}, as confirmed.',
);
export const KEEP_NEEDS_REASONS = text('请写明保持原期限的理由。', 'Write down why the days stay as they are.');

/** In place of what a matter that speaks against somebody keeps back from who may not know it. */
export const KEPT_BACK: LocalizedText = { 'zh-CN': '不予显示', en: 'not shown here' };
