import { ROLES, type Role } from '@caseway/rule-sets';
import { hasRole, type Principal } from '../../../database/principal.ts';
import type { Ground } from './case-ground.service.ts';
import type { CaseRow } from './case-row.ts';

/** Who reads cases at all. Admins shape the rules; what people brought is not theirs to read. */
export const CASE_READERS = ['clerk', 'handler', 'case-lead', 'township-lead', 'centre', 'auditor'] as const;

/** Who may register a case. */
export const FILERS = ['clerk', 'centre'] as const;

/** Who works on cases: an auditor reads only. */
export const CASE_WORKERS = CASE_READERS.filter((role) => role !== 'auditor');

/** Who may see personal data in the clear, each time with a reason that is recorded. */
const UNMASKERS = ['clerk', 'handler', 'case-lead', 'township-lead', 'centre'] as const;
/** Who says in whose hands work is. */
export const ASSIGNERS = ['township-lead', 'centre'] as const;
const REGISTRARS: readonly Role[] = ['clerk', 'centre'];
const CORRECTORS: readonly Role[] = ['handler', 'case-lead', 'centre'];
const RECLASSIFIERS = ['handler', 'case-lead', 'township-lead', 'centre'] as const;

type OfCase = Pick<CaseRow, 'scopePath' | 'handlerId' | 'caseLeadId' | 'department' | 'jointDepartments'>;
type FiledCase = OfCase & Pick<CaseRow, 'createdBy'>;

/**
 * The roles in which somebody acts on a case. A handler acts for the department that leads it, and for the one that its
 * step names where that is another: who is of none, or where it is not at any yet, for nobody. The case lead is the one
 * named, where one is. Who is named handler or lead acts as such whatever else they are: stand-ins do.
 */
export function rolesOn(principal: Principal, row: OfCase, departmentOfStep: string | null = null): Role[] {
  return ROLES.filter((role) => {
    if (role === 'handler' && row.handlerId !== null && row.handlerId === principal.userId) return true;
    if (role === 'case-lead' && row.caseLeadId !== null) return row.caseLeadId === principal.userId;
    if (!hasRole(principal, [role], row.scopePath)) return false;
    const { department } = principal;
    return role !== 'handler' || (department !== null && [row.department, departmentOfStep].includes(department));
  });
}

/** Of a department that joins in: it answers its own task and adds papers; what is done on the case is for who leads it. */
function joinsIn(principal: Principal, { scopePath, jointDepartments }: OfCase): boolean {
  const { department } = principal;
  return department !== null && jointDepartments.includes(department) && hasRole(principal, ['handler'], scopePath);
}

const holds =
  (roles: readonly Role[]) =>
  (principal: Principal, row: OfCase, departmentOfStep: string | null = null): boolean =>
    rolesOn(principal, row, departmentOfStep).some((role) => roles.includes(role));

/** Who handles it, or leads it by name. */
function carries(principal: Principal, row: OfCase, departmentOfStep: string | null = null): boolean {
  const roles = rolesOn(principal, row, departmentOfStep);
  return roles.includes('handler') || (row.caseLeadId !== null && roles.includes('case-lead'));
}

/** Who registered it, as long as the place is theirs. */
const filed = (principal: Principal, { createdBy, scopePath }: FiledCase): boolean =>
  principal.userId !== null && principal.userId === createdBy && hasRole(principal, REGISTRARS, scopePath);

/**
 * Whom a matter speaks against is known to who registered it, to handler and lead of it, to the department that has it at the
 * step, and to who supervises where it lies: by work on this case, and by no role that holds of all (Regulations on Petition
 * Work, articles 30 ¶3 and 46(5)). A department that joins in is told by who leads it what it needs.
 */
function mayKnowAccused(principal: Principal, row: FiledCase, departmentOfStep: string | null): boolean {
  return (
    filed(principal, row) || hasRole(principal, ASSIGNERS, row.scopePath) || carries(principal, row, departmentOfStep)
  );
}

/** Who works on the case, for their own department or another's: whom a step is given to needs what it is about, as long as it is theirs. */
export function mayUnmask(principal: Principal, row: FiledCase, { departmentOfStep, accuses }: Ground): boolean {
  if (accuses) return mayKnowAccused(principal, row, departmentOfStep);
  return holds(UNMASKERS)(principal, row, departmentOfStep) || joinsIn(principal, row);
}
export const mayAssign = (principal: Principal, row: OfCase): boolean => holds(ASSIGNERS)(principal, row);
/** The kind of a demand is for who leads the case, and never for a step's department. */
export const mayReclassify = (principal: Principal, row: OfCase): boolean => holds(RECLASSIFIERS)(principal, row);
/** Who may step aside from it: whoever works on cases where it lies. */
export const mayStepAside = (principal: Principal, { scopePath }: Pick<OfCase, 'scopePath'>): boolean =>
  hasRole(principal, CASE_WORKERS, scopePath);
/** Who may keep others out of it. */
export const mayKeepOut = mayAssign;
/** Who waits for what other departments answer, and may say that it is not needed: handler and lead of the case. */
export const mayLeadJointWork = (principal: Principal, row: OfCase): boolean => carries(principal, row);

/** Who may put right what was registered: who registered it, as long as the place is theirs, and who works on it. */
export function mayCorrect(principal: Principal, row: FiledCase, ground: Ground): boolean {
  if (filed(principal, row)) return true;
  // What somebody may not see they cannot put right.
  if (ground.accuses && !mayUnmask(principal, row, ground)) return false;
  return rolesOn(principal, row).some((role) => CORRECTORS.includes(role));
}

/** Whoever works on the case may add papers; an auditor changes nothing. */
export const mayWork = mayUnmask;
