import type { HandlingPath, PathAction } from '../../model/handling-path.ts';
import { isReviewable } from '../run/come-back.ts';
import type { ActionWay } from '../run/resolve-action.ts';
import type { Decided } from '../run/what-stands.ts';

/** Where a case may have come to, as far as what may be done there depends on it. */
interface Standing extends Decided {
  step: string;
  /** What was decided was told in writing, and is not taken back. */
  told: boolean;
  /** How often actions were done that may be done only so often; and of what waits for approval, 1 by `pending`. */
  done: ReadonlyMap<string, number>;
}

/** Everything that can happen on a path. */
export interface Explored {
  steps: ReadonlySet<string>;
  actions: ReadonlySet<PathAction>;
  /** What may have been decided when an action is begun. */
  carried: ReadonlyMap<PathAction, readonly Decided[]>;
  /** Steps on which a case may stand so that no end can be reached any more. */
  stuck: ReadonlySet<string>;
  /** Outcomes with which a case may end, and those that are told so that they can be reviewed. */
  ending: ReadonlySet<string>;
  reviewable: ReadonlySet<string>;
}

/** The ways that an action may go: at all, or where that was decided before. */
export type WaysOf = (action: PathAction, before?: Decided) => readonly ActionWay[];

const MOST_STANDINGS = 20_000;

const keyOf = ({ step, outcome, reviewed, told, done }: Standing): string =>
  JSON.stringify([step, outcome ?? null, reviewed, told, ...[...done].sort(([a], [b]) => (a < b ? -1 : 1))]);

/** Under which a proposal that nobody has decided on yet is counted; no key of an action begins so. */
const pending = (proposal: string): string => `?${proposal}`;

/** How far each action must be counted; what leads nowhere else decides nothing. A proposal waits, or does not. */
function countedTo(path: HandlingPath, waysOf: WaysOf): Map<string, number> {
  const counted = new Map<string, number>();
  const most = (key: string, times: number) => counted.set(key, Math.max(counted.get(key) ?? 0, times));
  for (const step of path.steps) {
    for (const action of step.actions) {
      if (action.approves !== undefined) most(pending(action.approves), 1);
      const moves = waysOf(action).some(({ to, outcome }) => to !== step.key || outcome !== undefined);
      if (action.atMost !== undefined && moves) most(action.key, action.atMost);
    }
  }
  return counted;
}

/**
 * Walks through every way that a case can take: with how often actions may be done and what must have been done before,
 * where that is not too much to try; else as if each could always be done.
 */
export function explore(path: HandlingPath, waysOf: WaysOf): Explored {
  return exploreWith(path, waysOf, countedTo(path, waysOf)) ?? (exploreWith(path, waysOf, new Map()) as Explored);
}

function exploreWith(path: HandlingPath, waysOf: WaysOf, counted: ReadonlyMap<string, number>): Explored | undefined {
  const steps = new Map(path.steps.map((step) => [step.key, step]));
  const standings = new Map<string, Standing>();
  const before = new Map<string, Set<string>>();
  const actions = new Set<PathAction>();
  const carried = new Map<PathAction, Decided[]>();
  const reviewable = new Set<string>();
  const waiting: Standing[] = [];
  const reach = (standing: Standing, from?: string): void => {
    const key = keyOf(standing);
    if (from !== undefined) before.set(key, (before.get(key) ?? new Set()).add(from));
    if (standings.has(key)) return;
    standings.set(key, standing);
    waiting.push(standing);
  };
  const mayBeDone = ({ key, approves, atMost }: PathAction, { done }: Standing): boolean => {
    if (approves !== undefined && counted.has(pending(approves)) && !done.has(pending(approves))) return false;
    return atMost === undefined || !counted.has(key) || (done.get(key) ?? 0) < atMost;
  };
  const { revoked, changed } = path.afterReview ?? {};
  const [first] = path.steps;
  if (first) reach({ step: first.key, outcome: undefined, reviewed: false, told: false, done: new Map() });
  for (let standing = waiting.pop(); standing; standing = waiting.pop()) {
    if (standings.size > MOST_STANDINGS && counted.size > 0) return undefined;
    const from = keyOf(standing);
    for (const action of steps.get(standing.step)?.actions ?? []) {
      if (!mayBeDone(action, standing)) continue;
      actions.add(action);
      const { outcome: before, reviewed } = standing;
      const known = carried.get(action) ?? [];
      if (!known.some((it) => it.outcome === before && it.reviewed === reviewed))
        known.push({ outcome: before, reviewed });
      carried.set(action, known);
      const limit = counted.get(action.key);
      const times = Math.min((standing.done.get(action.key) ?? 0) + 1, limit ?? 0);
      const done = new Map(standing.done);
      if (limit !== undefined) done.set(action.key, times);
      if (action.approves !== undefined) done.delete(pending(action.approves));
      if (counted.has(pending(action.key))) done.set(pending(action.key), 1);
      for (const { to, outcome } of waysOf(action, standing)) {
        if (!steps.has(to)) continue;
        const tells = action.tells !== undefined;
        const stays = outcome === undefined || (outcome === null && standing.told && !tells);
        const then = stays
          ? { outcome: before, reviewed, told: standing.told }
          : { outcome: outcome ?? undefined, reviewed: false, told: outcome !== null && tells };
        reach({ step: to, ...then, done }, from);
        if (!action.tells || !isReviewable(path, action.key)) continue;
        if (then.outcome !== undefined) reviewable.add(then.outcome);
        // A review may bring it back from wherever it has come to since.
        if (steps.has(revoked ?? ''))
          reach({ step: revoked as string, outcome: undefined, reviewed: false, told: false, done });
        if (steps.has(changed ?? '')) reach({ step: changed as string, ...then, reviewed: true, done });
      }
    }
  }
  const isEnd = ({ step }: Standing): boolean => steps.get(step)?.kind === 'end';
  const toEnd = new Set([...standings].filter(([, standing]) => isEnd(standing)).map(([key]) => key));
  for (const key of toEnd) for (const earlier of before.get(key) ?? []) toEnd.add(earlier);
  const stuck = [...standings].filter(([key]) => !toEnd.has(key)).map(([, { step }]) => step);
  return {
    steps: new Set([...standings.values()].map(({ step }) => step)),
    actions,
    carried,
    stuck: new Set(stuck),
    ending: new Set([...standings.values()].flatMap((standing) => (isEnd(standing) && standing.outcome) || [])),
    reviewable,
  };
}
