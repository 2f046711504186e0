import type { CheckOut, ConfigKind } from '@caseway/backend/contract';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { call } from '../../api/client.ts';
import { useDebounced } from '../../common/use-debounced.ts';
import { type EditedDocument } from '../../editor-kit/document.ts';
import { useWords } from '../../i18n/i18n.ts';
import { checkState } from '../check-state.ts';

/** So long must the keys rest before the server is asked. */
const QUIET_MS = 600;

const stamps = new WeakMap<object, number>();
let lastStamp = 0;

/** A number for a content: the same object, the same number. Cheaper to compare at every keystroke than what it says. */
function stampOf(content: object): number {
  const stamp = stamps.get(content) ?? ++lastStamp;
  stamps.set(content, stamp);
  return stamp;
}

/** What the server finds in what is written, once it has settled. `settled`: what its findings are of, or will be. */
export function useCheck(kind: ConfigKind, key: string, { content: lastGood, brokenLine }: EditedDocument) {
  const { locale } = useWords();
  const settled = useDebounced(lastGood, QUIET_MS);
  const check = useQuery({
    queryKey: ['check', kind, key, locale, stampOf(settled)],
    queryFn: async () =>
      (await call<CheckOut>('POST', `/${kind}/${key}/draft/check`, { body: { content: settled } })).data,
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 60_000,
  });
  const state = checkState({
    readable: brokenLine === undefined,
    current: settled === lastGood,
    failed: check.isError,
    answered: check.isSuccess && !check.isPlaceholderData,
  });
  return { findings: check.data?.findings ?? [], state, settled, error: check.error, retry: check.refetch };
}
