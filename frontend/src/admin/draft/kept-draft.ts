/** What was written and is not saved yet, with what it started from: enough to bring it together with others' changes. */
export interface KeptDraft {
  /** As it stood in the editor; not necessarily JSON. */
  text: string;
  base: Record<string, unknown>;
  etag: string;
  at: string;
}

export interface DraftAddress {
  user: string;
  kind: string;
  key: string;
}

const keyOf = ({ user, kind, key }: DraftAddress): string => `caseway.document.${user}.${kind}.${key}`;

/** Unsaved changes live in the browser of the one who wrote them until the server has them. */
export function readKept(address: DraftAddress): KeptDraft | null {
  try {
    const text = localStorage.getItem(keyOf(address));
    const kept: unknown = text === null ? null : JSON.parse(text);
    if (kept === null || typeof kept !== 'object') return null;
    const { text: written, base, etag } = kept as Partial<KeptDraft>;
    const usable = typeof written === 'string' && typeof etag === 'string' && base !== null && typeof base === 'object';
    return usable ? (kept as KeptDraft) : null;
  } catch {
    return null;
  }
}

/** Keeps the draft, or drops it with null. False: the browser's store is full or closed. */
export function writeKept(address: DraftAddress, kept: KeptDraft | null): boolean {
  try {
    if (kept) localStorage.setItem(keyOf(address), JSON.stringify(kept));
    else localStorage.removeItem(keyOf(address));
    return true;
  } catch {
    return false;
  }
}
