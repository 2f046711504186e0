import type { Locale } from '@caseway/form-schemas';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../clock/clock.ts';
import { hasRole } from '../../../database/principal.ts';
import { Transactions } from '../../../database/transactions.ts';
import { DomainError } from '../../../errors/domain-error.ts';
import { newId } from '../../../new-id.ts';
import { FieldCipher } from '../../../secrets/field-cipher.ts';
import { FILERS } from '../case/case-access.ts';
import type { CaseEffect } from '../case/case-effect.ts';
import type { RegisteredCase } from '../case/case-happening.ts';
import { caseOfOutcome } from '../case/case-of-outcome.ts';
import type { CaseRow } from '../case/case-row.ts';
import { MEANT_BY_CASE, NAMED_IN_CASE } from '../case/case-texts.ts';
import { CasesStore } from '../case/cases-store.ts';
import { type KeptOut, NOBODY, newIn, together } from '../case/kept-out.ts';
import { CaseDeciding } from '../handling/case-deciding.service.ts';
import { recusalSaid, requireAnswer } from '../handling/recusal-answer.ts';
import { Recusals } from '../handling/recusals.service.ts';
import { registersAt } from '../review/review-rules.ts';
import { HAD_PART } from '../review/review-texts.ts';
import { CaseIntake, type Intake, type ReadIntake } from './case-intake.service.ts';
import { FiledWith } from './filed-with.service.ts';
import { SeenConfiguration } from './seen-configuration.service.ts';

/** Filing a case: one transaction, all or nothing. */
@Injectable()
export class CaseFiling {
  constructor(
    private readonly intake: CaseIntake,
    private readonly seen: SeenConfiguration,
    private readonly store: CasesStore,
    private readonly deciding: CaseDeciding,
    private readonly filedWith: FiledWith,
    private readonly recusals: Recusals,
    private readonly cipher: FieldCipher,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /**
   * Validates, decides, numbers, starts the clocks, hands out the tasks and records, in the running transaction.
   * Throws `invalid` with every error of the data, `recusal-unclear` where it keeps out nobody known, `forbidden` where the user may not register there, `outdated` where what they
   * saw is no longer in force and would have answered otherwise.
   */
  async file(intake: Intake, locale: Locale, given?: Date): Promise<CaseRow> {
    const at = given ?? (await this.clock.shared(() => this.transactions.databaseNow()));
    const read = await this.intake.read(intake, at, locale, { hold: true });
    const { principal } = this.transactions;
    const { review } = read;
    const mayRegister = review
      ? registersAt(principal, review.about, review.authority) !== null
      : hasRole(principal, FILERS, read.scopePath);
    if (principal.userId !== null && !mayRegister) throw new DomainError('forbidden');
    await this.seen.require(intake.configuration, read, at, locale);
    if (read.errors.length > 0) {
      const items = read.errors.map(({ pointer, message }) => ({ pointer: `/data${pointer}`, message }));
      throw new DomainError('invalid', {}, items);
    }
    const chosen = await this.recusals.chosen(intake.keepOut ?? [], read.township.scopePath);
    requireAnswer(read.nobodyFound, intake, locale);
    const answered = { ...read, recused: together(read.recused, chosen) };
    const said = recusalSaid(chosen, { ...intake, nobodyFound: read.nobodyFound }, locale);
    const store = () => this.stored(answered, { chosen, said }, locale, at);
    // A request about a decision lies above the place that decided, and who takes it in there may not see it.
    return review ? this.transactions.seeing(review.authority.scopePath, store) : store();
  }

  private async stored(
    read: ReadIntake,
    { chosen, said }: { chosen: KeptOut; said: CaseEffect[] },
    locale: Locale,
    at: Date,
  ): Promise<CaseRow> {
    const registered = await this.registered(read, at);
    const { decided: decision, recused: not } = read;
    const why = { by: 'filing', form: read.form.content.title } as const;
    const calendarVersionId = read.configuration.calendar.versionId;
    const change = caseOfOutcome(null, { is: 'decided', registered, decision, calendarVersionId, why, at });
    const recorded = { ...change, effects: [...change.effects, ...said] };
    const row = await this.deciding.carryOut(null, recorded, at, {
      not,
      // What the escalation rules count reads them.
      keep: (stored) => this.filedWith.keep(stored, read, at),
    });
    // Last of all: from here on, who is recused sees no row of the case.
    const earlier = read.review?.recused ?? NOBODY;
    await this.store.keepOut(row, chosen, MEANT_BY_CASE[locale], at);
    await this.store.keepOut(row, newIn(not, earlier), NAMED_IN_CASE[locale], at);
    await this.store.keepOut(row, earlier, HAD_PART[locale], at);
    return row;
  }

  private async registered(read: ReadIntake, at: Date): Promise<RegisteredCase> {
    const year = Number(read.receivedOn.slice(0, 4));
    // A review is numbered by the authority that takes it.
    const series = read.review?.authority ?? read.township;
    const count = await this.store.nextNumber(series.id, year);
    return {
      id: newId(),
      number: `${series.key.toUpperCase()}-${year}-${String(count).padStart(6, '0')}`,
      townshipId: read.township.id,
      placeId: read.place?.id ?? null,
      scopePath: read.scopePath,
      formKey: read.form.key,
      formVersionId: read.form.versionId,
      title: read.title,
      data: read.open,
      sensitive: Object.keys(read.sensitive).length > 0 ? this.cipher.seal(read.sensitive) : null,
      petitionerMasked: read.petitionerMasked,
      headcount: read.headcount,
      receivedAt: read.receivedAt,
      receivedOn: read.receivedOn,
      aboutId: read.review?.about.id ?? null,
      review: read.review?.review ?? null,
      reviewed: null,
      createdBy: this.transactions.principal.userId,
      createdAt: at,
      updatedAt: at,
      version: 1,
    };
  }
}
