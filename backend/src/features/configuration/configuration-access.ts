/** Who reads forms, rules, paths and calendars: also the lead who answers for them. */
export const CONFIGURATION_READERS = [
  'platform-admin',
  'policy-admin',
  'approver',
  'auditor',
  'township-lead',
] as const;
/** Who changes them. */
export const CONFIGURATION_EDITORS = ['platform-admin', 'policy-admin'] as const;
