import type { LocalizedText } from '@caseway/form-schemas';
import { clockDeadline, clockOf } from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import { ConfigurationReader } from '../../configuration/configuration-reader.ts';
import { calendarsOf } from '../../deadlines/calendars-of.ts';
import type { PlannedDeadline } from '../../deadlines/deadline-plan.ts';
import type { DueDeadline } from '../../deadlines/deadline-rows.ts';
import { reminderSubject } from '../../deadlines/deadlines.service.ts';
import { Notifications } from '../../notifications/notifications.service.ts';
import { QuietHours } from '../../notifications/quiet-hours.service.ts';
import type { CaseRow } from '../case/case-row.ts';
import { CALL_KINDS, DEADLINE_DUE, DEADLINE_NEAR, DEADLINE_OVERDUE, filled, SUPERSEDED } from '../case/case-texts.ts';
import { CasesStore } from '../case/cases-store.ts';
import { CaseEscalation, type Occasion } from '../handling/case-escalation.service.ts';
import { TimelineStore } from '../timeline/timeline-store.ts';
import { dueWords, kindNow } from './due-words.ts';

const MESSAGES: Record<PlannedDeadline['kind'], LocalizedText> = {
  'deadline-near': DEADLINE_NEAR,
  'deadline-due': DEADLINE_DUE,
  'deadline-overdue': DEADLINE_OVERDUE,
};

/** What time does to a case: a deadline that calls, and the daily round. */
@Injectable()
export class CaseCalls {
  constructor(
    private readonly store: CasesStore,
    private readonly escalation: CaseEscalation,
    private readonly reader: ConfigurationReader,
    private readonly notifications: Notifications,
    private readonly quietHours: QuietHours,
    private readonly timeline: TimelineStore,
  ) {}

  /**
   * The call's own message, and whatever the escalation rule sets say; these are asked of open cases alone, while a clock that
   * waits for a letter to arrive calls on a closed one as well. Of a call that a later
   * one has overtaken only the history speaks; the rules are asked all the same, but not about a reminder of what was still
   * to come: that is no longer so.
   */
  async deadline(call: DueDeadline, now: Date): Promise<void> {
    const row = await this.store.byId(call.caseId, true);
    if (!row) return;
    const { content: path } = await this.reader.version('paths', row.pathVersionId);
    const state = row.pathState.clocks.find((it) => it.clock === call.clockKey && it.epoch === call.epoch);
    if (!state || state.stoppedAt !== undefined) return;
    const clock = clockOf(path, state);
    const calendarOf = await calendarsOf(this.reader, [state], row.calendarVersionId);
    const { dueAt, dueOn } = clockDeadline(path, state, calendarOf(state));
    if (dueAt === null || dueOn === null) return;
    const due = dueWords(clock, dueAt, now);
    const of = { caseId: row.id, scopePath: row.scopePath, actorId: null, at: now };
    const what = call.superseded ? filled(SUPERSEDED, { what: CALL_KINDS[call.kind] }) : CALL_KINDS[call.kind];
    await this.timeline.add(of, 'deadline', { clock: { ...clock.title }, what: { ...what }, due: { ...due } });
    if (!call.superseded) {
      const { urgent } = call;
      await this.notifications.notify({
        userIds: [row.handlerId, call.kind === 'deadline-near' ? null : row.caseLeadId].filter((id) => id !== null),
        scopePath: row.scopePath,
        caseId: row.id,
        urgent,
        message: filled(MESSAGES[kindNow(call.kind, { dueAt, dueOn }, now)], {
          number: row.number,
          clock: clock.title,
          due,
        }),
        notBefore: await this.quietHours.end(row.scopePath, now, urgent),
        subject: reminderSubject(row.id, clock.key),
      });
    }
    if (row.status !== 'open' || (call.superseded && call.kind === 'deadline-near')) return;
    await this.raise(row, {
      event: call.kind,
      clock: { key: call.clockKey, epoch: call.epoch, level: call.level, dueOn },
      at: now,
    });
  }

  /** Open cases for the daily round, in order after `after`. */
  async openCases(after: string | null, limit: number): Promise<string[]> {
    return this.store.openIds(after, limit);
  }

  /** Asks the rules that depend on a case's age about one case. */
  async daily(caseId: string, at: Date): Promise<void> {
    const row = await this.store.byId(caseId, true);
    if (row?.status === 'open') await this.raise(row, { event: 'daily', at });
  }

  private async raise(row: CaseRow, occasion: Occasion): Promise<void> {
    await this.escalation.raise(row, occasion);
  }
}
