import { DomainError } from '../errors/domain-error.ts';
import { unusablePlace } from './input-guard.ts';
import { isDay, isInstantText, LARGEST_WHOLE, UUID, ZONE_HOURS } from './params.ts';

/** The place in a list after which the next page begins, opaque to the caller. */
export function encodeCursor(values: readonly unknown[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** What stands at one place of a cursor. */
export interface CursorKinds {
  text: string;
  /** From 0. */
  whole: number;
  id: string;
  /** With its zone, ISO 8601. */
  instant: string;
  /** YYYY-MM-DD. */
  day: string;
  /** A moment as PostgreSQL writes it, with zone; or `infinity`. */
  moment: string;
}
export type CursorKind = keyof CursorKinds;

const MOMENT = new RegExp(
  `^([12]\\d{3}-\\d\\d-\\d\\d) (\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,6})?)(${ZONE_HOURS})(?::?([0-5]\\d))?$`,
);

function isMoment(text: string): boolean {
  if (text === 'infinity') return true;
  const [, day, time, hours, minutes = '00'] = MOMENT.exec(text) ?? [];
  return day !== undefined && isDay(day) && Number.isFinite(Date.parse(`${day}T${time}${hours}:${minutes}`));
}

const IS: Record<CursorKind, (value: unknown) => boolean> = {
  text: (value) => typeof value === 'string' && unusablePlace(value) === null,
  whole: (value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= LARGEST_WHOLE,
  id: (value) => typeof value === 'string' && UUID.test(value),
  instant: (value) => typeof value === 'string' && isInstantText(value),
  day: (value) => typeof value === 'string' && isDay(value),
  moment: (value) => typeof value === 'string' && isMoment(value),
};

/**
 * The values of a cursor made by `encodeCursor`, which are of these kinds; `invalid-cursor` for anything else. Whoever sends one may have
 * written it: what does not look like one of ours is nothing that a statement should be asked with.
 */
export function decodeCursor<const Kinds extends readonly CursorKind[]>(
  cursor: string,
  kinds: Kinds,
): { -readonly [Index in keyof Kinds]: CursorKinds[Kinds[Index]] } {
  let values: unknown;
  try {
    values = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw new DomainError('invalid-cursor');
  }
  const ours =
    Array.isArray(values) && values.length === kinds.length && kinds.every((kind, at) => IS[kind](values[at]));
  if (!ours) throw new DomainError('invalid-cursor');
  return values as { -readonly [Index in keyof Kinds]: CursorKinds[Kinds[Index]] };
}
