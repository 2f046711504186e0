import { countedWith } from '@caseway/rule-sets';
import { Inject, Injectable } from '@nestjs/common';
import { Transactions } from '../../../database/transactions.ts';
import { ConfigurationReader } from '../../configuration/configuration-reader.ts';
import type { Versioned } from '../../configuration/versioned.ts';
import { calendarsOf } from '../../deadlines/calendars-of.ts';
import { Deadlines } from '../../deadlines/deadlines.service.ts';
import type { CaseChange, CaseEffect } from '../case/case-effect.ts';
import { CaseNotices } from '../case/case-notices.service.ts';
import { CasePeople } from '../case/case-people.service.ts';
import { CaseRecord } from '../case/case-record.service.ts';
import type { CaseRow } from '../case/case-row.ts';
import { INSTEAD_OF_DEPARTMENT, JOINT_PASSED_OVER } from '../case/case-texts.ts';
import { CasesStore } from '../case/cases-store.ts';
import { everybody, type KeptOut, NOBODY, together } from '../case/kept-out.ts';
import { CaseTasks, type HandedOut, type WorkOn } from '../tasks/case-tasks.service.ts';

/** The case as it now stands, with its path and the calendar in force. */
interface On extends WorkOn {
  versions: { path: Versioned<'paths'>; calendar: Versioned<'calendars'> };
}

/** The case, with the clocks that have just started or changed counted with the calendar now in force. */
const counted = (row: CaseRow, calendar: string): CaseRow => ({
  ...row,
  pathState: { ...row.pathState, clocks: countedWith(row.pathState.clocks, calendar) },
});

/** What the history says of departments that were to work on a case and may not; in words that name nobody. */
function passedOver(decided: CaseRow, stored: CaseRow, out: KeptOut): CaseEffect[] {
  const messages = [
    ...(decided.department !== stored.department ? [INSTEAD_OF_DEPARTMENT] : []),
    ...(decided.jointDepartments.some((key) => out.departments.includes(key)) ? [JOINT_PASSED_OVER] : []),
  ];
  return messages.map((message) => ({ type: 'timeline', kind: 'passed-over', details: { message: { ...message } } }));
}

/**
 * The one door through which what happens to a case reaches its row, clocks, tasks, history and people, in the running
 * transaction. What follows from what is `caseOfOutcome`'s to say; nothing is decided here.
 */
@Injectable()
export class CaseEffects {
  constructor(
    @Inject(CasesStore) private readonly store: Pick<CasesStore, 'insert' | 'update'>,
    @Inject(ConfigurationReader) private readonly reader: Pick<ConfigurationReader, 'version' | 'inForce'>,
    @Inject(CasePeople)
    private readonly people: Pick<CasePeople, 'choose' | 'ofDepartment' | 'coordinators' | 'keptOut' | 'departmentOf'>,
    @Inject(CaseTasks)
    private readonly tasks: Pick<CaseTasks, 'forStep' | 'within' | 'joint' | 'finishStep' | 'cancel' | 'follow'>,
    @Inject(Deadlines) private readonly deadlines: Pick<Deadlines, 'sync'>,
    @Inject(CaseRecord) private readonly record: Pick<CaseRecord, 'write'>,
    @Inject(CaseNotices) private readonly notices: Pick<CaseNotices, 'tell' | 'nobodyFor'>,
    @Inject(Transactions) private readonly transactions: Pick<Transactions, 'principal'>,
  ) {}

  /**
   * Carries out a change: the row is staffed and stored, then every effect in its order. Answers the case as stored.
   * `named`: who may take no part, beside those whom the case keeps out already.
   */
  async carryOut(change: CaseChange, at: Date, named: KeptOut = NOBODY): Promise<CaseRow> {
    const { isNew, effects } = change;
    const out = isNew ? named : together(named, await this.people.keptOut(change.row.id));
    const { calendar } = await this.reader.inForce(change.row.townshipId, 'now');
    const { row: staffed, standsIn } = await this.staffed(change, out);
    const next = counted(staffed, calendar.versionId);
    if (isNew) await this.store.insert(next);
    const row = isNew ? next : await this.store.update(next);
    const path = await this.reader.version('paths', row.pathVersionId);
    const calendarOf = await calendarsOf(this.reader, row.pathState.clocks, row.calendarVersionId);
    const actorId = change.by === 'person' ? this.transactions.principal.userId : null;
    const of = { caseId: row.id, scopePath: row.scopePath, actorId, at };
    const versions = { path, calendar };
    const on = { ...of, row, out, path: path.content, calendar: calendar.content, calendarOf, versions };
    for (const effect of [...effects, ...passedOver(change.row, row, out)]) await this.one(on, effect);
    if (standsIn) await this.record.write(on, { type: 'timeline', kind: 'stands-in', details: standsIn });
    if (standsIn) await this.nobodyFor(on, [{ title: null, department: row.department, assigneeId: null }]);
    return row;
  }

  /**
   * `standsIn`: who handles it in a department's stead, where that department has nobody who could. What a department
   * kept out would have handled is its handler's department's, and the history does not name it.
   */
  private async staffed({ row, effects }: CaseChange, out: KeptOut) {
    const { scopePath, department } = row;
    const not = everybody(out);
    const mayStay = (id: string | null) => id !== null && !not.includes(id);
    const isOut = department !== null && out.departments.includes(department);
    const next = { ...row };
    let standsIn: { department: string; handlerId: string | null } | null = null;
    for (const effect of effects) {
      if (effect.type !== 'staff') continue;
      const { role } = effect;
      if (role === 'case-lead') {
        next.caseLeadId = await this.people.choose({ role, scopePath, not });
        continue;
      }
      // Whoever took it for a department kept out goes on, however often the case is decided anew.
      if (isOut && mayStay(next.handlerId)) continue;
      const ratherNot = effect.anew ? next.handlerId : null;
      const own = await this.people.ofDepartment({ role, scopePath, department, not, ratherNot });
      next.handlerId = own ?? (await this.people.choose({ role, scopePath, not }));
      if (own === null && department !== null && !isOut) standsIn = { department, handlerId: next.handlerId };
    }
    if (isOut) next.department = await this.people.departmentOf(next.handlerId);
    next.jointDepartments = row.jointDepartments.filter(
      (key) => key !== next.department && !out.departments.includes(key),
    );
    return { row: next, standsIn };
  }

  /** What stands on a department without a person is told to who finds somebody. */
  private async nobodyFor(
    on: On,
    handedOut: readonly (Omit<HandedOut, 'title'> & { title: HandedOut['title'] | null })[],
  ) {
    const left = handedOut.filter(({ department, assigneeId }) => department !== null && assigneeId === null);
    if (left.length === 0) return;
    const ids = await this.people.coordinators(on.row, everybody(on.out));
    for (const { title, department } of left) await this.notices.nobodyFor(on, ids, { title, department });
  }

  private async one(on: On, effect: CaseEffect): Promise<void> {
    switch (effect.type) {
      case 'staff':
        return;
      case 'clocks':
        await this.deadlines.sync({ ...on, ...on.versions, clocks: on.row.pathState.clocks, now: on.at });
        return this.tasks.follow(on);
      case 'finish-step':
        return this.tasks.finishStep(on, effect.step, effect.result);
      case 'cancel-tasks':
        return this.tasks.cancel(on, effect);
      case 'step-task': {
        const handedOut = await this.tasks.forStep(on);
        await this.nobodyFor(on, handedOut);
        const assignee = handedOut[0]?.assigneeId;
        if (!effect.tell || !assignee || assignee === on.actorId) return;
        return this.notices.tell(on, [assignee], { roles: [], urgent: false, message: effect.tell });
      }
      case 'task':
        return this.nobodyFor(on, await this.tasks.within(on, effect, effect.within));
      case 'joint':
        return this.nobodyFor(on, await this.tasks.joint(on, effect.departments, effect.because));
      case 'notify': {
        const ids = { handler: on.row.handlerId, 'case-lead': on.row.caseLeadId };
        const people = effect.people.map((who) => ids[who]).filter((id) => id !== null);
        return this.notices.tell(on, people, effect);
      }
      default:
        return this.record.write(on, effect);
    }
  }
}
