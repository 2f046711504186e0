import { type FormData, givesNoReason } from '@caseway/form-schemas';
import type { ActionEffect, ClockTrigger, HandlingPath, PathAction } from '../../model/handling-path.ts';
import { PathError } from '../../path-error.ts';
import type { ActionProblem } from './action-problems.ts';
import { advanceClocks, applyClockEffect, arrival, stopClocks } from './advance-clocks.ts';
import type { AppliedAction } from './applied-action.ts';
import { doneOnIn } from './days-of-acts.ts';
import { enteredDay, enteredDaysOf } from './entered-day.ts';
import { enteredDays, extensionLength } from './extensions.ts';
import { factsThen } from './facts-then.ts';
import { behindLetters, goOn } from './go-on.ts';
import type { ActionInput, PathEvent, PathState } from './path-state.ts';
import { checkDelivery, undelivered } from './record-delivery.ts';
import { type ActionAnswers, resolveAction } from './resolve-action.ts';
import { stepOf } from './steps.ts';

/** When a matter was received: where an earlier day alone is known, that day's first moment. And when it was registered. */
export interface Receipt {
  receivedAt: Date;
  registeredAt: Date;
}

/**
 * A case at the start of a path: on its first step, with the clocks that filing or that step start. Days run from the receipt,
 * hours from the registration. `form`: its open data.
 */
export function startPath(
  path: HandlingPath,
  { receivedAt: at, registeredAt }: Receipt,
  form: FormData = {},
): PathState {
  const [first] = path.steps;
  if (!first) throw new PathError('unknown-step', `Path ${path.key} has no step.`);
  const clocks = advanceClocks(path, [], [{ on: 'filed' }, ...arrival(first.key)], at, {
    entered: enteredDay({ form }),
    registeredAt,
  });
  return { step: first.key, enteredAt: at.toISOString(), clocks, history: [] };
}

/** What was done on the path on which the case now is. */
const ofThisPath = ({ history }: PathState): PathEvent[] => history.filter(({ earlier }) => earlier === undefined);

const timesDone = (state: PathState, action: string): number =>
  ofThisPath(state).filter((event) => event.action === action).length;

/** Whether it was proposed after it was last decided on: each proposal is approved once. */
function waitsForApproval(path: HandlingPath, state: PathState, proposal: string): boolean {
  const history = ofThisPath(state);
  const deciding = new Set(
    path.steps.flatMap(({ actions }) => actions).flatMap(({ key, approves }) => (approves === proposal ? [key] : [])),
  );
  const proposed = history.findLastIndex(({ action }) => action === proposal);
  return proposed > history.findLastIndex(({ action }) => deciding.has(action));
}

/** What may be done now, in the path's order; whom it is for stands in each action's `by`. */
export function allowedActions(path: HandlingPath, state: PathState): PathAction[] {
  return stepOf(path, state.step).actions.filter((action) => {
    if (action.atMost !== undefined && timesDone(state, action.key) >= action.atMost) return false;
    return action.approves === undefined || waitsForApproval(path, state, action.approves);
  });
}

/** The allowed action of that key. */
export function allowedAction(path: HandlingPath, state: PathState, key: string): PathAction {
  const action = allowedActions(path, state).find((candidate) => candidate.key === key);
  if (!action) throw new PathError('not-allowed-now', `Step ${state.step} of path ${path.key} does not allow ${key}.`);
  return action;
}

const blank = (text: string | undefined): boolean => text === undefined || givesNoReason(text);

/**
 * Documents that an action asks for: its own, and when it leaves the step, those that the step requires. `to` as its
 * answers resolve it.
 */
export function requiredDocuments(
  path: HandlingPath,
  state: PathState,
  action: Pick<PathAction, 'to' | 'requires'>,
): string[] {
  const step = stepOf(path, state.step);
  const ofStep = action.to === state.step ? [] : (step.documents ?? []).filter(({ required }) => required);
  return [...new Set([...(action.requires?.documents ?? []), ...ofStep.map(({ key }) => key)])];
}

/**
 * What is in the way of an allowed action: words, documents or another pair of eyes that lack, and why the answers of its
 * form cannot be (`resolveAction`).
 */
export function checkAction(
  path: HandlingPath,
  state: PathState,
  key: string,
  input: ActionInput,
  by: string | null,
  answers: ActionAnswers = {},
): ActionProblem[] {
  const action = allowedAction(path, state, key);
  const { to, refusals } = resolveAction(path, state, action, answers);
  const { requires = {} } = action;
  const problems: ActionProblem[] = [];
  if (requires.reasons && blank(input.reasons)) problems.push({ code: 'reasons-required', pointer: '/reasons' });
  if (requires.legalBasis && blank(input.legalBasis)) {
    problems.push({ code: 'legal-basis-required', pointer: '/legalBasis' });
  }
  if (requires.policyBasis && blank(input.policyBasis)) {
    problems.push({ code: 'policy-basis-required', pointer: '/policyBasis' });
  }
  for (const document of requiredDocuments(path, state, { ...action, to })) {
    if (!input.documents?.[document]) {
      problems.push({ code: 'document-required', pointer: `/documents/${document}`, document });
    }
  }
  const approved = ofThisPath(state)
    .filter((event) => event.action === action.approves)
    .at(-1);
  if (approved && approved.by === by) problems.push({ code: 'same-person', pointer: '' });
  return [...problems, ...refusals];
}

const touchesClock = (effect: ActionEffect): effect is Extract<ActionEffect, { clock: string }> => 'clock' in effect;

/** An action done, with what is known of it. */
export interface DoneAction {
  action: string;
  /** User id; null where the platform itself did it. */
  by: string | null;
  at: Date;
  answers?: ActionAnswers;
  /** Where it tells in writing and that was delivered at once: YYYY-MM-DD, Asia/Shanghai. */
  deliveredOn?: string | null;
}

/**
 * Carries out an allowed action at a moment: the case moves, clocks stop, start, stretch or rest. Throws PathError where the
 * path does not allow it now or refuses the answers; what a person must write down with it is `checkAction`'s to say.
 */
export function applyAction(path: HandlingPath, state: PathState, done: DoneAction): AppliedAction {
  const { at, answers = {}, deliveredOn = null } = done;
  const action = allowedAction(path, state, done.action);
  const resolved = resolveAction(path, state, action, answers);
  const [refusal] = [...resolved.refusals, ...checkDelivery({ deliveredOn, toldAt: at, at }, '')];
  if (refusal) throw new PathError('refused', `${action.key} is refused: ${refusal.code} at "${refusal.pointer}".`);
  const data = answers.data ?? {};
  const from = stepOf(path, state.step);
  const to = stepOf(path, resolved.to);
  const moved = to.key !== from.key;
  const triggers: ClockTrigger[] = [{ on: 'action', action: action.key }];
  if (moved) triggers.push(...arrival(to.key, from.key));
  if (action.tells && deliveredOn !== null) triggers.push({ on: 'delivered', action: action.key });
  let clocks = [...state.clocks];
  const effects: AppliedAction['effects'] = [];
  for (const effect of resolved.effects) {
    if (!touchesClock(effect)) effects.push(effect);
    else if (effect.type !== 'extend-clock') clocks = applyClockEffect(clocks, effect, at);
    else {
      const by = extensionLength(effect, { path, state, action: action.key, data });
      const { type, clock, limit, inAll = limit } = effect;
      if (by) clocks = applyClockEffect(clocks, { type, clock, by, ...(inAll !== undefined && { limit: inAll }) }, at);
    }
  }
  const closed = to.kind === 'end';
  const asked = { form: answers.facts ?? {}, action: { key: action.key, data }, history: state.history };
  const how = { entered: enteredDay(asked) };
  clocks = advanceClocks(path, clocks, triggers, at, how);
  const entered = enteredDays(path, action.key, data);
  const days = enteredDaysOf(path, action.key, data);
  const doneOn = doneOnIn(answers.form, data);
  const read = factsThen(action, answers);
  const event: PathEvent = {
    action: action.key,
    from: from.key,
    to: to.key,
    by: done.by,
    at: at.toISOString(),
    ...(resolved.outcome === undefined ? {} : { outcome: resolved.outcome }),
    ...(action.tells ? { told: { deliveredOn } } : {}),
    ...(entered ? { entered } : {}),
    ...(days ? { enteredDays: days } : {}),
    ...(doneOn === undefined ? {} : { doneOn }),
    ...(read && { read }),
  };
  const history = [...state.history, event];
  if (closed)
    clocks = stopClocks(
      path,
      clocks,
      undelivered({ history }).map(({ told }) => told.action),
      at,
    );
  const outcome = resolved.outcome === undefined ? state.outcome : (resolved.outcome ?? undefined);
  const stands: PathState = {
    step: to.key,
    enteredAt: moved ? at.toISOString() : state.enteredAt,
    clocks,
    history,
    ...(outcome === undefined ? {} : { outcome }),
  };
  const next = closed ? stands : goOn(path, moved ? behindLetters(path, stands, how) : stands, at, how.entered);
  return {
    state: next,
    action,
    from,
    to: stepOf(path, next.step),
    resolved,
    effects,
    closed,
  };
}

/** Steps a case has been on, in order, the present one last; a step come back to stands twice. */
export function passedSteps(path: HandlingPath, state: PathState): string[] {
  const first = path.steps[0]?.key ?? state.step;
  return [
    first,
    ...ofThisPath(state)
      .filter(({ from, to }) => from !== to)
      .map(({ to }) => to),
  ];
}
