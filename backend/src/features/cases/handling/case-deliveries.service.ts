import type { FormData, Locale } from '@caseway/form-schemas';
import { recordDelivery, undelivered } from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../clock/clock.ts';
import { Transactions } from '../../../database/transactions.ts';
import { DomainError } from '../../../errors/domain-error.ts';
import { ConfigurationReader } from '../../configuration/configuration-reader.ts';
import type { Versioned } from '../../configuration/versioned.ts';
import { mayWork } from '../case/case-access.ts';
import { CaseLookup, requireSeen } from '../case/case-lookup.service.ts';
import { caseOfOutcome } from '../case/case-of-outcome.ts';
import type { CaseRow } from '../case/case-row.ts';
import { ReviewNotes } from '../review/review-notes.service.ts';
import { dayErrors, deliveredOnIn } from './action-checks.service.ts';
import { actionOf, deliveryDetails } from './action-details.ts';
import { CaseEffects } from './case-effects.service.ts';
import { StepForms } from './step-forms.service.ts';

/** What was told in writing is delivered later than it was told, at the first attempt or the third. */
@Injectable()
export class CaseDeliveries {
  constructor(
    private readonly cases: CaseLookup,
    private readonly reader: ConfigurationReader,
    private readonly forms: StepForms,
    private readonly effects: CaseEffects,
    private readonly reviews: ReviewNotes,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** The form that records the delivery of what an action told. */
  async form(row: CaseRow, action: string): Promise<Versioned<'forms'>> {
    return (await this.reader.inForce(row.townshipId, 'now')).form(await this.formKey(row, action));
  }

  /**
   * An attempt, on open and closed cases alike: with the day on which it arrived, clocks follow from that day; without one it
   * failed and is told as such. `not-allowed-now` where nothing of that action waits to be delivered.
   */
  async record(caseId: string, key: string, data: FormData, locale: Locale, ifMatch?: string): Promise<CaseRow> {
    const at = this.clock.now();
    const row = await this.cases.locked(caseId);
    // Who may not do it is told so, and not that they have seen an old version.
    if (!mayWork(this.transactions.principal, row)) throw new DomainError('forbidden');
    requireSeen(row, ifMatch);
    const told = undelivered(row.pathState).findLast((it) => it.told.action === key);
    if (!told) throw new DomainError('not-allowed-now', { what: `deliveries/${key}` });
    const from = { locale, pointer: '/data', at };
    const delivery = await this.forms.read(row, await this.formKey(row, key), data, from);
    const errors = [...delivery.errors, ...dayErrors(delivery, { toldAt: new Date(told.told.at), at }, from)];
    if (errors.length > 0) throw new DomainError('invalid', {}, errors);
    const path = await this.reader.version('paths', row.pathVersionId);
    const deliveredOn = deliveredOnIn(delivery);
    const state = recordDelivery(path.content, row.pathState, { event: told.event, deliveredOn, at });
    const details = deliveryDetails(actionOf(path.content, told.told), told.told.at, deliveredOn, delivery);
    const after = { action: key, deliveredOn };
    const stored = await this.effects.carryOut(caseOfOutcome(row, { is: 'delivered', state, details, after, at }), at);
    await this.reviews.stands(stored, at);
    return stored;
  }

  private async formKey(row: CaseRow, action: string): Promise<string> {
    const path = await this.reader.version('paths', row.pathVersionId);
    const event = row.pathState.history.findLast((it) => it.action === action && it.told);
    const form = event && actionOf(path.content, event)?.tells?.form;
    if (!form) throw new DomainError('not-found', { what: `deliveries/${action}` });
    return form;
  }
}
