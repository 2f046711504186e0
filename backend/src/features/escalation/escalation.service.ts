import { clockOf, localDay, whenToFire } from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../clock/clock.ts';
import { SYSTEM } from '../../database/principal.ts';
import { Transactions } from '../../database/transactions.ts';
import { CaseEscalation } from '../cases/case-escalation.service.ts';
import { DEADLINE_DUE, DEADLINE_NEAR, DEADLINE_OVERDUE, filled } from '../cases/case-texts.ts';
import { CasesStore } from '../cases/cases-store.ts';
import { TimelineStore } from '../cases/timeline-store.ts';
import { ConfigurationReader } from '../configuration/configuration-reader.ts';
import { DeadlinesStore, type DueDeadline } from '../deadlines/deadlines-store.ts';
import { Notifications } from '../notifications/notifications.service.ts';

const BATCH = 20;
const DAILY_BATCH = 100;
const MESSAGES = {
  'deadline-near': DEADLINE_NEAR,
  'deadline-due': DEADLINE_DUE,
  'deadline-overdue': DEADLINE_OVERDUE,
} as const;

/** What happens when deadlines near and pass: each due call once, in the order in which they were due. */
@Injectable()
export class Escalation {
  constructor(
    private readonly deadlines: DeadlinesStore,
    private readonly cases: CasesStore,
    private readonly escalation: CaseEscalation,
    private readonly reader: ConfigurationReader,
    private readonly notifications: Notifications,
    private readonly timeline: TimelineStore,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Fires every call that is due; after a standstill, all that were missed. Answers how many. */
  async runDue(): Promise<number> {
    let total = 0;
    for (;;) {
      const fired = await this.transactions.run(SYSTEM, () => this.fireBatch());
      total += fired;
      if (fired < BATCH) return total;
    }
  }

  /** The daily round: rules that depend on the age of a case are asked about every open one. */
  async runDaily(): Promise<void> {
    let after: string | null = null;
    do {
      after = await this.transactions.run(SYSTEM, () => this.dailyBatch(after));
    } while (after !== null);
  }

  private async dailyBatch(after: string | null): Promise<string | null> {
    const at = await this.clock.shared(() => this.transactions.databaseNow());
    const ids = await this.cases.openIds(after, DAILY_BATCH);
    for (const id of ids) {
      const row = await this.cases.byId(id, true);
      if (row?.status !== 'open') continue;
      const raised = await this.escalation.raise(row, { event: 'daily', at });
      if (raised.row !== row) await this.cases.update({ ...raised.row, updatedAt: at });
    }
    return ids.length === DAILY_BATCH ? (ids.at(-1) ?? null) : null;
  }

  private async fireBatch(): Promise<number> {
    const now = await this.clock.shared(() => this.transactions.databaseNow());
    const due = await this.deadlines.claimDue(now, BATCH);
    for (const deadline of due) await this.fire(deadline, now);
    return due.length;
  }

  /** The call's own message, and whatever the escalation rule sets say; due and fired times are both kept. */
  private async fire(deadline: DueDeadline, now: Date): Promise<void> {
    const row = await this.cases.byId(deadline.caseId, true);
    await this.deadlines.fired(deadline.id, now);
    if (row?.status !== 'open') return;
    const path = await this.reader.version('paths', row.pathVersionId);
    const calendar = await this.reader.version('calendars', row.calendarVersionId);
    const clock = clockOf(path.content, deadline.clockKey);
    const due = localDay(deadline.dueAt);
    const of = { caseId: row.id, scopePath: row.scopePath, actorId: null, at: now };
    await this.timeline.add(of, 'deadline', { clock: { ...clock.title }, what: this.what(deadline), due });
    const { urgent } = deadline;
    await this.notifications.notify({
      userIds: [row.handlerId, deadline.kind === 'deadline-near' ? null : row.caseLeadId].filter((id) => id !== null),
      scopePath: row.scopePath,
      caseId: row.id,
      urgent,
      message: filled(MESSAGES[deadline.kind], { number: row.number, clock: clock.title, due }),
      notBefore: whenToFire(now, { urgent }, calendar.content),
    });
    const occasion = {
      event: deadline.kind,
      clock: { key: deadline.clockKey, level: deadline.level, dueAt: deadline.dueAt },
      at: now,
    };
    const raised = await this.escalation.raise(row, occasion);
    if (raised.row !== row) await this.cases.update({ ...raised.row, updatedAt: now });
  }

  private what({ kind }: DueDeadline) {
    return {
      'deadline-near': { 'zh-CN': '临近期限', en: 'near its end' },
      'deadline-due': { 'zh-CN': '到期', en: 'due' },
      'deadline-overdue': { 'zh-CN': '超期', en: 'overdue' },
    }[kind];
  }
}
