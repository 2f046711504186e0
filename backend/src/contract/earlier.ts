import Type, { type Static } from 'typebox';
import { Day, Id, Instant, Person, Reason } from './common.ts';
import { CaseSummary } from './ledger.ts';

/** `same-matter`: they are one matter, brought again; `related`: another matter that belongs to it. */
export const LinkKind = Type.Union([Type.Literal('same-matter'), Type.Literal('related')]);
export type LinkKind = Static<typeof LinkKind>;

/** POST /api/cases/{id}/links: the other case by id or number. */
export const CaseLinkBody = Type.Object({ case: Type.String({ minLength: 1, maxLength: 100 }), kind: LinkKind });

/** As much of a case as tells which one it is. */
export const CaseReference = Type.Object({
  id: Id,
  number: Type.String(),
  title: Type.String(),
  status: Type.Union([Type.Literal('open'), Type.Literal('closed')]),
  receivedOn: Day,
});
export type CaseReference = Static<typeof CaseReference>;

export const EarlierReason = Type.Union([
  Type.Literal('same-person'),
  Type.Literal('same-phone'),
  Type.Literal('linked-same-matter'),
  Type.Literal('same-matter'),
  Type.Literal('same-place-and-matter'),
]);
export type EarlierReason = Static<typeof EarlierReason>;

export const EarlierMatter = Type.Object({
  case: CaseReference,
  /** Why it is offered, in the request's locale. */
  reasons: Type.Array(Type.Object({ code: EarlierReason, text: Type.String() })),
  /** Counts in `repeatCount`: the same person on the same matter. */
  counted: Type.Boolean(),
});
export type EarlierMatter = Static<typeof EarlierMatter>;

/** GET /api/cases/{id}/earlier; part of a preview. `earlierHidden`: how many more there are that the reader may not see. */
export const EarlierOut = Type.Object({
  earlier: Type.Array(EarlierMatter),
  earlierHidden: Type.Integer({ minimum: 0 }),
});
export type EarlierOut = Static<typeof EarlierOut>;

export const CaseLinkOut = Type.Object({
  case: CaseReference,
  kind: LinkKind,
  by: Type.Union([Person, Type.Null()]),
  at: Instant,
});
export type CaseLinkOut = Static<typeof CaseLinkOut>;

const PersonPart = Type.Optional(Type.String({ maxLength: 100 }));

/** POST /api/cases/search: exactly, however it is written; what is given must all be of one person. Recorded. */
export const PersonSearchBody = Type.Object({
  name: PersonPart,
  phone: PersonPart,
  idNumber: PersonPart,
  reason: Reason(500),
});
export type PersonSearchBody = Static<typeof PersonSearchBody>;

/** Newest first; `total` counts what is not shown, too. */
export const PersonSearchOut = Type.Object({ items: Type.Array(CaseSummary), total: Type.Integer() });
export type PersonSearchOut = Static<typeof PersonSearchOut>;
