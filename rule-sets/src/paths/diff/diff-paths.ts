import type { HandlingPath, PathOutcome, PathStep } from '../../model/handling-path.ts';
import { explore } from '../check/explore.ts';
import { rightsOf } from '../rights.ts';
import { waysOf } from '../run/resolve-action.ts';
import {
  below,
  collector,
  type Place,
  pairs,
  type Tell,
  tellSource,
  tellText,
  tellTitle,
  tellValue,
} from './compare.ts';
import { diffActions } from './diff-actions.ts';
import { diffClocks } from './diff-clocks.ts';
import type { PathChange } from './path-change.ts';

/** What is told of rights once this is decided; where both sides tell the path's, that is what changed, or did not. */
function diffRights(was: PathOutcome, is: PathOutcome, { before, after, place, tell }: OutcomesAside): void {
  if (was.rights === undefined && is.rights === undefined) return;
  const [old, now] = [rightsOf(before, was.key) ?? undefined, rightsOf(after, is.key) ?? undefined];
  const at = (of: string, { rights }: PathOutcome) => (rights === undefined ? of : `${of}/rights`);
  tellText(tell, 'rights', { was: at(place.was, was), is: at(place.is, is) }, old, now, { outcome: is.key });
}

interface OutcomesAside {
  before: HandlingPath;
  after: HandlingPath;
  place: Place;
  tell: Tell;
}

function diffOutcomes(from: HandlingPath, to: HandlingPath, tell: Tell): void {
  const [before, after] = [from.outcomes, to.outcomes];
  const { added, removed, stayed, moved } = pairs(before, after);
  for (const { item, index } of removed) tell('outcome-removed', `/outcomes/${index}`, { outcome: item.key });
  for (const { item, index } of added) tell('outcome-added', `/outcomes/${index}`, { outcome: item.key });
  for (const { after: item, index } of moved) tell('outcome-moved', `/outcomes/${index}`, { outcome: item.key });
  for (const { before: was, after: is, index, was: old } of stayed) {
    const at = `/outcomes/${index}`;
    const about = { outcome: is.key };
    tellTitle(tell, `${at}/title`, was, is, before, about);
    tellValue(tell, 'outcome-effect-changed', `${at}/effect`, was.effect, is.effect, about);
    diffRights(was, is, { before: from, after: to, place: { was: `/outcomes/${old}`, is: at }, tell });
  }
}

function diffDocuments(before: PathStep, after: PathStep, { was: from, is: at }: Place, tell: Tell): void {
  const step = after.key;
  const { added, removed, stayed, moved } = pairs(before.documents ?? [], after.documents ?? []);
  const about = (subject: string) => ({ step, subject });
  for (const { item, index } of removed) tell('document-removed', `${from}/${index}`, about(item.key));
  for (const { item, index } of added) tell('document-added', `${at}/${index}`, about(item.key));
  for (const { after: item, index } of moved) tell('document-moved', `${at}/${index}`, about(item.key));
  for (const { before: was, after: is, index } of stayed) {
    tellTitle(tell, `${at}/${index}/title`, was, is, before.documents ?? [], about(is.key));
    const pointer = `${at}/${index}/required`;
    tellValue(tell, 'document-required-changed', pointer, was.required, is.required, about(is.key));
  }
}

function diffStep(before: PathStep, after: PathStep, place: Place, old: HandlingPath, tell: Tell): void {
  const at = place.is;
  const about = { step: after.key };
  tellTitle(tell, `${at}/title`, before, after, old.steps, about);
  tellText(tell, 'public-title', below(place, 'publicTitle'), before.publicTitle, after.publicTitle, about);
  tellValue(tell, 'help-changed', `${at}/help`, before.help, after.help, about);
  tellValue(tell, 'kind-changed', `${at}/kind`, before.kind, after.kind, about);
  tellValue(tell, 'assignee-changed', `${at}/assignee`, before.assignee, after.assignee, about);
  diffDocuments(before, after, below(place, 'documents'), tell);
  const titled = old.steps.flatMap(({ actions }) => actions);
  diffActions(before.actions, after.actions, below(place, 'actions'), after.key, titled, tell);
}

/** Steps of both versions from which an end was in reach, and is not any more. */
function lostWaysOut(before: HandlingPath, after: HandlingPath, tell: Tell): void {
  const [was, is] = [before, after].map((path) => explore(path, waysOf).stuck);
  for (const [index, { key, kind }] of after.steps.entries()) {
    const known = before.steps.some((step) => step.key === key);
    if (known && kind !== 'end' && is?.has(key) && !was?.has(key))
      tell('way-out-lost', `/steps/${index}`, { step: key });
  }
}

/**
 * What changed between two versions of a handling path, in the order of the path, each classed by what it means for cases
 * on the old one. Nothing exactly where the two are equal in meaning: order counts where it decides or is seen, absence
 * is the default. Takes paths that `isRegularPath` accepts.
 */
export function diffPaths(before: HandlingPath, after: HandlingPath): PathChange[] {
  const { changes, tell } = collector();
  tellValue(tell, 'key-changed', '/key', before.key, after.key);
  tellValue(tell, 'title-changed', '/title', before.title, after.title);
  tellValue(tell, 'description-changed', '/description', before.description, after.description);
  const whole: Place = { was: '', is: '' };
  tellText(tell, 'public-title', below(whole, 'publicTitle'), before.publicTitle, after.publicTitle);
  tellText(tell, 'rights', below(whole, 'rights'), before.rights, after.rights);
  tellSource(tell, '/source', before.source, after.source);
  tellValue(tell, 'start-changed', '/steps/0', before.steps[0]?.key, after.steps[0]?.key);
  tellValue(tell, 'after-review-changed', '/afterReview', before.afterReview, after.afterReview);
  const { added, removed, stayed, moved } = pairs(before.steps, after.steps);
  for (const { item, index } of removed) tell('step-removed', `/steps/${index}`, { step: item.key });
  for (const { item, index } of added) tell('step-added', `/steps/${index}`, { step: item.key });
  for (const { after: item, index } of moved) tell('step-moved', `/steps/${index}`, { step: item.key });
  for (const { before: old, after: now, index, was } of stayed) {
    diffStep(old, now, { was: `/steps/${was}`, is: `/steps/${index}` }, before, tell);
  }
  diffClocks(before.clocks, after.clocks, tell);
  diffOutcomes(before, after, tell);
  if (changes.some((change) => !['safe', 'words'].includes(change.class))) lostWaysOut(before, after, tell);
  return changes;
}
