import type { Json, Severity } from '@caseway/form-schemas';

export const FORM_PROOF_CODES = [
  'never-valid',
  'required-hidden',
  'conflict',
  'no-answer',
  'unpickable',
  'never-shown',
  'never-applies',
] as const;
export type FormProofCode = (typeof FORM_PROOF_CODES)[number];

/** What filling in a form can lead to, as data; `renderFormProof` says it in words. */
export interface FormProofFinding {
  code: FormProofCode;
  severity: Severity;
  /** RFC 6901, into the form: what declares the field, or the branch. */
  pointer: string;
  /** Where the schema stands whose answers `witness` are: the form's, or that of a row. */
  within: string;
  /** conflict of two branches: where the other one stands. */
  other?: string;
  /** The fields that it is about, as pointers to what declares them. */
  fields: string[];
  /** unpickable: the choice. */
  value?: Json;
  /**
   * Answers that show it, of which none can be left out: those with which nobody gets any further. None where nothing can show it (what is never shown).
   * Of a finding inside a list it is a row.
   */
  witness?: Record<string, Json>;
}

export interface FormProofLeftOut {
  why: 'time' | 'cancelled' | 'too-large' | 'unusable' | 'values' | 'undecided' | 'references';
  /** Pointers to the fields, or the branches, of which nothing is proved. */
  what: string[];
}

export interface FormProof {
  /** By severity, then by code, then as the form's file has them. */
  findings: FormProofFinding[];
  /** Nothing was left out: what is not found is not there. */
  exact: boolean;
  leftOut: FormProofLeftOut[];
}
