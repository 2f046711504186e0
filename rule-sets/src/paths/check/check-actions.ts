import { fieldAt, fieldTypeOf } from '@caseway/form-schemas';
import { isStatutory } from '../../clock/statutory.ts';
import type { ActionEffect, Assignee, HandlingPath, PathAction, PathStep } from '../../model/handling-path.ts';
import { type Extension, isEntered } from '../run/extensions.ts';
import { isAdverse, waysOf } from '../run/resolve-action.ts';
import { checkLimit } from './check-clocks.ts';
import type { PathSurroundings, Report } from './surroundings.ts';

/** An outcome against a person: a human decision with reasons; a referral also with its basis and another's approval. */
function checkSafeguards(
  path: HandlingPath,
  step: PathStep,
  action: PathAction,
  pointer: string,
  report: Report,
): void {
  const outcomes = waysOf(action).map(({ outcome }) => outcome);
  const effects = path.outcomes.filter(({ key }) => outcomes.includes(key)).map(({ effect }) => effect);
  if (!effects.some(isAdverse)) return;
  if (step.kind !== 'human-decision' || !action.requires?.reasons) report('adverse-needs-decision', pointer);
  if (!effects.includes('referred')) return;
  if (!action.requires?.legalBasis) report('referral-needs-basis', pointer);
  const onlyLead = action.by.every((role) => role === 'case-lead');
  if (action.approves === undefined || !onlyLead) report('referral-needs-approval', pointer);
}

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

function checkExtension(
  path: HandlingPath,
  action: PathAction,
  effect: Extension,
  at: string,
  around: PathSurroundings,
  report: Report,
): void {
  const { by, clock: key, limit, inAll } = effect;
  const clock = path.clocks.find((candidate) => candidate.key === key);
  if (action.atMost === undefined && inAll === undefined) report('extension-unbounded', at);
  const inHours = !isEntered(by) && by.unit === 'hour';
  if (inHours !== (clock?.duration.unit === 'hour')) report('units-mixed', at, { clock: key });
  if (!isEntered(by)) {
    checkLimit(by, limit, key, at, around, report);
    checkLimit(by, inAll, key, at, around, report);
    return;
  }
  for (const name of ['limit', 'inAll'] as const) {
    const named = effect[name];
    if (named !== undefined && around.calendar && !around.calendar.limits.some((known) => known.key === named)) {
      report('unknown-limit', `${at}/${name}`, { limit: named });
    }
  }
  const asking = path.steps.flatMap(({ actions }) => actions).filter((each) => each.key === by.of);
  if (asking.length === 0) report('unknown-action', `${at}/by/of`, { action: by.of });
  for (const { key: asks, form: wanted } of asking) {
    const form = around.forms?.find((candidate) => candidate.key === wanted);
    const field = form && fieldAt(form, by.days);
    if (wanted === undefined || (form && (!field || fieldTypeOf(field) !== 'integer'))) {
      report('no-days-entered', `${at}/by`, { action: asks, pointer: by.days });
    }
  }
}
