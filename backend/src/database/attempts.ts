import { QueryFailedError } from 'typeorm';

const FIRST_MS = 60_000;
/** Twelve doublings of a minute: not quite three days. */
const MOST_DOUBLINGS = 12;

/** When what has failed `attempts` times before is tried again: after a minute, two, four, … */
export function retryAt(now: Date, attempts: number): Date {
  return new Date(now.getTime() + FIRST_MS * 2 ** Math.min(attempts, MOST_DOUBLINGS));
}

const LONGEST = 200;

/** Why something failed, fit to be kept: of the database no more than its code, whose messages carry values of rows. */
export function failureText(error: unknown): string {
  if (error instanceof QueryFailedError) {
    const { code } = error.driverError as { code?: string };
    return `${error.name} ${code ?? ''}`.trim();
  }
  return error instanceof Error ? `${error.name}: ${error.message}`.slice(0, LONGEST) : 'unknown';
}
