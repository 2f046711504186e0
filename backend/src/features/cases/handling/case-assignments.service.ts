import { Injectable } from '@nestjs/common';
import { Clock } from '../../../clock/clock.ts';
import { Transactions } from '../../../database/transactions.ts';
import { DomainError } from '../../../errors/domain-error.ts';
import { Users } from '../../users/users.service.ts';
import { mayAssign } from '../case/case-access.ts';
import type { CaseEffect } from '../case/case-effect.ts';
import { CaseLookup } from '../case/case-lookup.service.ts';
import { CasePeople } from '../case/case-people.service.ts';
import type { CaseRow } from '../case/case-row.ts';
import { ASSIGNED, filled } from '../case/case-texts.ts';
import { CasesStore } from '../case/cases-store.ts';
import { TasksStore } from '../tasks/tasks-store.ts';
import { CaseEffects } from './case-effects.service.ts';

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
    private readonly users: Users,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Puts a case into other hands; nobody who is recused. */
  async assign(caseId: string, to: { handlerId?: string; caseLeadId?: string }, ifMatch?: string): Promise<CaseRow> {
    const row = await this.cases.locked(caseId, ifMatch);
    this.require(mayAssign(this.transactions.principal, row));
    const recused = await this.store.recusedOf(caseId);
    for (const [name, id] of Object.entries(to)) {
      if (id === undefined) continue;
      await this.users.byId(id);
      if (recused.includes(id)) throw new DomainError('not-allowed-now', { what: name });
    }
    const hands = { handlerId: to.handlerId ?? row.handlerId, caseLeadId: to.caseLeadId ?? row.caseLeadId };
    const before = { handlerId: row.handlerId, caseLeadId: row.caseLeadId };
    return this.hand(row, hands, [
      { type: 'timeline', kind: 'assignment', details: hands },
      { type: 'audit', action: 'case.assign', before, after: hands },
    ]);
  }

  /** Keeps somebody out of a case for good （回避）: from now on they see nothing of it; others take over their part. */
  async recuse(caseId: string, userId: string, reason: string): Promise<void> {
    const row = await this.cases.locked(caseId);
    const { principal } = this.transactions;
    this.require(userId === principal.userId || mayAssign(principal, row));
    await this.users.byId(userId);
    await this.keepOut(row, [userId], reason);
  }

  /** The same of people whom the case itself names; no permission is asked. Answers the case in the hands of others. */
  async keepOut(row: CaseRow, userIds: readonly string[], reason: string): Promise<CaseRow> {
    const not = [...(await this.store.recusedOf(row.id)), ...userIds];
    const { scopePath } = row;
    let kept = row;
    for (const userId of userIds) {
      const { handlerId, caseLeadId, department } = kept;
      const instead = (role: 'handler' | 'case-lead') =>
        this.people.choose({ role, scopePath, ...(role === 'handler' && { department }), not });
      const hands = {
        handlerId: handlerId === userId ? await instead('handler') : handlerId,
        caseLeadId: caseLeadId === userId ? await instead('case-lead') : caseLeadId,
      };
      kept = await this.hand(kept, hands, [
        { type: 'timeline', kind: 'recusal', details: { userId, reason } },
        { type: 'audit', action: 'case.recuse', before: null, after: { userId } },
      ]);
    }
    // Last: whoever steps aside themselves sees no row of the case from here on.
    for (const userId of userIds) await this.store.recuse(row.id, userId, reason, this.clock.now());
    return kept;
  }

  /** The case with its work in these hands; who is new on it is told. */
  private async hand(row: CaseRow, hands: People, record: CaseEffect[]): Promise<CaseRow> {
    const at = this.clock.now();
    const people: ('handler' | 'case-lead')[] = [];
    if (hands.handlerId !== row.handlerId) people.push('handler');
    if (hands.caseLeadId !== row.caseLeadId) people.push('case-lead');
    const message = filled(ASSIGNED, { number: row.number, title: row.title });
    const tell: CaseEffect = { type: 'notify', people, roles: [], urgent: false, message };
    const change = { row: { ...row, ...hands, updatedAt: at }, effects: [...record, tell], isNew: false };
    const stored = await this.effects.carryOut({ ...change, by: 'person' }, at);
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
