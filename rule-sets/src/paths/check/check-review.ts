import { offersReview } from '../../law/asks-for-review.ts';
import type { HandlingPath } from '../../model/handling-path.ts';
import { rightsOf } from '../rights.ts';
import { isReviewable } from '../run/come-back.ts';
import type { Explored } from './explore.ts';
import type { Report } from './surroundings.ts';

/** Reviews: who is told that they may ask for one can, and a case whose decision is revoked comes back as work. */
export function checkReview(path: HandlingPath, explored: Explored, report: Report): void {
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
  checkRights(path, explored, report);
}

/**
 * Of each outcome the petitioner is told of a review where there is one, and of none where a case ends with it and there is not.
 * With an outcome that another always follows, the rights of the path are still ahead.
 */
function checkRights(path: HandlingPath, { ending, reviewable }: Explored, report: Report): void {
  for (const [index, { key: outcome, rights }] of path.outcomes.entries()) {
    const offered = offersReview(rightsOf(path, outcome));
    const at = rights === undefined ? `/outcomes/${index}` : `/outcomes/${index}/rights`;
    if (offered && ending.has(outcome) && !reviewable.has(outcome)) report('outcome-without-review', at, { outcome });
    if (!offered && reviewable.has(outcome)) report('review-untold', at, { outcome });
  }
}
