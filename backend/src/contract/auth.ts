import Type, { type Static } from 'typebox';
import { Id, Instant, LocalizedText, PageQuery, Reason, Words } from './common.ts';

export const RoleName = Type.Union([
  Type.Literal('platform-admin'),
  Type.Literal('policy-admin'),
  Type.Literal('approver'),
  Type.Literal('clerk'),
  Type.Literal('handler'),
  Type.Literal('case-lead'),
  Type.Literal('township-lead'),
  Type.Literal('centre'),
  Type.Literal('auditor'),
]);

export const RoleGrant = Type.Object({ role: RoleName, scopeId: Id });
export type RoleGrant = Static<typeof RoleGrant>;

export const LoginBody = Type.Object({
  username: Type.String({ minLength: 1, maxLength: 100 }),
  password: Type.String({ minLength: 1, maxLength: 1000 }),
});

export const ScopeOut = Type.Object({
  id: Id,
  parentId: Type.Union([Id, Type.Null()]),
  kind: Type.Union([Type.Literal('district'), Type.Literal('township'), Type.Literal('village')]),
  key: Type.String(),
  title: LocalizedText,
  /** In a closed place nothing new is registered; what it has stays. */
  closed: Type.Boolean(),
  /** Its ETag. */
  version: Type.Integer(),
});
export type ScopeOut = Static<typeof ScopeOut>;

export const UserOut = Type.Object({
  id: Id,
  username: Type.String(),
  displayName: Type.String(),
  department: Type.Union([Type.String(), Type.Null()]),
  scopeId: Id,
  status: Type.Union([Type.Literal('active'), Type.Literal('disabled')]),
  mustChangePassword: Type.Boolean(),
  roles: Type.Array(RoleGrant),
  /** Their ETag. */
  version: Type.Integer(),
});
export type UserOut = Static<typeof UserOut>;

/** A place as whoever is signed in sees it, with what they may do there: pages ask this, never the roles. */
export const SessionScope = Type.Object({
  ...ScopeOut.properties,
  /** Change the place, its people and what is in force there. */
  mayAdminister: Type.Boolean(),
  mayHandOver: Type.Boolean(),
});
export type SessionScope = Static<typeof SessionScope>;

/** The signed-in user with the part of the scope tree that is visible to them. */
export const SessionOut = Type.Object({
  user: UserOut,
  csrfToken: Type.String(),
  /** Seals what the page keeps in the browser of this person (256 bits, base64); empty for tokens, which have no browser. */
  keptKey: Type.String(),
  scopes: Type.Array(SessionScope),
});
export type SessionOut = Static<typeof SessionOut>;

export const ChangePasswordBody = Type.Object({
  /** Left out only by who signed in with a one-time password: it has just been given. */
  currentPassword: Type.Optional(Type.String({ minLength: 1, maxLength: 1000 })),
  newPassword: Type.String({ minLength: 12, maxLength: 1000 }),
});

export const CreateUserBody = Type.Object({
  username: Type.String({ pattern: '^[a-z0-9][a-z0-9._-]{1,49}$' }),
  displayName: Words(100),
  scopeId: Id,
  department: Type.Optional(Type.String({ maxLength: 100 })),
  roles: Type.Array(RoleGrant, { minItems: 1, maxItems: 30 }),
  password: Type.Optional(Type.String({ minLength: 12, maxLength: 1000 })),
});
export type CreateUserBody = Static<typeof CreateUserBody>;

/** `oneTimePassword` only where none was given: shown once. */
export const CreatedUser = Type.Object({ user: UserOut, oneTimePassword: Type.Optional(Type.String()) });
export type CreatedUser = Static<typeof CreatedUser>;

export const UpdateUserBody = Type.Object({
  displayName: Type.Optional(Words(100)),
  department: Type.Optional(Type.Union([Type.String({ maxLength: 100 }), Type.Null()])),
  roles: Type.Optional(Type.Array(RoleGrant, { minItems: 1, maxItems: 30 })),
  status: Type.Optional(Type.Union([Type.Literal('active'), Type.Literal('disabled')])),
  resetPassword: Type.Optional(Type.Boolean()),
  /** Moves the person; roles that lie outside of the new place must be given anew. */
  scopeId: Type.Optional(Id),
  /** Who takes over what they can no longer work on; absent: whom the office's own order of choice names. */
  handOverTo: Type.Optional(Id),
});
export type UpdateUserBody = Static<typeof UpdateUserBody>;

/** GET /api/users */
export const UserQuery = Type.Object({
  ...PageQuery.properties,
  q: Type.Optional(Type.String({ maxLength: 100, description: 'part of the name or of the user name' })),
  role: Type.Optional(RoleName),
  scope: Type.Optional(Type.String({ maxLength: 100, description: 'id or key: who has their place there or below' })),
  status: Type.Optional(Type.Union([Type.Literal('active'), Type.Literal('disabled')])),
});
export type UserQuery = Static<typeof UserQuery>;

/** GET /api/users/{id}/workload: what somebody else would have to take over. */
export const WorkloadOut = Type.Object({ cases: Type.Integer(), tasks: Type.Integer() });
export type WorkloadOut = Static<typeof WorkloadOut>;

/** POST /api/users/{id}/hand-over: their open cases and tasks go to somebody else, or to whom the order of choice names. */
export const HandOverBody = Type.Object({
  to: Type.Optional(Id),
  reason: Reason(2000),
});
export type HandOverBody = Static<typeof HandOverBody>;
/** `kept`: numbers of cases for which the office has nobody else. */
export const HandOverOut = Type.Object({ moved: Type.Integer(), kept: Type.Array(Type.String()) });
export type HandOverOut = Static<typeof HandOverOut>;

export const CreateScopeBody = Type.Object({
  parentId: Id,
  kind: Type.Union([Type.Literal('township'), Type.Literal('village')]),
  key: Type.String({ pattern: '^[a-z0-9][a-z0-9-]{1,49}$' }),
  title: LocalizedText,
});
export type CreateScopeBody = Static<typeof CreateScopeBody>;

/** PATCH /api/townships/{id}; If-Match. The key stays: numbers of cases begin with it. */
export const UpdateScopeBody = Type.Object({
  title: Type.Optional(LocalizedText),
  closed: Type.Optional(Type.Boolean()),
});
export type UpdateScopeBody = Static<typeof UpdateScopeBody>;

export const TokenScope = Type.Union([Type.Literal('read'), Type.Literal('write')]);
export const CreateTokenBody = Type.Object({
  name: Words(100),
  scopes: Type.Array(TokenScope, { minItems: 1, uniqueItems: true }),
  expiresInDays: Type.Integer({ minimum: 1, maximum: 366 }),
});
export type CreateTokenBody = Static<typeof CreateTokenBody>;
export const TokenOut = Type.Object({
  id: Id,
  name: Type.String(),
  scopes: Type.Array(TokenScope),
  createdAt: Instant,
  expiresAt: Instant,
  lastUsedAt: Type.Union([Instant, Type.Null()]),
});
export type TokenOut = Static<typeof TokenOut>;
/** The token's text is shown this once. */
export const CreatedToken = Type.Object({ token: Type.String(), access: TokenOut });
