import Type, { type Static } from 'typebox';
import { Id, Instant, PageQuery } from './common.ts';

export const AuditEntryOut = Type.Object({
  id: Id,
  chain: Type.String(),
  /** The place in the chain: for auditors and admins alone who are kept out of no case. A gap would tell others of what is hidden from them. */
  seq: Type.Optional(Type.Integer()),
  at: Instant,
  actorId: Type.Union([Id, Type.Null()]),
  actorName: Type.String(),
  action: Type.String(),
  objectType: Type.String(),
  objectId: Type.Union([Type.String(), Type.Null()]),
  address: Type.Union([Type.String(), Type.Null()]),
  requestId: Type.Union([Type.String(), Type.Null()]),
  before: Type.Unknown(),
  after: Type.Unknown(),
  prevHash: Type.Optional(Type.String()),
  hash: Type.Optional(Type.String()),
});
export type AuditEntryOut = Static<typeof AuditEntryOut>;

export const AuditQuery = Type.Object({
  ...PageQuery.properties,
  objectType: Type.Optional(Type.String()),
  objectId: Type.Optional(Type.String()),
  action: Type.Optional(Type.String()),
});
export type AuditQuery = Static<typeof AuditQuery>;

/** GET /api/audit: newest first; `verification` checks each visible chain from its first entry. */
export const AuditOut = Type.Object({
  items: Type.Array(AuditEntryOut),
  nextCursor: Type.Union([Type.String(), Type.Null()]),
  verification: Type.Array(
    Type.Object({
      chain: Type.String(),
      entries: Type.Optional(Type.Integer()),
      intact: Type.Boolean(),
      headHash: Type.Optional(Type.String()),
      brokenAt: Type.Optional(Type.Union([Type.Integer(), Type.Null()])),
    }),
  ),
});
export type AuditOut = Static<typeof AuditOut>;
