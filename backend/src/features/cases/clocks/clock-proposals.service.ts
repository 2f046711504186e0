import type { Locale } from '@caseway/form-schemas';
import { clockOf } from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import type { ClockProposalOut, ClockProposalsOut, DecideProposalsBody } from '../../../contract/index.ts';
import { hasRole, placesOf } from '../../../database/principal.ts';
import { Transactions } from '../../../database/transactions.ts';
import { DomainError } from '../../../errors/domain-error.ts';
import { notNow } from '../../../http/not-now.ts';
import { Audit } from '../../audit/audit.service.ts';
import { ConfigurationReader } from '../../configuration/configuration-reader.ts';
import type { CaseRow } from '../case/case-row.ts';
import { CLOCK_CORRECTED, KEEP_NEEDS_REASONS } from '../case/case-texts.ts';
import { CasesStore } from '../case/cases-store.ts';
import { Present } from '../case/present.ts';
import { TimelineStore } from '../timeline/timeline-store.ts';
import { CaseClocks } from './case-clocks.service.ts';
import { type ClockProposalRow, ClockProposalsStore } from './clock-proposals-store.ts';

/** Who answers for a township's deadlines. */
export const CLOCK_CONFIRMERS = ['centre', 'township-lead'] as const;

/** As many as a screen shows and one answer decides. */
const SHOWN = 200;

/** Deadlines that a corrected calendar would move: shown, and moved only when a person confirms. */
@Injectable()
export class ClockProposals {
  constructor(
    private readonly store: ClockProposalsStore,
    private readonly cases: CasesStore,
    private readonly clocks: CaseClocks,
    private readonly reader: ConfigurationReader,
    private readonly timeline: TimelineStore,
    private readonly audit: Audit,
    private readonly transactions: Transactions,
    private readonly present: Present,
  ) {}

  /** What waits for the user's decision, the earliest new day first. */
  async list(): Promise<ClockProposalsOut> {
    const { rows, total } = await this.store.open(placesOf(this.transactions.principal, CLOCK_CONFIRMERS), SHOWN);
    const items: ClockProposalOut[] = [];
    for (const row of rows) {
      const file = await this.cases.byId(row.caseId);
      if (file) items.push(await this.out(row, file));
    }
    return { items, total };
  }

  /**
   * Adopts the corrected days or keeps the old ones, all or none. `not-allowed-now` where one is not open any more: the clock
   * has stopped or moved, or somebody else has decided. Keeping needs reasons.
   */
  async decide({ ids, adopt, reasons }: DecideProposalsBody, locale: Locale): Promise<void> {
    const words = reasons?.trim() ?? '';
    if (!adopt && words === '') {
      throw new DomainError('invalid', {}, [{ pointer: '/reasons', message: KEEP_NEEDS_REASONS[locale] }]);
    }
    const at = await this.present.now();
    for (const id of [...new Set(ids)]) await this.decideOne(id, adopt, words, at);
  }

  private async decideOne(id: string, adopt: boolean, reasons: string, at: Date): Promise<void> {
    const { principal } = this.transactions;
    const proposal = await this.store.openById(id);
    if (!proposal)
      throw notNow({
        'zh-CN': '该期限的更正已经处理过，或者期限已经停止',
        en: 'this correction of a deadline was decided already, or its clock has stopped',
      });
    if (!hasRole(principal, CLOCK_CONFIRMERS, proposal.scopePath)) throw new DomainError('forbidden');
    const row = await this.cases.byId(proposal.caseId, true);
    const state = row?.pathState.clocks.find(
      ({ clock, epoch }) => clock === proposal.clockKey && epoch === proposal.epoch,
    );
    // Read again under the case's lock: an action may have come first.
    if (!row || !state || state.stoppedAt !== undefined || !(await this.store.openById(id))) {
      throw notNow({
        'zh-CN': '该期限的更正已经处理过，或者期限已经停止',
        en: 'this correction of a deadline was decided already, or its clock has stopped',
      });
    }
    const by = principal.userId;
    const { fromDueOn: from, toDueOn: to, calendarVersionId } = proposal;
    await this.store.decided(id, { adopted: adopt, reasons: reasons || null, by, at });
    if (adopt) {
      const how = { at, by, message: CLOCK_CORRECTED, ...(reasons && { reasons }) };
      await this.clocks.recount(row, [{ state, calendarVersionId, from }], how);
    } else {
      const { content: path } = await this.reader.version('paths', row.pathVersionId);
      const of = { caseId: row.id, scopePath: row.scopePath, actorId: by, at };
      const clock = { ...clockOf(path, state).title };
      await this.timeline.add(of, 'deadline-kept', { clock, from, to, reasons });
    }
    await this.audit.record({
      action: adopt ? 'clock.correct' : 'clock.keep',
      objectType: 'case',
      objectId: row.id,
      scopePath: row.scopePath,
      before: { clock: state.clock, dueOn: from },
      after: { clock: state.clock, dueOn: adopt ? to : from, reasons },
    });
  }

  private async out(
    row: ClockProposalRow,
    file: Pick<CaseRow, 'number' | 'title' | 'pathVersionId' | 'pathState'>,
  ): Promise<ClockProposalOut> {
    const { content: path } = await this.reader.version('paths', file.pathVersionId);
    const state = file.pathState.clocks.find(({ clock, epoch }) => clock === row.clockKey && epoch === row.epoch);
    return {
      id: row.id,
      caseId: row.caseId,
      caseNumber: file.number,
      caseTitle: file.title,
      clock: clockOf(path, state ?? { clock: row.clockKey }).title,
      fromDueOn: row.fromDueOn,
      toDueOn: row.toDueOn,
      becomes: row.toDueOn < row.fromDueOn ? 'earlier' : 'later',
      toldPetitioner: row.toldPetitioner,
      toldStaff: row.toldStaff,
    };
  }
}
