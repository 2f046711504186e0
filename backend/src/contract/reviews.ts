import Type, { type Static } from 'typebox';
import { Day, Id, Instant, LocalizedText } from './common.ts';

const OptionalDay = Type.Union([Day, Type.Null()]);

/** GET /api/cases/reviewable: cases whose decision a form may ask to have reviewed. */
export const ReviewableQuery = Type.Object({
  township: Type.String({ minLength: 1, maxLength: 100 }),
  form: Type.String({ minLength: 1, maxLength: 100 }),
  q: Type.Optional(Type.String({ maxLength: 100, description: 'part of the number or the title' })),
  chosen: Type.Optional(Type.String({ maxLength: 100, description: 'a case that is answered in any event' })),
});
export type ReviewableQuery = Static<typeof ReviewableQuery>;

export const ReviewableOut = Type.Object({
  id: Id,
  number: Type.String(),
  title: Type.String(),
  outcome: LocalizedText,
  decidedAt: Instant,
  /** Null: not recorded as delivered; then it cannot be asked yet. */
  deliveredOn: OptionalDay,
  /** The last day on which it may be asked for. */
  lastDay: OptionalDay,
  late: Type.Boolean(),
  /** Who takes the request. */
  authority: LocalizedText,
  /** The authority above has no place in the platform: the request is sent on. */
  outside: Type.Boolean(),
});
export type ReviewableOut = Static<typeof ReviewableOut>;

/** How a case stands to reviews. */
export const CaseReviews = Type.Object({
  /** The case whose decision this one asks to have reviewed. */
  about: Type.Union([Type.Object({ id: Id, number: Type.String(), title: Type.String() }), Type.Null()]),
  /** 0: a matter of its own; 1: a review; 2: a re-review. */
  round: Type.Integer({ minimum: 0 }),
  late: Type.Boolean(),
  reviewedBy: Type.Array(
    Type.Object({ id: Id, number: Type.String(), status: Type.Union([Type.Literal('open'), Type.Literal('closed')]) }),
  ),
  /** What may be asked for now, and from whom. */
  offers: Type.Array(
    Type.Object({
      form: Type.Object({ key: Type.String(), title: LocalizedText }),
      authority: LocalizedText,
      outside: Type.Boolean(),
      deliveredOn: OptionalDay,
      lastDay: OptionalDay,
      late: Type.Boolean(),
      mayFile: Type.Boolean(),
      /** Whoever asks registers it here for the authority above, and sees its receipt alone. */
      handsUp: Type.Boolean(),
    }),
  ),
});
export type CaseReviews = Static<typeof CaseReviews>;
