import type { LocalizedText } from '@caseway/form-schemas';
import { type EarlierAction, outcomeDecided, type PathOutcome } from '@caseway/rule-sets';
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

/** Cases on the same version of a path, in which the same was ever decided. */
export interface CountedDecisions {
  /** `earlier`: it was decided on a path that the case has left. */
  decided: { key: string; earlier: Pick<EarlierAction, 'title' | 'outcome'> | null }[];
  versionId: string;
  count: number;
}

type OutcomesOf = (versionId: string) => readonly PathOutcome[];

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
export function outcomeRows(ends: readonly CountedEnd[], outcomesOf: OutcomesOf): OutcomeRow[] {
  return added(
    ends.map(({ key, versionId, reviewed, count }) => {
      if (reviewed) return { term: BY_REVIEW[reviewed], count };
      if (key === null) return { term: UNDECIDED, count };
      return { term: outcomeDecided({ outcomes: outcomesOf(versionId) }, { outcome: key }), count };
    }),
  );
}

/**
 * One row for each thing that was ever decided in cases, as the path called it on which it was decided. A case counts once in
 * each row, however often that was decided in it.
 */
export function decisionRows(cases: readonly CountedDecisions[], outcomesOf: OutcomesOf): OutcomeRow[] {
  return added(
    cases.flatMap(({ decided, versionId, count }) => {
      const outcomes = outcomesOf(versionId);
      const terms = decided.map(({ key, earlier }) => outcomeDecided({ outcomes }, { outcome: key, earlier }));
      return [...new Map(terms.map((term) => [nameOf(term), term])).values()].map((term) => ({ term, count }));
    }),
  );
}

const nameOf = ({ key, effect, title }: CountedOutcome): string => JSON.stringify([key, effect, title['zh-CN']]);

function added(counts: readonly OutcomeRow[]): OutcomeRow[] {
  const rows = new Map<string, OutcomeRow>();
  for (const { term, count } of counts) {
    const row = rows.get(nameOf(term)) ?? { term, count: 0 };
    rows.set(nameOf(term), { term: row.term, count: row.count + count });
  }
  return [...rows.values()].sort((a, b) => b.count - a.count || a.term.key.localeCompare(b.term.key));
}
