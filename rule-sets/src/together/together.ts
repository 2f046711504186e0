import type { FormDefinition, LocalizedText, Severity } from '@caseway/form-schemas';
import type { BusinessCalendar } from '../model/calendar.ts';
import type { HandlingPath } from '../model/handling-path.ts';
import type { RuleSet } from '../model/rule-set.ts';

/** Documents that are in force together, one of a key each. */
export interface Together {
  forms: readonly FormDefinition[];
  ruleSets: readonly RuleSet[];
  paths: readonly HandlingPath[];
  calendars: readonly BusinessCalendar[];
}

/** What else is known when it is judged what was meant: nothing of it stands where the change is made. */
export interface Known {
  /** Published versions of the forms, the newest first. */
  forms: readonly FormDefinition[];
  /** What stands together in other places. */
  elsewhere: readonly Together[];
  /** Keys of the forms by which cases were registered whose use is in question; none where nobody has counted. */
  filed?: ReadonlySet<string>;
}

/** A place in one of them; `kind` as in the addresses of the product. */
export interface Place {
  kind: 'forms' | 'rule-sets' | 'paths' | 'calendars';
  key: string;
  /** RFC 6901, into the document. */
  pointer: string;
}

/**
 * One edit of a document: a new value at a pointer; a `name` gives the member there another name; `add` puts a text where
 * there is none, at `/-` at the end of a list (RFC 6902).
 */
export type TogetherEdit =
  | { pointer: string; value: unknown }
  | { pointer: string; name: string }
  | { pointer: string; add: string };

/** A way to make two documents fit again, by changing one of them. */
export interface TogetherMend {
  kind: Place['kind'];
  key: string;
  /** What is done, as a key of `MENDS`, with its words. */
  code: 'read-other-field' | 'name-as-before' | 'demand-again' | 'bind-as-before' | 'only-for-forms';
  params: Record<string, LocalizedText>;
  edits: TogetherEdit[];
}

export type TogetherCode =
  | 'field-gone'
  | 'field-renamed'
  | 'field-retyped'
  | 'field-sensitive'
  | 'value-gone'
  | 'field-lacking'
  | 'field-never-given'
  | 'field-moved'
  | 'field-optional'
  | 'field-narrowed'
  | 'field-unproven'
  | 'never-holds'
  | 'always-holds'
  | 'binding-gone'
  | 'binding-changed'
  | 'denial-lost'
  | 'branch-lost'
  | 'refusal-lost'
  | 'effect-changed'
  | 'telling-changed'
  | 'answer-leads-wrong'
  | 'answer-leads-nowhere'
  | 'answer-unthought'
  | 'answer-unproved'
  | 'term-unknown'
  | 'limit-below-clock'
  | 'limit-of-other'
  | 'limit-gone'
  | 'clock-unattended'
  | 'clock-unheard'
  | 'clock-gone'
  | 'session-unplanned'
  | 'use-no-case'
  | 'use-no-step'
  | 'use-of-cases'
  | 'words-moved'
  | 'value-words-moved';

/**
 * Two documents that do not fit each other: the place that reads first, then the one that is read (the same where a document does
 * not fit what was filed or decided by it); more where several of one cause are one.
 */
export interface TogetherFinding {
  severity: Severity;
  code: TogetherCode;
  places: [Place, Place, ...Place[]];
  /** What fills the sentence; texts by language. */
  params: Record<string, LocalizedText>;
  mends: TogetherMend[];
  /** Who else reads so, and of which forms else it is so, where findings of one cause are one. */
  also?: { readers: { document: LocalizedText; part: LocalizedText }[]; forms: LocalizedText[] } | undefined;
  /** Where a form's field is concerned: the field, and the value that can no longer be given. */
  field?: { form: string; path: string[]; value?: string | number | boolean };
  /** Where it concerns what was decided: an outcome's param, and its value. */
  outcome?: { param: string; value: string };
}

export const plain = (text: string): LocalizedText => ({ 'zh-CN': text, en: text });
