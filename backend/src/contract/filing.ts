import Type, { type Static } from 'typebox';
import { FormDataBody, Id } from './common.ts';
import { DecisionView } from './configuration.ts';
import { DeadlineOut } from './deadlines.ts';
import { CaseLinkBody, EarlierOut } from './earlier.ts';
import { OptionalTerm } from './terms.ts';

export const FileCaseBody = Type.Object({
  /** Id or key of the township. */
  township: Type.String({ minLength: 1, maxLength: 100 }),
  form: Type.String({ minLength: 1, maxLength: 100 }),
  data: FormDataBody,
  /** Earlier cases that it belongs to. */
  links: Type.Optional(Type.Array(CaseLinkBody, { maxItems: 50 })),
  /**
   * What was in force when the form was shown, as `forms/available` or a preview names it. Where something else is in force by
   * now and the answer would differ: 409 with the difference, nothing stored. Left out: whatever is in force.
   */
  configuration: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
});
export type FileCaseBody = Static<typeof FileCaseBody>;

/** POST /api/cases/preview: what filing would give, nothing stored. `errors` as in filing, but answered with 200. */
export const PreviewOut = Type.Object({
  /** Names what is in force and gave this answer. */
  configuration: Type.String(),
  errors: Type.Array(Type.Object({ pointer: Type.String(), keyword: Type.String(), message: Type.String() })),
  category: OptionalTerm,
  path: OptionalTerm,
  department: OptionalTerm,
  level: OptionalTerm,
  needsCaseLead: Type.Boolean(),
  deadlines: Type.Array(DeadlineOut),
  decisions: Type.Array(DecisionView),
  /** Earlier cases of the same person about the same matter, in this township. */
  repeatCount: Type.Integer(),
  /** Earlier matters of the same person and place, to open or to link. */
  ...EarlierOut.properties,
});
export type PreviewOut = Static<typeof PreviewOut>;

/** POST /api/cases → 201 */
export const FiledCase = Type.Object({
  id: Id,
  number: Type.String(),
  status: Type.String(),
  category: Type.Union([Type.String(), Type.Null()]),
  path: Type.String(),
  deadlines: Type.Array(DeadlineOut),
  decision: Type.Array(DecisionView),
  /** Names what was in force and decided it. */
  configuration: Type.String(),
});
export type FiledCase = Static<typeof FiledCase>;
