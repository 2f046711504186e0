import type { HandlingPath, OutcomeEffect, PathAction, PathOutcome } from '../../model/handling-path.ts';
import type { EarlierAction, PathState, Told } from './path-state.ts';
import { placeholdersOf } from './placeholders.ts';

export const outcomeOf = (path: HandlingPath, outcome: string | null | undefined): PathOutcome | undefined =>
  path.outcomes.find(({ key }) => key === outcome);

/** What was decided, in words of the path on which it was; `effect`: where that is known. */
export type DecidedOutcome = Pick<PathOutcome, 'key' | 'title'> & Partial<Pick<PathOutcome, 'effect'>>;

/**
 * What an act decided, called as on the path on which it was done (`earlier`: one that the case has left). Of a path that was
 * left before this was kept, and knew another outcome than the present one, the act is told instead.
 */
export function outcomeDecided(
  { outcomes }: { outcomes: readonly PathOutcome[] },
  { outcome: key, earlier }: { outcome: string; earlier?: Pick<EarlierAction, 'title' | 'outcome'> | null },
): DecidedOutcome {
  const known = earlier?.outcome ?? outcomes.find((outcome) => outcome.key === key);
  if (known) return { key, title: known.title, effect: known.effect };
  return { key, title: earlier?.title ?? { 'zh-CN': key, en: key } };
}

/**
 * What stands with a case: the outcome decided last, and whether a review has put its own decision in its place since; what
 * that is, answers are not held against.
 */
export interface Decided {
  outcome: string | undefined;
  reviewed: boolean;
}

export function decidedIn({ outcome, history }: Pick<PathState, 'outcome' | 'history'>): Decided {
  const last = history.findLast((event) => event.outcome !== undefined || event.reviewed !== undefined);
  return { outcome, reviewed: last?.reviewed === 'changed' };
}

/**
 * What was last told in writing of what stands: by the act that decided it, or by one before that decided the same, with nothing
 * else decided between. Who confirms what a letter said makes no letter arrive.
 */
export function tellingOf({ outcome, history }: Pick<PathState, 'outcome' | 'history'>): Told | undefined {
  const other = history.findLastIndex((event) => event.outcome !== undefined && event.outcome !== outcome);
  return history.slice(other + 1).findLast((event) => event.told && event.outcome === outcome && outcome !== undefined)
    ?.told;
}

/**
 * Whether what stands was told in writing, and was not given up on its way: it stands until something else is decided, or until it
 * is told in writing that it does not. That a promise was not kept takes nothing back of what was promised.
 */
export function isTold(state: Pick<PathState, 'outcome' | 'history'>): boolean {
  const told = tellingOf(state);
  return told !== undefined && (told.deliveredOn !== null || told.givenUpAt === undefined);
}

/** Whether what stands was told in writing, and has not arrived: who asked does not know it yet. */
export const outcomeOnItsWay = (state: Pick<PathState, 'history' | 'outcome'>): boolean =>
  tellingOf(state)?.deliveredOn === null;

/** What is looked at of the way that an action goes. */
type Way = Pick<PathAction, 'to' | 'notice'> & { branch: number; outcome?: string | null };

/** The outcome with which a case stands that has gone a way, as far as answers are held against it: decided, or closed with. */
export function standingAfter(path: HandlingPath, way: Way, before: Decided): string | null | undefined {
  if (way.outcome !== undefined) return way.outcome;
  return path.steps.find(({ key }) => key === way.to)?.kind === 'end' ? before.outcome : undefined;
}

/** What the outcome means with which a case has come to an action; undefined where none stands as it was decided. */
export const earlierEffect = (path: HandlingPath, before: Decided): OutcomeEffect | undefined =>
  before.reviewed ? undefined : outcomeOf(path, before.outcome)?.effect;

/**
 * What the petitioner is told of the matter, whichever way an action goes: as the path says it (`says`); else the outcome
 * that the text names (`{outcome}`), or with which it was written. A text that a branch takes over says what it says there.
 */
export function saidBy(path: HandlingPath, action: PathAction, way: Way, before: Decided): OutcomeEffect[] {
  const held = action.branches?.[way.branch];
  const own = held && (held.notice !== undefined || held.says !== undefined) ? held : action;
  if (own.says) return own.says;
  if (!way.notice) return [];
  const named = placeholdersOf(way.notice).includes('outcome');
  const stands = way.outcome === undefined ? before.outcome : way.outcome;
  const effect = outcomeOf(path, named ? stands : own === action ? action.outcome : way.outcome)?.effect;
  return effect === undefined ? [] : [effect];
}
