import type { LocalizedText } from '@caseway/form-schemas';
import type { PathChangeCode } from './path-change.ts';

const of = (zh: string, en: string): LocalizedText => ({ 'zh-CN': zh, en });
const TITLE = of('名称', 'title');
const PUBLIC_TITLE = of('对外名称', 'public title');
const RIGHTS = of('权利告知', 'rights');
const SOURCE = of('依据', 'source');
const WHOLE = of('全部', 'whole');
const ORDER = of('次序', 'order');
const NOTICE = of('告知', 'notice');
const EFFECTS = of('后续动作', 'what follows');
const BRANCHES = of('分支', 'branches');
const REQUIRED = of('要求', 'required');
const DOCUMENT = of('材料', 'documents');
const STARTS = of('开始', 'starts');
const STOPS = of('停止', 'stops');
const ENDS = of('不再需要', 'not owed');
const REMINDERS = of('提醒', 'reminders');

/** What of a step, an action, a clock or an outcome a change is about, for a table. */
export const PATH_CHANGE_PARTS: Record<PathChangeCode, LocalizedText> = {
  'key-changed': of('key', 'key'),
  'title-changed': TITLE,
  'title-taken': TITLE,
  'public-title-added': PUBLIC_TITLE,
  'public-title-removed': PUBLIC_TITLE,
  'public-title-changed': PUBLIC_TITLE,
  'description-changed': of('说明', 'description'),
  'rights-added': RIGHTS,
  'rights-removed': RIGHTS,
  'rights-changed': RIGHTS,
  'source-changed': SOURCE,
  'citation-changed': SOURCE,
  'assumed-changed': of('本单位设定', 'assumption'),
  'help-changed': of('提示', 'help'),
  'start-changed': of('起始环节', 'first step'),
  'after-review-changed': of('复查复核后', 'after a review'),
  'step-added': WHOLE,
  'step-removed': WHOLE,
  'step-moved': ORDER,
  'kind-changed': of('类型', 'kind'),
  'assignee-changed': of('责任人', 'responsible'),
  'document-added': DOCUMENT,
  'document-removed': DOCUMENT,
  'document-moved': DOCUMENT,
  'document-required-changed': DOCUMENT,
  'way-out-lost': of('出路', 'way out'),
  'action-added': WHOLE,
  'action-removed': WHOLE,
  'action-moved': ORDER,
  'by-changed': of('办理人', 'done by'),
  'target-changed': of('去向', 'leads to'),
  'action-form-changed': of('表单', 'form'),
  'requirement-added': REQUIRED,
  'requirement-removed': REQUIRED,
  'action-outcome-changed': of('处理结果', 'outcome'),
  'approval-changed': of('审批', 'approves'),
  'at-most-changed': of('最多次数', 'at most'),
  'reports-back-changed': of('向来件单位报告', 'reports back'),
  'tells-changed': of('送达', 'delivery'),
  'notice-added': NOTICE,
  'notice-removed': NOTICE,
  'notice-changed': NOTICE,
  'says-changed': NOTICE,
  'effect-added': EFFECTS,
  'effect-removed': EFFECTS,
  'effect-words-changed': EFFECTS,
  'effects-moved': EFFECTS,
  'branch-added': BRANCHES,
  'branch-removed': BRANCHES,
  'branch-changed': BRANCHES,
  'branch-words-changed': BRANCHES,
  'branches-moved': BRANCHES,
  'outcome-added': WHOLE,
  'outcome-removed': WHOLE,
  'outcome-moved': ORDER,
  'outcome-effect-changed': of('含义', 'meaning'),
  'clock-added': WHOLE,
  'clock-removed': WHOLE,
  'clock-moved': ORDER,
  'start-added': STARTS,
  'start-removed': STARTS,
  'stop-added': STOPS,
  'stop-removed': STOPS,
  'end-added': ENDS,
  'end-removed': ENDS,
  'duration-changed': of('长度', 'length'),
  'until-changed': of('到期日的来源', 'the day that it runs to'),
  'roll-over-changed': of('休息日', 'day off'),
  'limit-changed': of('法定时限', 'statutory limit'),
  'whose-changed': of('谁的期限', 'whose'),
  'urgent-changed': of('夜间提醒', 'calls at night'),
  'public-changed': of('告知诉求人', 'told to the petitioner'),
  'level-added': REMINDERS,
  'level-removed': REMINDERS,
  'level-changed': REMINDERS,
};
