import type { DraftWhole, SavedDraft } from '@caseway/backend/contract';
import type { FormData, Json } from '@caseway/form-schemas';
import { ApiProblem, call } from '../../api/client.ts';
import { keptBy } from '../../common/kept.ts';
import { deviceCopies, dropCopies, dropCopy, UNREADABLE } from './device-copies.ts';
import { type DraftPlaceOnServer, saveMerging } from './draft-sync.ts';

/**
 * A draft's place on the server, for who is signed in now and nobody after them; `head`: what goes with it there beside what was
 * written.
 */
export function serverPlace(path: string, head: () => Record<string, unknown>): DraftPlaceOnServer {
  const user = keptBy();
  const requireSame = () => {
    if (user !== keptBy()) throw new Error('Whoever wrote it is signed in no more.');
  };
  return {
    read: async () => {
      requireSame();
      try {
        const { data: draft } = await call<DraftWhole>('GET', path);
        const { data, beside, revision } = draft;
        return { written: { data: data as FormData, beside: beside as Record<string, Json> }, revision };
      } catch (error) {
        if (error instanceof ApiProblem && error.status === 404) return null;
        throw error;
      }
    },
    save: async (written, over) => {
      requireSame();
      return (await call<SavedDraft>('PUT', path, { body: { ...head(), ...written }, ifMatch: `"${over}"` })).data;
    },
  };
}

/** A draft that stands on the page. */
interface Open {
  /** Sends all that stands there, as typed until now; false where that cannot be done. */
  flush: () => Promise<boolean>;
  /** Gives up what is not sent. */
  end: () => void;
}

const open = new Map<string, Open>();

/** For as long as a draft stands on the page it is sent from there; ends with what is answered. */
export function standsOpen(path: string, draft: Open): () => void {
  open.set(path, draft);
  return () => {
    if (open.get(path) === draft) open.delete(path);
  };
}

let sweeping: Promise<number> | null = null;

/** Sends whatever this machine has not sent yet of who is signed in; answers how many drafts could not be sent. */
export function sendKept(): Promise<number> {
  sweeping ??= sweep().finally(() => {
    sweeping = null;
  });
  return sweeping;
}

async function sweep(): Promise<number> {
  const left = new Set<string>();
  const user = keptBy();
  for (const [path, draft] of open) if (!(await draft.flush())) left.add(path);
  for (const kept of deviceCopies()) {
    const { path, copy } = kept;
    if (open.has(path) || user !== keptBy()) continue;
    if (copy === UNREADABLE) left.add(path);
    else {
      let { written } = copy;
      const merged = (_: unknown, next: typeof written) => {
        written = next;
      };
      try {
        await saveMerging(
          serverPlace(path, () => copy.head),
          copy.base,
          { latest: () => written, merged },
        );
        dropCopy(kept);
      } catch {
        // It stays on this machine, and is told as such wherever drafts are listed.
        left.add(path);
      }
    }
  }
  return left.size;
}

/** Gives up whatever this machine has not sent. */
export function giveUpKept(): void {
  for (const draft of open.values()) draft.end();
  dropCopies();
}
