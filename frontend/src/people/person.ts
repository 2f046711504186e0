import type { CreatedUser, RoleGrant, ScopeOut, UserOut } from '@caseway/backend/contract';
import { call } from '../api/client.ts';

/** A person as the dialog edits them. */
export interface PersonDraft {
  username: string;
  displayName: string;
  scopeId: string;
  department?: string | null;
  roles: Partial<RoleGrant>[];
  handOverTo?: string;
}

/** Whether a place lies at another or inside it; `byId` is the scope tree. */
export function liesWithin(byId: ReadonlyMap<string, ScopeOut>, id: string, home: string): boolean {
  for (let at: string | null | undefined = id; at; at = byId.get(at)?.parentId) if (at === home) return true;
  return false;
}

/** Roles after the person's place was changed: what lies outside of the new place holds there instead. */
export function rolesAt(
  byId: ReadonlyMap<string, ScopeOut>,
  home: string,
  roles: readonly Partial<RoleGrant>[],
): Partial<RoleGrant>[] {
  return roles.map((grant) =>
    grant.scopeId && liesWithin(byId, grant.scopeId, home) ? grant : { ...grant, scopeId: home },
  );
}

/** With one key a person is added once: whoever got no answer gets the one-time password when they send it again. */
export async function addPerson(
  { username, displayName, scopeId, department, roles }: PersonDraft,
  idempotencyKey: string,
): Promise<CreatedUser> {
  const body = { username, displayName, scopeId, roles, ...(department && { department }) };
  return (await call<CreatedUser>('POST', '/users', { body, idempotencyKey })).data;
}

/** Changes a person as they were last seen. */
export async function changePerson(user: UserOut, body: object): Promise<CreatedUser> {
  return (await call<CreatedUser>('PATCH', `/users/${user.id}`, { body, ifMatch: `"${user.version}"` })).data;
}
