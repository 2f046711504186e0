import { escapeToken } from '../json/pointer.ts';
import type { Json } from '../model/form-definition.ts';

/** One thing about a value that a schema does not allow. */
export interface Fault {
  /** Into the value; a missing property's own. */
  pointer: string;
  keyword: string;
  params: Record<string, unknown>;
}

/** What of one value the parts of a schema that it fits have spoken of: what `unevaluated…` leaves alone. */
export interface Seen {
  names: Set<string>;
  /** Entries of a list from the first on. */
  first: number;
  entries: Set<number>;
}

export const nothingSeen = (): Seen => ({ names: new Set(), first: 0, entries: new Set() });

export function seeAlso(seen: Seen, more: Seen): void {
  for (const name of more.names) seen.names.add(name);
  for (const index of more.entries) seen.entries.add(index);
  seen.first = Math.max(seen.first, more.first);
}

/**
 * Whether a value fits. With `faults` all that is wrong is put there, without it the first thing ends the question; with
 * `seen` what it speaks of is put there, and counts only where the value fits.
 */
export type Check = (value: Json, pointer: string, faults: Fault[] | undefined, seen?: Seen) => boolean;

/** The pointer one step on; nobody reads it where no faults are told. */
export const at = (pointer: string, step: string | number, faults: Fault[] | undefined): string =>
  faults ? `${pointer}/${escapeToken(String(step))}` : '';

/** All checks as one. */
export function every(checks: readonly Check[]): Check {
  const [only] = checks;
  if (only && checks.length === 1) return only;
  return (value, pointer, faults, seen) => {
    let fits = true;
    for (const check of checks) {
      if (check(value, pointer, faults, seen)) continue;
      if (!faults) return false;
      fits = false;
    }
    return fits;
  };
}
