import type { ClockOwner, StatutoryLimit } from '../model/calendar.ts';
import { exceeds } from '../model/durations.ts';
import type { PathClock } from '../model/handling-path.ts';
import { lawTime, timesCited } from './law-times.ts';

/** How a clock does not fit the limit of the calendar that it names. */
export type LimitMisfit =
  | 'looser-than-law'
  | 'whose-not-as-limit'
  | 'petitioner-not-as-limit'
  | 'limit-not-of-source'
  | 'limit-without-source';

const owner = ({ whose = 'authority' }: { whose?: ClockOwner }) => whose;

/**
 * Why a clock cannot go by a limit: it gives the authority more time; it is the other's time; the petitioner would be told
 * another time than they have; its source names an article that sets another time, or none of the limit's.
 */
export function limitMisfits(clock: PathClock, limit: StatutoryLimit): LimitMisfit[] {
  const misfits: LimitMisfit[] = [];
  const law = lawTime(limit.law);
  const cited = timesCited(clock.source);
  if (owner(clock) !== owner(limit)) misfits.push('whose-not-as-limit');
  else if (owner(clock) === 'petitioner') {
    const { value, unit } = clock.duration;
    if (value !== limit.duration.value || unit !== limit.duration.unit) misfits.push('petitioner-not-as-limit');
  } else if (exceeds([clock.duration], limit.duration)) misfits.push('looser-than-law');
  if (law?.extends !== undefined || (cited.length > 0 && !(law && cited.includes(law)))) {
    misfits.push('limit-not-of-source');
  } else if (law && cited.length === 0) misfits.push('limit-without-source');
  return misfits;
}

/** Whether a limit bounds the extensions of a clock with another limit: where a law gives the time, the same law. */
export function boundsExtension(limit: StatutoryLimit, ofClock: StatutoryLimit | undefined): boolean {
  const of = lawTime(ofClock?.law);
  return of === undefined || lawTime(limit.law)?.extends === of.key;
}
