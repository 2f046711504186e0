import { type BusinessCalendar, clockDeadline, clockOf, type HandlingPath } from '@caseway/rule-sets';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Transactions } from '../../../database/transactions.ts';
import { Activations } from '../../configuration/activations.service.ts';
import { ConfigurationReader } from '../../configuration/configuration-reader.ts';
import type { CaseClockRow } from '../../deadlines/deadline-rows.ts';
import { Deadlines } from '../../deadlines/deadlines.service.ts';
import type { CaseRow } from '../case/case-row.ts';
import { CLOCK_SETTLED } from '../case/case-texts.ts';
import { CasesStore } from '../case/cases-store.ts';
import { TimelineStore } from '../timeline/timeline-store.ts';
import { CaseClocks } from './case-clocks.service.ts';
import { ClockProposalsStore } from './clock-proposals-store.ts';

/**
 * Another calendar has come into force. Clocks whose day was provisional are counted with it at once: that is what they waited for. Of
 * one whose day was settled, people may have been told; what the calendar would make of it is proposed, and a person confirms.
 */
@Injectable()
export class CaseRecompute implements OnModuleInit {
  constructor(
    private readonly activations: Activations,
    private readonly reader: ConfigurationReader,
    private readonly store: CasesStore,
    private readonly deadlines: Deadlines,
    private readonly clocks: CaseClocks,
    private readonly proposals: ClockProposalsStore,
    private readonly timeline: TimelineStore,
    private readonly transactions: Transactions,
  ) {}

  onModuleInit(): void {
    this.activations.onCalendar((township, at) => this.township(township, at));
  }

  /** In the transaction that puts the calendar in force; also cases that who does so may not see. */
  private async township({ id, scopePath }: { id: string; scopePath: string }, at: Date): Promise<void> {
    await this.transactions.seeing(scopePath, async () => {
      const { calendar } = await this.reader.inForce(id, 'now');
      await this.proposals.withdraw(scopePath, at);
      const cases = await this.deadlines.countedOtherwise(scopePath, calendar.versionId);
      for (const [caseId, clocks] of cases) {
        const row = await this.store.byId(caseId, true);
        // Also of closed cases: the petitioner's time runs on, and so does what waits for a letter to arrive.
        if (row) await this.ofCase(row, clocks, calendar, at);
      }
    });
  }

  private async ofCase(
    row: CaseRow,
    clocks: readonly CaseClockRow[],
    calendar: { versionId: string; content: BusinessCalendar },
    at: Date,
  ): Promise<void> {
    const { content: path } = await this.reader.version('paths', row.pathVersionId);
    // A clock of a path that the case has left is none of its own any more.
    const own = clocks.filter(({ state }) =>
      row.pathState.clocks.some(({ clock, epoch }) => clock === state.clock && epoch === state.epoch),
    );
    const settling = own.filter(({ provisional }) => provisional);
    if (settling.length > 0) {
      const recounts = settling.map(({ state, dueOn }) => ({
        state,
        calendarVersionId: calendar.versionId,
        from: dueOn,
      }));
      const by = this.transactions.principal.userId;
      await this.clocks.recount(row, recounts, { at, by, message: CLOCK_SETTLED });
    }
    for (const clock of own) if (!clock.provisional) await this.propose(row, path, clock, calendar, at);
  }

  private async propose(
    row: CaseRow,
    path: HandlingPath,
    { state, dueOn: fromDueOn }: CaseClockRow,
    calendar: { versionId: string; content: BusinessCalendar },
    at: Date,
  ): Promise<void> {
    const { dueOn: toDueOn } = clockDeadline(path, state, calendar.content);
    // One that rests is counted anew when it goes on.
    if (fromDueOn === null || toDueOn === null || fromDueOn === toDueOn) return;
    const onReceipt = state.receivedOn !== undefined || state.startedAt === row.receivedAt.toISOString();
    const toldPetitioner =
      clockOf(path, state).public === true && (onReceipt || (await this.timeline.hasTold(row.id, fromDueOn)));
    const { clock: clockKey, epoch } = state;
    const of = { caseId: row.id, scopePath: row.scopePath, clockKey, epoch, calendarVersionId: calendar.versionId };
    const toldStaff = await this.deadlines.hasCalled(row.id, state);
    await this.proposals.add({ ...of, fromDueOn, toDueOn, toldPetitioner, toldStaff }, at);
  }
}
