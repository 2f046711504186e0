import type { ImpactOut } from '@caseway/backend/contract';
import type { RuleSet } from '@caseway/rule-sets';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/client.ts';
import { useDebounced } from '../../common/use-debounced.ts';
import { useWords } from '../../i18n/i18n.ts';
import { revisionOf } from '../revision-of.ts';
import { ASK_AGAIN_MS, ASKING } from './asking.ts';

/** So long must the keys rest before the server is asked; with the answer the figures are there within 200 ms. */
const QUIET_MS = 20;

export interface ImpactFilter {
  /** Township ids; none: all that the user sees. */
  townships: string[];
  from: string;
  to: string;
}

/**
 * What the draft changes, asked anew whenever it rests: an older question is given up, its figures stay until the new
 * ones are there. Asks again by itself until the figures are exact. Nothing is asked of rules that have errors.
 */
export function useImpact(
  ruleSetKey: string,
  ruleSet: RuleSet,
  { townships, from, to }: ImpactFilter,
  stopped: boolean,
) {
  const { locale } = useWords();
  const settled = useDebounced(ruleSet, QUIET_MS);
  const query = useQuery({
    queryKey: ['impact', ruleSetKey, locale, townships, from, to, revisionOf(settled)],
    queryFn: async ({ signal }) => {
      const body = { content: settled, from, to, ...(townships.length > 0 && { townships }) };
      return (await call<ImpactOut>('POST', `/rule-sets/${ruleSetKey}/draft/impact`, { body, signal })).data;
    },
    ...ASKING,
    enabled: !stopped,
    refetchInterval: ({ state: { data } }) =>
      data?.ready === 'sample' && !data.progress.limited ? ASK_AGAIN_MS : false,
  });
  // A refusal takes the place of no figures: the last ones stay beside it.
  const [kept, setKept] = useState<ImpactOut>();
  if (query.data && query.data !== kept) setKept(query.data);
  const { data = kept, error, isFetching, isPlaceholderData, refetch } = query;
  return { data, error, isFetching, refetch, behind: isPlaceholderData || settled !== ruleSet };
}
