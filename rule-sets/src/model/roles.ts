/** Roles of the domain. The code knows what each may do; which people have them is data. */
export const ROLES = [
  'platform-admin',
  'policy-admin',
  'approver',
  'clerk',
  'handler',
  'case-lead',
  'township-lead',
  'centre',
  'auditor',
] as const;
export type Role = (typeof ROLES)[number];
