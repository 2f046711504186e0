import { citedIn } from '../../law/citations.ts';
import type { ActionBranch, ActionEffect, PathAction } from '../../model/handling-path.ts';
import {
  type About,
  beforeAfter,
  below,
  canonicalText,
  equal,
  type Place,
  pairs,
  type Tell,
  tellTitle,
  tellValue,
  unnamed,
} from './compare.ts';
import { clausesOf, compareConditions } from './conditions.ts';

const REQUIREMENTS = ['reasons', 'legalBasis', 'policyBasis'] as const;

/** What an action asks for beside its form: a key each; a document as `document:key`. */
export function requirementsOf({ requires = {} }: PathAction): string[] {
  const words = REQUIREMENTS.filter((name) => requires[name] === true);
  return [...words, ...new Set((requires.documents ?? []).map((key) => `document:${key}`))];
}

function diffRequirements(before: PathAction, after: PathAction, { was, is }: Place, about: About, tell: Tell): void {
  const [old, now] = [requirementsOf(before), requirementsOf(after)];
  for (const subject of old)
    if (!now.includes(subject)) tell('requirement-removed', `${was}/requires`, { ...about, subject });
  for (const subject of now)
    if (!old.includes(subject)) tell('requirement-added', `${is}/requires`, { ...about, subject });
}

/** An effect without what is only read. */
export function effectBehaviour(effect: ActionEffect): ActionEffect {
  const nothing = { 'zh-CN': '', en: '' };
  if (effect.type === 'task') return { ...effect, title: nothing };
  if (effect.type === 'notify') return { ...effect, roles: [...effect.roles].sort(), message: nothing };
  // By which law it rests makes it lawful; how that is said does not.
  if (effect.type === 'pause-clock' && effect.source) {
    const cited = canonicalText(citedIn(effect.source['zh-CN']));
    return { ...effect, source: { 'zh-CN': cited, en: '' } };
  }
  return effect;
}

const effectText = (effect: ActionEffect): string => canonicalText(effectBehaviour(effect));
const wordsOf = (effect: ActionEffect): unknown =>
  effect.type === 'task'
    ? effect.title
    : effect.type === 'notify'
      ? effect.message
      : effect.type === 'pause-clock'
        ? effect.source
        : undefined;

function diffEffects(
  before: readonly ActionEffect[],
  after: readonly ActionEffect[],
  { was: from, is: at }: Place,
  about: About,
  tell: Tell,
): void {
  const { removed, added, inOrder } = unnamed(before, after, effectText);
  for (const { item, index } of removed)
    tell('effect-removed', `${from}/${index}`, { ...about, ...beforeAfter(item, undefined) });
  for (const { item, index } of added)
    tell('effect-added', `${at}/${index}`, { ...about, ...beforeAfter(undefined, item) });
  if (!inOrder) tell('effects-moved', at, about);
  const left = [...before];
  for (const [index, effect] of after.entries()) {
    const same = left.findIndex(
      (other) => effectText(other) === effectText(effect) && equal(wordsOf(other), wordsOf(effect)),
    );
    const twin = same >= 0 ? same : left.findIndex((other) => effectText(other) === effectText(effect));
    const [was] = twin < 0 ? [] : left.splice(twin, 1);
    if (was) tellValue(tell, 'effect-words-changed', `${at}/${index}`, wordsOf(was), wordsOf(effect), about);
  }
}

const sameCondition = (a: ActionBranch, b: ActionBranch): boolean =>
  compareConditions(clausesOf(a.when), clausesOf(b.when)).effect === 'same';

/** What a branch does, without its condition and what is only read. */
function branchBehaviour({ when: _, refuse, notice, says, effects, ...rest }: ActionBranch): string {
  return canonicalText({
    ...rest,
    ...(says ? { says: [...says].sort() } : {}),
    ...(effects ? { effects: effects.map(effectBehaviour) } : {}),
    ...(refuse ? { refuse: true } : {}),
    ...(notice === undefined ? {} : { notice: notice !== null }),
  });
}

const branchWords = ({ refuse, notice, effects = [] }: ActionBranch): unknown => [
  refuse ?? null,
  notice ?? null,
  effects.map((effect) => wordsOf(effect) ?? null),
];

function diffBranches(
  before: readonly ActionBranch[],
  after: readonly ActionBranch[],
  { was: from, is: at }: Place,
  about: About,
  tell: Tell,
) {
  const left = before.map((branch, index) => ({ branch, index }));
  const places: number[] = [];
  const come: { branch: ActionBranch; index: number }[] = [];
  for (const [index, branch] of after.entries()) {
    const alike = left.filter((other) => sameCondition(other.branch, branch));
    const twin = alike.find((other) => branchBehaviour(other.branch) === branchBehaviour(branch)) ?? alike[0];
    if (!twin) {
      come.push({ branch, index });
      continue;
    }
    left.splice(left.indexOf(twin), 1);
    places.push(twin.index);
    if (branchBehaviour(twin.branch) !== branchBehaviour(branch)) {
      tell('branch-changed', `${at}/${index}`, { ...about, ...beforeAfter(twin.branch, branch) });
    } else if (!equal(branchWords(twin.branch), branchWords(branch))) {
      tell('branch-words-changed', `${at}/${index}`, { ...about, ...beforeAfter(twin.branch, branch) });
    }
  }
  for (const { branch, index } of come) {
    // One that does the same under another condition is one that was changed.
    const twin = left.find((other) => branchBehaviour(other.branch) === branchBehaviour(branch));
    if (!twin) tell('branch-added', `${at}/${index}`, { ...about, ...beforeAfter(undefined, branch) });
    else {
      left.splice(left.indexOf(twin), 1);
      tell('branch-changed', `${at}/${index}`, { ...about, ...beforeAfter(twin.branch, branch) });
    }
  }
  for (const { branch, index } of left)
    tell('branch-removed', `${from}/${index}`, { ...about, ...beforeAfter(branch, undefined) });
  // The first that holds decides.
  if (places.some((place, index) => index > 0 && place < (places[index - 1] ?? 0))) tell('branches-moved', at, about);
}

function diffNotice(before: PathAction, after: PathAction, { was, is }: Place, about: About, tell: Tell): void {
  const code = !before.notice ? 'notice-added' : !after.notice ? 'notice-removed' : 'notice-changed';
  tellValue(tell, code, `${after.notice ? is : was}/notice`, before.notice, after.notice, about);
}

function diffAction(
  before: PathAction,
  after: PathAction,
  place: Place,
  step: string,
  others: readonly PathAction[],
  tell: Tell,
): void {
  const at = place.is;
  const about = { step, action: after.key };
  tellTitle(tell, `${at}/title`, before, after, others, about);
  tellValue(tell, 'help-changed', `${at}/help`, before.help, after.help, about);
  tellValue(tell, 'by-changed', `${at}/by`, [...before.by].sort(), [...after.by].sort(), about);
  tellValue(tell, 'target-changed', `${at}/to`, before.to, after.to, about);
  tellValue(tell, 'action-form-changed', `${at}/form`, before.form, after.form, about);
  diffRequirements(before, after, place, about, tell);
  tellValue(tell, 'action-outcome-changed', `${at}/outcome`, before.outcome, after.outcome, about);
  tellValue(tell, 'approval-changed', `${at}/approves`, before.approves, after.approves, about);
  tellValue(tell, 'at-most-changed', `${at}/atMost`, before.atMost, after.atMost, about);
  tellValue(tell, 'reports-back-changed', `${at}/reportsBack`, before.reportsBack, after.reportsBack, about);
  tellValue(tell, 'tells-changed', `${at}/tells`, before.tells, after.tells, about);
  diffNotice(before, after, place, about, tell);
  const said = ({ says }: PathAction) => says && [...says].sort();
  tellValue(tell, 'says-changed', `${at}/says`, said(before), said(after), about);
  diffEffects(before.effects ?? [], after.effects ?? [], below(place, 'effects'), about, tell);
  diffBranches(before.branches ?? [], after.branches ?? [], below(place, 'branches'), about, tell);
}

/** Actions of a step that both versions have; `others`: every action of the path as it was. */
export function diffActions(
  before: readonly PathAction[],
  after: readonly PathAction[],
  place: Place,
  step: string,
  others: readonly PathAction[],
  tell: Tell,
) {
  const { added, removed, stayed, moved } = pairs(before, after);
  for (const { item, index } of removed) tell('action-removed', `${place.was}/${index}`, { step, action: item.key });
  for (const { item, index } of added) tell('action-added', `${place.is}/${index}`, { step, action: item.key });
  for (const { after: item, index } of moved) tell('action-moved', `${place.is}/${index}`, { step, action: item.key });
  for (const { before: old, after: now, index, was } of stayed) {
    diffAction(old, now, below(place, index, was), step, others, tell);
  }
}
