import type { LocalizedText } from '@caseway/form-schemas';

/** Whose time a clock or a limit counts. */
export type ClockOwner = 'authority' | 'authority-right' | 'petitioner';

export type DurationUnit = 'calendar-day' | 'working-day' | 'hour';

/** A length of time: a positive integer in one unit. */
export interface Duration {
  value: number;
  unit: DurationUnit;
}

/** A single day that differs from the weekly pattern. */
export interface SpecialDay {
  /** YYYY-MM-DD, Asia/Shanghai. */
  date: string;
  /** `workday`: a weekend day worked in exchange （调休）. */
  kind: 'holiday' | 'workday';
  title: LocalizedText;
}

/** A recurring day or meeting of the plan: reception days, weekly and monthly sessions. */
export interface RecurringDay {
  key: string;
  title: LocalizedText;
  source?: LocalizedText;
  /** The source does not say it: an assumption of this office. */
  assumed?: boolean;
  /** Days of the month (1–28), or ISO weekdays (1 = Monday): one of the two. */
  daysOfMonth?: number[];
  weekdays?: number[];
  /** What happens on a day off. */
  onDayOff: 'next-working-day' | 'skip';
}

/** A statutory longest time: paths refer to it by key and can only be stricter. */
export interface StatutoryLimit {
  key: string;
  title: LocalizedText;
  source: LocalizedText;
  /** The source does not say it: an assumption of this office. */
  assumed?: boolean;
  /** Key of the time of a law (`LAW_TIMES`) that it is; the authority can only be given less, the petitioner the same. */
  law?: string;
  /** Whose time it is; the authority's where absent. */
  whose?: ClockOwner;
  duration: Duration;
}

/** A business calendar. All days are days in Asia/Shanghai (UTC+8, no daylight saving since 1991). */
export interface BusinessCalendar {
  key: string;
  title: LocalizedText;
  description?: LocalizedText;
  /** Years whose official holiday notice is contained; a deadline beyond is provisional. */
  coverage: { fromYear: number; toYear: number };
  /** ISO weekdays off in an ordinary week. */
  weekend: number[];
  days: SpecialDay[];
  /** Nothing but urgent notices goes out between these local times (HH:MM); may span midnight. */
  quietHours: { from: string; to: string };
  recurring: RecurringDay[];
  limits: StatutoryLimit[];
}
