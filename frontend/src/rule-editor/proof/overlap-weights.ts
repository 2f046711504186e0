import type { AnalysisFinding } from '@caseway/rule-sets';

export type RulePair = readonly [first: string, second: string];

/** Real cases by pair of rules, under `pairKey`. */
export type PairCounts = ReadonlyMap<string, number>;

export const pairKey = (pair: RulePair): string => JSON.stringify(pair);

/**
 * The pairs that an overlap consists of: the first rule with each that it goes before. None for other findings and for
 * exceptions, which are meant to match together with their general rule.
 */
function pairsOf({ code, rules, params }: AnalysisFinding): RulePair[] {
  const [first, ...seconds] = rules;
  if (code !== 'overlap' || params.sort === 'exceptions' || first === undefined) return [];
  return seconds.map((second) => [first, second]);
}

/** Every pair to count, each once, in the order of the findings. */
export function pairsToCount(findings: readonly AnalysisFinding[]): RulePair[] {
  return [...new Map(findings.flatMap(pairsOf).map((pair) => [pairKey(pair), pair])).values()];
}

/** Cases that an overlap concerns: of several pairs those of the heaviest. Undefined where not all of them are counted. */
export function weightOf(finding: AnalysisFinding, counts: PairCounts): number | undefined {
  const weights = pairsOf(finding).map((pair) => counts.get(pairKey(pair)));
  if (weights.length === 0) return undefined;
  return weights.reduce((most, weight) =>
    most === undefined || weight === undefined ? undefined : Math.max(most, weight),
  );
}

/** The heaviest first; those of one weight, and after them those without, in the order in which they were. */
export function ranked(findings: readonly AnalysisFinding[], counts: PairCounts): AnalysisFinding[] {
  const weights = new Map(findings.map((finding) => [finding, weightOf(finding, counts) ?? -1]));
  return findings.toSorted((a, b) => (weights.get(b) ?? -1) - (weights.get(a) ?? -1));
}
