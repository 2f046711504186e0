import type { ClockState } from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import type { Versioned } from '../configuration/versioned.ts';
import { type PlannedClock, planDeadlines } from './deadline-plan.ts';
import type { CaseClockRow, DueDeadline } from './deadline-rows.ts';
import { DeadlinesStore } from './deadlines-store.ts';

export interface ClocksOfCase {
  caseId: string;
  scopePath: string;
  path: Versioned<'paths'>;
  calendar: Versioned<'calendars'>;
  clocks: readonly ClockState[];
  now: Date;
}

/** A case's clocks as rows: what is due when, and what will call for attention. */
@Injectable()
export class Deadlines {
  constructor(private readonly store: DeadlinesStore) {}

  /** Brings the stored clocks and planned calls of a case in step with its clock states, in the running transaction. */
  async sync(input: ClocksOfCase): Promise<PlannedClock[]> {
    const { caseId, scopePath, path, calendar, clocks, now } = input;
    const planned = planDeadlines(path.content, calendar.content, clocks);
    const of = { caseId, scopePath, pathVersionId: path.versionId, calendarVersionId: calendar.versionId };
    for (const clock of planned) {
      await this.store.saveClock(of, clock);
      for (const level of clock.levels) await this.store.saveLevel(of, level);
    }
    await this.store.stopOthers(caseId, clocks, now);
    await this.store.cancelOthers(
      caseId,
      planned.flatMap(({ levels }) => levels),
      now,
    );
    return planned;
  }

  /** Clocks of cases, in the order in which they started. */
  async ofCases(caseIds: readonly string[]): Promise<Map<string, CaseClockRow[]>> {
    const clocks = new Map<string, CaseClockRow[]>(caseIds.map((id) => [id, []]));
    for (const row of await this.store.clocksOf(caseIds)) clocks.get(row.caseId)?.push(row);
    return clocks;
  }

  /** Running clocks below a place whose date still depends on a holiday notice. */
  async provisional(scopePath: string): Promise<CaseClockRow[]> {
    return this.store.provisional(scopePath);
  }

  /** The calls due at `now`, oldest first; they are this transaction's until it ends, and must each be answered. */
  async claimDue(now: Date, limit: number): Promise<DueDeadline[]> {
    return this.store.claimDue(now, limit);
  }

  /** Answers a call: it will not come again. */
  async answered(call: DueDeadline, at: Date): Promise<void> {
    await this.store.fired(call.id, at);
  }
}
