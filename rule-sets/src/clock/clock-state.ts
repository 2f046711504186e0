import type { Duration } from '../model/calendar.ts';
import type { PathClock } from '../model/handling-path.ts';

/** A rest of a clock; `to` absent: it rests still. Instants are ISO 8601, UTC. */
export interface ClockPause {
  from: string;
  to?: string;
  /** The law says that this time is not counted. Of a clock with a statutory limit, no other rest counts. */
  lawful?: true;
}

/**
 * One epoch of a clock of a case: what happened to it, never a date worked out from that. Plain JSON.
 * Dates are computed from it with the path's clock and a calendar, again whenever the calendar changes.
 */
export interface ClockState {
  clock: string;
  /** 1, 2, …: a new start or an extension opens the next. */
  epoch: number;
  startedAt: string;
  /**
   * YYYY-MM-DD, of a clock in hours that the receipt of a case started: the day of receipt. At which hour that was is not
   * known, and the clock counts from the registration.
   */
  receivedOn?: string;
  /** What is registered became so then, and that started it: nothing was owed before. */
  sinceChange?: true;
  stoppedAt?: string;
  /** True where this epoch ended because the clock was extended: the next one goes on from the same start. */
  extended?: boolean;
  /** `limit`: key of the calendar's limit under which it was given. */
  extensions: { by: Duration; at: string; limit?: string }[];
  pauses: ClockPause[];
  /** YYYY-MM-DD: it runs to this day, which somebody entered. */
  until?: string;
  /** Which calendar it is counted with, an id of the caller's; absent where it has just started or changed: `countedWith`. */
  calendar?: string;
  /** The clock as the path had it on which it was begun, where the case has left that path; absent: as its path has it. */
  as?: PathClock;
  /** It ended and nobody met it: its path or the case came to an end while it ran, or it was not owed any more. */
  left?: true;
  /** What started it had been registered wrongly, and nobody was told of it: it was never owed, met or missed. */
  neverOwed?: true;
}
