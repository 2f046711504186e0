import Type, { type Static } from 'typebox';
import { CaseOut } from './cases.ts';
import { FormDataBody, Person, Reason } from './common.ts';
import { NobodyFound, NotPetitioner, OnBehalf, RecusalAnswer } from './filing.ts';
import { Term } from './terms.ts';

/**
 * `start`: it was registered wrongly, and is decided as if it had been filed so; `now`: it became so, and what that newly starts
 * counts from now.
 */
export const CorrectedSince = Type.Union([Type.Literal('start'), Type.Literal('now')]);
export type CorrectedSince = Static<typeof CorrectedSince>;

/**
 * POST /api/cases/{id}/corrections[/preview]; If-Match. `data`: all that is registered; a value may stay as its mask. Without
 * `since` it was so from the start: nobody gains time by leaving it out.
 */
export const CorrectionBody = Type.Object({
  data: FormDataBody,
  reason: Reason(2000),
  since: Type.Optional(CorrectedSince),
  /** Of a request for review that names another person now. */
  onBehalf: OnBehalf,
  ...RecusalAnswer.properties,
});

/** What was decided about a case, as far as a correction can change it. `tasks`: open ones. */
export const CorrectionSide = Type.Pick(CaseOut, [
  'category',
  'path',
  'step',
  'department',
  'jointDepartments',
  'level',
  'marks',
  'sessions',
  'supervised',
  'handler',
  'caseLead',
  'receivedOn',
  'place',
  'deadlines',
  'tasks',
]);
export type CorrectionSide = Static<typeof CorrectionSide>;

/** The difference that a correction makes. A preview tells errors with 200; then there is no `before` and `after`. */
export const CorrectionOut = Type.Object({
  errors: Type.Array(Type.Object({ pointer: Type.String(), keyword: Type.String(), message: Type.String() })),
  /** Field by field; personal values masked. */
  changes: Type.Array(
    Type.Object({
      pointer: Type.String(),
      label: Type.String(),
      before: Type.Union([Type.String(), Type.Null()]),
      after: Type.Union([Type.String(), Type.Null()]),
      sensitive: Type.Boolean(),
    }),
  ),
  /** The rules were asked anew; false: the case is closed, its decision stays. */
  decided: Type.Boolean(),
  /** Another path, from its first step. */
  startsAnew: Type.Boolean(),
  /** It became so now: what that newly starts counts from now. */
  sinceNow: Type.Boolean(),
  /** Acts that would have led elsewhere, in words: the case goes there, or why it stays. */
  led: Type.Array(Type.String()),
  before: Type.Union([CorrectionSide, Type.Null()]),
  after: Type.Union([CorrectionSide, Type.Null()]),
  /** Who is kept out from now on: the corrected data names them. */
  recused: Type.Array(Person),
  recusedDepartments: Type.Array(Term),
  /** As in a preview of filing: of texts that were not registered so before. */
  nobodyFound: Type.Array(NobodyFound),
  /** As in a preview of filing, where another person is named than before. */
  notPetitioner: NotPetitioner,
});
export type CorrectionOut = Static<typeof CorrectionOut>;
