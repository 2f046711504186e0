import { type BusinessCalendar, reviewPeriod, type ToldDecision } from '@caseway/rule-sets';
import { hasRole, type Principal } from '../../../database/principal.ts';
import type { Scope } from '../../townships/scopes.service.ts';
import { FILERS } from '../case/case-access.ts';
import type { CaseRow } from '../case/case-row.ts';

type OfCase = Pick<CaseRow, 'townshipId' | 'aboutId' | 'scopePath'>;

/** The place whose authority decided a case: its township, or of a review the place that took it. */
export function decidedAt(row: OfCase, scopes: readonly Scope[]): Scope | undefined {
  if (row.aboutId === null) return scopes.find(({ id }) => id === row.townshipId);
  return scopes.find(({ scopePath }) => scopePath === row.scopePath);
}

/** The authority one level above the one that decided; where there is none in the tree, the request is taken where it was decided, and sent on. */
export function authorityFor(row: OfCase, scopes: readonly Scope[]): { authority: Scope; outside: boolean } | null {
  const decided = decidedAt(row, scopes);
  if (!decided) return null;
  const above = scopes.find(({ id }) => id === decided.parentId);
  return { authority: above ?? decided, outside: above === undefined };
}

/**
 * Where somebody may register a request about a case: at the authority that takes it, or at the place of the case, which hands it
 * up to that authority and sees nothing more of it; null where they may not. One rule for what is offered and what is filed.
 */
export function registersAt(
  principal: Principal,
  about: Pick<CaseRow, 'scopePath'>,
  authority: Scope,
): 'authority' | 'below' | null {
  if (hasRole(principal, FILERS, authority.scopePath)) return 'authority';
  return hasRole(principal, FILERS, about.scopePath) ? 'below' : null;
}

/** Until which day it may be asked for, and whether a request received on `on` (YYYY-MM-DD) is late. */
export function timeFor(
  deliveredOn: string,
  limit: string,
  calendar: BusinessCalendar,
  on: string,
): { lastDay: string | null; late: boolean } {
  const lastDay = reviewPeriod(deliveredOn, limit, calendar)?.dueOn ?? null;
  return { lastDay, late: lastDay !== null && on > lastDay };
}

/** Who had part in the earlier case, and takes none in its review （回避）. */
export function participants(
  row: Pick<CaseRow, 'handlerId' | 'caseLeadId'>,
  decision: Pick<ToldDecision, 'by'>,
  recused: readonly string[],
): string[] {
  const people = [row.handlerId, row.caseLeadId, decision.by, ...recused];
  return [...new Set(people.filter((id) => id !== null))];
}
