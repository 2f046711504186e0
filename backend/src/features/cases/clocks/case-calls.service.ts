import type { LocalizedText } from '@caseway/form-schemas';
import { clockDeadline, clockOf, whenToFire } from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import { ConfigurationReader } from '../../configuration/configuration-reader.ts';
import type { PlannedDeadline } from '../../deadlines/deadline-plan.ts';
import type { DueDeadline } from '../../deadlines/deadline-rows.ts';
import { Notifications } from '../../notifications/notifications.service.ts';
import type { CaseRow } from '../case/case-row.ts';
import { CALL_KINDS, DEADLINE_DUE, DEADLINE_NEAR, DEADLINE_OVERDUE, filled } from '../case/case-texts.ts';
import { CasesStore } from '../case/cases-store.ts';
import { CaseEscalation, type Occasion } from '../handling/case-escalation.service.ts';
import { TimelineStore } from '../timeline/timeline-store.ts';

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
    private readonly timeline: TimelineStore,
  ) {}

  /** The call's own message, and whatever the escalation rule sets say. A closed case answers nothing. */
  async deadline(call: DueDeadline, now: Date): Promise<void> {
    const row = await this.store.byId(call.caseId, true);
    if (row?.status !== 'open') return;
    const path = await this.reader.version('paths', row.pathVersionId);
    const calendar = await this.reader.version('calendars', row.calendarVersionId);
    const clock = clockOf(path.content, call.clockKey);
    const state = row.pathState.clocks.find((it) => it.clock === call.clockKey && it.epoch === call.epoch);
    const due = state && clockDeadline(path.content, state, calendar.content).dueOn;
    if (!due) return;
    const of = { caseId: row.id, scopePath: row.scopePath, actorId: null, at: now };
    await this.timeline.add(of, 'deadline', { clock: { ...clock.title }, what: { ...CALL_KINDS[call.kind] }, due });
    const { urgent } = call;
    await this.notifications.notify({
      userIds: [row.handlerId, call.kind === 'deadline-near' ? null : row.caseLeadId].filter((id) => id !== null),
      scopePath: row.scopePath,
      caseId: row.id,
      urgent,
      message: filled(MESSAGES[call.kind], { number: row.number, clock: clock.title, due }),
      notBefore: whenToFire(now, { urgent }, calendar.content),
    });
    const calling = { key: call.clockKey, level: call.level, dueOn: due };
    await this.raise(row, { event: call.kind, clock: calling, at: now });
  }

  /** Asks the rules that depend on a case's age about a batch of open cases; answers where the next batch begins. */
  async daily(after: string | null, limit: number, at: Date): Promise<string | null> {
    const ids = await this.store.openIds(after, limit);
    for (const id of ids) {
      const row = await this.store.byId(id, true);
      if (row?.status === 'open') await this.raise(row, { event: 'daily', at });
    }
    return ids.length === limit ? (ids.at(-1) ?? null) : null;
  }

  private async raise(row: CaseRow, occasion: Occasion): Promise<void> {
    await this.escalation.raise(row, occasion);
  }
}
