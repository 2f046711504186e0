import { isWithin } from '../../editor-kit/json-at.ts';
import type { ShownFinding } from './shown-finding.ts';

/** Codes that only a check with the rule set's tests finds, or that the server alone can know. */
const OF_THE_SERVER = (code: string) => code === 'no-tests' || code === 'rule-untested' || code.startsWith('test-');

/**
 * Findings of this side, which are of this very moment, with those of the server that this side cannot know; the
 * server's answer is a moment older. Without an answer of this side, the server's alone.
 */
export function mergeFindings(
  local: readonly ShownFinding[] | undefined,
  server: readonly ShownFinding[],
  localCodes: (code: string) => boolean,
): ShownFinding[] {
  if (!local) return [...server];
  return [...local, ...server.filter(({ code }) => OF_THE_SERVER(code) || !localCodes(code))];
}

const same = (a: readonly ShownFinding[], b: readonly ShownFinding[]): boolean =>
  a.length === b.length &&
  a.every((finding, index) => {
    const other = b[index];
    return (
      other !== undefined &&
      other.code === finding.code &&
      other.pointer === finding.pointer &&
      other.message === finding.message
    );
  });

const NONE: readonly ShownFinding[] = [];

/**
 * Findings by place; a place whose findings say the same as before keeps the very same list, so that what shows it need
 * not be shown anew.
 */
export class FindingsByPlace {
  private last = new Map<string, readonly ShownFinding[]>();

  at(place: string, findings: readonly ShownFinding[]): readonly ShownFinding[] {
    return this.of(place, findings, ({ pointer }) => isWithin(pointer, place));
  }

  of(
    place: string,
    findings: readonly ShownFinding[],
    isHere: (finding: ShownFinding) => boolean,
  ): readonly ShownFinding[] {
    const here = findings.filter(isHere);
    const before = this.last.get(place);
    const list = here.length === 0 ? NONE : before && same(before, here) ? before : here;
    this.last.set(place, list);
    return list;
  }
}
