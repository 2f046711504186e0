import type { DraftWhole, LinkKind } from '@caseway/backend/contract';
import type { FormData, FormDefinition, Json } from '@caseway/form-schemas';
import { ApiProblem, call, OfflineError } from '../../api/client.ts';
import { type FiledBefore, filedBefore } from '../filed-before.ts';
import type { LostAnswer } from '../lost-answers.ts';
import type { SaidOfWords } from '../recusals/keep-out.ts';
import type { Taken } from '../review/take-over.ts';
import { type DeviceCopy, deviceCopies, draftPath, type OnServer, UNREADABLE } from './device-copies.ts';
import { mergeKeepingBoth, NOTHING_WRITTEN, type Written } from './merge-written.ts';

/** What was said beside a form that registers something. */
export interface Beside {
  /** Earlier cases that it is to be linked with, by id. */
  links: ReadonlyMap<string, LinkKind>;
  /** What stood in it as in the case that it asks about. */
  taken: Taken | null;
  /** Who is kept out, as far as the form asked. */
  keepOut: SaidOfWords | undefined;
  /** In what capacity somebody asks about another person's case. */
  onBehalf: string;
  /** What another version of the form had no place for. */
  lost: readonly LostAnswer[];
}

/** Names by names, so that what two have said otherwise is brought together one by one. */
export function besideOf({ links, taken, keepOut, onBehalf, lost }: Beside): Record<string, unknown> {
  return {
    ...(links.size > 0 && { links: Object.fromEntries(links) }),
    ...(taken && { taken }),
    ...(keepOut && { keepOut }),
    ...(onBehalf && { onBehalf }),
    ...(lost.length > 0 && { lost: Object.fromEntries(lost.map(({ pointer, ...said }) => [pointer, said])) }),
  };
}

export function besideIn({ beside }: Written): Beside {
  const { links, taken, keepOut, onBehalf, lost } = beside as unknown as {
    links?: Record<string, LinkKind>;
    taken?: Taken;
    keepOut?: SaidOfWords;
    onBehalf?: string;
    lost?: Record<string, Omit<LostAnswer, 'pointer'>>;
  };
  return {
    links: new Map(Object.entries(links ?? {})),
    taken: taken ?? null,
    keepOut,
    onBehalf: onBehalf ?? '',
    lost: Object.entries(lost ?? {}).map(([pointer, said]) => ({ pointer, ...said })),
  };
}

/** Which registration a draft is of: each that is begun is another one, also of the same form. */
export interface DraftPlace {
  township: string;
  form: string;
  /** Id of the earlier case that it asks about. */
  about: string | null;
  id: string;
}

/** The address of a registration: of one that was begun, or of a new one that holds nothing. */
export function registerAddress({ township, form, about = null, id }: Partial<DraftPlace>): string {
  const parts = Object.entries({ township, form, about: about ?? undefined, draft: id });
  const given = parts.filter((part): part is [string, string] => part[1] !== undefined);
  return `/new?${new URLSearchParams(given)}`;
}

/** A draft as it is found when it is opened. */
export interface OpenedDraft {
  written: Written;
  /** The form as it was shown when the oldest part of it was written. */
  seen: { version: number; form: FormDefinition } | null;
  base: OnServer | null;
  savedAt: string | null;
  /** It has become a case; undefined: it has not. */
  filed: FiledBefore | undefined;
  unreadable: boolean;
}

const seenIn = ({ head, definition: form }: DeviceCopy) => (form ? [{ version: Number(head.version), form }] : []);

async function fromServer(path: string): Promise<{ draft: DraftWhole | null; filed?: FiledBefore; failure?: unknown }> {
  try {
    return { draft: (await call<DraftWhole>('GET', path)).data };
  } catch (error) {
    const filed = filedBefore(error);
    if (filed !== undefined) return { draft: null, filed };
    if (error instanceof ApiProblem && error.status === 404) return { draft: null };
    return { draft: null, failure: error };
  }
}

/** What the server has with what this machine has written over it, or over what it had before. */
export function mergeCopies(base: OnServer | null, copies: readonly DeviceCopy[]): Written {
  const [first] = copies;
  return (base ? copies : copies.slice(1)).reduce(
    (others, copy) => mergeKeepingBoth(copy.base?.written ?? NOTHING_WRITTEN, copy.written, others),
    base?.written ?? first?.written ?? NOTHING_WRITTEN,
  );
}

/**
 * A draft as the server has it, with whatever this machine has not sent; null where nothing is kept anywhere. Without a connection, what
 * this machine has; throws where that is nothing.
 */
export async function openDraft(id: string): Promise<OpenedDraft | null> {
  const path = draftPath(id);
  const found = deviceCopies(path);
  const copies = found.flatMap(({ copy }) => (copy === UNREADABLE ? [] : [copy]));
  const unreadable = found.length > copies.length;
  const { draft, filed, failure } = await fromServer(path);
  if (failure !== undefined && copies.length === 0) throw failure;
  const [first] = copies;
  if (!draft && !first && filed === undefined && !unreadable) return null;
  const base = draft
    ? {
        written: { data: draft.data as FormData, beside: draft.beside as Record<string, Json> },
        revision: draft.revision,
      }
    : failure instanceof OfflineError
      ? (first?.base ?? null)
      : null;
  const written = mergeCopies(draft ? base : null, copies);
  const shown = [
    ...(draft ? [{ version: draft.form.version, form: draft.definition as FormDefinition }] : []),
    ...copies.flatMap(seenIn),
  ].sort((one, other) => one.version - other.version);
  const savedAt = draft?.savedAt ?? first?.savedAt ?? null;
  return { written, seen: shown[0] ?? null, base, savedAt, filed, unreadable };
}
