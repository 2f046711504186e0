import type { FormData, Locale } from '@caseway/form-schemas';
import {
  giveUpDelivery,
  type HandlingPath,
  notArrived,
  type PathEvent,
  recordDelivery,
  undelivered,
  type Waiting,
} from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../errors/domain-error.ts';
import { notNow } from '../../../http/not-now.ts';
import { ConfigurationReader } from '../../configuration/configuration-reader.ts';
import type { Versioned } from '../../configuration/versioned.ts';
import { caseOfOutcome } from '../case/case-of-outcome.ts';
import type { CaseRow } from '../case/case-row.ts';
import { Present } from '../case/present.ts';
import { WorkedCases } from '../case/worked-cases.service.ts';
import { ReviewNotes } from '../review/review-notes.service.ts';
import { dayErrors, deliveredOnIn } from './action-checks.service.ts';
import { actionOf, deliveryDetails } from './action-details.ts';
import { CaseActions } from './case-actions.service.ts';
import { CaseEffects } from './case-effects.service.ts';
import { StepForms } from './step-forms.service.ts';

/** A letter by the action that told it, and when; without that the last one of the action that waits. */
export interface Letter {
  action: string;
  /** ISO 8601, UTC. */
  toldFrom?: string;
}

/** What was told in writing is delivered later than it was told, at the first attempt or the third, or never. */
@Injectable()
export class CaseDeliveries {
  constructor(
    private readonly cases: WorkedCases,
    private readonly reader: ConfigurationReader,
    private readonly actions: CaseActions,
    private readonly forms: StepForms,
    private readonly effects: CaseEffects,
    private readonly reviews: ReviewNotes,
    private readonly present: Present,
  ) {}

  /**
   * The form that records the delivery of a letter: of one that was made, or of one that an action will make which the user may
   * do now, and may deliver with it. Without `toldFrom` the action that may be done goes before what it told earlier.
   */
  async form(row: CaseRow, letter: Letter): Promise<Versioned<'forms'>> {
    const { content: path } = await this.reader.version('paths', row.pathVersionId);
    const key = (await this.formToCome(row, path, letter)) ?? formOf(path, row, letter);
    if (key === undefined) throw new DomainError('not-found', { what: `deliveries/${letter.action}` });
    return this.forms.form(row, key);
  }

  /**
   * An attempt, on open and closed cases alike: with the day on which it arrived, clocks follow from that day; without one it
   * failed and is told as such. One that was given up may arrive after all. `not-allowed-now` where nothing of that action
   * waits to be delivered.
   */
  async record(caseId: string, letter: Letter, data: FormData, locale: Locale, ifMatch?: string): Promise<CaseRow> {
    const { action: key } = letter;
    const row = await this.cases.locked(caseId, ifMatch);
    const at = await this.present.now();
    const told = waiting(letter, undelivered(row.pathState)) ?? waiting(letter, notArrived(row.pathState));
    if (!told) throw notNow({ 'zh-CN': '没有等待送达的这一文书', en: 'no letter of this kind waits to be delivered' });
    const from = { locale, pointer: '/data', at, toldAt: new Date(told.told.at) };
    const path = await this.reader.version('paths', row.pathVersionId);
    const form = actionOf(path.content, told.told)?.tells?.form;
    if (form === undefined) throw new DomainError('not-found', { what: `deliveries/${key}` });
    const delivery = await this.forms.read(row, form, data, from);
    const errors = [...delivery.errors, ...dayErrors(delivery, from)];
    if (errors.length > 0) throw new DomainError('invalid', {}, errors);
    const deliveredOn = deliveredOnIn(delivery);
    const state = recordDelivery(path.content, row.pathState, { event: told.event, deliveredOn, at });
    const details = deliveryDetails(actionOf(path.content, told.told), told.told.at, deliveredOn, delivery);
    const after = { action: key, deliveredOn };
    const happening = { is: 'delivered', as: 'delivery', state, details, after, at } as const;
    const stored = await this.effects.carryOut(caseOfOutcome(row, happening), at);
    await this.reviews.stands(stored, at);
    return stored;
  }

  /** A letter cannot be delivered, for reasons: it waits for nobody any more. `not-allowed-now` where none waits. */
  async giveUp(caseId: string, letter: Letter, reasons: string, ifMatch?: string): Promise<CaseRow> {
    const { action } = letter;
    const row = await this.cases.locked(caseId, ifMatch);
    const at = await this.present.now();
    const told = waiting(letter, undelivered(row.pathState));
    if (!told) throw notNow({ 'zh-CN': '没有等待送达的这一文书', en: 'no letter of this kind waits to be delivered' });
    const { content: path } = await this.reader.version('paths', row.pathVersionId);
    const title = actionOf(path, told.told)?.title ?? { 'zh-CN': action, en: action };
    const happening = {
      is: 'delivered',
      as: 'undeliverable',
      state: giveUpDelivery(path, row.pathState, told.event, at),
      details: { action, toldAt: told.told.at, title: { ...title }, reasons },
      after: { action },
      at,
    } as const;
    return this.effects.carryOut(caseOfOutcome(row, happening), at);
  }

  /** The form for a letter that is not made yet. */
  private async formToCome(row: CaseRow, path: HandlingPath, { action, toldFrom }: Letter) {
    if (toldFrom !== undefined) return undefined;
    return (await this.actions.allowed(row, path)).find(({ key }) => key === action)?.tells?.form;
  }
}

/** The form for a letter that was made. */
function formOf(path: HandlingPath, row: CaseRow, letter: Letter): string | undefined {
  const event = row.pathState.history.findLast((it) => it.told && isLetter(letter, it));
  return event && actionOf(path, event)?.tells?.form;
}

const isLetter = ({ action, toldFrom }: Letter, told: Pick<PathEvent, 'action' | 'at'>): boolean =>
  told.action === action && (toldFrom === undefined || told.at === toldFrom);

const waiting = (letter: Letter, letters: readonly Waiting[]): Waiting | undefined =>
  letters.findLast(({ told }) => isLetter(letter, told));
