import type { LinkKind } from '@caseway/backend/contract';
import type { FormData, FormDefinition } from '@caseway/form-schemas';
import { keep, kept, keptNames } from '../common/kept.ts';
import type { LostAnswer } from './lost-answers.ts';
import type { SaidOfWords } from './recusals/keep-out.ts';
import type { Taken } from './review/take-over.ts';

export interface Draft {
  data: FormData;
  savedAt: string;
  /** The try it will be submitted with: the same after a lost answer, so that nothing is filed twice. */
  key: string;
  /** Earlier cases that it is to be linked with, by id. */
  links?: [string, LinkKind][];
  /** What stood in it as in the case that it asks about. */
  taken?: Taken | null;
  /** Who is kept out, as far as the form asked. */
  keepOut?: SaidOfWords | undefined;
  /** The form as it was shown. */
  seen?: { version: number; form: FormDefinition };
  /** What another version of the form had no place for. */
  lost?: LostAnswer[];
}

const nameOf = (township: string, form: string): string => `draft.${township}.${form}`;

/** Drafts live in the browser of the one who writes them, sealed: they hold personal data before anything has been filed. */
export function readDraft(township: string, form: string): Draft | null {
  try {
    const text = kept(nameOf(township, form));
    return text === null ? null : (JSON.parse(text) as Draft);
  } catch {
    return null;
  }
}

export function keepDraft(township: string, form: string, draft: Draft): void {
  keep(nameOf(township, form), JSON.stringify(draft));
}

export function dropDraft(township: string, form: string): void {
  keep(nameOf(township, form), null);
}

/** What somebody has begun in this browser for a township and not submitted, the latest first. */
export function draftsOf(township: string): { form: string; savedAt: string }[] {
  const start = nameOf(township, '');
  return keptNames(start)
    .flatMap((name) => {
      const form = name.slice(start.length);
      const draft = readDraft(township, form);
      return draft ? [{ form, savedAt: draft.savedAt }] : [];
    })
    .sort((a, b) => b.savedAt.localeCompare(a.savedAt));
}
