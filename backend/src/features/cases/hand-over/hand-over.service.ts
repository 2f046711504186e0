import { ROLES, type Role, whenToFire } from '@caseway/rule-sets';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { WorkloadOut } from '../../../contract/index.ts';
import { Transactions } from '../../../database/transactions.ts';
import { currentLocale } from '../../../http/request-context.ts';
import { ConfigurationReader } from '../../configuration/configuration-reader.ts';
import { Notifications } from '../../notifications/notifications.service.ts';
import type { UserRow } from '../../users/user-row.ts';
import { Users } from '../../users/users.service.ts';
import { CASE_WORKERS } from '../case/case-access.ts';
import { CasePeople, type Wanted } from '../case/case-people.service.ts';
import { CaseRecord } from '../case/case-record.service.ts';
import type { CaseRow } from '../case/case-row.ts';
import { filled, HANDED_OVER, WAS_OF_DEPARTMENT } from '../case/case-texts.ts';
import { CasesStore } from '../case/cases-store.ts';
import { everybody } from '../case/kept-out.ts';
import { Present } from '../case/present.ts';
import { HandOverStore } from './hand-over-store.ts';

/** Whether somebody can still work on what lies at a place. */
export function canWorkAt(user: Pick<UserRow, 'status' | 'grants'>, scopePath: string): boolean {
  const holds = ({ role, scopePath: at }: UserRow['grants'][number]) =>
    CASE_WORKERS.some((worker) => worker === role) && scopePath.startsWith(at);
  return user.status === 'active' && user.grants.some(holds);
}

const roleOf = (text: string): Role => ROLES.find((role) => role === text) ?? 'handler';

export interface HandOverOrder {
  from: UserRow;
  /** Null: whom the order of choice names, case by case. */
  to: UserRow | null;
  /** Absent: nothing is said of it. */
  reason?: string;
  /** Which of their cases. */
  where: (row: CaseRow) => boolean;
}

/** Puts what somebody works on into other hands, so that no open case, and no letter of a closed one, is nobody's. */
@Injectable()
export class HandOver {
  constructor(
    private readonly store: HandOverStore,
    private readonly cases: CasesStore,
    private readonly people: CasePeople,
    private readonly reader: ConfigurationReader,
    private readonly notifications: Notifications,
    private readonly record: CaseRecord,
    private readonly present: Present,
    private readonly transactions: Transactions,
  ) {}

  /** What somebody works on wherever it lies, without cases that who asks is kept out of. */
  async workloadOf({ id, scopePath }: Pick<UserRow, 'id' | 'scopePath'>): Promise<WorkloadOut> {
    const { userId } = this.transactions.principal;
    return this.transactions.seeing(scopePath, () => this.store.workloadOf(id, userId));
  }

  /**
   * In the running transaction, also cases that who orders it may not see. Who is recused from a case, or cannot work
   * there, does not get it: then the order of choice names somebody. `kept`: numbers of cases for which there is nobody.
   */
  async carryOut(order: HandOverOrder): Promise<{ moved: number; kept: string[] }> {
    let moved = 0;
    const kept: string[] = [];
    const { userId } = this.transactions.principal;
    // Who orders it learns nothing of cases that they are kept out of, not even how many they are.
    const hidden = userId === null ? [] : await this.cases.recusedFrom(userId);
    for (const id of await this.store.caseIdsOf(order.from.id)) {
      const row = await this.cases.byId(id, true);
      if (!row || !order.where(row)) continue;
      const done = await this.handOver(row, order, await this.present.now());
      if (hidden.includes(id)) continue;
      if (done) moved++;
      else kept.push(row.number);
    }
    return { moved, kept };
  }

  /** True where nothing of the case is theirs any more. */
  private async handOver(row: CaseRow, { from, to, reason }: HandOverOrder, at: Date): Promise<boolean> {
    const not = [...everybody(await this.people.keptOut(row.id)), from.id];
    const taker = to && !not.includes(to.id) && canWorkAt(to, row.scopePath) ? to.id : null;
    const choose = (role: Role, department: string | null) =>
      taker ?? this.people.choose({ role, scopePath: row.scopePath, department, not });
    const handlerId = row.handlerId === from.id ? await choose('handler', row.department) : row.handlerId;
    const caseLeadId = row.caseLeadId === from.id ? await choose('case-lead', null) : row.caseLeadId;
    // Where there is nobody else, a case stays with whom it has: seen on the list of what was kept.
    const next = {
      ...row,
      handlerId: handlerId ?? row.handlerId,
      caseLeadId: caseLeadId ?? row.caseLeadId,
      updatedAt: at,
    };
    const takers = new Set<string>();
    let all = handlerId !== null && caseLeadId !== null;
    for (const task of await this.store.tasksOf(from.id, row.id)) {
      // Of another department: its own people, or nobody; then it stands on the department, for the centre to give.
      const others = task.department !== null && task.department !== row.department;
      const own = task.role === 'case-lead' ? next.caseLeadId : others ? null : next.handlerId;
      const role = roleOf(task.role);
      const { department } = task;
      const person = others
        ? await this.ofDepartment({ role, scopePath: row.scopePath, department, not }, taker)
        : own !== null && own !== from.id
          ? own
          : await choose(role, department);
      if (person || others) await this.store.giveTask(task.id, person);
      else all = false;
      for (const id of person ? [person] : others ? await this.people.coordinators(next, not) : []) takers.add(id);
    }
    const changed = next.handlerId !== row.handlerId || next.caseLeadId !== row.caseLeadId;
    if (changed) {
      await this.cases.update(next);
      if (next.handlerId && next.handlerId !== row.handlerId) takers.add(next.handlerId);
      if (next.caseLeadId && next.caseLeadId !== row.caseLeadId) takers.add(next.caseLeadId);
      await this.recorded(row, next, reason, at);
    }
    const calendar = await this.reader.version('calendars', row.calendarVersionId);
    await this.notifications.notify({
      userIds: [...takers],
      scopePath: row.scopePath,
      caseId: row.id,
      urgent: false,
      message: filled(HANDED_OVER, { number: row.number, title: row.title, person: from.displayName }),
      notBefore: whenToFire(at, { urgent: false }, calendar.content),
    });
    return all;
  }

  /** Who is to take over, where they are of the department; else whom the order of choice names of it. */
  private async ofDepartment(wanted: Wanted, taker: string | null): Promise<string | null> {
    const people = await this.people.candidates(wanted);
    if (taker !== null && people.some(({ id }) => id === taker)) return taker;
    return this.people.ofDepartment(wanted);
  }

  private async recorded(row: CaseRow, next: CaseRow, reason: string | undefined, at: Date): Promise<void> {
    const { id: caseId, scopePath } = row;
    const people = ({ handlerId, caseLeadId }: CaseRow) => ({ handlerId, caseLeadId });
    const of = { caseId, scopePath, actorId: this.transactions.principal.userId, at };
    const details = { ...people(next), ...(reason && { reason }) };
    await this.record.write(of, { type: 'timeline', kind: 'assignment', details });
    await this.record.write(of, { type: 'audit', action: 'case.hand-over', before: people(row), after: people(next) });
  }
}

/**
 * Who leaves, is moved or loses a role hands over what they can no longer work on; who comes into a department that is kept
 * out of a case, what they had of it. Who was of such a department stays kept out.
 */
@Injectable()
export class HandOverOnLeaving implements OnModuleInit {
  constructor(
    private readonly users: Users,
    private readonly handOver: HandOver,
    private readonly cases: CasesStore,
    private readonly transactions: Transactions,
    private readonly present: Present,
  ) {}

  onModuleInit(): void {
    this.users.onChange(async ({ before, after, to }) => {
      await this.transactions.seeing(before.scopePath, async () => {
        const at = await this.present.now();
        await this.cases.keepOutLeaving(before, WAS_OF_DEPARTMENT[currentLocale()], at);
        const out = new Set(await this.cases.recusedFrom(after.id));
        const taker = to === null ? null : await this.users.byId(to);
        await this.handOver.carryOut({
          from: after,
          to: taker,
          where: ({ id, scopePath }) => out.has(id) || (canWorkAt(before, scopePath) && !canWorkAt(after, scopePath)),
        });
      });
    });
  }
}
