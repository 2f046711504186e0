import { clockOf, recomputeDifference, whenToFire } from '@caseway/rule-sets';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Transactions } from '../../../database/transactions.ts';
import { Activations } from '../../configuration/activations.service.ts';
import { ConfigurationReader } from '../../configuration/configuration-reader.ts';
import type { Versioned } from '../../configuration/versioned.ts';
import type { CaseClockRow } from '../../deadlines/deadline-rows.ts';
import { Deadlines } from '../../deadlines/deadlines.service.ts';
import { Notifications } from '../../notifications/notifications.service.ts';
import { CLOCK_SETTLED, filled } from '../case/case-texts.ts';
import { CasesStore } from '../case/cases-store.ts';
import { TimelineStore } from '../timeline/timeline-store.ts';

/** Provisional deadlines are worked out again when the holiday notice they waited for comes into force. */
@Injectable()
export class CaseRecompute implements OnModuleInit {
  constructor(
    private readonly activations: Activations,
    private readonly reader: ConfigurationReader,
    private readonly store: CasesStore,
    private readonly deadlines: Deadlines,
    private readonly timeline: TimelineStore,
    private readonly notifications: Notifications,
    private readonly transactions: Transactions,
  ) {}

  onModuleInit(): void {
    this.activations.onCalendar((township, at) => this.township(township, at));
  }

  /** In the transaction that puts the calendar in force; also cases that who does so may not see. */
  private async township({ id, scopePath }: { id: string; scopePath: string }, at: Date): Promise<void> {
    await this.transactions.seeing(scopePath, async () => {
      const { calendar } = await this.reader.inForce(id, 'now');
      const cases = new Map<string, CaseClockRow[]>();
      for (const clock of await this.deadlines.provisional(scopePath)) {
        cases.set(clock.caseId, [...(cases.get(clock.caseId) ?? []), clock]);
      }
      for (const [caseId, clocks] of cases) await this.recompute(caseId, clocks, calendar, at);
    });
  }

  private async recompute(caseId: string, before: CaseClockRow[], calendar: Versioned<'calendars'>, at: Date) {
    const row = await this.store.byId(caseId, true);
    if (row?.status !== 'open') return;
    const path = await this.reader.version('paths', row.pathVersionId);
    const of = { caseId, scopePath: row.scopePath, actorId: this.transactions.principal.userId, at };
    const planned = await this.deadlines.sync({ ...of, path, calendar, clocks: row.pathState.clocks, now: at });
    await this.store.update({ ...row, calendarVersionId: calendar.versionId, updatedAt: at });
    for (const { state, dueOn, provisional } of before) {
      const after = planned.find((clock) => clock.state.clock === state.clock && clock.state.epoch === state.epoch);
      const difference = after && recomputeDifference({ dueOn, provisional }, after.deadline);
      if (!difference) continue;
      const title = clockOf(path.content, state.clock).title;
      const days = { from: difference.from ?? '—', to: difference.to ?? '—' };
      await this.timeline.add(of, 'recomputed', { clock: { ...title }, ...days });
      await this.notifications.notify({
        userIds: [row.handlerId].filter((id) => id !== null),
        scopePath: row.scopePath,
        caseId,
        urgent: false,
        message: filled(CLOCK_SETTLED, { number: row.number, clock: title, ...days }),
        notBefore: whenToFire(at, { urgent: false }, calendar.content),
      });
    }
  }
}
