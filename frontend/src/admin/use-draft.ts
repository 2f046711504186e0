import type { ConfigKind, DraftOut, Person } from '@caseway/backend/contract';
import type { FormDefinition } from '@caseway/form-schemas';
import type { Labels, Side } from '@caseway/rule-sets';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { flushSync } from 'react-dom';
import { type Answer, ApiProblem, call, getIfChanged, OfflineError } from '../api/client.ts';
import { useSession } from '../common/session.tsx';
import { useWords } from '../i18n/i18n.ts';
import { type Content, type DraftPorts, type DraftState, DraftSync, type Stored } from './draft/draft-sync.ts';
import { mergeDrafts, type ToldChange, type ToldConflict, tellChanges, tellConflict } from './draft/draft-words.ts';
import { type KeptDraft, readKept, writeKept } from './draft/kept-draft.ts';

const QUIET_MS = 1500;
const POLL_MS = 5000;
/** Who has left the page open and gone asks no more: the question would keep the session alive. */
const AWAY_MS = 10 * 60_000;

/** What somebody else changed while this page was open. */
export interface DraftNews {
  person: Person | null;
  /** The same person, in another window. */
  isOwn: boolean;
  at: string | null;
  changes: ToldChange[];
}

export interface Draft {
  state: DraftState;
  /** Tag of the stored draft that the page's changes are changes of: If-Match of whatever is done with it. */
  etag: string;
  /** The same at the moment of the call: after `flush` it is another. */
  currentEtag: () => string;
  news: DraftNews | null;
  forgetNews: () => void;
  /** Saves now. True: the server has everything. */
  flush: () => Promise<boolean>;
  /** Looks for others' changes now. */
  poll: () => Promise<void>;
  /** Makes what the server answered the draft here, as one step of undo: after publishing, discarding, restoring. */
  adopt: (answer: Answer<DraftOut>, label: string) => void;
  /** The open conflict in words. */
  conflict: ToldConflict[] | null;
  resolve: (choices: ReadonlyMap<string, Side>) => Promise<boolean>;
}

interface Options {
  kind: ConfigKind;
  key: string;
  loaded: Answer<DraftOut>;
  /** What is to be saved; null while the text is no JSON. */
  content: Content | null;
  /** What stands in the editor; kept in the browser while it is unsaved. */
  text: string;
  mayEdit: boolean;
  /** Others' changes are in `content` now: one step of undo, called `label`. */
  /** Another content as one step of undo, called `label`. */
  onAdopted: (content: Content, label: string) => void;
  /** What others changed, to be brought into what stands and into what can be undone. */
  onCarried: (carry: (content: Content) => Content) => void;
  /** Names for the words about changes. */
  forms?: readonly FormDefinition[];
  labels?: Labels;
}

const storedOf = ({ data, etag }: Answer<DraftOut>): Stored => ({ ...data, etag: etag ?? '' });

/** With what to begin: what is stored, or what this browser kept unsaved; `kept` says since when. */
export function useDraftStart(
  kind: ConfigKind,
  key: string,
  loaded: Answer<DraftOut>,
): { text: string; kept: KeptDraft | null } {
  const [start] = useState(() => {
    const kept = readKept({ kind, key });
    return { text: kept?.text ?? JSON.stringify(loaded.data.content, null, 2), kept };
  });
  return start;
}

function failureOf(error: unknown): { failed: 'lost' | 'offline' } | { failed: 'refused'; error: unknown } {
  if (error instanceof OfflineError) return { failed: 'offline' };
  if (error instanceof ApiProblem && error.status === 412) return { failed: 'lost' };
  return { failed: 'refused', error };
}

/**
 * Saves a draft by itself, shows others' changes as they come, and never writes over them. However the content is held:
 * the holder gives it and takes back what was merged.
 */
export function useDraft({
  kind,
  key,
  loaded,
  content,
  text,
  mayEdit,
  onAdopted,
  onCarried,
  forms,
  labels,
}: Options): Draft {
  const { locale } = useWords();
  const { session } = useSession();
  const queries = useQueryClient();
  const user = session?.user.id ?? '';
  const [news, setNews] = useState<DraftNews | null>(null);
  const words = useMemo(
    () => ({ locale, ...(forms && { forms }), ...(labels && { labels }) }),
    [locale, forms, labels],
  );
  const latest = useRef({ onAdopted, onCarried, words });
  latest.current = { onAdopted, onCarried, words };
  /** Set while something of one's own doing is taken over: it is no news. */
  const adopting = useRef<string | null>(null);

  const [sync] = useState(() => {
    const path = `/${kind}/${key}/draft`;
    const address = { kind, key };
    const cached = (answer: Answer<DraftOut>) => queries.setQueryData(['draft', kind, key], answer);
    const ports: DraftPorts = {
      save: async (next, etag) => {
        try {
          const answer = await call<DraftOut>('PUT', path, { body: { content: next }, ifMatch: etag });
          cached(answer);
          void queries.invalidateQueries({ queryKey: ['documents', kind] });
          return { stored: storedOf(answer) };
        } catch (error) {
          return failureOf(error);
        }
      },
      load: async (etag) => {
        try {
          const answer = await getIfChanged<DraftOut>(path, etag);
          if (answer) {
            cached(answer);
            // It may have been published meanwhile.
            void queries.invalidateQueries({ queryKey: ['versions', kind, key] });
          }
          return { stored: answer && storedOf(answer) };
        } catch (error) {
          return error instanceof OfflineError ? { failed: 'offline' } : { failed: 'refused', error };
        }
      },
      keep: (kept) => writeKept(address, kept),
      merge: (base, mine, theirs, choose) => mergeDrafts(kind, base, mine, theirs, choose),
      merged: (next, theirs, before) => {
        const { words: told } = latest.current;
        // At once: a key pressed before the page shows it would write over what others changed.
        const label = adopting.current;
        if (label !== null) return flushSync(() => latest.current.onAdopted(next, label));
        const person = theirs.updatedBy;
        setNews({
          person,
          isOwn: person?.id === user,
          at: theirs.updatedAt,
          changes: tellChanges(kind, before, next, told),
        });
        const carry = (content: Content): Content =>
          content === before ? next : mergeDrafts(kind, before, content, next, () => 'theirs').merged;
        return flushSync(() => latest.current.onCarried(carry));
      },
      now: () => new Date(),
    };
    const kept = readKept(address);
    const stored = storedOf(loaded);
    // What was kept is a change of what it started from, not of what is stored by now.
    return new DraftSync(kept ? { ...stored, content: kept.base, etag: kept.etag } : stored, ports);
  });
  const state = useSyncExternalStore(sync.subscribe, sync.getState);

  useEffect(() => {
    if (!mayEdit) return;
    sync.edit(content, text);
    if (!content || !sync.dirty) return;
    const timer = setTimeout(() => void sync.flush(), QUIET_MS);
    return () => clearTimeout(timer);
  }, [sync, content, text, mayEdit]);

  useEffect(() => {
    let active = Date.now();
    const touch = () => {
      active = Date.now();
    };
    const save = () => {
      if (mayEdit) void sync.flush();
    };
    const look = () => {
      if (document.visibilityState === 'visible' && navigator.onLine && Date.now() - active < AWAY_MS) void sync.poll();
    };
    const back = () => {
      touch();
      if (document.visibilityState === 'hidden') save();
      else look();
    };
    const online = () => {
      save();
      look();
    };
    const timer = setInterval(look, POLL_MS);
    const acts = ['pointerdown', 'keydown', 'focusin'] as const;
    for (const act of acts) window.addEventListener(act, touch);
    window.addEventListener('blur', save);
    window.addEventListener('focus', back);
    window.addEventListener('online', online);
    document.addEventListener('visibilitychange', back);
    return () => {
      clearInterval(timer);
      for (const act of acts) window.removeEventListener(act, touch);
      window.removeEventListener('blur', save);
      window.removeEventListener('focus', back);
      window.removeEventListener('online', online);
      document.removeEventListener('visibilitychange', back);
      save();
    };
  }, [sync, mayEdit]);

  const adopt = useCallback(
    (answer: Answer<DraftOut>, label: string) => {
      adopting.current = label;
      try {
        queries.setQueryData(['draft', kind, key], answer);
        sync.adopt(storedOf(answer));
      } finally {
        adopting.current = null;
      }
    },
    [sync, queries, kind, key],
  );

  const conflict = useMemo(() => {
    if (!state.conflict) return null;
    const { conflicts, theirs } = state.conflict;
    return conflicts.map((one) => tellConflict(kind, one, content ?? state.base.content, theirs.content, words));
  }, [state.conflict, state.base, kind, content, words]);

  return {
    state,
    etag: state.base.etag,
    currentEtag: useCallback(() => sync.getState().base.etag, [sync]),
    news,
    forgetNews: useCallback(() => setNews(null), []),
    flush: useCallback(() => sync.flush(), [sync]),
    poll: useCallback(() => sync.poll(), [sync]),
    adopt,
    conflict,
    resolve: useCallback((choices) => sync.resolve(choices), [sync]),
  };
}
