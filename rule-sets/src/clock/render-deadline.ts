import type { Locale, LocalizedText } from '@caseway/form-schemas';
import type { Duration } from '../model/calendar.ts';
import type { Deadline, DeadlineStep } from './compute-deadline.ts';
import { dayWords, momentWords } from './day-words.ts';
import { localTime } from './days.ts';

const PROVISIONAL: LocalizedText = { 'zh-CN': '（暂定）', en: ' (provisional)' };
/** What a provisional day means, for who reads one in a letter. */
export const PROVISIONAL_MEANS: LocalizedText = {
  'zh-CN': '“暂定”的日期，该年度放假安排公布后如有变化，将另行告知。',
  en: 'A day marked provisional may change once the public holidays of that year are announced; if it does, we will tell you.',
};

/**
 * The due day of a clock that does not rest, as a letter says it; of a clock in hours the time of day as well. One that can still
 * move with a holiday notice says so: nobody is promised a day that is not settled.
 */
export function renderDue({ dueAt, dueOn, provisional, steps }: Deadline, locale: Locale): string {
  const inHours = steps.some((step) => step.kind === 'count' && step.duration.unit === 'hour');
  const day = momentWords({ day: dueOn ?? '', ...(inHours && dueAt && { time: localTime(dueAt) }) }, locale);
  return provisional ? `${day}${PROVISIONAL[locale]}` : day;
}

const UNITS: Record<Duration['unit'], { zh: string; en: string }> = {
  'calendar-day': { zh: '日', en: 'day' },
  'working-day': { zh: '个工作日', en: 'working day' },
  hour: { zh: '小时', en: 'hour' },
};

/** A length of time in words: "15日", "15 days". */
export function renderDuration({ value, unit }: Duration, locale: Locale): string {
  const { zh, en } = UNITS[unit];
  return locale === 'en' ? `${value} ${en}${value === 1 ? '' : 's'}` : `${value}${zh}`;
}

function stepText(step: DeadlineStep, locale: Locale): string {
  const en = locale === 'en';
  switch (step.kind) {
    case 'start':
      return en ? `Counted from ${momentWords(step, locale)}.` : `自${momentWords(step, locale)}起算。`;
    case 'changed':
      return en
        ? `The matter became so later: counted from when that was registered, ${momentWords(step, locale)}.`
        : `情况是后来变化的：自登记变化时（${momentWords(step, locale)}）起算。`;
    case 'registered': {
      const received = dayWords(step.receivedOn, locale);
      return en
        ? `Received on ${received}, and only the day is known: the hours count from registration, ${momentWords(step, locale)}.`
        : `收到日期为${received}，只知日期、不知时刻：自登记时（${momentWords(step, locale)}）起算。`;
    }
    case 'count':
      return en
        ? `${renderDuration(step.duration, locale)} ${step.duration.value === 1 ? 'ends' : 'end'} on ${momentWords(step, locale)}.`
        : `${renderDuration(step.duration, locale)}期限至${momentWords(step, locale)}。`;
    case 'entered':
      return en
        ? `To be done by ${dayWords(step.day, locale)}, as entered.`
        : `填写的期限为${dayWords(step.day, locale)}。`;
    case 'extension':
      return en
        ? `Extended by ${renderDuration(step.duration, locale)} to ${dayWords(step.day, locale)}.`
        : `延期${renderDuration(step.duration, locale)}，至${dayWords(step.day, locale)}。`;
    case 'pause':
      return en
        ? `Paused from ${dayWords(step.from, locale)} to ${dayWords(step.to, locale)}: ${step.days} days later, ${dayWords(step.day, locale)}.`
        : `${dayWords(step.from, locale)}至${dayWords(step.to, locale)}中止，顺延${step.days}日，至${dayWords(step.day, locale)}。`;
    case 'law':
      return en
        ? `The law allows no longer than ${dayWords(step.day, locale)}.`
        : `法定期限最迟至${dayWords(step.day, locale)}。`;
    case 'roll-over':
      if (step.day < step.from) {
        return en
          ? `${dayWords(step.from, locale)} is a day off: due on the working day before, ${dayWords(step.day, locale)}.`
          : `${dayWords(step.from, locale)}为休息日，提前至前一工作日${dayWords(step.day, locale)}。`;
      }
      return en
        ? `${dayWords(step.from, locale)} is a day off: moved to the next working day, ${dayWords(step.day, locale)}.`
        : `${dayWords(step.from, locale)}为休息日，顺延至下一工作日${dayWords(step.day, locale)}。`;
    case 'day-off':
      return en
        ? `${dayWords(step.day, locale)} is a day off, and no working day lies between it and the start: it stays.`
        : `${dayWords(step.day, locale)}为休息日，起算后至该日没有工作日：期限不变。`;
    case 'provisional':
      return en
        ? `The ${step.year} holiday notice is not out yet: provisional, will be worked out again.`
        : `${step.year}年放假安排尚未公布：暂定日期，公布后重新计算。`;
    case 'rests':
      return en ? 'Paused: goes on when it is resumed.' : '已中止，恢复后继续计算。';
  }
}

/** How a deadline came about, line by line, in words of the locale. */
export function renderDeadline(deadline: Deadline, locale: Locale): string[] {
  return deadline.steps.map((step) => stepText(step, locale));
}
