import type { FormData, FormDefinition, Json } from '@caseway/form-schemas';
import { useCallback, useEffect, useRef, useState } from 'react';
import { call } from '../../api/client.ts';
import { keptBy } from '../../common/kept.ts';
import type { FiledBefore } from '../filed-before.ts';
import { keepOnDevice, type OnServer, plainWritten } from './device-copies.ts';
import { DraftSync, type KeptWhere } from './draft-sync.ts';
import { mergeKeepingBoth, NOTHING_WRITTEN, othersOf, type Written, withOthers } from './merge-written.ts';
import { serverPlace, standsOpen } from './send-kept.ts';

/** What stands on the page now, and where it is kept. */
export interface Standing {
  path: string;
  head: Record<string, Json>;
  /** Null: there is no form. */
  definition: FormDefinition | null;
  data: FormData;
  beside: Record<string, unknown>;
}

/** What was found of it when it was opened. */
export interface Found {
  written: Written;
  base: OnServer | null;
  savedAt: string | null;
}

interface Use {
  found: Found | null;
  /** Another one says that what was written has settled. */
  settled: unknown;
  /** Somebody has written something, and not only opened it. */
  begun: boolean;
  /** It was filed, as is known already. */
  over: boolean;
  /** Others have written, too: this is to stand on the page. */
  onMerged: (written: Written) => void;
  onFiled: (filed: FiledBefore) => void;
}

export interface Kept {
  where: KeptWhere;
  /** What was written otherwise elsewhere, by its place in what was written. */
  others: Readonly<Record<string, Json[]>>;
  /** Somebody has looked at both. */
  chosen: (pointer: string) => void;
  /** It is over: nothing is kept any more on this machine. */
  end: () => void;
  /** It is being filed; answers what to call when it was not: with whether the server said so. */
  hold: () => { release: (said: boolean) => void; settled: Promise<void> };
  /** Throws it away, here and on the server; throws where the server does not take that. */
  discard: () => Promise<void>;
}

const SAVED = 'caseway.saved';

const later = (callback: () => void, ms: number): (() => void) => {
  const timer = window.setTimeout(callback, ms);
  return () => window.clearTimeout(timer);
};

/** Keeps what is written: on this machine at once, on the server when it has settled; and brings in what is written elsewhere. */
export function useKeptDraft(now: Standing, use: Use): Kept {
  const { found } = use;
  const [others, setOthers] = useState<Record<string, Json[]>>(() => (found ? othersOf(found.written) : {}));
  const [where, setWhere] = useState<KeptWhere>(() =>
    found?.base && found.savedAt ? { is: 'server', at: found.savedAt } : { is: 'nowhere' },
  );
  const latest = useRef({ now, use, others });
  latest.current = { now, use, others };
  const last = useRef(found?.written ?? NOTHING_WRITTEN);
  const current = useCallback((): Written => {
    const { now: stands, others: both } = latest.current;
    return withOthers(plainWritten(stands.data, stands.beside), both);
  }, []);

  const [sync] = useState(() => {
    const { path } = now;
    const user = keptBy();
    const server = serverPlace(path, () => latest.current.now.head);
    const made: DraftSync = new DraftSync(found?.base ?? null, found?.written ?? NOTHING_WRITTEN, {
      server: {
        ...server,
        save: async (written, over) => {
          const saved = await server.save(written, over);
          tellTabs(path);
          return saved;
        },
      },
      keep: (unsent) => {
        // Nobody after them finds it among their own.
        if (user !== keptBy()) return;
        const { head, definition } = latest.current.now;
        const copy = unsent && { ...unsent, path, head, savedAt: new Date().toISOString() };
        keepOnDevice(path, copy && { ...copy, definition });
      },
      onMerged: (merged) => {
        // What was typed since it settled is not known there yet.
        const next = mergeKeepingBoth(last.current, current(), merged);
        last.current = next;
        // Known at once: more may be heard before this is drawn.
        latest.current.others = othersOf(next);
        setOthers(latest.current.others);
        latest.current.use.onMerged(next);
      },
      onWhere: setWhere,
      onFiled: (filed) => latest.current.use.onFiled(filed),
      later,
    });
    return made;
  });

  const { settled, over } = use;
  const said = JSON.stringify(now.beside);
  const both = JSON.stringify(others);
  // Also where all of it was taken out again.
  const ever = useRef(found !== null);
  if (use.begun) ever.current = true;
  const begun = ever.current;
  const write = useCallback(() => {
    const written = current();
    last.current = written;
    sync.write(written);
  }, [current, sync]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is kept is the latest; these say when.
  useEffect(() => {
    if (begun && !over) write();
  }, [settled, said, both, begun, now.head.version, over, write]);

  const stillBegun = useRef(begun);
  stillBegun.current = begun && !over;
  useEffect(() => {
    const flush = () => {
      if (stillBegun.current) write();
      return sync.flush();
    };
    const ends = standsOpen(now.path, { flush, end: () => sync.end() });
    sync.begin();
    const leave = () => {
      if (stillBegun.current) write();
      sync.keepUnsent();
    };
    const again = () => void sync.refresh();
    const seen = () => {
      if (document.visibilityState === 'visible') again();
    };
    const unhear = hearTabs(now.path, again);
    window.addEventListener('pagehide', leave);
    window.addEventListener('online', again);
    document.addEventListener('visibilitychange', seen);
    return () => {
      leave();
      ends();
      unhear();
      window.removeEventListener('pagehide', leave);
      window.removeEventListener('online', again);
      document.removeEventListener('visibilitychange', seen);
      // Sent from here, though nobody looks at it any more.
      void sync.flush();
    };
  }, [now.path, sync, write]);

  return {
    where,
    others,
    chosen: (pointer) => setOthers(({ [pointer]: _, ...rest }) => rest),
    end: () => sync.end(),
    hold: () => {
      write();
      sync.hold();
      return { release: (send) => sync.release(send), settled: sync.settle() };
    },
    discard: async () => {
      await sync.settle();
      if (sync.revision > 0) await call('DELETE', now.path, { ifMatch: `"${sync.revision}"` });
      sync.end();
    },
  };
}

/** Tells the other windows of this browser that a draft was saved. */
function tellTabs(path: string): void {
  const channel = new BroadcastChannel(SAVED);
  channel.postMessage(path);
  channel.close();
}

function hearTabs(path: string, heard: () => void): () => void {
  const channel = new BroadcastChannel(SAVED);
  channel.onmessage = ({ data }: MessageEvent<string>) => {
    if (data === path) heard();
  };
  return () => channel.close();
}
