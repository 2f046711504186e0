import type { LinkKind } from '@caseway/backend/contract';
import { bindingValue, type FormData, type FormDefinition } from '@caseway/form-schemas';
import { isJsonObject } from '@caseway/rule-sets';
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
  /** In what capacity somebody asks about another person's case. */
  onBehalf?: string;
  /** The form as it was shown. */
  seen?: { version: number; form: FormDefinition };
  /** What another version of the form had no place for. */
  lost?: LostAnswer[];
}

/** Which registration a draft is of: each that is begun is another one, also of the same form. */
export interface DraftPlace {
  township: string;
  form: string;
  /** Id of the earlier case that it asks about. */
  about: string | null;
  id: string;
}

/** How a draft is named that was kept when there was one a form. */
const ONLY = 'only';

const startOf = (township: string): string => `draft.${township}.`;

function nameOf({ township, form, about, id }: DraftPlace): string {
  const of = about === null ? form : `${form}/${about}`;
  return startOf(township) + (id === ONLY ? of : `${of}#${id}`);
}

function placeOf(township: string, name: string): DraftPlace {
  const [of = '', id = ONLY] = name.slice(startOf(township).length).split('#');
  const [form = '', about = null] = of.split('/');
  return { township, form, about, id };
}

/** Something is kept, and it is no draft: whoever wrote it is to be told, not shown an empty form as if nothing had been. */
export const UNREADABLE = 'unreadable';

const isDraft = (value: unknown): value is Draft =>
  isJsonObject(value) && isJsonObject(value.data) && typeof value.savedAt === 'string' && typeof value.key === 'string';

/**
 * Drafts live in the browser of the one who writes them, sealed: they hold personal data before anything has been filed. Null:
 * none is kept there.
 */
export function readDraft(place: DraftPlace): Draft | typeof UNREADABLE | null {
  const text = kept(nameOf(place));
  if (text === null) return null;
  try {
    const draft: unknown = JSON.parse(text);
    return isDraft(draft) ? draft : UNREADABLE;
  } catch {
    return UNREADABLE;
  }
}

export function keepDraft(place: DraftPlace, draft: Draft): void {
  keep(nameOf(place), JSON.stringify(draft));
}

export function dropDraft(place: DraftPlace): void {
  keep(nameOf(place), null);
}

/** The address of a registration: of one that was begun, or of a new one that holds nothing. */
export function registerAddress({ township, form, about = null, id }: Partial<DraftPlace>): string {
  const parts = Object.entries({ township, form, about: about ?? undefined, draft: id });
  const given = parts.filter((part): part is [string, string] => part[1] !== undefined);
  return `/new?${new URLSearchParams(given)}`;
}

/** A draft as a list tells it from others. */
export interface Begun {
  place: DraftPlace;
  /** Null where it can't be read. */
  savedAt: string | null;
  /** What the form calls its matter, as far as it was typed. */
  matter: string | null;
}

/** What somebody has begun in this browser for a township and not submitted, the latest first, what can't be read last. */
export function draftsOf(township: string): Begun[] {
  return keptNames(startOf(township))
    .flatMap((name): Begun[] => {
      const place = placeOf(township, name);
      const draft = readDraft(place);
      if (draft === UNREADABLE) return [{ place, savedAt: null, matter: null }];
      if (!draft) return [];
      const matter = draft.seen && bindingValue(draft.seen.form, draft.data, 'title');
      return [{ place, savedAt: draft.savedAt, matter: typeof matter === 'string' ? matter : null }];
    })
    .sort((a, b) => (b.savedAt ?? '').localeCompare(a.savedAt ?? ''));
}
