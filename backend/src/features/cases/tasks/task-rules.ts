import { hasRole, type Principal } from '../../../database/principal.ts';
import { ASSIGNERS, mayLeadJointWork } from '../case/case-access.ts';
import type { TaskRow } from './tasks-store.ts';

const open = (task: TaskRow): boolean => task.doneAt === null && task.cancelledAt === null;

/**
 * Whose work a task is: the one whom it was given to; for a joint department's, and for one given to nobody, anybody of
 * that department who handles cases there.
 */
export function isTheirs(principal: Principal, task: TaskRow): boolean {
  const { userId, department } = principal;
  if (userId !== null && task.assigneeId === userId) return true;
  const theirs = task.kind === 'joint' || task.assigneeId === null;
  const ofDepartment = theirs && department !== null && department === task.department;
  return ofDepartment && hasRole(principal, ['handler'], task.scopePath);
}

/** A task that is a step is finished by the step's action alone. */
export const canFinish = (task: TaskRow): boolean => open(task) && task.kind !== 'step';

/** What was said to be done is taken back by who said so, while the case is open. */
export const canTakeBack = (task: TaskRow): boolean =>
  task.doneAt !== null && task.kind !== 'step' && task.caseStatus === 'open';

/** Who leads the case closes what nobody needs to do any more. */
export function leadsItsCase(principal: Principal, task: TaskRow): boolean {
  const { scopePath, handlerId, caseLeadId, caseDepartment: department } = task;
  return mayLeadJointWork(principal, { scopePath, handlerId, caseLeadId, department, jointDepartments: [] });
}

/** Work that is nobody's is given to somebody by who coordinates there, or leads the case. */
export function mayGive(principal: Principal, task: TaskRow): boolean {
  if (!open(task) || task.assigneeId !== null || task.caseStatus !== 'open') return false;
  const leads = task.caseLeadId !== null && task.caseLeadId === principal.userId;
  return leads || hasRole(principal, ASSIGNERS, task.scopePath);
}

export function mayWithTask(principal: Principal, task: TaskRow) {
  return {
    finish: canFinish(task) && isTheirs(principal, task),
    takeBack: canTakeBack(task) && task.doneBy !== null && task.doneBy === principal.userId,
    close: canFinish(task) && leadsItsCase(principal, task),
    give: mayGive(principal, task),
  };
}
