import type { Problem } from '@caseway/backend/contract';
import { useEffect, useRef } from 'react';
import { wasDoneBefore } from '../api/client.ts';

/** The case that a registration has become; null where whoever sent it may not know it any more. */
export type FiledBefore = NonNullable<Problem['earlier']> | null;

/** What this very registration had become before, where an error says so; undefined where it says something else. */
export function filedBefore(error: unknown): FiledBefore | undefined {
  return wasDoneBefore(error) ? (error.problem.earlier ?? null) : undefined;
}

const CHANNEL = 'caseway.filed';

interface Filed {
  /** The try it was sent with: all windows on one registration share it. */
  key: string;
  filed: NonNullable<FiledBefore>;
}

/** Tells the other windows of this browser what a registration has become. */
export function tellFiled(key: string, { id, number }: NonNullable<FiledBefore>): void {
  const channel = new BroadcastChannel(CHANNEL);
  const told: Filed = { key, filed: { id, number } };
  channel.postMessage(told);
  channel.close();
}

/** Hears from another window that the registration `key` has been filed there. */
export function useFiledElsewhere(key: string, onFiled: (filed: FiledBefore) => void): void {
  const latest = useRef(onFiled);
  latest.current = onFiled;
  useEffect(() => {
    const channel = new BroadcastChannel(CHANNEL);
    channel.onmessage = ({ data }: MessageEvent<Filed>) => {
      if (data.key === key) latest.current(data.filed);
    };
    return () => channel.close();
  }, [key]);
}
