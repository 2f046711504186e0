import type { Principal } from '../../../database/principal.ts';
import { DomainError } from '../../../errors/domain-error.ts';
import { currentLocale } from '../../../http/request-context.ts';
import type { CaseRow } from '../case/case-row.ts';
import { FOR_THE_TOWNSHIP } from '../case/case-texts.ts';

/**
 * Nobody decides a case out of their own sight: what turns out to be a matter for the township is said so by somebody of the
 * township. The platform itself sees everything.
 */
export function requireSight(principal: Principal, { scopePath }: Pick<CaseRow, 'scopePath'>): void {
  const sees = principal.userId === null || principal.grants.some((grant) => scopePath.startsWith(grant.scopePath));
  if (!sees) throw forTheTownship();
}

export const forTheTownship = (): DomainError =>
  new DomainError('forbidden', {}, [{ pointer: '', message: FOR_THE_TOWNSHIP[currentLocale()] }]);
