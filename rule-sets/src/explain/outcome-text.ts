import type { Json, LocalizedText } from '@caseway/form-schemas';
import { jsonText } from '@caseway/form-schemas';
import { isJsonObject } from '../json-value.ts';
import type { Role } from '../model/roles.ts';
import type { RuleSet } from '../model/rule-set.ts';
import { keyLabel, type Reading, type ReadingOptions, readingOf, say } from './reading.ts';

const text = (zh: string, en: string): LocalizedText => ({ 'zh-CN': zh, en });

/** Names of the roles, as the domain calls them. */
export const ROLE_TITLES: Record<Role, LocalizedText> = {
  'platform-admin': text('平台管理员', 'platform admin'),
  'policy-admin': text('规则管理员', 'policy admin'),
  approver: text('审批人', 'approver'),
  clerk: text('信访联络员', 'clerk'),
  handler: text('承办人', 'handler'),
  'case-lead': text('包案领导', 'case lead'),
  'township-lead': text('镇主要领导', 'township lead'),
  centre: text('镇综治中心', 'coordinating centre'),
  auditor: text('审计', 'auditor'),
};

/** Names of the params that the platform understands; the rule set's own vocabulary titles come first. */
export const OUTCOME_PARAM_TITLES: Readonly<Record<string, LocalizedText>> = {
  category: text('诉求类别', 'kind of demand'),
  path: text('处理路径', 'handling path'),
  department: text('责任部门', 'lead department'),
  jointDepartments: text('协办部门', 'joint departments'),
  level: text('办理层级', 'level'),
  atTownship: text('由镇街办理，村居不参与', 'kept at the township, away from the village'),
  caseLead: text('领导包案', 'a leader takes the case'),
  sessions: text('提交会议', 'goes on the agenda of'),
  marks: text('标记', 'marked'),
  notify: text('通知', 'tells'),
  supervise: text('督办', 'is supervised'),
  urgent: text('立即通知', 'at once, at night too'),
  say: text('告知当事人', 'told to the person concerned'),
};

/** Params whose keys are named by another param's vocabulary. */
const LABELLED_BY: Record<string, string> = { jointDepartments: 'department' };

function itemText(reading: Reading, param: string, value: Json): string {
  if (param === 'notify' && typeof value === 'string' && Object.hasOwn(ROLE_TITLES, value)) {
    return ROLE_TITLES[value as Role][reading.locale];
  }
  const label = keyLabel(reading, param, value) ?? keyLabel(reading, LABELLED_BY[param] ?? param, value);
  return label ?? (isJsonObject(value) ? JSON.stringify(value) : jsonText(value));
}

/** Several values one after the other; where one has a separator in it, all stand in quotation marks. */
function joinedItems(reading: Reading, items: readonly string[]): string {
  if (!items.some((item) => /[、，；,;]/.test(item))) return items.join(say(reading, '、', ', '));
  return items.map((item) => `“${item}”`).join(say(reading, '', ', '));
}

export interface OutcomeEntry {
  param: string;
  label: string;
  /** Empty where the label says it all: a flag. */
  text: string;
}

/** The params of an outcome with their values in words. `say` is left out: it speaks to the petitioner. */
export function entriesOf(reading: Reading, outcome: Record<string, Json | undefined>): OutcomeEntry[] {
  return Object.entries(outcome).flatMap(([param, value]) => {
    if (param === 'say' || value === undefined || value === null || value === false) return [];
    const titles = Object.hasOwn(OUTCOME_PARAM_TITLES, param) ? OUTCOME_PARAM_TITLES[param] : undefined;
    const outcomes = reading.ruleSet.outcomes ?? {};
    const declared = Object.hasOwn(outcomes, param) ? outcomes[param]?.title : undefined;
    const label = (declared ?? titles)?.[reading.locale] ?? param;
    if (value === true) return [{ param, label, text: '' }];
    const items = Array.isArray(value) ? value : [value];
    if (items.length === 0) return [];
    return [
      {
        param,
        label,
        text: joinedItems(
          reading,
          items.map((item) => itemText(reading, param, item)),
        ),
      },
    ];
  });
}

/** What an outcome says, as one phrase: "诉求类别：…；办理层级：…". */
export function outcomeText(reading: Reading, outcome: Record<string, Json | undefined>): string {
  const parts = entriesOf(reading, outcome).map(({ label, text: words }) =>
    words === '' ? label : say(reading, `${label}：${words}`, `${label}: ${words}`),
  );
  return parts.length > 0
    ? parts.join(say(reading, '；', '; '))
    : say(reading, '由工作人员核实后确定', 'left to a person to decide');
}

/** The params of an outcome with their values in words of the rule set and the locale. */
export function outcomeEntries(
  ruleSet: RuleSet,
  outcome: Record<string, Json | undefined>,
  options: ReadingOptions,
): OutcomeEntry[] {
  return entriesOf(readingOf(ruleSet, options), outcome);
}
