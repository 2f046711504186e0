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
