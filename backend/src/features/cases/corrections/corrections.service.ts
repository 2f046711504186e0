import type { FormData, Locale, LocalizedText } from '@caseway/form-schemas';
import { Injectable } from '@nestjs/common';
import type { CorrectedSince, RecusalAnswer } from '../../../contract/index.ts';
import { Transactions } from '../../../database/transactions.ts';
import { DomainError } from '../../../errors/domain-error.ts';
import { mayCorrect } from '../case/case-access.ts';
import type { Why } from '../case/case-happening.ts';
import { CaseLookup } from '../case/case-lookup.service.ts';
import type { CaseRow } from '../case/case-row.ts';
import { CasesStore } from '../case/cases-store.ts';
import { type KeptOut, together } from '../case/kept-out.ts';
import { ledIn } from '../case/led-elsewhere.ts';
import { Present } from '../case/present.ts';
import { CaseDeciding } from '../handling/case-deciding.service.ts';
import { KeepingOut } from '../handling/keeping-out.service.ts';
import { requireAnswer } from '../handling/recusal-answer.ts';
import { requireSight } from '../handling/require-sight.ts';
import { requireCapacity } from '../review/on-behalf.ts';
import { CorrectionReading, type ReadCorrection } from './correction-reading.service.ts';
import { CorrectionRecord } from './correction-record.service.ts';
import { WRONG_PLACE } from './correction-texts.ts';

/** A correction as somebody asks for it: all that is registered as it is to be, and why. */
export interface Correction extends RecusalAnswer {
  data: FormData;
  reason: string;
  /** Whether it was so from the start, or became so. */
  since?: CorrectedSince;
  /** In what capacity somebody asks for a review who is named now and did not bring the case. */
  onBehalf?: string;
}

/** A case whose correction was read: may it be made, and is anything wrong with it. */
export interface AskedCorrection {
  before: CaseRow;
  read: ReadCorrection;
  /** When it was asked for, with the case locked: what it changes, changes then. */
  at: Date;
}

/** A case that was corrected; `recused`: who is kept out of it from now on. */
export interface CorrectedCase {
  row: CaseRow;
  recused: KeptOut;
  /** What the history says of acts that would have led elsewhere. */
  led: LocalizedText[];
  since: CorrectedSince;
}

/** What was registered is put right: by whom it concerns, with a reason, the old values kept, the rules asked anew. */
@Injectable()
export class Corrections {
  constructor(
    private readonly cases: CaseLookup,
    private readonly reading: CorrectionReading,
    private readonly record: CorrectionRecord,
    private readonly deciding: CaseDeciding,
    private readonly keepingOut: KeepingOut,
    private readonly store: CasesStore,
    private readonly transactions: Transactions,
    private readonly present: Present,
  ) {}

  /** Reads what is asked for, with the case locked. `forbidden` where the user may not correct it. */
  async ask(
    caseId: string,
    { data, since }: Pick<Correction, 'data' | 'since'>,
    locale: Locale,
    ifMatch: string,
  ): Promise<AskedCorrection> {
    await this.keepingOut.hold();
    const before = await this.cases.locked(caseId, ifMatch);
    const { principal } = this.transactions;
    const ground = await this.reading.ground(before);
    if (!mayCorrect(principal, before, ground)) throw new DomainError('forbidden');
    const at = await this.present.now();
    const read = await this.reading.read(before, data, at, locale, since);
    // Nobody corrects a case out of their own sight.
    if (!mayCorrect(principal, read.row, ground) && !read.errors.some(({ keyword }) => keyword === 'place')) {
      read.errors.push({ pointer: '', keyword: 'place', message: WRONG_PLACE[locale] });
    }
    return { before, read, at };
  }

  /**
   * Corrects. An open case is decided anew, as if it had been filed so; of a closed one only what was registered changes.
   * Throws `invalid` with every error of the data, `recusal-unclear` where new words keep out nobody known, `petitioner-unclear`
   * where another person's review is asked for and it is not said in what capacity.
   */
  async correct(asked: AskedCorrection, said: Omit<Correction, 'data'>, locale: Locale): Promise<CorrectedCase> {
    if (asked.read.errors.length === 0) {
      requireAnswer(asked.read.registration.nobodyFound, said, locale);
      requireCapacity(asked.read.stranger, said.onBehalf, locale);
    }
    return this.make(asked, said, locale);
  }

  /** What a correction would come to, whether or not it says yet who is kept out; to be undone. */
  async make(
    { before, read, at }: AskedCorrection,
    { reason, since = 'start', onBehalf, ...answer }: Omit<Correction, 'data'>,
    locale: Locale,
  ): Promise<CorrectedCase> {
    if (read.errors.length > 0) {
      const items = read.errors.map(({ pointer, message }) => ({ pointer: `/data${pointer}`, message }));
      throw new DomainError('invalid', {}, items);
    }
    const out = await this.keepingOut.whenCorrected(before, read.registration, answer);
    const recused = together(out.named, out.chosen);
    const actorId = this.transactions.principal.userId;
    await this.record.begin(before, read, { actorId, at, reason, since, onBehalf });
    const { row, led } = await this.changed(before, read, { by: 'correction', reasons: reason, since }, at, recused);
    return { row: await this.keepingOut.keepCorrected(before, row, out, locale, at), recused, led, since };
  }

  private async changed(before: CaseRow, read: ReadCorrection, why: Why, at: Date, not: KeptOut) {
    if (before.status === 'closed') return { row: await this.store.update(read.row), led: [] };
    const { change } = await this.deciding.propose(before, read.row, why, at);
    requireSight(this.transactions.principal, change.row);
    return { row: await this.deciding.carryOut(before, change, at, { not }), led: ledIn(change) };
  }
}
