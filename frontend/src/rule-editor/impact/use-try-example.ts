import type { CaseFactsOut, ImpactExample } from '@caseway/backend/contract';
import type { Json } from '@caseway/form-schemas';
import { factKey } from '@caseway/rule-sets';
import { App } from 'antd';
import { useCallback, useState } from 'react';
import { get } from '../../api/client.ts';
import { messageOf } from '../../common/problem-message.ts';
import { useWords } from '../../i18n/i18n.ts';
import type { PanelProps } from '../panel-props.ts';

/** So long what was kept back stays in view, beside the facts that were opened. */
const TOLD_SECONDS = 8;

/**
 * Opens in the try panel what the rule set reads of a past case, and says what is kept back: with it the case may be
 * decided otherwise than it was. `tryExample` is the same function as long as nothing around it changes.
 */
export function useTryExample(
  ruleSetKey: string,
  catalogue: PanelProps['facts'],
  tryCase: PanelProps['tryCase'],
): { tryExample: (example: ImpactExample) => Promise<void>; failure: string | null; forget: () => void } {
  const { t, locale } = useWords();
  const { message } = App.useApp();
  const [failure, setFailure] = useState<string | null>(null);
  const tryExample = useCallback(
    async ({ id, number }: ImpactExample) => {
      setFailure(null);
      try {
        const { facts, leftOut } = await get<CaseFactsOut>(`/cases/${id}/facts`, { ruleSet: ruleSetKey });
        tryCase(facts as Record<string, Json>);
        if (leftOut.length === 0) return;
        const titles = new Map(catalogue.map(({ fact, path, title }) => [factKey(fact, path), title[locale]]));
        const named = leftOut.map((key) => titles.get(key) ?? key).join(t('impact.and'));
        message.info(t('impact.tryLeftOut', { number, facts: named }), TOLD_SECONDS);
      } catch (error) {
        setFailure(messageOf(error, t));
      }
    },
    [ruleSetKey, catalogue, tryCase, message, t, locale],
  );
  return { tryExample, failure, forget: useCallback(() => setFailure(null), []) };
}
