import type { ImpactOut } from '@caseway/backend/contract';
import type { RuleSet } from '@caseway/rule-sets';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiProblem, call } from '../../api/client.ts';
import { useDebounced } from '../../cases/use-debounced.ts';
import { useWords } from '../../i18n/i18n.ts';
import { revisionOf } from '../revision-of.ts';

/** So long must the keys rest before the server is asked; with the answer the figures are there within 200 ms. */
const QUIET_MS = 30;
/** While the server reads facts, the sample grows. */
const ASK_AGAIN_MS = 600;
const KEPT_MS = 30_000;
const SUPERSEDED = 409;

export interface ImpactFilter {
  /** Township ids; none: all that the user sees. */
  townships: string[];
  from: string;
  to: string;
}

/**
 * What the draft changes, asked anew whenever it rests: an older question is given up, its figures stay until the new
 * ones are there. Asks again by itself until the figures are exact.
 */
export function useImpact(ruleSetKey: string, ruleSet: RuleSet, { townships, from, to }: ImpactFilter) {
  const { locale } = useWords();
  const settled = useDebounced(ruleSet, QUIET_MS);
  const query = useQuery({
    queryKey: ['impact', ruleSetKey, locale, townships, from, to, revisionOf(settled)],
    queryFn: async ({ signal }) => {
      const body = { content: settled, from, to, ...(townships.length > 0 && { townships }) };
      return (await call<ImpactOut>('POST', `/rule-sets/${ruleSetKey}/draft/impact`, { body, signal })).data;
    },
    placeholderData: keepPreviousData,
    // The same person asks in another window: theirs first, then this one again.
    retry: (failures, error) => error instanceof ApiProblem && error.status === SUPERSEDED && failures < 3,
    retryDelay: ASK_AGAIN_MS,
    refetchOnWindowFocus: false,
    staleTime: KEPT_MS,
    gcTime: KEPT_MS,
    refetchInterval: ({ state: { data } }) =>
      data?.ready === 'sample' && !data.progress.limited ? ASK_AGAIN_MS : false,
  });
  // A refusal takes the place of no figures: the last ones stay beside it.
  const [kept, setKept] = useState<ImpactOut>();
  if (query.data && query.data !== kept) setKept(query.data);
  const { data = kept, error, isFetching, isPlaceholderData, refetch } = query;
  return { data, error, isFetching, refetch, behind: isPlaceholderData || settled !== ruleSet };
}
