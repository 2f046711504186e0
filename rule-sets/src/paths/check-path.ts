import { type FormDefinition, fieldAt, fieldTypeOf } from '@caseway/form-schemas';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { isStatutory } from '../clock/statutory.ts';
import type { BusinessCalendar, Duration } from '../model/calendar.ts';
import type { ActionEffect, ClockTrigger, HandlingPath, PathAction, PathStep } from '../model/handling-path.ts';
import { exceeds } from './durations.ts';
import { type Extension, isEntered } from './extensions.ts';
import { PATH_FINDINGS, type PathCode, type PathFinding } from './path-findings.ts';
import { HANDLING_PATH_META_SCHEMA } from './path-meta-schema.ts';
import { isAdverse, waysOf } from './resolve-action.ts';

/** What a path stands among; what is not given is not checked against. */
export interface PathSurroundings {
  calendar?: BusinessCalendar | undefined;
  forms?: readonly FormDefinition[];
  outcomes?: { departments?: readonly string[]; sessions?: readonly string[] };
}

type Report = (code: PathCode, pointer: string, params?: Record<string, string>) => void;

let compiled: ValidateFunction | undefined;

/** Compiled when first needed: compiling makes code, which pages may not. */
function metaCheck(): ValidateFunction {
  compiled ??= new Ajv2020({ allErrors: true, strict: false }).compile(HANDLING_PATH_META_SCHEMA);
  return compiled;
}

function checkKeys(path: HandlingPath, report: Report): void {
  const lists: [string, readonly { key: string }[]][] = [
    ['/clocks', path.clocks],
    ['/outcomes', path.outcomes],
    ['/steps', path.steps],
  ];
  for (const [pointer, list] of lists) {
    const keys = list.map(({ key }) => key);
    for (const [index, key] of keys.entries()) {
      if (keys.indexOf(key) !== index) report('key-twice', `${pointer}/${index}/key`, { key });
    }
  }
  for (const [at, step] of path.steps.entries()) {
    const keys = step.actions.map(({ key }) => key);
    for (const [index, key] of keys.entries()) {
      if (keys.indexOf(key) !== index) report('key-twice', `/steps/${at}/actions/${index}/key`, { key });
    }
  }
}

function checkClocks(path: HandlingPath, around: PathSurroundings, report: Report): void {
  const steps = new Set(path.steps.map(({ key }) => key));
  const actions = new Set(path.steps.flatMap((step) => step.actions.map(({ key }) => key)));
  const told = new Set(path.steps.flatMap((step) => step.actions.flatMap(({ key, tells }) => (tells ? [key] : []))));
  for (const [index, clock] of path.clocks.entries()) {
    const at = `/clocks/${index}`;
    const check = (triggers: readonly ClockTrigger[], pointer: string) => {
      for (const [place, trigger] of triggers.entries()) {
        const here = `${pointer}/${place}`;
        if (trigger.on === 'step' && !steps.has(trigger.step)) report('unknown-step', here, { step: trigger.step });
        if (!('action' in trigger)) continue;
        if (!actions.has(trigger.action)) report('unknown-action', here, { action: trigger.action });
        else if (trigger.on === 'delivered' && !told.has(trigger.action)) {
          report('never-told', here, { action: trigger.action });
        }
      }
    };
    check(clock.startsOn, `${at}/startsOn`);
    check(clock.stopsOn, `${at}/stopsOn`);
    if (clock.stopsOn.length === 0 && clock.whose !== 'petitioner')
      report('clock-never-stops', `${at}/stopsOn`, { clock: clock.key });
    checkLimit(clock.duration, clock.limit, clock.key, at, around, report);
  }
}

function checkLimit(
  duration: Duration,
  key: string | undefined,
  clock: string,
  pointer: string,
  { calendar }: PathSurroundings,
  report: Report,
): void {
  if (key === undefined || !calendar) return;
  const limit = calendar.limits.find((candidate) => candidate.key === key);
  if (!limit) report('unknown-limit', `${pointer}/limit`, { limit: key });
  else if (exceeds([duration], limit.duration)) report('looser-than-law', pointer, { clock, limit: key });
}

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

function checkAction(
  path: HandlingPath,
  step: PathStep,
  action: PathAction,
  pointer: string,
  around: PathSurroundings,
  report: Report,
): void {
  const everyAction = new Set(path.steps.flatMap((each) => each.actions.map(({ key }) => key)));
  checkWays(path, action, pointer, around, report);
  if (action.approves !== undefined && !everyAction.has(action.approves)) {
    report('unknown-action', `${pointer}/approves`, { action: action.approves });
  }
  checkForms(action, pointer, around, report);
  for (const document of action.requires?.documents ?? []) {
    if (!step.documents?.some(({ key }) => key === document)) {
      report('unknown-document', `${pointer}/requires/documents`, { document });
    }
  }
  checkSafeguards(path, step, action, pointer, report);
}

/** Where the action itself and each of its branches lead. */
function checkWays(path: HandlingPath, action: PathAction, pointer: string, around: PathSurroundings, report: Report) {
  const ways = [
    [pointer, action] as const,
    ...(action.branches ?? []).map((it, n) => [`${pointer}/branches/${n}`, it] as const),
  ];
  for (const [at, { to, outcome, effects }] of ways) {
    if (to !== undefined && !path.steps.some(({ key }) => key === to)) report('unknown-step', `${at}/to`, { step: to });
    if (outcome && !path.outcomes.some(({ key }) => key === outcome))
      report('unknown-outcome', `${at}/outcome`, { outcome });
    checkEffects(path, action, effects ?? [], at, around, report);
  }
}

function checkForms({ form, tells }: PathAction, pointer: string, { forms }: PathSurroundings, report: Report): void {
  const stepForm = (key: string) => forms?.find((candidate) => candidate.key === key && candidate.use === 'step');
  if (!forms) return;
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
  const { departments, sessions } = around.outcomes ?? {};
  for (const [index, effect] of effects.entries()) {
    const at = `${pointer}/effects/${index}`;
    if ('clock' in effect) {
      const clock = path.clocks.find(({ key }) => key === effect.clock);
      if (!clock) report('unknown-clock', at, { clock: effect.clock });
      if (effect.type === 'pause-clock' && clock && isStatutory(clock) && !effect.source) {
        report('pause-not-in-law', at, { clock: clock.key });
      }
      if (effect.type === 'extend-clock' && clock) {
        if (action.atMost === undefined && effect.inAll === undefined) report('extension-unbounded', at);
        const hours = !isEntered(effect.by) && effect.by.unit === 'hour';
        if (hours !== (clock.duration.unit === 'hour')) report('units-mixed', at, { clock: clock.key });
        if (!isEntered(effect.by)) {
          checkLimit(effect.by, effect.limit, clock.key, at, around, report);
          checkLimit(effect.by, effect.inAll, clock.key, at, around, report);
        } else checkEntered(path, effect, at, around, report);
      }
    } else if (effect.type === 'task') {
      const { department } = effect.to;
      if (department && departments && !departments.includes(department))
        report('unknown-department', at, { department });
    } else if (effect.type === 'session' && sessions && !sessions.includes(effect.session)) {
      report('unknown-session', at, { session: effect.session });
    }
  }
}

/** Days that an extension counts: a whole number of the form of an action that there is; every limit named is known. */
function checkEntered(
  path: HandlingPath,
  effect: Extension,
  at: string,
  around: PathSurroundings,
  report: Report,
): void {
  const { by, limit, inAll } = effect;
  if (!isEntered(by)) return;
  const actions = path.steps.flatMap((step) => step.actions).filter(({ key }) => key === by.of);
  if (actions.length === 0) report('unknown-action', `${at}/by/of`, { action: by.of });
  for (const action of actions) {
    const form = around.forms?.find(({ key }) => key === action.form);
    const field = form && fieldAt(form, by.days);
    if (action.form === undefined || (form && (!field || fieldTypeOf(field) !== 'integer'))) {
      report('no-days-entered', `${at}/by`, { action: action.key, pointer: by.days });
    }
  }
  for (const key of [limit, inAll]) {
    if (key !== undefined && around.calendar && !around.calendar.limits.some((known) => known.key === key)) {
      report('unknown-limit', `${at}/${key === inAll ? 'inAll' : 'limit'}`, { limit: key });
    }
  }
}

/** Steps that can be reached from some, following every action. */
function reachable(path: HandlingPath, from: readonly string[], forward: boolean): Set<string> {
  const seen = new Set(from);
  const edges = path.steps.flatMap((step) =>
    step.actions.flatMap(waysOf).map(({ to }) => (forward ? [step.key, to] : [to, step.key])),
  );
  for (let before = -1; before !== seen.size; ) {
    before = seen.size;
    for (const [start = '', end = ''] of edges) if (seen.has(start)) seen.add(end);
  }
  return seen;
}

function checkFlow(path: HandlingPath, report: Report): void {
  const first = path.steps[0];
  const ends = path.steps.filter(({ kind }) => kind === 'end').map(({ key }) => key);
  if (ends.length === 0) report('no-end', '/steps');
  if (first?.kind === 'end') report('first-is-end', '/steps/0');
  const fromStart = reachable(path, first ? [first.key] : [], true);
  const toEnd = reachable(path, ends, false);
  for (const [index, step] of path.steps.entries()) {
    const at = `/steps/${index}`;
    if (!fromStart.has(step.key)) report('unreachable', at, { step: step.key });
    else if (ends.length > 0 && !toEnd.has(step.key)) report('no-way-out', at, { step: step.key });
    if (step.kind === 'end' && step.actions.length > 0) report('end-has-actions', `${at}/actions`);
    if (step.kind !== 'end' && !step.assignee) report('no-assignee', at, { step: step.key });
  }
}

/**
 * Whether a handling path is usable and keeps the safeguards that the platform enforces whatever an admin configures; takes
 * anything. Errors stop publishing.
 */
export function checkPath(content: unknown, around: PathSurroundings = {}): PathFinding[] {
  const findings: PathFinding[] = [];
  const report: Report = (code, pointer, params = {}) =>
    void findings.push({ severity: PATH_FINDINGS[code].severity, code, pointer, params });
  const check = metaCheck();
  if (!check(content)) {
    for (const { instancePath, message = '' } of check.errors ?? []) report('shape', instancePath, { detail: message });
    return findings;
  }
  const path = content as HandlingPath;
  checkKeys(path, report);
  checkFlow(path, report);
  checkClocks(path, around, report);
  for (const [at, step] of path.steps.entries()) {
    for (const [index, action] of step.actions.entries()) {
      checkAction(path, step, action, `/steps/${at}/actions/${index}`, around, report);
    }
  }
  return findings;
}
