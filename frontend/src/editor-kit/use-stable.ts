import { useCallback, useRef } from 'react';

/** A function that does what the latest one given does, and stays the same: for parts that are shown anew only in need. */
export function useStable<Args extends unknown[], Result>(act: (...args: Args) => Result): (...args: Args) => Result {
  const latest = useRef(act);
  latest.current = act;
  return useCallback((...args: Args) => latest.current(...args), []);
}
