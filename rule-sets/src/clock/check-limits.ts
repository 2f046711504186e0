import type { Locale, LocalizedText } from '@caseway/form-schemas';
import { LAW_TIMES, type LawTime, lawTime, timesCited } from '../law/law-times.ts';
import type { BusinessCalendar, StatutoryLimit } from '../model/calendar.ts';
import { exceeds } from '../model/durations.ts';
import { renderDuration } from './render-deadline.ts';

export type LimitCode =
  | 'law-unknown'
  | 'law-not-named'
  | 'law-not-cited'
  | 'law-and-assumed'
  | 'beyond-law'
  | 'petitioner-not-as-law'
  | 'whose-not-as-law'
  | 'limit-unfounded'
  | 'quiet-too-long';

type Words = Record<string, LocalizedText>;
type ReportLimit = (code: LimitCode, pointer: string, params: Record<string, string | number>, words?: Words) => void;

const both = (of: (locale: Locale) => string): LocalizedText => ({ 'zh-CN': of('zh-CN'), en: of('en') });
export const OWNERS: Record<LawTime['whose'], LocalizedText> = {
  authority: { 'zh-CN': '办理机关', en: 'the authority' },
  'authority-right': { 'zh-CN': '办理机关的权利', en: 'the authority, as a right' },
  petitioner: { 'zh-CN': '诉求人', en: 'the petitioner' },
};
const keysOf = (times: readonly LawTime[]): LocalizedText =>
  both((locale) => times.map(({ key, title }) => `${key} (${title[locale]})`).join(locale === 'en' ? ', ' : '、'));

function checkLimit(limit: StatutoryLimit, at: string, report: ReportLimit): void {
  const { key, title, source, law: named, assumed = false, whose = 'authority', duration } = limit;
  const tell = (code: LimitCode, member: string, params: Record<string, string> = {}, words: Words = {}) =>
    report(code, `${at}${member}`, { limit: key, ...params }, { limit: title, ...words });
  const cited = timesCited(source);
  if (named === undefined) {
    // What is marked as an own rule may cite the article that it goes beyond.
    if (assumed) return;
    if (cited.length > 0) tell('law-not-named', '', {}, { known: keysOf(cited) });
    else tell('limit-unfounded', '');
    return;
  }
  const law = lawTime(named);
  if (!law) {
    tell('law-unknown', '/law', { law: named }, { known: keysOf(LAW_TIMES) });
    return;
  }
  const words = { law: law.cite, length: both((locale) => renderDuration(law.duration, locale)) };
  if (assumed) tell('law-and-assumed', '/assumed', {}, words);
  if (!cited.includes(law)) tell('law-not-cited', '/source', {}, words);
  if (whose !== law.whose) {
    tell('whose-not-as-law', '/whose', {}, { ...words, whose: OWNERS[law.whose] });
  } else if (whose === 'petitioner') {
    const same = duration.value === law.duration.value && duration.unit === law.duration.unit;
    if (!same) tell('petitioner-not-as-law', '/duration', {}, words);
  } else if (exceeds([duration], law.duration)) tell('beyond-law', '/duration', {}, words);
}

/** Hours of a day in which nothing goes out; an assumption of the platform, for nobody would be called any more. */
export const MOST_QUIET_HOURS = 14;

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

function checkQuietHours({ quietHours: { from, to } }: BusinessCalendar, report: ReportLimit): void {
  const minutes = (minutesOf(to) - minutesOf(from) + 24 * 60) % (24 * 60);
  if (minutes > MOST_QUIET_HOURS * 60) report('quiet-too-long', '/quietHours', { from, to, most: MOST_QUIET_HOURS });
}

/** Limits of a calendar against the times of the law, and its quiet hours against what leaves hours to call in. */
export function checkLimits(calendar: BusinessCalendar, report: ReportLimit): void {
  for (const [index, limit] of calendar.limits.entries()) checkLimit(limit, `/limits/${index}`, report);
  checkQuietHours(calendar, report);
}
