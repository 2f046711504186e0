import type { BusinessCalendar, Duration } from '../model/calendar.ts';
import type { HandlingPath, PathClock } from '../model/handling-path.ts';
import type { ClockState } from './clock-state.ts';

/** Whether the authority owes what the clock waits for: else a period that passes unused is nobody's lateness. */
export const isOwed = ({ whose = 'authority' }: Pick<PathClock, 'whose'>): boolean => whose === 'authority';

/** Whether the law sets a longest time for the authority: then nothing makes it due later. */
export function isStatutory({ limit, whose = 'authority' }: Pick<PathClock, 'limit' | 'whose'>): boolean {
  return limit !== undefined && whose !== 'petitioner';
}

const limitOf = (calendar: BusinessCalendar, key: string | undefined): Duration | undefined =>
  calendar.limits.find((limit) => limit.key === key)?.duration;

/** The longest extension that a limit is named for, whatever action it is asked with; nothing where no limit is named. */
function lawfulExtension(path: HandlingPath, clock: string, calendar: BusinessCalendar): Duration | undefined {
  const limits = path.steps
    .flatMap(({ actions }) => actions.flatMap((action) => [action, ...(action.branches ?? [])]))
    .flatMap(({ effects = [] }) => effects)
    .flatMap((effect) =>
      effect.type === 'extend-clock' && effect.clock === clock
        ? (limitOf(calendar, effect.inAll ?? effect.limit) ?? [])
        : [],
    );
  return limits.sort((a, b) => b.value - a.value)[0];
}

/**
 * All that the law gives a statutory clock in its present state: its limit, and where it was extended, the extension's
 * limit once. Undefined where the clock has none, or the calendar does not know it.
 */
export function lawfulLengths(
  path: HandlingPath,
  clock: PathClock,
  { extensions }: ClockState,
  calendar: BusinessCalendar,
): Duration[] | undefined {
  const limit = isStatutory(clock) ? limitOf(calendar, clock.limit) : undefined;
  if (!limit) return undefined;
  const [given] = extensions.flatMap(({ limit: key }) => limitOf(calendar, key) ?? []);
  const extension = extensions.length > 0 ? (given ?? lawfulExtension(path, clock.key, calendar)) : undefined;
  return extension ? [limit, extension] : [limit];
}
