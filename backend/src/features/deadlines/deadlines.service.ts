import type { ClockState } from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import { retryAt } from '../../database/attempts.ts';
import { ConfigurationReader } from '../configuration/configuration-reader.ts';
import type { Versioned } from '../configuration/versioned.ts';
import { Outbox } from '../notifications/outbox.service.ts';
import { calendarsOf } from './calendars-of.ts';
import { callChanges } from './call-changes.ts';
import { type PlannedClock, planDeadlines } from './deadline-plan.ts';
import type { CaseClockRow, DueDeadline } from './deadline-rows.ts';
import { DeadlinesStore } from './deadlines-store.ts';

export interface ClocksOfCase {
  caseId: string;
  scopePath: string;
  path: Versioned<'paths'>;
  /** Of clocks that name none. */
  calendar: Versioned<'calendars'>;
  clocks: readonly ClockState[];
  now: Date;
}

/** What a reminder of a clock is about: what has been put aside about it is outdated once the clock moves or stops. */
export const reminderSubject = (caseId: string, clockKey: string): string => `clock/${caseId}/${clockKey}`;

/** A case's clocks as rows: what is due when, and what will call for attention. */
@Injectable()
export class Deadlines {
  constructor(
    private readonly store: DeadlinesStore,
    private readonly reader: ConfigurationReader,
    private readonly outbox: Outbox,
  ) {}

  /** Brings the stored clocks and planned calls of a case in step with its clock states, in the running transaction. */
  async sync({ caseId, scopePath, path, calendar, clocks, now }: ClocksOfCase): Promise<PlannedClock[]> {
    const planned = planDeadlines(path.content, await calendarsOf(this.reader, clocks, calendar.versionId), clocks);
    const before = await this.store.clocksOf([caseId]);
    const of = { caseId, scopePath };
    for (const clock of planned) {
      const calendarVersionId = clock.state.calendar ?? calendar.versionId;
      await this.store.saveClock({ ...of, pathVersionId: path.versionId, calendarVersionId }, clock);
    }
    await this.store.stopOthers(caseId, clocks, now);
    const calls = await this.store.callsOf(caseId);
    const levels = planned.flatMap((clock) => clock.levels);
    await this.store.changeCalls(of, callChanges(calls, levels, now), now);
    const outdated = before.filter((row) => row.stoppedAt === null && !standsIn(planned, row));
    for (const { state } of outdated) await this.outbox.supersede(reminderSubject(caseId, state.clock), now);
    return planned;
  }

  /** Clocks of cases, in the order in which they started. */
  async ofCases(caseIds: readonly string[]): Promise<Map<string, CaseClockRow[]>> {
    const clocks = new Map<string, CaseClockRow[]>(caseIds.map((id) => [id, []]));
    for (const row of await this.store.clocksOf(caseIds)) clocks.get(row.caseId)?.push(row);
    return clocks;
  }

  /** Running clocks below a place that are counted with another calendar, by case. */
  async countedOtherwise(scopePath: string, calendarVersionId: string): Promise<Map<string, CaseClockRow[]>> {
    const cases = new Map<string, CaseClockRow[]>();
    for (const row of await this.store.countedOtherwise(scopePath, calendarVersionId)) {
      cases.set(row.caseId, [...(cases.get(row.caseId) ?? []), row]);
    }
    return cases;
  }

  /** Whether a clock has called in its present epoch: then staff have been told its day. */
  async hasCalled(caseId: string, { clock, epoch }: ClockState): Promise<boolean> {
    return (await this.store.callsGiven(caseId, clock, epoch)) > 0;
  }

  /** The calls due at `now`, oldest first; they are this transaction's until it ends, and must each be answered. */
  async claimDue(now: Date, limit: number): Promise<DueDeadline[]> {
    return this.store.claimDue(now, limit);
  }

  /** Answers a call: it will not come again. */
  async answered(call: DueDeadline, at: Date): Promise<void> {
    await this.store.fired(call.id, call.superseded, at);
  }

  /** A call that could not be answered comes again later; the others do not wait for it. */
  async failed(call: DueDeadline, error: string, at: Date): Promise<void> {
    await this.store.failed(call.id, error, retryAt(at, call.attempts));
  }
}

function standsIn(planned: readonly PlannedClock[], row: CaseClockRow): boolean {
  return planned.some(
    ({ state, deadline }) =>
      state.clock === row.state.clock &&
      state.epoch === row.state.epoch &&
      state.stoppedAt === undefined &&
      deadline.dueAt?.getTime() === row.dueAt?.getTime(),
  );
}
