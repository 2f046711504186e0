import { keep, kept } from '../../common/kept.ts';

/** What was written and is not saved yet, with what it started from: enough to bring it together with others' changes. */
export interface KeptDraft {
  /** As it stood in the editor; not necessarily JSON. */
  text: string;
  base: Record<string, unknown>;
  etag: string;
  at: string;
}

export interface DraftAddress {
  kind: string;
  key: string;
}

const nameOf = ({ kind, key }: DraftAddress): string => `document.${kind}.${key}`;

/** Unsaved changes live in the browser of the one who wrote them until the server has them. */
export function readKept(address: DraftAddress): KeptDraft | null {
  try {
    const text = kept(nameOf(address));
    const draft: unknown = text === null ? null : JSON.parse(text);
    if (draft === null || typeof draft !== 'object') return null;
    const { text: written, base, etag } = draft as Partial<KeptDraft>;
    const usable = typeof written === 'string' && typeof etag === 'string' && base !== null && typeof base === 'object';
    return usable ? (draft as KeptDraft) : null;
  } catch {
    return null;
  }
}

/** Keeps the draft, or drops it with null. False: the browser's store is full or closed. */
export function writeKept(address: DraftAddress, draft: KeptDraft | null): boolean {
  return keep(nameOf(address), draft && JSON.stringify(draft));
}
