import type { FormData } from '@caseway/form-schemas';
import { useCallback, useEffect, useRef, useState } from 'react';
import { type Draft, type DraftPlace, dropDraft, keepDraft } from './draft.ts';

interface Kept {
  /** When it was kept last (ISO 8601); null where nothing is. */
  savedAt: string | null;
  /** Throws away what is kept; `over`: for good, nothing is kept any more. */
  drop: (over?: boolean) => void;
}

/**
 * Keeps what is written in this browser: when it has settled, and at once where the page goes, between two keystrokes as well.
 *
 * @param settled What was written, a moment ago.
 * @param over Nothing is kept any more: it has been filed from another window.
 * @param initial What stands there where nothing was written.
 */
export function useKeptDraft(
  { township, form, about, id }: DraftPlace,
  now: Omit<Draft, 'savedAt'>,
  {
    settled,
    initial,
    since,
    over: filed,
  }: { settled: FormData; initial: FormData; since: string | null; over: boolean },
): Kept {
  const [savedAt, setSavedAt] = useState(since);
  const latest = useRef(now);
  latest.current = now;
  // It may be another one by the time that the page goes.
  const blank = useRef(initial);
  blank.current = initial;
  const dropped = useRef(false);
  const over = useRef(filed);
  over.current = filed || dropped.current;
  const keep = useCallback((): string => {
    const at = new Date().toISOString();
    keepDraft({ township, form, about, id }, { ...latest.current, savedAt: at });
    return at;
  }, [township, form, about, id]);

  useEffect(() => {
    const leave = () => {
      if (!over.current && latest.current.data !== blank.current) keep();
    };
    window.addEventListener('pagehide', leave);
    return () => {
      leave();
      window.removeEventListener('pagehide', leave);
    };
  }, [keep]);

  const { key, links = [], lost, seen, keepOut, onBehalf } = now;
  const linked = links.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is kept is the latest; these say when.
  useEffect(() => {
    if (!over.current && (latest.current.data !== blank.current || linked > 0 || keepOut || onBehalf))
      setSavedAt(keep());
  }, [settled, linked, lost, keepOut, onBehalf, seen?.version, key, keep]);

  return {
    savedAt,
    drop: (forGood = false) => {
      dropped.current = forGood;
      over.current = filed || forGood;
      dropDraft({ township, form, about, id });
      setSavedAt(null);
    },
  };
}
