import type { Role } from '@caseway/rule-sets';

/** One role somebody has over one part of the scope tree. `scopePath` is `/district/township/village/`. */
export interface Grant {
  role: Role;
  scopeId: string;
  scopePath: string;
}

/** For whom work is done: decides which rows the database shows. */
export interface Principal {
  /** Null: the system itself. */
  userId: string | null;
  displayName: string;
  /** Every visible row lies below this path; `/` is everything. */
  scopePath: string;
  /** Of that, cases and their trail only below one of these; absent: all. */
  within?: readonly string[];
  grants: Grant[];
  department: string | null;
}

/** The platform's own work: sign-in, escalation, delivery. Never made from a request. */
export const SYSTEM: Principal = { userId: null, displayName: 'system', scopePath: '/', grants: [], department: null };

/** Whether one of `roles` was granted at or above `scopePath`. */
export function hasRole(principal: Principal, roles: readonly Role[], scopePath: string): boolean {
  return principal.grants.some((grant) => roles.includes(grant.role) && scopePath.startsWith(grant.scopePath));
}

/** Whether one of `roles` was granted anywhere. */
export function hasRoleAnywhere(principal: Principal, roles: readonly Role[]): boolean {
  return principal.grants.some((grant) => roles.includes(grant.role));
}

/** Where, of what the principal sees at all, one of `roles` was granted: paths none of which lies below another. */
export function placesOf({ scopePath, grants }: Principal, roles: readonly Role[]): string[] {
  const paths = grants
    .filter(({ role }) => roles.includes(role))
    .flatMap((grant) => {
      if (grant.scopePath.startsWith(scopePath)) return [grant.scopePath];
      return scopePath.startsWith(grant.scopePath) ? [scopePath] : [];
    });
  return [...new Set(paths)].filter((path) => !paths.some((other) => other !== path && path.startsWith(other)));
}

/** The narrowest path below which all of them lie; none lies below another. */
function commonPath(paths: readonly string[]): string {
  const [first = '/', ...others] = paths.map((path) => path.split('/'));
  const steps = [...first];
  const apart = others.map((other) => steps.findIndex((step, at) => other[at] !== step));
  return [...steps.slice(0, Math.min(...apart, steps.length - 1)), ''].join('/');
}

/**
 * The principal as the holder of one of `roles`: sees what lies where these were granted, and nothing that only another
 * role of theirs would show. Unchanged where none was granted.
 */
export function holding(principal: Principal, roles: readonly Role[]): Principal {
  const places = placesOf(principal, roles);
  if (places.length === 0) return principal;
  const { within: _, ...rest } = principal;
  const narrowed = { ...rest, scopePath: commonPath(places) };
  return places.length === 1 ? narrowed : { ...narrowed, within: places };
}
