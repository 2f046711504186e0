import { ROLES, type Role } from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import { Transactions } from '../../../database/transactions.ts';
import { DomainError } from '../../../errors/domain-error.ts';
import { notNow } from '../../../http/not-now.ts';
import { currentLocale } from '../../../http/request-context.ts';
import { mayAssign, mayKeepOut, mayStepAside } from '../case/case-access.ts';
import type { CaseEffect } from '../case/case-effect.ts';
import { CaseLookup } from '../case/case-lookup.service.ts';
import { CasePeople } from '../case/case-people.service.ts';
import type { CaseRow } from '../case/case-row.ts';
import { ASSIGNED, filled, KEPT_OUT, LAID_AT_PLACE, LAID_AT_TOWNSHIP, MAY_NOT_HAVE } from '../case/case-texts.ts';
import { CasesStore } from '../case/cases-store.ts';
import { everybody, type KeptOut, together } from '../case/kept-out.ts';
import { Present } from '../case/present.ts';
import { TasksStore } from '../tasks/tasks-store.ts';
import { CaseEffects } from './case-effects.service.ts';
import { recusalRecord } from './recusal-answer.ts';
import { Recusals } from './recusals.service.ts';

type People = Pick<CaseRow, 'handlerId' | 'caseLeadId'>;

/** In whose hands a case is, and who is kept out of it. */
@Injectable()
export class CaseAssignments {
  constructor(
    private readonly cases: CaseLookup,
    private readonly store: CasesStore,
    private readonly effects: CaseEffects,
    private readonly people: CasePeople,
    private readonly tasks: TasksStore,
    private readonly recusals: Recusals,
    private readonly transactions: Transactions,
    private readonly present: Present,
  ) {}

  /** Who may be given a case in a role, or be kept out of it: nobody who is kept out already. */
  async takers(row: CaseRow, role: Role): Promise<{ id: string; displayName: string }[]> {
    const not = everybody(await this.store.keptOut(row.id));
    const people = await this.people.candidates({ role, scopePath: row.scopePath, department: null, not });
    return people.map(({ id, displayName }) => ({ id, displayName }));
  }

  /** Puts a case into other hands; nobody who is kept out of it. */
  async assign(caseId: string, to: { handlerId?: string; caseLeadId?: string }, ifMatch?: string): Promise<CaseRow> {
    const row = await this.cases.locked(caseId, ifMatch);
    this.require(mayAssign(this.transactions.principal, row));
    const out = everybody(await this.store.keptOut(caseId));
    for (const [name, id] of Object.entries(to)) {
      if (id === undefined) continue;
      await this.people.person(id);
      if (!out.includes(id)) continue;
      const items = [{ pointer: `/${name}`, message: MAY_NOT_HAVE[currentLocale()] }];
      throw notNow({ 'zh-CN': '该人员须回避本案', en: 'this person is kept out of the case' }, items);
    }
    const hands = { handlerId: to.handlerId ?? row.handlerId, caseLeadId: to.caseLeadId ?? row.caseLeadId };
    const before = { handlerId: row.handlerId, caseLeadId: row.caseLeadId };
    return this.hand(row, hands, [
      { type: 'timeline', kind: 'assignment', details: hands },
      { type: 'audit', action: 'case.assign', before, after: hands },
    ]);
  }

  /**
   * Keeps somebody, or a whole department, out of a case for good （回避）: from now on they see nothing of it; others take
   * over their part. Who steps aside themselves needs no permission.
   */
  async recuse(caseId: string, whom: { userId?: string; department?: string }, reason: string): Promise<void> {
    await this.recusals.hold();
    const row = await this.cases.locked(caseId);
    const { principal } = this.transactions;
    const stepsAside = whom.userId !== undefined && whom.userId === principal.userId;
    this.require(stepsAside ? mayStepAside(principal, row) || mayKeepOut(principal, row) : mayKeepOut(principal, row));
    await this.keepOut(row, await this.recusals.byHand(whom, row.townshipId), reason);
  }

  /** The same of whom the case itself names; no permission is asked. Answers the case in the hands of others. */
  async keepOut(row: CaseRow, whom: KeptOut, reason: string): Promise<CaseRow> {
    if (whom.people.length + whom.departments.length === 0) return row;
    const not = everybody(together(await this.store.keptOut(row.id), whom));
    const named = [
      ...whom.people.map((userId) => ({ userId })),
      ...whom.departments.map((key) => ({ department: key })),
    ];
    const record: CaseEffect[] = named.flatMap((who) => recusalRecord(who, reason));
    if (row.status === 'open') record.push({ type: 'joint', departments: row.jointDepartments, because: KEPT_OUT });
    const kept = await this.takeFrom(row, not, record, whom);
    // Last: whoever steps aside themselves sees no row of the case from here on.
    await this.store.keepOut(row, whom, reason, kept.updatedAt);
    return kept;
  }

  /**
   * A case that was decided or corrected to lie elsewhere: every part of it goes along, and who does not see it there hands over
   * what they had. Where that is for what it is, and not for another place, the history says so.
   */
  async follow(before: CaseRow, row: CaseRow): Promise<CaseRow> {
    if (before.scopePath === row.scopePath) return row;
    await this.store.moveParts(row.id, row.scopePath);
    const moved = movedTo(before, row);
    const tasks = await this.tasks.ofCase(row.id);
    const had = [row.handlerId, row.caseLeadId, ...tasks.map(({ assigneeId }) => assigneeId)];
    const blind = await this.people.notSeeing(had, row.scopePath);
    const not = [...blind, ...everybody(await this.store.keptOut(row.id))];
    return blind.length + moved.length === 0 ? row : this.takeFrom(row, not, moved);
  }

  /** The case with what these people had of it in other hands. */
  private async takeFrom(row: CaseRow, not: readonly string[], record: CaseEffect[], out?: KeptOut): Promise<CaseRow> {
    const { scopePath, department } = row;
    const isOut = (id: string | null) => id !== null && not.includes(id);
    const instead = (role: Role, of: string | null) =>
      this.people.choose({ role, scopePath, department: role === 'handler' ? of : null, not });
    const hands = {
      handlerId: isOut(row.handlerId) ? await instead('handler', department) : row.handlerId,
      caseLeadId: isOut(row.caseLeadId) ? await instead('case-lead', null) : row.caseLeadId,
    };
    const kept = await this.hand(row, hands, record, out);
    for (const task of await this.tasks.ofCase(row.id)) {
      if (task.doneAt || task.cancelledAt || !isOut(task.assigneeId)) continue;
      const role = ROLES.find((known) => known === task.role) ?? 'handler';
      // Of another department: its own people, or nobody, for the centre to give.
      const others = task.department !== null && task.department !== kept.department;
      const { department: of } = task;
      const person = others
        ? await this.people.ofDepartment({ role, scopePath, department: of, not })
        : await instead(role, of);
      await this.tasks.give(task.id, person);
    }
    return kept;
  }

  /** The case with its work in these hands; who is new on it is told. */
  private async hand(row: CaseRow, hands: People, record: CaseEffect[], out?: KeptOut): Promise<CaseRow> {
    const at = await this.present.now();
    const people: ('handler' | 'case-lead')[] = [];
    if (hands.handlerId !== row.handlerId) people.push('handler');
    if (hands.caseLeadId !== row.caseLeadId) people.push('case-lead');
    const message = filled(ASSIGNED, { number: row.number, title: row.title });
    const tell: CaseEffect = { type: 'notify', people, roles: [], urgent: false, message };
    const change = { row: { ...row, ...hands, updatedAt: at }, effects: [...record, tell], isNew: false };
    const stored = await this.effects.carryOut({ ...change, by: 'person' }, at, out);
    for (const name of ['handlerId', 'caseLeadId'] as const) {
      const to = stored[name];
      if (to !== null && to !== row[name]) await this.tasks.reassign(row.id, row[name], to);
    }
    return stored;
  }

  private require(allowed: boolean): void {
    if (!allowed) throw new DomainError('forbidden');
  }
}

function movedTo(before: CaseRow, { scopePath, placeId }: CaseRow): CaseEffect[] {
  const isUp = before.scopePath.startsWith(scopePath);
  if (isUp ? placeId === null : before.placeId !== placeId) return [];
  const message = isUp ? LAID_AT_TOWNSHIP : LAID_AT_PLACE;
  return [{ type: 'timeline', kind: 'laid', details: { message: { ...message } } }];
}
