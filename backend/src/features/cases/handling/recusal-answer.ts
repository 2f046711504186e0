import type { Locale, LocalizedText } from '@caseway/form-schemas';
import type { RecusalAnswer } from '../../../contract/index.ts';
import { DomainError } from '../../../errors/domain-error.ts';
import type { CaseEffect } from '../case/case-effect.ts';
import { MEANT_BY_CASE } from '../case/case-texts.ts';
import type { KeptOut } from '../case/kept-out.ts';

export type Said = Extract<CaseEffect, { type: 'timeline' | 'audit' }>;
export type Asked = readonly { pointer: string; label: LocalizedText }[];

const NOBODY_FOUND: LocalizedText = {
  'zh-CN': '“{field}”中没有找到本系统的工作人员或部门：请选择由谁回避，或者确认不涉及。',
  en: '"{field}" names no member of staff and no department known here: choose who is kept out, or confirm that nobody of them is meant.',
};

/** Refuses what leaves open who is kept out: an office or a nickname is found by people, not by comparing names. */
export function requireAnswer(asked: Asked, { keepOut, nobodyMeant }: RecusalAnswer, locale: Locale): void {
  if (asked.length === 0 || nobodyMeant === true || (keepOut?.length ?? 0) > 0) return;
  const items = asked.map(({ pointer, label }) => ({
    pointer: `/data${pointer}`,
    message: NOBODY_FOUND[locale].replace('{field}', label[locale]),
  }));
  throw new DomainError('recusal-unclear', {}, items);
}

/** What the history and the trail say of the answer of whoever registered the matter. */
export function recusalSaid(
  { people, departments }: KeptOut,
  { nobodyMeant, nobodyFound }: RecusalAnswer & { nobodyFound: Asked },
  locale: Locale,
): Said[] {
  const reason = MEANT_BY_CASE[locale];
  const whom = [...people.map((userId) => ({ userId })), ...departments.map((department) => ({ department }))];
  return [...whom.flatMap((who) => recusalRecord(who, reason)), ...nobodySaid(nobodyMeant === true ? nobodyFound : [])];
}

/** What the history and the trail say of somebody, or a department, that is kept out of a case. */
export function recusalRecord(who: { userId: string } | { department: string }, reason: string): Said[] {
  return [
    { type: 'timeline', kind: 'recusal', details: { ...who, reason } },
    { type: 'audit', action: 'case.recuse', before: null, after: who },
  ];
}

/** The same of who was asked, and said that nobody is. */
export function nobodySaid(asked: Asked): Said[] {
  return asked.flatMap(({ pointer, label }): Said[] => [
    { type: 'timeline', kind: 'nobody-meant', details: { field: { ...label } } },
    { type: 'audit', action: 'case.nobody-meant', before: null, after: { field: pointer } },
  ]);
}
