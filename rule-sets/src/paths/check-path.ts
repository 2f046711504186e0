import type { FormDefinition } from '@caseway/form-schemas';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { isStatutory } from '../clock/statutory.ts';
import type { BusinessCalendar, Duration } from '../model/calendar.ts';
import type { ClockTrigger, HandlingPath, PathAction, PathStep } from '../model/handling-path.ts';
import { PATH_FINDINGS, type PathCode, type PathFinding } from './path-findings.ts';
import { HANDLING_PATH_META_SCHEMA } from './path-meta-schema.ts';

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

/** Most hours that a length may stand for, to compare lengths of different units: a working day is no shorter than a day. */
const LEAST_HOURS: Record<Duration['unit'], number> = { hour: 1, 'calendar-day': 24, 'working-day': 24 };
/** A working day may be followed by a long break: in the worst year, n working days take at most about 1.6 n + 10 days. */
const MOST_HOURS: Record<Duration['unit'], (value: number) => number> = {
  hour: (value) => value,
  'calendar-day': (value) => value * 24,
  'working-day': (value) => (value * 1.6 + 10) * 24,
};

/** Whether a length may turn out longer than a limit. */
function looser(duration: Duration, limit: Duration): boolean {
  if (duration.unit === limit.unit) return duration.value > limit.value;
  return MOST_HOURS[duration.unit](duration.value) > limit.value * LEAST_HOURS[limit.unit];
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
  for (const [index, clock] of path.clocks.entries()) {
    const at = `/clocks/${index}`;
    const check = (triggers: readonly ClockTrigger[], pointer: string) => {
      for (const [place, trigger] of triggers.entries()) {
        const here = `${pointer}/${place}`;
        if (trigger.on === 'step' && !steps.has(trigger.step)) report('unknown-step', here, { step: trigger.step });
        if (trigger.on === 'action' && !actions.has(trigger.action)) {
          report('unknown-action', here, { action: trigger.action });
        }
      }
    };
    check(clock.startsOn, `${at}/startsOn`);
    check(clock.stopsOn, `${at}/stopsOn`);
    if (clock.stopsOn.length === 0) report('clock-never-stops', `${at}/stopsOn`, { clock: clock.key });
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
  else if (looser(duration, limit.duration)) report('looser-than-law', pointer, { clock, limit: key });
}

const ADVERSE = new Set(['not-supported', 'referred']);

/** An outcome against a person: a human decision with reasons; a referral also with its basis and another's approval. */
function checkSafeguards(
  path: HandlingPath,
  step: PathStep,
  action: PathAction,
  pointer: string,
  report: Report,
): void {
  const effect = path.outcomes.find(({ key }) => key === action.outcome)?.effect;
  if (effect === undefined || !ADVERSE.has(effect)) return;
  if (step.kind !== 'human-decision' || !action.requires?.reasons) report('adverse-needs-decision', pointer);
  if (effect !== 'referred') return;
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
  if (!path.steps.some(({ key }) => key === action.to)) report('unknown-step', `${pointer}/to`, { step: action.to });
  if (action.outcome !== undefined && !path.outcomes.some(({ key }) => key === action.outcome)) {
    report('unknown-outcome', `${pointer}/outcome`, { outcome: action.outcome });
  }
  if (action.approves !== undefined && !everyAction.has(action.approves)) {
    report('unknown-action', `${pointer}/approves`, { action: action.approves });
  }
  const { form } = action;
  if (form !== undefined && around.forms && !around.forms.some(({ key, use }) => key === form && use === 'step')) {
    report('unknown-form', `${pointer}/form`, { form });
  }
  for (const document of action.requires?.documents ?? []) {
    if (!step.documents?.some(({ key }) => key === document)) {
      report('unknown-document', `${pointer}/requires/documents`, { document });
    }
  }
  checkSafeguards(path, step, action, pointer, report);
  checkEffects(path, action, pointer, around, report);
}

function checkEffects(
  path: HandlingPath,
  action: PathAction,
  pointer: string,
  around: PathSurroundings,
  report: Report,
): void {
  const { departments, sessions } = around.outcomes ?? {};
  for (const [index, effect] of (action.effects ?? []).entries()) {
    const at = `${pointer}/effects/${index}`;
    if ('clock' in effect) {
      const clock = path.clocks.find(({ key }) => key === effect.clock);
      if (!clock) report('unknown-clock', at, { clock: effect.clock });
      if (effect.type === 'pause-clock' && clock && isStatutory(clock) && !effect.source) {
        report('pause-not-in-law', at, { clock: clock.key });
      }
      if (effect.type === 'extend-clock' && clock) {
        if (action.atMost === undefined) report('extension-unbounded', at);
        if ((effect.by.unit === 'hour') !== (clock.duration.unit === 'hour'))
          report('units-mixed', at, { clock: clock.key });
        checkLimit(effect.by, effect.limit, clock.key, at, around, report);
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

/** Steps that can be reached from some, following every action. */
function reachable(path: HandlingPath, from: readonly string[], forward: boolean): Set<string> {
  const seen = new Set(from);
  const edges = path.steps.flatMap((step) => step.actions.map(({ to }) => (forward ? [step.key, to] : [to, step.key])));
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
