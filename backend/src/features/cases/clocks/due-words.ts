import type { LocalizedText } from '@caseway/form-schemas';
import { localDay, localTime, type PathClock } from '@caseway/rule-sets';

const MINUTE_MS = 60_000;

const both = (zh: string, en: string): LocalizedText => ({ 'zh-CN': zh, en });

/** A length in hours and minutes, as people say it. */
function lengthWords(minutes: number): LocalizedText {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  const many = rest === 1 ? 'minute' : 'minutes';
  if (hours === 0) return both(`${rest}分钟`, `${rest} ${many}`);
  const en = `${hours} ${hours === 1 ? 'hour' : 'hours'}`;
  return rest === 0 ? both(`${hours}小时`, en) : both(`${hours}小时${rest}分钟`, `${en} ${rest} ${many}`);
}

/**
 * When a clock is due, in words: the day; where it counts in hours the day, the time in Asia/Shanghai, and the time left or
 * past at `now`.
 */
export function dueWords(clock: Pick<PathClock, 'duration'>, dueAt: Date, now: Date): LocalizedText {
  const day = localDay(dueAt);
  if (clock.duration.unit !== 'hour') return both(day, day);
  const moment = `${day} ${localTime(dueAt)}`;
  const minutes = Math.floor((dueAt.getTime() - now.getTime()) / MINUTE_MS);
  const length = lengthWords(Math.abs(minutes));
  if (minutes === 0) return both(`${moment}，现已到时`, `${moment}, now`);
  return minutes > 0
    ? both(`${moment}，还剩${length['zh-CN']}`, `${moment}, ${length.en} left`)
    : both(`${moment}，已超${length['zh-CN']}`, `${moment}, ${length.en} ago`);
}

/** That a deadline had passed before it was extended or put to rest. */
export function missedWords(missedOn: string): LocalizedText {
  return both(
    `原期限${missedOn}届满时未办结：此后延期或中止，仍计为超期。`,
    `It was due on ${missedOn} and not met: what was extended or paused after that stays late.`,
  );
}

/** What a call says at the moment at which it is told: one that was held up says what is so by then. */
export function kindNow<Kind extends string>(
  kind: Kind,
  { dueAt, dueOn }: { dueAt: Date; dueOn: string },
  now: Date,
): Kind | 'deadline-due' | 'deadline-overdue' {
  const today = localDay(now);
  if (today > dueOn || (kind === 'deadline-near' && now > dueAt)) return 'deadline-overdue';
  return kind === 'deadline-near' && today === dueOn ? 'deadline-due' : kind;
}
