import type { FormData } from '@caseway/form-schemas';
import {
  comeBack,
  type PathOutcome,
  type ReviewEffect,
  reviewAsked,
  reviewTakenBack,
  stepOf,
} from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import { Transactions } from '../../../database/transactions.ts';
import { ConfigurationReader } from '../../configuration/configuration-reader.ts';
import { caseOfOutcome } from '../case/case-of-outcome.ts';
import type { CaseRow } from '../case/case-row.ts';
import { filled } from '../case/case-texts.ts';
import { CasesStore } from '../case/cases-store.ts';
import { ReviewNotes } from '../review/review-notes.service.ts';
import { CAME_BACK } from '../review/review-texts.ts';
import { isAboutStanding } from '../review/reviewed.ts';
import type { ReviewRequest } from '../review/reviews.service.ts';
import { CaseEffects } from './case-effects.service.ts';

const comesBack = (effect: PathOutcome['effect']): effect is ReviewEffect =>
  effect === 'changed' || effect === 'revoked';

/** What a review does to the case that it is about, when it is asked for and when it has been decided. */
@Injectable()
export class ReviewedCases {
  constructor(
    private readonly cases: CasesStore,
    private readonly reader: ConfigurationReader,
    private readonly notes: ReviewNotes,
    private readonly effects: CaseEffects,
    private readonly transactions: Transactions,
  ) {}

  /** It was asked for: the office that decided learns of it, and the period for asking was used. */
  async asked(review: CaseRow, request: ReviewRequest, at: Date): Promise<void> {
    const about = await this.cases.byId(request.about.id, true);
    if (about) {
      const { content: path } = await this.reader.version('paths', about.pathVersionId);
      const state = reviewAsked(path, about.pathState, at);
      await this.effects.carryOut(caseOfOutcome(about, { is: 'review-asked', state, at }), at);
    }
    await this.notes.asked(review, request, at);
  }

  /** Something was decided in a case, or a decision taken back (`outcome` undefined). Nothing where it is about no other. */
  async decided(review: CaseRow, outcome: PathOutcome | undefined, data: FormData, at: Date): Promise<void> {
    await this.notes.stands(review, at);
    if (!outcome) return;
    await this.notes.decided(review, outcome.title, at);
    if (outcome.effect === 'withdrawn') await this.takenBack(review, at);
    if (comesBack(outcome.effect)) await this.back(review, outcome, outcome.effect, data, at);
  }

  /** Nothing was reviewed: who withdrew may ask again as long as the period runs. */
  private async takenBack(review: CaseRow, at: Date): Promise<void> {
    const about = review.aboutId === null ? null : await this.cases.byId(review.aboutId, true);
    if (!about) return;
    const { content: path } = await this.reader.version('paths', about.pathVersionId);
    const state = reviewTakenBack(path, about.pathState, review.createdAt);
    await this.effects.carryOut(caseOfOutcome(about, { is: 'review-asked', state, at }), at);
  }

  /** It comes back where its path names a step for that; else what it is itself about does. */
  private async back(review: CaseRow, outcome: PathOutcome, effect: ReviewEffect, data: FormData, at: Date) {
    const by = this.transactions.principal.userId;
    for (let of = review; of.aboutId !== null; ) {
      const about = await this.cases.byId(of.aboutId, true);
      if (!about) return;
      const { content: path } = await this.reader.version('paths', about.pathVersionId);
      if (!isAboutStanding(about, path, of)) return;
      const state = comeBack(path, about.pathState, { effect, data, form: about.data, by, at });
      if (state) {
        const { number } = review;
        const step = stepOf(path, state.step).title;
        const message = filled(CAME_BACK, { number: about.number, review: number, outcome: outcome.title, step });
        const happening = { is: 'came-back', path, state, message, review: { number, effect }, at } as const;
        await this.effects.carryOut(caseOfOutcome(about, happening), at);
        return;
      }
      of = about;
    }
  }
}
