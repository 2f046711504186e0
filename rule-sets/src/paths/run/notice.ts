import { fieldTypeOf, formatValue, type Locale, type LocalizedText } from '@caseway/form-schemas';
import type { ClockState } from '../../clock/clock-state.ts';
import { clockDeadline } from '../../clock/compute-deadline.ts';
import { dayWords, momentWords } from '../../clock/day-words.ts';
import { localDay, localTime } from '../../clock/days.ts';
import { PROVISIONAL_MEANS, renderDue } from '../../clock/render-deadline.ts';
import type { BusinessCalendar } from '../../model/calendar.ts';
import type { HandlingPath } from '../../model/handling-path.ts';
import { type ActionProblem, filled, NO_DAY_TO_TELL } from './action-problems.ts';
import type { AppliedAction } from './applied-action.ts';
import { type Filling, fillNotice } from './fill-notice.ts';
import { answerNamed, clockNamed, placeholdersOf } from './placeholders.ts';
import type { ActionAnswers } from './resolve-action.ts';

/** What a notice may say of the case, beside the days of its clocks: `{number}` … */
export const NOTICE_VALUES = ['number', 'title', 'reasons', 'outcome', 'department'] as const;
export type NoticeValues = Record<(typeof NOTICE_VALUES)[number], string>;

type Answers = Pick<ActionAnswers, 'form' | 'data'>;

/**
 * An answer as a letter says it: `checkPath` lets a notice name nothing but a text or one choice that must be given and is nobody's secret,
 * and what of these is a day, a moment or an amount is no line of digits.
 */
function answerText({ form, data = {} }: Answers, field: string, locale: Locale): Filling {
  const value = Object.hasOwn(data, field) ? data[field] : undefined;
  const typed = (text: string): Filling => ({ text, entered: false });
  if (typeof value !== 'string') return typed('');
  const properties = form?.schema.properties ?? {};
  const schema = (Object.hasOwn(properties, field) && properties[field]) || {};
  const type = fieldTypeOf(schema);
  if (type === 'date') return typed(dayWords(value, locale));
  const at = type === 'date-time' ? new Date(value) : undefined;
  if (at && !Number.isNaN(at.getTime())) return typed(momentWords({ day: localDay(at), time: localTime(at) }, locale));
  const words = formatValue(schema, value, locale).trim();
  return { text: words, entered: words === value.trim() };
}

/**
 * What the petitioner is told, in both languages: each day is that of the clock that the notice names. `problems`: a clock
 * that does not run after the action has no day, and nothing is told with a blank in it; `checkPath` keeps shipped paths from it.
 */
export function noticeOf(
  path: HandlingPath,
  { state, resolved }: Pick<AppliedAction, 'state' | 'resolved'>,
  calendarOf: (state: ClockState) => BusinessCalendar,
  valuesIn: (locale: Locale) => NoticeValues,
  answers: Answers = {},
): { text: LocalizedText | null; problems: ActionProblem[] } {
  const { notice } = resolved;
  if (!notice) return { text: null, problems: [] };
  const clocks = placeholdersOf(notice).flatMap((placeholder) => clockNamed(placeholder) ?? []);
  const due = new Map(
    clocks.flatMap((key) => {
      const running = state.clocks.findLast(({ clock, stoppedAt }) => clock === key && stoppedAt === undefined);
      const deadline = running && clockDeadline(path, running, calendarOf(running));
      return deadline?.dueOn ? [[key, deadline] as const] : [];
    }),
  );
  const problems = clocks
    .filter((key) => !due.has(key))
    .map((key): ActionProblem => {
      const title = path.clocks.find((clock) => clock.key === key)?.title ?? { 'zh-CN': key, en: key };
      return { code: 'no-day-to-tell', pointer: '', words: filled(NO_DAY_TO_TELL, { clock: title }) };
    });
  const rendered = (locale: Locale): string => {
    const values: Record<string, string> = valuesIn(locale);
    const text = fillNotice(notice[locale], locale, (name) => {
      const deadline = due.get(clockNamed(name) ?? '');
      if (deadline) return { text: renderDue(deadline, locale), entered: false };
      const field = answerNamed(name);
      if (field !== undefined) return answerText(answers, field, locale);
      return { text: Object.hasOwn(values, name) ? (values[name] ?? '') : '', entered: name === 'reasons' };
    });
    if (![...due.values()].some(({ provisional }) => provisional)) return text;
    return [text, PROVISIONAL_MEANS[locale]].join(locale === 'en' ? ' ' : '');
  };
  return { text: { 'zh-CN': rendered('zh-CN'), en: rendered('en') }, problems };
}
