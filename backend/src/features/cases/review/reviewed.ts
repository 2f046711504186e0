import type { Locale } from '@caseway/form-schemas';
import { dayWords, type HandlingPath, localDay, reviewableDecision, toldDecision } from '@caseway/rule-sets';
import type { Scope } from '../../townships/scopes.service.ts';
import type { Reviewed } from '../case/case-review.ts';
import type { CaseRow } from '../case/case-row.ts';
import { filled } from '../case/case-texts.ts';
import { decidedAt } from './review-rules.ts';
import { AUTHORITY_OUTSIDE, REVIEW_DELIVERED, REVIEW_NOT_DELIVERED, REVIEWED } from './review-texts.ts';

/** What a review itself makes of the decision that it is about, as it stands now; null where that decision stands. */
export function resultOf(review: CaseRow, path: HandlingPath, scopes: readonly Scope[]): Reviewed | null {
  const outcome = path.outcomes.find(({ key }) => key === review.outcome);
  if (!outcome || (outcome.effect !== 'changed' && outcome.effect !== 'revoked')) return null;
  const decided = review.pathState.history.findLast((event) => event.outcome === outcome.key);
  if (!decided) return null;
  const { id, number } = review;
  const authority = review.review?.outside ? AUTHORITY_OUTSIDE : decidedAt(review, scopes)?.title;
  return {
    effect: outcome.effect,
    title: outcome.title,
    authority: authority ?? AUTHORITY_OUTSIDE,
    id,
    number,
    decidedOn: localDay(new Date(decided.at)),
    deliveredOn: toldDecision(review.pathState)?.deliveredOn ?? null,
  };
}

/** Whether a review is about what stands on the case: it may have been decided anew since. */
export const isAboutStanding = (about: CaseRow, path: HandlingPath, review: CaseRow): boolean =>
  reviewableDecision(path, about.pathState)?.event === review.review?.event;

/** For who asked: that what was decided stands no longer, who decided that, when, and whether they were told. */
export function reviewedWords({ authority, number, decidedOn, deliveredOn, title }: Reviewed, locale: Locale): string {
  const told =
    deliveredOn === null ? REVIEW_NOT_DELIVERED : filled(REVIEW_DELIVERED, { day: dayWords(deliveredOn, locale) });
  return filled(REVIEWED, { authority, number, day: dayWords(decidedOn, locale), outcome: title, told })[locale];
}
