import { hasRole, type Principal } from '../../database/principal.ts';

/** Who orders that somebody's work goes to others. */
export const HANDING_OVER = ['platform-admin', 'township-lead', 'centre'] as const;

/** Who changes places, people and what is in force there. */
export const administers = (principal: Principal, scopePath: string): boolean =>
  hasRole(principal, ['platform-admin'], scopePath);

export const handsOver = (principal: Principal, scopePath: string): boolean =>
  hasRole(principal, HANDING_OVER, scopePath);
