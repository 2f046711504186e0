import { isStatutory } from '../../clock/statutory.ts';
import type { ActionEffect, Assignee, HandlingPath, PathAction, PathStep } from '../../model/handling-path.ts';
import { checkExtension } from './check-extensions.ts';
import { checkSafeguards } from './check-safeguards.ts';
import type { PathSurroundings, Report } from './surroundings.ts';

/** A department that no routing rule set knows is nobody's. */
export function checkDepartment(
  assignee: Assignee | undefined,
  pointer: string,
  { outcomes }: PathSurroundings,
  report: Report,
): void {
  const department = assignee?.department;
  if (department === undefined || !outcomes?.departments || outcomes.departments.includes(department)) return;
  report('unknown-department', pointer, { department });
}

/** Everything about an action but what its answers make of it. */
export function checkAction(
  path: HandlingPath,
  step: PathStep,
  action: PathAction,
  pointer: string,
  around: PathSurroundings,
  report: Report,
): void {
  const isAction = (key: string) => path.steps.some(({ actions }) => actions.some((each) => each.key === key));
  if (action.approves !== undefined && !isAction(action.approves)) {
    report('unknown-action', `${pointer}/approves`, { action: action.approves });
  }
  for (const document of action.requires?.documents ?? []) {
    if (!step.documents?.some(({ key }) => key === document)) {
      report('unknown-document', `${pointer}/requires/documents`, { document });
    }
  }
  checkForms(action, pointer, around, report);
  checkSafeguards(path, step, action, pointer, report);
  const parts = [
    [pointer, action] as const,
    ...(action.branches ?? []).map((branch, index) => [`${pointer}/branches/${index}`, branch] as const),
  ];
  for (const [at, { to, outcome, effects }] of parts) {
    if (to !== undefined && !path.steps.some(({ key }) => key === to)) report('unknown-step', `${at}/to`, { step: to });
    if (outcome && !path.outcomes.some(({ key }) => key === outcome)) {
      report('unknown-outcome', `${at}/outcome`, { outcome });
    }
    checkEffects(path, action, effects ?? [], at, around, report);
    checkTasks(path, step, { to: to ?? action.to, effects: effects ?? [] }, at, report);
  }
}

const sameHands = (a: Assignee, b: Assignee): boolean => a.role === b.role && a.department === b.department;

/** The step that a case comes to is a task of its own: whoever has it needs no second one for it. */
function checkTasks(
  path: HandlingPath,
  from: PathStep,
  { to, effects }: { to: string; effects: readonly ActionEffect[] },
  pointer: string,
  report: Report,
): void {
  const next = path.steps.find(({ key }) => key === to);
  if (!next?.assignee || next.key === from.key) return;
  for (const [index, effect] of effects.entries()) {
    if (effect.type !== 'task' || !sameHands(effect.to, next.assignee)) continue;
    report('task-repeats-step', `${pointer}/effects/${index}`, { step: next.key }, { words: { task: effect.title } });
  }
}

function checkForms({ form, tells }: PathAction, pointer: string, { forms }: PathSurroundings, report: Report): void {
  if (!forms) return;
  const stepForm = (key: string) => forms.find((candidate) => candidate.key === key && candidate.use === 'step');
  if (form !== undefined && !stepForm(form)) report('unknown-form', `${pointer}/form`, { form });
  if (!tells) return;
  const delivery = stepForm(tells.form);
  if (!delivery) report('unknown-form', `${pointer}/tells/form`, { form: tells.form });
  else if (!delivery.bindings?.deliveredOn) report('no-day-of-delivery', `${pointer}/tells/form`, { form: tells.form });
}

function checkEffects(
  path: HandlingPath,
  action: PathAction,
  effects: readonly ActionEffect[],
  pointer: string,
  around: PathSurroundings,
  report: Report,
): void {
  const { sessions } = around.outcomes ?? {};
  for (const [index, effect] of effects.entries()) {
    const at = `${pointer}/effects/${index}`;
    if ('clock' in effect) {
      const clock = path.clocks.find(({ key }) => key === effect.clock);
      if (!clock) report('unknown-clock', at, { clock: effect.clock });
      else if (effect.type === 'pause-clock' && isStatutory(clock) && !effect.source) {
        report('pause-not-in-law', at, { clock: clock.key });
      } else if (effect.type === 'extend-clock') checkExtension(path, action, effect, at, around, report);
    } else if (effect.type === 'task') checkDepartment(effect.to, at, around, report);
    else if (effect.type === 'session' && sessions && !sessions.includes(effect.session)) {
      report('unknown-session', at, { session: effect.session });
    }
  }
}
