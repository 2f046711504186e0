import type { LocalizedText } from '@caseway/form-schemas';
import type { PathOutcome } from '@caseway/rule-sets';
import type { CountedOutcome } from '../../contract/index.ts';

/** Cases that came to the same in the same version of a path. */
export interface CountedEnd {
  /** Null: closed without anything decided. */
  key: string | null;
  versionId: string;
  /** What a review made of it. */
  reviewed: 'changed' | 'revoked' | null;
  count: number;
}

export interface OutcomeRow {
  term: CountedOutcome;
  count: number;
}

const text = (zh: string, en: string): LocalizedText => ({ 'zh-CN': zh, en });
const UNDECIDED: CountedOutcome = { key: '', title: text('未作出处理意见', 'Nothing decided') };
export const BY_REVIEW: Record<'changed' | 'revoked', CountedOutcome> = {
  changed: { key: 'changed-by-review', title: text('经复查（复核）变更', 'Changed by a review'), effect: 'changed' },
  revoked: { key: 'revoked-by-review', title: text('经复查（复核）撤销', 'Revoked by a review'), effect: 'revoked' },
};

/**
 * One row for each thing that cases came to, the most frequent first: what a review made of a decision goes before what had
 * been decided. Outcomes of the same key are one row only where they say the same. The rows' sum is the sum of `ends`.
 */
export function outcomeRows(
  ends: readonly CountedEnd[],
  outcomesOf: (versionId: string) => readonly PathOutcome[],
): OutcomeRow[] {
  const rows = new Map<string, OutcomeRow>();
  for (const { key, versionId, reviewed, count } of ends) {
    const term = termOf(key, reviewed, () => outcomesOf(versionId));
    const same = JSON.stringify([term.key, term.effect, term.title['zh-CN']]);
    const row = rows.get(same) ?? { term, count: 0 };
    rows.set(same, { term: row.term, count: row.count + count });
  }
  return [...rows.values()].sort((a, b) => b.count - a.count || a.term.key.localeCompare(b.term.key));
}

function termOf(key: string | null, reviewed: CountedEnd['reviewed'], outcomes: () => readonly PathOutcome[]) {
  if (reviewed) return BY_REVIEW[reviewed];
  if (key === null) return UNDECIDED;
  const found = outcomes().find((outcome) => outcome.key === key);
  // A version never loses an outcome; should one, its cases are counted all the same.
  return found ? { key, title: found.title, effect: found.effect } : { key, title: text(key, key) };
}
