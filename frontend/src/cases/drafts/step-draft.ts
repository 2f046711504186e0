import type { StepDraftOut } from '@caseway/backend/contract';
import type { FormData, FormDefinition, Json } from '@caseway/form-schemas';
import { call, OfflineError } from '../../api/client.ts';
import type { LostAnswer } from '../lost-answers.ts';
import { deviceCopies, type OnServer, plainWritten, UNREADABLE } from './device-copies.ts';
import { mergeCopies } from './draft.ts';
import type { Written } from './merge-written.ts';

/** What an action asks to be written down, and what its form had no place for when that had changed. */
export interface StepWords {
  reasons: string;
  legalBasis: string;
  policyBasis: string;
  outstanding: string;
  documents: Record<string, string>;
  data: FormData;
  delivery: FormData | null;
}

export const stepDraftPath = (caseId: string, action: string): string => `/cases/${caseId}/actions/${action}/draft`;

export function besideWords({ data: _, ...beside }: StepWords, lost: readonly LostAnswer[]): Record<string, unknown> {
  return {
    ...beside,
    ...(lost.length > 0 && { lost: Object.fromEntries(lost.map(({ pointer, ...said }) => [pointer, said])) }),
  };
}

export const writtenOf = (words: StepWords, lost: readonly LostAnswer[]): Written =>
  plainWritten(words.data, besideWords(words, lost));

export function wordsIn({ data, beside }: Written): { words: StepWords; lost: LostAnswer[] } {
  const { lost = {}, ...said } = beside as unknown as Partial<Omit<StepWords, 'data'>> & {
    lost?: Record<string, Omit<LostAnswer, 'pointer'>>;
  };
  const { reasons = '', legalBasis = '', policyBasis = '', outstanding = '', documents = {}, delivery = null } = said;
  return {
    words: { reasons, legalBasis, policyBasis, outstanding, documents, delivery, data },
    lost: Object.entries(lost).map(([pointer, answer]) => ({ pointer, ...answer })),
  };
}

export interface OpenedStepDraft {
  written: Written;
  base: OnServer | null;
  savedAt: string | null;
  /** The form in which it was written, where there was one. */
  seen: { version: number; form: FormDefinition } | null;
}

/**
 * What somebody wrote with an action and did not do, as the server has it and with what this machine has not sent; null where that is
 * nothing. Where the server cannot be asked, what it has is brought in with the first saving.
 */
export async function openStepDraft(path: string): Promise<OpenedStepDraft | null> {
  const copies = deviceCopies(path).flatMap(({ copy }) => (copy === UNREADABLE ? [] : [copy]));
  const [first] = copies;
  let draft: StepDraftOut | null = null;
  let away = false;
  try {
    draft = (await call<StepDraftOut>('GET', path)).data;
  } catch (error) {
    away = error instanceof OfflineError;
  }
  if (!draft && !first) return null;
  const base = draft
    ? {
        written: { data: draft.data as FormData, beside: draft.beside as Record<string, Json> },
        revision: draft.revision,
      }
    : away
      ? (first?.base ?? null)
      : null;
  const version = draft?.version ?? (first?.head.version as number | undefined) ?? null;
  const form = (draft?.definition ?? first?.definition ?? null) as FormDefinition | null;
  return {
    written: mergeCopies(draft ? base : null, copies),
    base,
    savedAt: draft?.savedAt ?? first?.savedAt ?? null,
    seen: version !== null && form !== null ? { version, form } : null,
  };
}
