import type { Json, Severity } from '@caseway/form-schemas';
import type { Witness } from './witness.ts';

export const ANALYSIS_CODES = [
  'contradiction',
  'gap',
  'unreachable',
  'redundant',
  'overlap',
  'unproven-field',
  'dead-value',
] as const;
export type AnalysisCode = (typeof ANALYSIS_CODES)[number];

/** What fills the sentence of a finding; which of them there are depends on its code. */
export interface AnalysisParams {
  /** Key of the fact, and the path below it. */
  fact?: string;
  path?: string;
  /** Values that no rule looks at. */
  values?: Json[];
  /** Forms in which it is so, where the rule set has several. */
  forms?: string[];
  /** Rules that decide before it. */
  by?: string[];
  /** Outcome params on which rules disagree; none where whole events differ. */
  params?: string[];
  /**
   * overlap: `tie` where only the place in the file decides between two; `crossing` where the first of `rules` goes before
   * each of the others by its priority; `exceptions` where more specific rules go before a general one, the last of `rules`.
   */
  sort?: 'tie' | 'crossing' | 'exceptions';
  /** unproven-field: a value that all rules take as they take nothing; absent where there is none. */
  like?: Json;
  /** Real cases that it concerns, where they were counted. */
  cases?: number;
}

/** A finding about what rules mean together, as data; `renderAnalysisFinding` says it in words. */
export interface AnalysisFinding {
  code: AnalysisCode;
  severity: Severity;
  /** Names of the rules that it is about, in deciding order. */
  rules: string[];
  /** Tells findings apart whose rules are the same: the fact, the values. Empty where the rules say it all. */
  about: string;
  /** RFC 6901, into the rule set. */
  pointer: string;
  params: AnalysisParams;
  /** A case that shows it: valid data for the form. None where nothing can show it, or where none could be made. */
  witness?: Witness;
  /** Certain. False: it may be so; no case was found that shows it, and none could be ruled out. */
  exact: boolean;
}

export type LeftOutReason =
  | 'time'
  | 'cancelled'
  | 'too-large'
  | 'unusable'
  | 'no-form'
  | 'unknown-form'
  | 'unfillable-form'
  | 'undecided'
  | 'values'
  | 'limit';

/** Something that was not proved, and why. */
export interface LeftOut {
  why: LeftOutReason;
  /** The check that it belongs to; absent: all of them. */
  code?: AnalysisCode;
  /** Rules, a fact or a form. */
  what?: string[];
  count?: number;
}

export interface Analysis {
  /** By severity, then by code, then in deciding order. */
  findings: AnalysisFinding[];
  /** Nothing was left out: what is not found is not there. */
  exact: boolean;
  leftOut: LeftOut[];
}
