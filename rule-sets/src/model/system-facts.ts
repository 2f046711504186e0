import type { LocalizedText } from '@caseway/form-schemas';
import type { RuleSetKind } from './rule-set.ts';

/** A classification has not yet decided what a routing knows; only an open case has a path, a level, clocks. */
const AFTER_CLASSIFICATION = ['routing', 'escalation'] as const;
const OPEN_CASE = ['escalation'] as const;

export type FactType = 'text' | 'integer' | 'boolean' | 'date' | 'instant' | 'texts';

/**
 * Facts that the platform itself gives to every rule set, whatever the form. A form may not have a
 * property of the same name. `when`: the kinds of rule set that see it; all of them where absent.
 */
export const SYSTEM_FACTS = {
  form: { type: 'text', title: { 'zh-CN': '表单', en: 'Form' } },
  township: { type: 'text', title: { 'zh-CN': '镇街', en: 'Township' } },
  place: { type: 'text', title: { 'zh-CN': '村居', en: 'Village or community' } },
  receivedAt: { type: 'instant', title: { 'zh-CN': '收到时间', en: 'Received at' } },
  receivedOn: { type: 'date', title: { 'zh-CN': '收到日期', en: 'Received on' } },
  today: { type: 'date', title: { 'zh-CN': '当天', en: 'Today' } },
  ageDays: { type: 'integer', title: { 'zh-CN': '已历天数', en: 'Age in days' } },
  headcount: { type: 'integer', title: { 'zh-CN': '人数', en: 'Number of people' } },
  repeatCount: { type: 'integer', title: { 'zh-CN': '同一事项此前登记件数', en: 'Earlier cases of the same matter' } },
  reviewRound: { type: 'integer', title: { 'zh-CN': '复查复核轮次', en: 'Round of review' } },
  reviewLate: { type: 'boolean', title: { 'zh-CN': '逾期申请复查', en: 'Review asked for late' } },
  reviewOutside: {
    type: 'boolean',
    title: { 'zh-CN': '上一级机关在平台之外', en: 'Authority above is outside of the platform' },
  },
  category: { type: 'text', title: { 'zh-CN': '诉求类别', en: 'Kind of demand' }, when: AFTER_CLASSIFICATION },
  path: { type: 'text', title: { 'zh-CN': '处理路径', en: 'Handling path' }, when: OPEN_CASE },
  step: { type: 'text', title: { 'zh-CN': '当前环节', en: 'Current step' }, when: OPEN_CASE },
  department: { type: 'text', title: { 'zh-CN': '责任部门', en: 'Lead department' }, when: OPEN_CASE },
  level: { type: 'text', title: { 'zh-CN': '办理层级', en: 'Level' }, when: OPEN_CASE },
  marks: { type: 'texts', title: { 'zh-CN': '标记', en: 'Marks' }, when: OPEN_CASE },
  hasCaseLead: { type: 'boolean', title: { 'zh-CN': '已有包案领导', en: 'Has a case lead' }, when: OPEN_CASE },
  event: { type: 'text', title: { 'zh-CN': '触发事件', en: 'What happened' }, when: OPEN_CASE },
  clock: { type: 'text', title: { 'zh-CN': '时限', en: 'Clock' }, when: OPEN_CASE },
  clockLevel: { type: 'integer', title: { 'zh-CN': '时限级别', en: 'Level of the clock' }, when: OPEN_CASE },
  daysOverdue: { type: 'integer', title: { 'zh-CN': '超期天数', en: 'Days overdue' }, when: OPEN_CASE },
} as const satisfies Record<string, { type: FactType; title: LocalizedText; when?: readonly RuleSetKind[] }>;

export type SystemFact = keyof typeof SYSTEM_FACTS;

/** Values of the fact `event`: why an escalation rule set is asked. */
export const CASE_EVENTS = ['filed', 'deadline-near', 'deadline-due', 'deadline-overdue', 'daily'] as const;
export type CaseEvent = (typeof CASE_EVENTS)[number];

/** What people call them. */
export const CASE_EVENT_TITLES: Record<CaseEvent, LocalizedText> = {
  filed: { 'zh-CN': '登记', en: 'registered' },
  'deadline-near': { 'zh-CN': '临近时限', en: 'deadline near' },
  'deadline-due': { 'zh-CN': '时限到期', en: 'deadline due' },
  'deadline-overdue': { 'zh-CN': '已超期', en: 'overdue' },
  daily: { 'zh-CN': '每日', en: 'every day' },
};
