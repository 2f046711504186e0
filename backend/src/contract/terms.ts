import { OUTCOME_EFFECTS } from '@caseway/form-schemas';
import Type, { type Static } from 'typebox';
import { LocalizedText } from './common.ts';

/** A key of the configuration with its labels. */
export const Term = Type.Object({ key: Type.String(), title: LocalizedText });
export type Term = Static<typeof Term>;

export const OptionalTerm = Type.Union([Term, Type.Null()]);

/** What a case came to, and what that means for who asked: screens colour it by its effect. */
export const OutcomeTerm = Type.Object({ ...Term.properties, effect: Type.Enum([...OUTCOME_EFFECTS]) });
/** Something that cases are counted by; without an effect where nothing was decided. */
export const CountedOutcome = Type.Object({
  ...Term.properties,
  effect: Type.Optional(Type.Enum([...OUTCOME_EFFECTS])),
});
export type CountedOutcome = Static<typeof CountedOutcome>;
export type OutcomeTerm = Static<typeof OutcomeTerm>;

/** GET /api/cases/terms: filter choices of the ledger, from the configuration in force in the visible townships. */
export const TermsOut = Type.Object({
  forms: Type.Array(Term),
  categories: Type.Array(Term),
  paths: Type.Array(Term),
  departments: Type.Array(Term),
  levels: Type.Array(Term),
  marks: Type.Array(Term),
  sessions: Type.Array(Term),
  outcomes: Type.Array(Term),
});
export type TermsOut = Static<typeof TermsOut>;
