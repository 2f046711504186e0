import type { LinkKind } from '@caseway/backend/contract';
import type { FormData, FormDefinition } from '@caseway/form-schemas';
import type { LostAnswer } from './lost-answers.ts';

export interface Draft {
  data: FormData;
  savedAt: string;
  /** The try it will be submitted with: the same after a lost answer, so that nothing is filed twice. */
  key: string;
  /** Earlier cases that it is to be linked with, by id. */
  links?: [string, LinkKind][];
  /** The form as it was shown. */
  seen?: { version: number; form: FormDefinition };
  /** What another version of the form had no place for. */
  lost?: LostAnswer[];
}

const START = 'caseway.draft.';

const keyOf = (user: string, township: string, form: string): string => `${START}${user}.${township}.${form}`;

/** Drafts live in the browser of the one who writes them: they hold personal data before anything has been filed. */
export function readDraft(user: string, township: string, form: string): Draft | null {
  try {
    const text = localStorage.getItem(keyOf(user, township, form));
    return text === null ? null : (JSON.parse(text) as Draft);
  } catch {
    return null;
  }
}

export function keepDraft(user: string, township: string, form: string, draft: Draft): void {
  try {
    localStorage.setItem(keyOf(user, township, form), JSON.stringify(draft));
  } catch {
    // The browser's store is full or closed: the page still holds what was written.
  }
}

export function dropDraft(user: string, township: string, form: string): void {
  localStorage.removeItem(keyOf(user, township, form));
}

/** What somebody has begun in this browser for a township and not submitted, the latest first. */
export function draftsOf(user: string, township: string): { form: string; savedAt: string }[] {
  const start = keyOf(user, township, '');
  return Object.keys(localStorage)
    .filter((key) => key.startsWith(start))
    .flatMap((key) => {
      const form = key.slice(start.length);
      const draft = readDraft(user, township, form);
      return draft ? [{ form, savedAt: draft.savedAt }] : [];
    })
    .sort((a, b) => b.savedAt.localeCompare(a.savedAt));
}
