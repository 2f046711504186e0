import { type FormData, mergeSensitive } from '@caseway/form-schemas';
import { startPath, whenToFire } from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../clock/clock.ts';
import { Transactions } from '../../../database/transactions.ts';
import { DomainError } from '../../../errors/domain-error.ts';
import { FieldCipher } from '../../../secrets/field-cipher.ts';
import { Audit } from '../../audit/audit.service.ts';
import { ConfigurationReader } from '../../configuration/configuration-reader.ts';
import { Deadlines } from '../../deadlines/deadlines.service.ts';
import { decideCase } from '../../decisions/decide-case.ts';
import { Decisions } from '../../decisions/decisions.service.ts';
import { Notifications } from '../../notifications/notifications.service.ts';
import { Users } from '../../users/users.service.ts';
import { mayAssign, mayReclassify, mayUnmask } from '../case/case-access.ts';
import { CaseFactsReader } from '../case/case-facts-reader.ts';
import { CaseLookup } from '../case/case-lookup.service.ts';
import { CasePeople } from '../case/case-people.service.ts';
import type { CaseRow } from '../case/case-row.ts';
import { ASSIGNED, filled } from '../case/case-texts.ts';
import { CasesStore } from '../case/cases-store.ts';
import { CaseTasks } from '../tasks/case-tasks.service.ts';
import { TasksStore } from '../tasks/tasks-store.ts';
import { TimelineStore } from '../timeline/timeline-store.ts';

/** What people change about a case outside of its path: kind, people, recusals; and the look at personal data. */
@Injectable()
export class CaseChanges {
  constructor(
    private readonly cases: CaseLookup,
    private readonly store: CasesStore,
    private readonly reader: ConfigurationReader,
    private readonly facts: CaseFactsReader,
    private readonly people: CasePeople,
    private readonly tasks: CaseTasks,
    private readonly tasksStore: TasksStore,
    private readonly decisions: Decisions,
    private readonly deadlines: Deadlines,
    private readonly timeline: TimelineStore,
    private readonly notifications: Notifications,
    private readonly users: Users,
    private readonly audit: Audit,
    private readonly cipher: FieldCipher,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /**
   * A person corrects the proposed kind; routing is asked anew. Another path starts from its first step, with clocks that
   * run from the receipt: correcting a mistake gives the office no more time.
   */
  async reclassify(caseId: string, category: string, reasons: string, ifMatch?: string): Promise<CaseRow> {
    const at = this.clock.now();
    const row = await this.cases.locked(caseId, ifMatch);
    this.require(mayReclassify(this.transactions.principal, row));
    if (row.status === 'closed') throw new DomainError('not-allowed-now', { what: 'reclassify' });
    const configuration = await this.reader.inForce(row.townshipId, 'now');
    const facts = await this.facts.ofCase(row, at);
    const { decisions, routing, path } = await decideCase(configuration, row.formKey, facts, category);
    const moved = path.key !== row.pathKey;
    const state = moved ? startPath(path.content, row.receivedAt) : row.pathState;
    const department = routing.department ?? row.department;
    const not = await this.store.recusedOf(caseId);
    const next: CaseRow = {
      ...row,
      category,
      department,
      jointDepartments: (routing.jointDepartments ?? row.jointDepartments).filter((joint) => joint !== department),
      level: routing.level ?? row.level,
      needsCaseLead: row.needsCaseLead || routing.caseLead === true,
      sessions: [...new Set([...row.sessions, ...(routing.sessions ?? [])])],
      handlerId:
        department === row.department
          ? row.handlerId
          : await this.people.choose({ role: 'handler', scopePath: row.scopePath, department, not }),
      ...(moved && {
        pathKey: path.key,
        pathVersionId: path.versionId,
        calendarVersionId: configuration.calendar.versionId,
        pathState: state,
        step: state.step,
        outcome: null,
      }),
      updatedAt: at,
    };
    const stored = await this.store.update(next);
    const of = this.of(row, at);
    await this.decisions.recordPerson(of, category, row.category, reasons);
    for (const made of decisions) await this.decisions.record(of, made);
    if (moved) {
      const { calendar } = configuration;
      await this.deadlines.sync({ ...of, path, calendar, clocks: state.clocks, now: at });
      await this.tasksStore.finishStep(caseId, null, of.actorId, at);
      await this.tasks.forStep(stored, path.content, calendar.content, at);
    }
    await this.timeline.add(of, 'decision', { category, before: row.category, reasons });
    await this.record('case.reclassify', row, { category: row.category }, { category, path: stored.pathKey });
    await this.tell(stored, stored.handlerId === row.handlerId ? [] : [stored.handlerId], at);
    return stored;
  }

  /** Puts a case into other hands; nobody who is recused. */
  async assign(caseId: string, to: { handlerId?: string; caseLeadId?: string }, ifMatch?: string): Promise<CaseRow> {
    const at = this.clock.now();
    const row = await this.cases.locked(caseId, ifMatch);
    this.require(mayAssign(this.transactions.principal, row));
    const recused = await this.store.recusedOf(caseId);
    for (const [name, id] of Object.entries(to)) {
      if (id === undefined) continue;
      await this.users.byId(id);
      if (recused.includes(id)) throw new DomainError('not-allowed-now', { what: name });
    }
    const stored = await this.store.update({
      ...row,
      handlerId: to.handlerId ?? row.handlerId,
      caseLeadId: to.caseLeadId ?? row.caseLeadId,
      updatedAt: at,
    });
    if (to.handlerId) await this.tasksStore.reassign(caseId, row.handlerId, to.handlerId);
    if (to.caseLeadId) await this.tasksStore.reassign(caseId, row.caseLeadId, to.caseLeadId);
    await this.timeline.add(this.of(row, at), 'assignment', {
      handlerId: stored.handlerId,
      caseLeadId: stored.caseLeadId,
    });
    await this.record(
      'case.assign',
      row,
      { handlerId: row.handlerId, caseLeadId: row.caseLeadId },
      { handlerId: stored.handlerId, caseLeadId: stored.caseLeadId },
    );
    await this.tell(stored, [to.handlerId ?? null, to.caseLeadId ?? null], at);
    return stored;
  }

  /** Keeps somebody out of a case for good （回避）： from now on they see nothing of it; others take over their part. */
  async recuse(caseId: string, userId: string, reason: string): Promise<void> {
    const at = this.clock.now();
    const row = await this.cases.locked(caseId);
    const { principal } = this.transactions;
    this.require(userId === principal.userId || mayAssign(principal, row));
    await this.users.byId(userId);
    const not = [...(await this.store.recusedOf(caseId)), userId];
    const { scopePath, department } = row;
    const stored = await this.store.update({
      ...row,
      handlerId:
        row.handlerId === userId
          ? await this.people.choose({ role: 'handler', scopePath, department, not })
          : row.handlerId,
      caseLeadId:
        row.caseLeadId === userId ? await this.people.choose({ role: 'case-lead', scopePath, not }) : row.caseLeadId,
      updatedAt: at,
    });
    if (row.handlerId === userId && stored.handlerId) await this.tasksStore.reassign(caseId, userId, stored.handlerId);
    if (row.caseLeadId === userId && stored.caseLeadId) {
      await this.tasksStore.reassign(caseId, userId, stored.caseLeadId);
    }
    await this.timeline.add(this.of(row, at), 'recusal', { userId, reason });
    await this.record('case.recuse', row, null, { userId });
    const taken = [
      stored.handlerId === row.handlerId ? null : stored.handlerId,
      stored.caseLeadId === row.caseLeadId ? null : stored.caseLeadId,
    ];
    await this.tell(stored, taken, at);
    // Last: whoever steps aside themselves sees no row of the case from here on.
    await this.store.recuse(caseId, userId, reason, at);
  }

  /** The case's data in the clear. Each look is recorded with its reason, on the case and in the trail. */
  async unmask(caseId: string, reason: string): Promise<FormData> {
    const row = await this.cases.byId(caseId);
    this.require(mayUnmask(this.transactions.principal, row));
    await this.timeline.add(this.of(row, this.clock.now()), 'unmasked', { reason });
    await this.record('case.unmask', row, null, { reason });
    return this.clear(row);
  }

  /** Data with its personal part, for the platform's own use. */
  private clear(row: CaseRow): FormData {
    return row.sensitive ? mergeSensitive(row.data, this.cipher.open(row.sensitive) as FormData) : row.data;
  }

  private of(row: CaseRow, at: Date) {
    return { caseId: row.id, scopePath: row.scopePath, actorId: this.transactions.principal.userId, at };
  }

  private require(allowed: boolean): void {
    if (!allowed) throw new DomainError('forbidden');
  }

  private async record(
    action: string,
    row: CaseRow,
    before: Record<string, string | null> | null,
    after: Record<string, string | null>,
  ): Promise<void> {
    const { id: objectId, scopePath } = row;
    await this.audit.record({ action, objectType: 'case', objectId, scopePath, ...(before && { before }), after });
  }

  private async tell(row: CaseRow, ids: readonly (string | null)[], at: Date): Promise<void> {
    const calendar = await this.reader.version('calendars', row.calendarVersionId);
    await this.notifications.notify({
      userIds: ids.filter((id) => id !== null),
      scopePath: row.scopePath,
      caseId: row.id,
      urgent: false,
      message: filled(ASSIGNED, { number: row.number, title: row.title }),
      notBefore: whenToFire(at, { urgent: false }, calendar.content),
    });
  }
}
