import type { LocalizedText } from '@caseway/form-schemas';
import type { ClockOwner, Duration } from '../model/calendar.ts';
import type { Role } from '../model/roles.ts';
import { citedIn } from './citations.ts';

/** A time that a law sets. Calendars name it (`law` of a limit) and can only be stricter: no admin changes the law. */
export interface LawTime {
  key: string;
  /** What it is the time of. */
  title: LocalizedText;
  /** Where it stands, as sources cite it: the Chinese text is read (`citedIn`). */
  cite: LocalizedText;
  whose: ClockOwner;
  duration: Duration;
  /**
   * `told`: kept when the petitioner has been told in writing, and not by a button. `decided`: kept when what ends the handling
   * is issued, whenever that arrives. `asked`: used when they have asked.
   */
  met?: 'told' | 'decided' | 'asked';
  /** Key of the time that it lengthens: all extensions together. */
  extends?: string;
  /** The head of the authority, who alone grants it. */
  grantedBy?: Role;
}

const regulations = (zh: string, en: string): LocalizedText => ({
  'zh-CN': `《信访工作条例》${zh}`,
  en: `Regulations on Petition Work, ${en}`,
});
const days = (value: number): Duration => ({ value, unit: 'calendar-day' });

/**
 * The times of the Regulations on Petition Work (in force since 1 May 2022) that bind a township and its petitioners.
 * Article 22, the 15 days in which petition departments pass a matter on, binds those above. Article 25 (at once), 29, 30
 * and 32 set no time.
 */
export const LAW_TIMES: readonly LawTime[] = [
  {
    key: 'told-of-acceptance',
    title: { 'zh-CN': '书面告知是否受理', en: 'told in writing whether it is accepted' },
    cite: regulations('第二十三条', 'article 23'),
    whose: 'authority',
    duration: days(15),
    met: 'told',
  },
  {
    key: 'objection',
    title: { 'zh-CN': '对转送、交办提出异议', en: 'objection to what was handed down' },
    cite: regulations('第二十三条', 'article 23'),
    whose: 'authority-right',
    duration: { value: 5, unit: 'working-day' },
  },
  {
    key: 'handling',
    title: { 'zh-CN': '办结', en: 'handling' },
    cite: regulations('第三十四条', 'article 34'),
    whose: 'authority',
    duration: days(60),
    met: 'decided',
  },
  {
    key: 'handling-extension',
    title: { 'zh-CN': '延长办理期限', en: 'extension of the handling' },
    cite: regulations('第三十四条', 'article 34'),
    whose: 'authority',
    duration: days(30),
    extends: 'handling',
    grantedBy: 'township-lead',
  },
  {
    key: 'review-request',
    title: { 'zh-CN': '申请复查', en: 'asking for review' },
    cite: regulations('第三十五条', 'article 35'),
    whose: 'petitioner',
    duration: days(30),
    met: 'asked',
  },
  {
    key: 'review',
    title: { 'zh-CN': '提出复查意见', en: 'review decision' },
    cite: regulations('第三十五条', 'article 35'),
    whose: 'authority',
    duration: days(30),
    met: 'told',
  },
  {
    key: 're-review-request',
    title: { 'zh-CN': '申请复核', en: 'asking for re-review' },
    cite: regulations('第三十六条', 'article 36'),
    whose: 'petitioner',
    duration: days(30),
    met: 'asked',
  },
  {
    key: 're-review',
    title: { 'zh-CN': '提出复核意见', en: 're-review decision' },
    cite: regulations('第三十六条', 'article 36'),
    whose: 'authority',
    duration: days(30),
    met: 'told',
  },
];

export const lawTime = (key: string | undefined): LawTime | undefined => LAW_TIMES.find((time) => time.key === key);

/** The times of the articles that a source cites. */
export function timesCited(source: LocalizedText | undefined): LawTime[] {
  const cited = new Set(citedIn(source?.['zh-CN']));
  return LAW_TIMES.filter(({ cite }) => citedIn(cite['zh-CN']).some((article) => cited.has(article)));
}
