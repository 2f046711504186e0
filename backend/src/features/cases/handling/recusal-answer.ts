import { fill, type Locale, type LocalizedText, quotedList } from '@caseway/form-schemas';
import type { RecusalAnswer } from '../../../contract/index.ts';
import { DomainError } from '../../../errors/domain-error.ts';
import type { CaseEffect } from '../case/case-effect.ts';
import { MEANT_BY_CASE } from '../case/case-texts.ts';
import type { KeptOut } from '../case/kept-out.ts';

export type Said = Extract<CaseEffect, { type: 'timeline' | 'audit' }>;
/** `words`: those of the field that name nobody known; empty: all of it. */
export type Asked = readonly { pointer: string; label: LocalizedText; words: readonly string[] }[];

const NOBODY_FOUND: LocalizedText = {
  'zh-CN': '“{field}”中没有找到本系统的工作人员或部门：请选择由谁回避，或者确认不涉及。',
  en: '"{field}" names no member of staff and no department known here: choose who is kept out, or confirm that nobody of them is meant.',
};
const WORDS_NOT_FOUND: LocalizedText = {
  'zh-CN': '“{field}”中的{words}不是本系统已知的工作人员或部门：请选择由谁回避，或者确认不涉及。',
  en: 'In "{field}", {words} names no member of staff and no department known here: choose who is kept out, or confirm that nobody of them is meant.',
};

/** Refuses what leaves open who is kept out: an office or a nickname is found by people, not by comparing names. */
export function requireAnswer(asked: Asked, { keepOut, nobodyMeant }: RecusalAnswer, locale: Locale): void {
  if (asked.length === 0 || nobodyMeant === true || (keepOut?.length ?? 0) > 0) return;
  const items = asked.map(({ pointer, label, words }) => {
    const values = { field: label[locale], words: quotedList(words, locale) };
    const text = (words.length > 0 ? WORDS_NOT_FOUND : NOBODY_FOUND)[locale];
    return { pointer: `/data${pointer}`, message: fill(text, values) };
  });
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
  return asked.flatMap(({ pointer, label, words }): Said[] => [
    // Not the words: what a case keeps of people is sealed.
    { type: 'timeline', kind: 'nobody-meant', details: { field: { ...label }, besides: words.length > 0 } },
    { type: 'audit', action: 'case.nobody-meant', before: null, after: { field: pointer } },
  ]);
}
