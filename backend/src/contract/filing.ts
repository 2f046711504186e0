import Type, { type Static } from 'typebox';
import { FormDataBody, Id, Person } from './common.ts';
import { DecisionView } from './configuration.ts';
import { DeadlineOut } from './deadlines.ts';
import { CaseLinkBody, EarlierOut } from './earlier.ts';
import { OptionalTerm, Term } from './terms.ts';

/**
 * What whoever registers a matter says where a text of the form is to keep out whom it names, and names nobody that the
 * platform knows: who is meant, or that nobody of the staff is. Without either 409 `recusal-unclear`, nothing stored.
 */
export const RecusalAnswer = Type.Object({
  /** Staff or departments to keep out, beside those found; of each entry exactly one of both. */
  keepOut: Type.Optional(
    Type.Array(
      Type.Object({
        userId: Type.Optional(Id),
        department: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
      }),
      {
        maxItems: 50,
        description:
          'who is kept out of the case, beside whom the data names: of each entry a member of staff or a department; an answer where `nobodyFound` asks',
      },
    ),
  ),
  /** Nobody of the staff and no department is meant; kept in the history of the case where it was asked. */
  nobodyMeant: Type.Optional(
    Type.Boolean({
      description:
        'confirms that the texts of `nobodyFound` mean nobody of the staff and no department; without an answer 409 recusal-unclear',
    }),
  ),
});
export type RecusalAnswer = Static<typeof RecusalAnswer>;

/** A field whose text keeps out whom it names, and has words that name nobody that the platform knows. */
export const NobodyFound = Type.Object({
  pointer: Type.String(),
  label: Type.String(),
  /** Its words that name nobody known, where others do; empty: it names nobody known at all. */
  words: Type.Array(Type.String(), {
    description:
      'the words that name nobody known, where others of the same text do; empty: the text names nobody known',
  }),
});
export type NobodyFound = Static<typeof NobodyFound>;

export const OnBehalf = Type.Optional(
  Type.String({
    maxLength: 200,
    description:
      'in what capacity somebody asks who did not bring the case that it is about (a representative, an heir); kept in the history where `notPetitioner` asks, without it 409 petitioner-unclear',
  }),
);

/** Whoever is named did not bring the case that it is about: where, and the number of that case. */
export const NotPetitioner = Type.Union([
  Type.Object({ pointer: Type.String(), label: Type.String(), number: Type.String() }),
  Type.Null(),
]);

export const FileCaseBody = Type.Object({
  /** Id or key of the township. */
  township: Type.String({ minLength: 1, maxLength: 100 }),
  form: Type.String({ minLength: 1, maxLength: 100 }),
  data: FormDataBody,
  /** Of a request for review. */
  asInCase: Type.Optional(
    Type.Array(Type.String({ minLength: 1, maxLength: 500 }), {
      maxItems: 50,
      description:
        'pointers of fields left empty in `data` that are to stand as in the case that it asks about; of what `takeOver` of a preview offers',
    }),
  ),
  /** Of a request for review. */
  onBehalf: OnBehalf,
  /** Earlier cases that it belongs to. */
  links: Type.Optional(Type.Array(CaseLinkBody, { maxItems: 50 })),
  ...RecusalAnswer.properties,
  /**
   * What was in force when the form was shown, as `forms/available` or a preview names it. Where something else is in force by
   * now and the answer would differ: 409 with the difference, nothing stored. Left out: whatever is in force.
   */
  configuration: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
  /** A preview does not ask for it. */
  draft: Type.Optional(
    Type.String({
      format: 'uuid',
      description:
        'id of the draft that is filed by this, whether or not it is kept here: it ends with it. One draft is filed once, whenever it is sent again: 409 already-filed with the case',
    }),
  ),
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
  /** Whom what is filled in keeps out of the case. */
  keptOut: Type.Object({ people: Type.Array(Person), departments: Type.Array(Term) }),
  /**
   * What the case that it asks about says already, for fields of this form: an open value to be sent as data, a personal one
   * only as its mask, which is no data: `asInCase` has it taken over unseen. Null where it asks about none.
   */
  takeOver: Type.Union([
    Type.Object({
      case: Type.Object({ id: Id, number: Type.String() }),
      fields: Type.Array(Type.Object({ pointer: Type.String(), value: Type.Unknown(), personal: Type.Boolean() })),
    }),
    Type.Null(),
  ]),
  /** Filing asks who is meant by these, and takes `keepOut` or `nobodyMeant` for an answer. */
  nobodyFound: Type.Array(NobodyFound),
  /** Whom it names did not bring the case that it is about (`number`): filing asks in what capacity, and takes `onBehalf`. */
  notPetitioner: NotPetitioner,
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
