import { offersReview } from '../../law/asks-for-review.ts';
import type { HandlingPath } from '../../model/handling-path.ts';
import { isReviewable } from '../run/come-back.ts';
import type { Report } from './surroundings.ts';

/** Reviews: who is told that they may ask for one can, and a case whose decision is revoked comes back as work. */
export function checkReview(path: HandlingPath, report: Report): void {
  const { steps, afterReview = {} } = path;
  for (const [effect, step] of Object.entries(afterReview)) {
    const at = `/afterReview/${effect}`;
    const named = steps.find(({ key }) => key === step);
    if (!named) report('unknown-step', at, { step });
    else if (named.kind === 'end') report('comes-back-to-end', at, { step });
  }
  let reviewed = false;
  for (const [place, step] of steps.entries()) {
    for (const [index, { key: action, notice, branches = [], tells }] of step.actions.entries()) {
      if (tells && isReviewable(path, action)) {
        reviewed = true;
        continue;
      }
      const at = `/steps/${place}/actions/${index}`;
      if (offersReview(notice)) report('review-without-clock', `${at}/notice`, { action });
      for (const [nth, branch] of branches.entries()) {
        if (offersReview(branch.notice)) report('review-without-clock', `${at}/branches/${nth}/notice`, { action });
      }
    }
  }
  if (reviewed && afterReview.revoked === undefined) report('review-leads-nowhere', '/afterReview');
  if (!reviewed && offersReview(path.rights)) report('rights-without-review', '/rights');
}
