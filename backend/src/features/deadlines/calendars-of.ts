import type { ClockState } from '@caseway/rule-sets';
import type { ConfigurationReader } from '../configuration/configuration-reader.ts';
import type { CalendarOf } from './deadline-plan.ts';

/** The calendar that each of the clocks is counted with: its own; `otherwise` (a version's id) where it names none. */
export async function calendarsOf(
  reader: Pick<ConfigurationReader, 'version'>,
  clocks: readonly ClockState[],
  otherwise: string,
): Promise<CalendarOf> {
  const { content: fallback } = await reader.version('calendars', otherwise);
  const calendars = new Map([[otherwise, fallback]]);
  for (const { calendar } of clocks) {
    if (calendar === undefined || calendars.has(calendar)) continue;
    calendars.set(calendar, (await reader.version('calendars', calendar)).content);
  }
  return ({ calendar }) => calendars.get(calendar ?? otherwise) ?? fallback;
}
