import type { LocalizedText } from '@caseway/form-schemas';
import { type ClockState, clockOf } from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import { ConfigurationReader } from '../../configuration/configuration-reader.ts';
import { calendarsOf } from '../../deadlines/calendars-of.ts';
import type { PlannedClock } from '../../deadlines/deadline-plan.ts';
import { Deadlines } from '../../deadlines/deadlines.service.ts';
import { Notifications } from '../../notifications/notifications.service.ts';
import { QuietHours } from '../../notifications/quiet-hours.service.ts';
import type { CaseRow } from '../case/case-row.ts';
import { filled } from '../case/case-texts.ts';
import { CasesStore } from '../case/cases-store.ts';
import { CaseTasks } from '../tasks/case-tasks.service.ts';
import { TimelineStore } from '../timeline/timeline-store.ts';

/** A clock that is counted with another calendar from now on. */
export interface Recount {
  state: ClockState;
  calendarVersionId: string;
  /** Due days, YYYY-MM-DD. */
  from: string | null;
}

export interface HowRecounted {
  at: Date;
  /** Null: the platform itself. */
  by: string | null;
  reasons?: string;
  /** What the handler is told, with {number}, {clock}, {from}, {to}. */
  message: LocalizedText;
}

const sameClock = (a: ClockState, b: ClockState): boolean => a.clock === b.clock && a.epoch === b.epoch;

/** Counts clocks of a case with another calendar: no other clock moves, and never one that has stopped. */
@Injectable()
export class CaseClocks {
  constructor(
    private readonly reader: ConfigurationReader,
    private readonly store: CasesStore,
    private readonly deadlines: Deadlines,
    private readonly tasks: CaseTasks,
    private readonly timeline: TimelineStore,
    private readonly notifications: Notifications,
    private readonly quietHours: QuietHours,
  ) {}

  /**
   * Recounts clocks of a case locked by the running transaction; what differs stands in its history with `reasons`, and its
   * handler is told. Calls are planned anew.
   */
  async recount(row: CaseRow, recounts: readonly Recount[], how: HowRecounted): Promise<CaseRow> {
    const { at, by } = how;
    const path = await this.reader.version('paths', row.pathVersionId);
    const calendar = await this.reader.version('calendars', row.calendarVersionId);
    const clocks = row.pathState.clocks.map((state) => {
      const recount = recounts.find((other) => sameClock(other.state, state));
      return recount && state.stoppedAt === undefined ? { ...state, calendar: recount.calendarVersionId } : state;
    });
    const next = await this.store.update({ ...row, pathState: { ...row.pathState, clocks }, updatedAt: at });
    const of = { caseId: row.id, scopePath: row.scopePath, actorId: by, at };
    const planned = await this.deadlines.sync({ ...of, path, calendar, clocks, now: at });
    const calendarOf = await calendarsOf(this.reader, clocks, row.calendarVersionId);
    await this.tasks.follow({ row: next, path: path.content, calendarOf });
    for (const { state, from } of recounts) {
      const after = planned.find((clock) => sameClock(clock.state, state));
      const { title } = clockOf(path.content, state);
      if (after) await this.tell(next, { title, from, after }, how);
    }
    return next;
  }

  private async tell(
    row: CaseRow,
    { title, from, after }: { title: LocalizedText; from: string | null; after: PlannedClock },
    { at, by, reasons, message }: HowRecounted,
  ): Promise<void> {
    const { dueOn, provisional } = after.deadline;
    // Still unsettled and on the same day: nothing new.
    if (dueOn === from && provisional) return;
    const of = { caseId: row.id, scopePath: row.scopePath };
    const days = { from: from ?? '—', to: dueOn ?? '—' };
    const details = { clock: { ...title }, ...days, ...(reasons && { reasons }) };
    await this.timeline.add({ ...of, actorId: by, at }, 'recomputed', details);
    await this.notifications.notify({
      ...of,
      userIds: [row.handlerId].filter((id) => id !== null),
      urgent: false,
      message: filled(message, { number: row.number, clock: title, ...days }),
      notBefore: await this.quietHours.end(row.scopePath, at, false),
    });
  }
}
