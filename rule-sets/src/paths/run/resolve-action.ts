import {
  deniedBy,
  type FormData,
  type FormDefinition,
  formatValue,
  type Json,
  type LocalizedText,
} from '@caseway/form-schemas';
import type { StatutoryLimit } from '../../model/calendar.ts';
import type { ActionEffect, HandlingPath, OutcomeEffect, PathAction } from '../../model/handling-path.ts';
import { EFFECT_TITLES } from '../effect-titles.ts';
import { branchFacts, holdingBranch } from './action-branches.ts';
import { type ActionProblem, DENIALS, type DenialCode, filled } from './action-problems.ts';
import { type Counted, extensionProblems } from './extensions.ts';
import type { PathState } from './path-state.ts';
import { type Decided, decidedIn, earlierEffect, isTold, outcomeOf, saidBy, standingAfter } from './what-stands.ts';

/** What is known when an action is asked for. */
export interface ActionAnswers {
  /** The action's form, in the version that was filled in. */
  form?: FormDefinition | undefined;
  /** Its answers: valid, pruned to what is shown, personal data included. */
  data?: FormData;
  /** Facts of the case: its open data and system facts. */
  facts?: Record<string, Json>;
  /** Limits of the case's calendar; needed where an extension names one. */
  limits?: readonly StatutoryLimit[];
  /** By what days are counted, and when it is asked for: an extension that would be over by then extends nothing. */
  counted?: Counted;
}

/** What becomes of an action with these answers. */
export interface ResolvedAction {
  /** Place of the branch that holds; -1: the action's own. */
  branch: number;
  /** Key of the step that it leads to. */
  to: string;
  /** Key of the outcome that it decides; null: one decided before is taken back, which was not told; absent: it decides nothing. */
  outcome?: string | null;
  effects: readonly ActionEffect[];
  /** Told to the petitioner. */
  notice?: LocalizedText;
  /** Why it cannot be done like this: not one of them may be passed over. */
  refusals: ActionProblem[];
}

/** Answers that deny an effect, each in words at its place. */
function denials(
  code: DenialCode,
  effect: OutcomeEffect,
  outcome: LocalizedText,
  { form, data = {} }: ActionAnswers,
): ActionProblem[] {
  if (!form) return [];
  const denied = deniedBy(form, data, effect, code === 'answer-denies-earlier' ? 'earlier' : 'effects');
  return denied.map(({ pointer, field, answer }) => {
    const values = {
      field: field['x-title'] ?? { 'zh-CN': pointer, en: pointer },
      answer: { 'zh-CN': formatValue(field, answer, 'zh-CN'), en: formatValue(field, answer, 'en') },
      outcome,
      effect: EFFECT_TITLES[effect],
    };
    const { words, why } = DENIALS[code];
    return { code, pointer: `/data${pointer}`, words: filled(words, values), why: filled(why, values) };
  });
}

/** An answer cannot say what its outcome denies, nor what is told with it or was decided before: whatever the path says. */
function contradictions(
  path: HandlingPath,
  action: PathAction,
  way: ActionWay,
  before: Decided,
  answers: ActionAnswers,
): ActionProblem[] {
  const decided = outcomeOf(path, standingAfter(path, way, before));
  const earlier = earlierEffect(path, before);
  const said = saidBy(path, action, way, before).filter((effect) => effect !== decided?.effect);
  const title = outcomeOf(path, before.outcome)?.title;
  return [
    ...(decided ? denials('answer-denies-outcome', decided.effect, decided.title, answers) : []),
    ...said.flatMap((effect) => denials('answer-denies-telling', effect, EFFECT_TITLES[effect], answers)),
    ...(earlier && title ? denials('answer-denies-earlier', earlier, title, answers) : []),
  ];
}

/**
 * Where an action leads with the answers given: the first branch whose condition holds, else the action's own. `refusals`
 * say in words why not: a branch that refuses; an answer that denies (`x-denies`) the outcome that it decides, or the one
 * that the case would be closed with, or what is told with it, or (`x-denies-earlier`) what was decided before; an extension
 * that cannot be. The same answers always lead to the same place.
 */
export function resolveAction(
  path: HandlingPath,
  state: PathState,
  action: PathAction,
  answers: ActionAnswers = {},
): ResolvedAction {
  const { form, data = {}, facts = {} } = answers;
  return resolveBranch(path, state, action, answers, holdingBranch(action, branchFacts(form, data, facts)));
}

/** The same, where it is known which branch holds; -1: none. */
export function resolveBranch(
  path: HandlingPath,
  state: PathState,
  action: PathAction,
  answers: ActionAnswers,
  branch: number,
): ResolvedAction {
  const { data = {}, limits = [] } = answers;
  const held = action.branches?.[branch];
  const named = held?.outcome === undefined ? action.outcome : held.outcome;
  const outcome = named === null && !action.tells && isTold(state) ? undefined : named;
  const to = held?.to ?? action.to;
  const effects = held?.effects ?? action.effects ?? [];
  const notice = held?.notice === undefined ? action.notice : held.notice;
  const way: ActionWay = {
    branch,
    to,
    ...(outcome === undefined ? {} : { outcome }),
    effects,
    ...(notice && { notice }),
  };
  const refused: ActionProblem[] = held?.refuse ? [{ code: 'refused', pointer: '/data', words: held.refuse }] : [];
  const refusals = held?.refuse
    ? refused
    : [
        ...contradictions(path, action, way, decidedIn(state), answers),
        ...extensionProblems(effects, { path, state, action: action.key, data, counted: answers.counted }, limits),
      ];
  return { ...way, refusals };
}

/** One of the things that may become of an action. */
export type ActionWay = Omit<ResolvedAction, 'refusals'>;

/** Everything that may become of an action: its own first, then its branches' that do not refuse. */
export function waysOf(action: PathAction): ActionWay[] {
  const own = { to: action.to, outcome: action.outcome, effects: action.effects ?? [], notice: action.notice };
  const branches = (action.branches ?? []).flatMap((held, branch) =>
    held.refuse
      ? []
      : [
          {
            branch,
            to: held.to ?? own.to,
            outcome: held.outcome === undefined ? own.outcome : held.outcome,
            effects: held.effects ?? own.effects,
            notice: held.notice === undefined ? own.notice : held.notice,
          },
        ],
  );
  return [{ branch: -1, ...own }, ...branches].map(({ outcome, notice, ...way }) => ({
    ...way,
    ...(outcome === undefined ? {} : { outcome }),
    ...(notice ? { notice } : {}),
  }));
}

const ADVERSE: ReadonlySet<OutcomeEffect> = new Set(['not-supported', 'referred', 'upheld']);

/** Whether an outcome goes against the person: only a named person decides it, with written reasons. */
export const isAdverse = (effect: OutcomeEffect): boolean => ADVERSE.has(effect);
