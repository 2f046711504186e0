import type { Locale } from '@caseway/form-schemas';
import { Injectable } from '@nestjs/common';
import { hasRole } from '../../../database/principal.ts';
import { Transactions } from '../../../database/transactions.ts';
import { DomainError } from '../../../errors/domain-error.ts';
import { FILERS } from '../case/case-access.ts';
import type { CaseEffect } from '../case/case-effect.ts';
import { caseOfOutcome } from '../case/case-of-outcome.ts';
import type { CaseRow } from '../case/case-row.ts';
import { NOBODY } from '../case/kept-out.ts';
import { Present } from '../case/present.ts';
import { CaseDeciding } from '../handling/case-deciding.service.ts';
import { KeepingOut, type Out } from '../handling/keeping-out.service.ts';
import { forTheTownship } from '../handling/require-sight.ts';
import { capacitySaid, requireCapacity } from '../review/on-behalf.ts';
import { registersAt } from '../review/review-rules.ts';
import { CaseIntake, type Intake, type ReadIntake } from './case-intake.service.ts';
import { FiledWith } from './filed-with.service.ts';
import { Registering } from './registering.service.ts';
import { SeenConfiguration } from './seen-configuration.service.ts';

/** Filing a case: one transaction, all or nothing. */
@Injectable()
export class CaseFiling {
  constructor(
    private readonly intake: CaseIntake,
    private readonly seen: SeenConfiguration,
    private readonly registering: Registering,
    private readonly deciding: CaseDeciding,
    private readonly filedWith: FiledWith,
    private readonly keepingOut: KeepingOut,
    private readonly transactions: Transactions,
    private readonly present: Present,
  ) {}

  /**
   * Validates, decides, numbers, starts the clocks, hands out the tasks and records, in the running transaction.
   * Throws `invalid` with every error of the data, `recusal-unclear` where it keeps out nobody known, `petitioner-unclear`
   * where whom it names did not bring the case that it is about and nobody says in what capacity they ask, `forbidden` where the
   * user may not register there, `outdated` where what they saw is no longer in force and would have answered otherwise.
   */
  async file(intake: Intake, locale: Locale, given?: Date): Promise<CaseRow> {
    const at = given ?? (await this.present.now());
    const read = await this.intake.read(intake, at, locale, { hold: true });
    const { principal } = this.transactions;
    const { review } = read;
    const mayRegister = review
      ? registersAt(principal, review.about, review.authority) !== null
      : hasRole(principal, FILERS, read.scopePath);
    if (principal.userId !== null && !mayRegister) {
      const mayInPlace = read.place !== null && hasRole(principal, FILERS, read.place.scopePath);
      throw mayInPlace && !review ? forTheTownship() : new DomainError('forbidden');
    }
    await this.seen.require(intake.configuration, read, at, locale);
    if (read.errors.length > 0) {
      const items = read.errors.map(({ pointer, message }) => ({ pointer: `/data${pointer}`, message }));
      throw new DomainError('invalid', {}, items);
    }
    requireCapacity(read.stranger, intake.onBehalf, locale);
    const out = await this.keepingOut.whenFiled(read, intake, read.township.scopePath, locale);
    const said = capacitySaid(read.stranger, intake.onBehalf);
    const store = () => this.stored(read, out, said, locale, at);
    // A request about a decision lies above the place that decided, and who takes it in there may not see it.
    return review ? this.transactions.seeing(review.authority.scopePath, store) : store();
  }

  private async stored(read: ReadIntake, out: Out, said: CaseEffect[], locale: Locale, at: Date): Promise<CaseRow> {
    const registered = await this.registering.registered(read, at);
    const { decided: decision } = read;
    const why = { by: 'filing', form: read.form.content.title } as const;
    const calendarVersionId = read.configuration.calendar.versionId;
    const change = caseOfOutcome(null, { is: 'decided', registered, decision, calendarVersionId, why, at });
    const recorded = { ...change, effects: [...change.effects, ...out.said, ...said] };
    const row = await this.deciding.carryOut(null, recorded, at, {
      not: out.named,
      // What the escalation rules count reads them.
      keep: (stored) => this.filedWith.keep(stored, read, at),
    });
    // Last of all: from here on, who is recused sees no row of the case.
    await this.keepingOut.keepFiled(row, out, read.review?.recused ?? NOBODY, locale, at);
    return row;
  }
}
