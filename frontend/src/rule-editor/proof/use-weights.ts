import type { ImpactOut } from '@caseway/backend/contract';
import type { Analysis, RuleSet } from '@caseway/rule-sets';
import { useQuery } from '@tanstack/react-query';
import dayjs from 'dayjs';
import { useMemo } from 'react';
import { ApiProblem, call } from '../../api/client.ts';
import { today } from '../../common/times.ts';
import { useDebounced } from '../../common/use-debounced.ts';
import { ASK_AGAIN_MS, ASKING } from '../impact/asking.ts';
import { revisionOf } from '../revision-of.ts';
import { type PairCounts, pairKey, pairsToCount, type RulePair } from './overlap-weights.ts';

/** A proof is finished when the keys have rested already: so long more, for the next one may follow at once. */
const QUIET_MS = 80;
/** Not theirs to ask: nothing has gone wrong, there are no numbers. */
const DENIED: readonly number[] = [403, 404];
/** Pairs that one question takes, and that are counted at all. */
const IN_ONE = 200;
const MOST = 1000;
const DAY = 'YYYY-MM-DD';

export interface Weights {
  counts: PairCounts;
  unit: ImpactOut['unit'];
  /** The numbers are those of the cases read so far; null: exact. */
  sample: ImpactOut['progress'] | null;
  /** There were more pairs than are counted. */
  some: boolean;
}

const NOTHING: Weights = { counts: new Map(), unit: 'case', sample: null, some: false };

interface Asked {
  ruleSetKey: string;
  content: RuleSet;
  pairs: readonly RulePair[];
}

/** Cases of the last year, by day of receipt, in which both rules of a pair match; as far as the user may see them. */
async function countPairs({ ruleSetKey, content, pairs }: Asked, signal: AbortSignal): Promise<Weights> {
  const now = dayjs(today());
  const period = { from: now.subtract(1, 'year').add(1, 'day').format(DAY), to: today() };
  const counts = new Map<string, number>();
  let { unit, sample } = NOTHING;
  for (let at = 0; at < Math.min(pairs.length, MOST); at += IN_ONE) {
    const together = pairs.slice(at, Math.min(at + IN_ONE, MOST));
    const body = { content, ...period, examples: 0, together };
    const { data } = await call<ImpactOut>('POST', `/rule-sets/${ruleSetKey}/draft/impact`, { body, signal });
    data.together?.forEach((count, index) => {
      const pair = together[index];
      if (pair) counts.set(pairKey(pair), count);
    });
    unit = data.unit;
    if (data.ready === 'sample') sample = data.progress;
  }
  return { counts, unit, sample, some: pairs.length > MOST };
}

/**
 * How many real cases each overlap of a finished proof concerns, asked after it: an older question is given up, its
 * numbers stay until the new ones are there. Asks again by itself until they are exact; without an answer there are none.
 */
export function useWeights(ruleSetKey: string, analysis: Analysis | null, proved: RuleSet | null) {
  const found = useMemo(() => ({ proved, pairs: pairsToCount(analysis?.findings ?? []) }), [analysis, proved]);
  const { proved: content, pairs } = useDebounced(found, QUIET_MS);
  const query = useQuery({
    // The pairs follow from the content and from the forms that it was proved over.
    queryKey: ['weights', ruleSetKey, content && revisionOf(content), pairs],
    enabled: content !== null && pairs.length > 0,
    queryFn: ({ signal }) => (content ? countPairs({ ruleSetKey, content, pairs }, signal) : NOTHING),
    ...ASKING,
    refetchInterval: ({ state: { data } }) => (data?.sample && !data.sample.limited ? ASK_AGAIN_MS : false),
  });
  const { data = NOTHING, error, isFetching, refetch } = query;
  const denied = error instanceof ApiProblem && DENIED.includes(error.status);
  return { weights: data, error: denied ? null : error, isFetching, refetch };
}
