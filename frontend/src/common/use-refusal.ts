import { useCallback, useRef, useState } from 'react';
import { useWords } from '../i18n/i18n.ts';
import { messageOf } from './problem-message.ts';

interface Refusal {
  /** Why, in words; null where nothing stands refused. */
  why: string | null;
  refuse: (error: unknown) => void;
  forget: () => void;
}

/**
 * Why something was refused, for as long as what was refused stands as it was: a bar that stays red over what has been
 * changed since says what is not so.
 *
 * @param written What somebody wrote and the server refused, as JSON.
 */
export function useRefusal(written: unknown): Refusal {
  const { t } = useWords();
  const [refused, setRefused] = useState<{ why: string; of: string | undefined } | null>(null);
  const now = JSON.stringify(written);
  // What stands there when the answer comes, not when it was sent: otherwise who types on meanwhile is told nothing.
  const latest = useRef(now);
  latest.current = now;
  if (refused && refused.of !== now) setRefused(null);
  return {
    why: refused && refused.of === now ? refused.why : null,
    refuse: useCallback((error: unknown) => setRefused({ why: messageOf(error, t), of: latest.current }), [t]),
    forget: useCallback(() => setRefused(null), []),
  };
}
