import { toldError } from '../errors/told-error.ts';

const FIRST_MS = 60_000;
/** Twelve doublings of a minute: not quite three days. */
const MOST_DOUBLINGS = 12;

/** When what has failed `attempts` times before is tried again: after a minute, two, four, … */
export function retryAt(now: Date, attempts: number): Date {
  return new Date(now.getTime() + FIRST_MS * 2 ** Math.min(attempts, MOST_DOUBLINGS));
}

/** Why something failed, fit to be kept: what it is and its code, and nothing that it was about. */
export function failureText(failure: unknown): string {
  const { type, code } = toldError(failure);
  return [type, code].filter(Boolean).join(' ');
}
