import type { Json, LocalizedText } from '@caseway/form-schemas';
import {
  type ClockState,
  changePath,
  enteredDay,
  type HandlingPath,
  ledTo,
  localDay,
  type OtherWay,
  type Outcome,
  type PathState,
  ROLES,
  type Role,
  startPath,
  stepOf,
  wayAsCorrected,
  withDaysOfForm,
} from '@caseway/rule-sets';
import type { MadeDecision } from '../../decisions/decide-case.ts';
import type { CaseChange, CaseEffect } from './case-effect.ts';
import type { CaseHappening, Occasion, RegisteredCase, Why } from './case-happening.ts';
import type { CaseRow } from './case-row.ts';
import {
  bothSaid,
  NOTHING_SAID,
  newsIn,
  type Said,
  type SaidSince,
  type Standing,
  saidInAll,
  saidOf,
  saidSince,
  shownOf,
} from './case-standing.ts';
import {
  ANOTHER_DEPARTMENT,
  ASSIGNED,
  CASE_CLOSED,
  DECIDED_ANEW,
  ESCALATED,
  filled,
  NEW_CASE,
  STEP_LEFT,
  STEP_REACHED,
  URGENT_CASE,
} from './case-texts.ts';
import { ledElsewhere } from './led-elsewhere.ts';

/**
 * What an outcome does to a case, whoever or whatever it comes from: the one place that says so. `before`: the case as
 * it stands, null where it is only now filed. Pure: people are chosen, and everything is stored, by `CaseEffects`.
 *
 * Law: a case filed as B, and one filed as A and decided anew to B before anything was told in writing, are the same but for
 * their history. What was told stays true: `changePath`.
 */
export function caseOfOutcome(before: CaseRow | null, happening: Extract<CaseHappening, { is: 'decided' }>): CaseChange;
export function caseOfOutcome(before: CaseRow, happening: CaseHappening): CaseChange;
export function caseOfOutcome(before: CaseRow | null, happening: CaseHappening): CaseChange {
  if (happening.is === 'decided') return decided(before, happening);
  if (before === null) throw new Error('Only a filed case is escalated or acted on.');
  switch (happening.is) {
    case 'escalated':
      return escalated(before, happening);
    case 'acted':
      return acted(before, happening);
    case 'review-asked':
      return reviewAsked(before, happening);
    case 'came-back':
      return cameBack(before, happening);
    case 'delivered':
      return delivered(before, happening);
    default: {
      const never: never = happening;
      throw new Error(`Nothing follows from this: ${JSON.stringify(never)}`);
    }
  }
}

const named = ({ number, title }: Pick<CaseRow, 'number' | 'title'>) => ({ number, title });

/**
 * The clocks that ran from the receipt, run from the receipt as corrected. One in hours stays where the registration began it,
 * which no correction moves.
 */
function fromReceipt(state: PathState, before: Date, now: Date): PathState {
  if (before.getTime() === now.getTime()) return state;
  // One that changes is counted with the calendar then in force.
  const moved = (state: ClockState): ClockState => {
    const { calendar: _, ...clock } = state;
    if (clock.receivedOn !== undefined) return { ...clock, receivedOn: localDay(now) };
    return clock.startedAt === before.toISOString() ? { ...clock, startedAt: now.toISOString() } : state;
  };
  const enteredAt = state.enteredAt === before.toISOString() ? now.toISOString() : state.enteredAt;
  return { ...state, enteredAt, clocks: state.clocks.map(moved) };
}

/** Where a case stands at the beginning of a path, or as it comes to it from another. */
function begun(
  before: CaseRow | null,
  from: HandlingPath | undefined,
  to: HandlingPath,
  { receivedAt, createdAt: registeredAt, data: form }: RegisteredCase,
  at: Date,
  why: Why,
): PathState {
  if (before === null) return startPath(to, { receivedAt, registeredAt }, form);
  if (!from) throw new Error('A case is decided anew with the path at hand on which it is.');
  const state = fromReceipt(before.pathState, before.receivedAt, receivedAt);
  const corrected = why.by === 'correction' && why.since === 'start';
  const since = why.by === 'correction' && why.since === 'now' ? { since: at } : {};
  return changePath(from, state, to, { receivedAt, registeredAt, at, form, corrected, ...since });
}

/**
 * What a correction leaves of what was said since. An action was done, whatever was registered. What a clock called for stays
 * where that clock is as before, or would by now have called by what is registered; else it calls again when it is time. What
 * the days called for is asked of the case as it now is.
 */
function afterCorrection(
  since: readonly SaidSince[],
  before: PathState,
  now: PathState,
  called: (state: ClockState, level: number) => boolean,
): SaidSince[] {
  return since.filter(({ because }) => {
    if (because.on !== 'clock') return because.on === 'action';
    const [was, is] = [before, now].map(({ clocks }) =>
      clocks.find(({ clock, epoch }) => clock === because.clock && epoch === because.epoch),
    );
    if (!was || !is || is.neverOwed) return false;
    const same = (['startedAt', 'receivedOn', 'until'] as const).every((name) => was[name] === is[name]);
    return same || called(is, because.level);
  });
}

/**
 * A case that stays on its path, with the clocks of what is now registered, and on the step to which its acts lead by that
 * (`facts`, of an open case that is corrected). `other`: where they would have led, whether or not it can go there.
 */
function asRegistered(
  before: CaseRow,
  { receivedAt, data }: RegisteredCase,
  path: HandlingPath | undefined,
  facts: Record<string, Json> | undefined,
  at: Date,
): { state: PathState; other: OtherWay | null } {
  const received = fromReceipt(before.pathState, before.receivedAt, receivedAt);
  if (!path) return { state: received, other: null };
  const state = { ...received, clocks: withDaysOfForm(path, received.clocks, data) };
  const other = facts ? wayAsCorrected(path, state, facts) : null;
  if (!other || other.told) return { state, other };
  const entered = enteredDay({ form: data, history: state.history });
  return { state: ledTo(path, state, other, { at, entered }), other };
}

function decided(
  before: CaseRow | null,
  {
    registered,
    decision,
    onPath,
    calendarVersionId,
    called,
    facts,
    why,
    at,
  }: Extract<CaseHappening, { is: 'decided' }>,
): CaseChange {
  const { routing, path, category } = decision;
  // What is closed stays as it was closed: a later decision changes what it is counted as, and no work.
  const open = before === null || before.status === 'open';
  const starts = before === null || (open && path.key !== before.pathKey);
  const department = open ? (routing.department ?? null) : before.department;
  const joint = open
    ? [...new Set(routing.jointDepartments ?? [])].filter((key) => key !== department)
    : before.jointDepartments;
  const receivedAnew = before !== null && before.receivedAt.getTime() !== registered.receivedAt.getTime();
  const anotherDepartment = before === null || department !== before.department;
  const stays = before && !starts ? asRegistered(before, registered, onPath, open ? facts : undefined, at) : null;
  const way = !(before && stays)
    ? {
        pathKey: path.key,
        pathVersionId: path.versionId,
        calendarVersionId,
        pathState: begun(before, onPath, path.content, registered, at, why),
        status: 'open' as const,
        outcome: null,
        closedAt: null,
      }
    : { ...wayOf(before), pathState: stays.state, ...(open && { outcome: stays.state.outcome ?? null }) };
  const since = before?.standing.since ?? [];
  const isOn = starts ? path.content : onPath;
  const standing: Standing = {
    decided: saidOf(atOnce(routing)),
    since:
      before && isOn && called
        ? afterCorrection(since, before.pathState, way.pathState, (state, level) => called(isOn, state, level))
        : since,
  };
  const row: CaseRow = {
    ...registered,
    ...way,
    ...shownOf(standing),
    category,
    step: way.pathState.step,
    department,
    jointDepartments: joint,
    // Every open case has somebody responsible at every moment, also where no rule asks for a leader.
    handlerId: before?.handlerId ?? null,
    caseLeadId: before?.caseLeadId ?? null,
    updatedAt: at,
  };
  const effects: CaseEffect[] = [];
  if (anotherDepartment) effects.push({ type: 'staff', role: 'handler' });
  if (row.caseLeadId === null && open) effects.push({ type: 'staff', role: 'case-lead' });
  if (why.by === 'person' && category !== null) {
    effects.push({ type: 'person-decision', category, before: before?.category ?? null, reasons: why.reasons });
  }
  effects.push(...decision.decisions.map((made) => ({ type: 'decision' as const, made })));
  if (starts || receivedAnew || row.pathState.clocks !== before?.pathState.clocks) effects.push({ type: 'clocks' });
  if (open) effects.push(...work(before, row, { starts, anotherDepartment }));
  if (before && onPath && stays?.other) effects.push(...ledElsewhere(before, row, onPath, stays.other));
  effects.push(...recordOf(before, row, why), ...told(before, row, anotherDepartment));
  return { row, effects, isNew: before === null, by: 'person' };
}

const wayOf = ({ pathKey, pathVersionId, calendarVersionId, pathState, status, outcome, closedAt }: CaseRow) => ({
  pathKey,
  pathVersionId,
  calendarVersionId,
  pathState,
  status,
  outcome,
  closedAt,
});

function work(
  before: CaseRow | null,
  row: CaseRow,
  { starts, anotherDepartment }: { starts: boolean; anotherDepartment: boolean },
): CaseEffect[] {
  const effects: CaseEffect[] = [];
  if (before && starts) effects.push({ type: 'cancel-tasks', of: 'path', because: DECIDED_ANEW });
  else if (before && anotherDepartment) effects.push({ type: 'cancel-tasks', of: 'step', because: ANOTHER_DEPARTMENT });
  if (starts || anotherDepartment) effects.push({ type: 'step-task' });
  effects.push({ type: 'joint', departments: row.jointDepartments, because: DECIDED_ANEW });
  return effects;
}

function recordOf(before: CaseRow | null, row: CaseRow, why: Why): CaseEffect[] {
  const { category, pathKey: path } = row;
  if (why.by === 'filing') {
    const after = { number: row.number, form: row.formKey, category, path };
    return [
      { type: 'timeline', kind: 'filed', details: { form: { ...why.form } } },
      { type: 'audit', action: 'case.file', before: null, after },
    ];
  }
  const was = before?.category ?? null;
  // A correction is told by who makes it; here only what it came to.
  if (why.by === 'correction' && was === category && before?.pathKey === path) return [];
  const details = { category, before: was, reasons: why.reasons };
  return [
    { type: 'timeline', kind: 'decision', details },
    {
      type: 'audit',
      action: 'case.reclassify',
      before: { category: was, path: before?.pathKey ?? null },
      after: { category, path },
    },
  ];
}

/** Whom an urgent case is told to at once, whatever rules say. */
const AT_ONCE = ['handler', 'case-lead', 'centre'] as const;

const atOnce = (routing: Outcome): Outcome =>
  routing.urgent === true ? { ...routing, notify: [...AT_ONCE] } : routing;

/** A new case is told to who works on it; one decided anew to who is new on it, and at once to whom it was not yet. */
function told(before: CaseRow | null, row: CaseRow, newHandler: boolean): CaseEffect[] {
  const was = before ? saidInAll(before.standing) : NOTHING_SAID;
  const { urgent, urgentTo, caseLead } = saidInAll(row.standing);
  const atOnceTo = urgentTo.filter((role) => !was.urgentTo.includes(role));
  const { people, roles } = whomOf([
    ...known(atOnceTo),
    ...(newHandler ? (['handler'] as const) : []),
    ...(caseLead && !was.caseLead ? (['case-lead'] as const) : []),
  ]);
  if (people.length + roles.length === 0) return [];
  const usual = before ? ASSIGNED : NEW_CASE;
  return [{ type: 'notify', people, roles, urgent, message: filled(urgent ? URGENT_CASE : usual, named(row)) }];
}

const known = (roles: readonly string[] | undefined): Role[] => ROLES.filter((role) => (roles ?? []).includes(role));

const ON_CASE = ['handler', 'case-lead'] as const;

/** Handler and lead are those of the case, never everybody who handles or leads cases at the place. */
const whomOf = (roles: readonly Role[]) => ({
  people: ON_CASE.filter((role) => roles.includes(role)),
  roles: roles.filter((role) => role !== 'handler' && role !== 'case-lead'),
});

function escalated(before: CaseRow, { made, occasion }: Extract<CaseHappening, { is: 'escalated' }>): CaseChange {
  const { outcome } = made.decision;
  const { event } = occasion;
  const said = saidOf(outcome);
  // A leader who is to take the case at once is told at once.
  if (said.urgent && said.caseLead) said.urgentTo = [...new Set([...said.urgentTo, 'case-lead'])];
  const standing = withSaid(before.standing, occasion, said);
  const was = saidInAll(occasion.known ?? before.standing);
  const news = newsIn(was, bothSaid(was, said));
  const row: CaseRow = { ...before, ...shownOf(standing), updatedAt: occasion.at };
  const change = (effects: CaseEffect[]): CaseChange => ({ row, effects, isNew: false, by: 'platform' });
  // The daily round asks the same of the same case every day: what changes nothing is not told again.
  const changes = said.urgent || news.some((name) => name !== 'notify' && name !== 'urgentTo');
  if (event === 'daily' && !changes && !occasion.known) return { ...change([]), row: before };
  const record: CaseEffect = { type: 'decision', made };
  if (occasion.known && news.length === 0) return change([record]);
  const titles = made.decision.fired.map((name) => ruleTitle(made, name));
  const rules: LocalizedText = {
    'zh-CN': titles.map((title) => title['zh-CN']).join('；'),
    en: titles.map((title) => title.en).join('; '),
  };
  const roles = known(outcome.notify);
  const leads = roles.includes('case-lead') || said.urgentTo.includes('case-lead') || news.includes('caseLead');
  const urgent = said.urgent;
  return change([
    ...(row.needsCaseLead && row.caseLeadId === null ? [{ type: 'staff', role: 'case-lead' } as const] : []),
    record,
    { type: 'timeline', kind: 'escalation', details: { rules: { ...rules }, event } },
    {
      type: 'notify',
      ...whomOf(leads ? [...roles, 'case-lead'] : roles),
      urgent,
      message: filled(ESCALATED, { number: row.number, rules }),
    },
  ]);
}

/** What escalation rules say of a case as it is filed, belongs to its decision; all else to what they were asked about. */
function withSaid(standing: Standing, { event, clock }: Occasion, said: Said): Standing {
  if (event === 'filed') return { ...standing, decided: bothSaid(standing.decided, said) };
  if (!clock) return saidSince(standing, { on: 'day' }, said);
  const { key, epoch, level } = clock;
  return saidSince(standing, { on: 'clock', clock: key, epoch, level }, said);
}

function ruleTitle({ ruleSet }: MadeDecision, name: string): LocalizedText {
  return ruleSet.content.rules.find((rule) => rule.name === name)?.title ?? { 'zh-CN': name, en: name };
}

function acted(
  before: CaseRow,
  { applied, details, notice, delivery, at }: Extract<CaseHappening, { is: 'acted' }>,
): CaseChange {
  const { state, action, from, to, closed } = applied;
  const sessions = applied.effects.flatMap((effect) => (effect.type === 'session' ? [effect.session] : []));
  const standing =
    sessions.length === 0
      ? before.standing
      : saidSince(before.standing, { on: 'action' }, { ...NOTHING_SAID, sessions });
  const row: CaseRow = {
    ...before,
    ...shownOf(standing),
    pathState: state,
    step: to.key,
    outcome: state.outcome ?? null,
    // What is decided anew stands, whatever was made of what it replaces.
    reviewed: typeof applied.resolved.outcome === 'string' ? null : before.reviewed,
    status: closed ? 'closed' : 'open',
    closedAt: closed ? at : null,
    updatedAt: at,
  };
  const moved = from.key !== to.key;
  const effects: CaseEffect[] = [{ type: 'clocks' }];
  if (moved) {
    effects.push({ type: 'finish-step', step: from.key, result: action.title });
    effects.push({
      type: 'cancel-tasks',
      of: 'left',
      step: from.key,
      because: filled(STEP_LEFT, { action: action.title }),
    });
  }
  if (closed) effects.push({ type: 'cancel-tasks', of: 'case', because: CASE_CLOSED });
  effects.push({ type: 'timeline', kind: 'action', details });
  if (notice) {
    // A letter tells nobody before it arrives: the notice is known as its text.
    const letter: Record<string, Json> = action.tells ? { action: action.key, toldAt: at.toISOString() } : {};
    const { text, language } = notice;
    effects.push({ type: 'timeline', kind: 'notice', details: { text: { ...text }, language, ...letter } });
  }
  if (delivery) effects.push({ type: 'timeline', kind: 'delivery', details: delivery });
  effects.push({
    type: 'audit',
    action: 'case.action',
    before: null,
    after: { action: action.key, step: row.step, outcome: row.outcome, status: row.status },
  });
  for (const effect of applied.effects) {
    if (effect.type === 'task') {
      const { title, to: whose, within } = effect;
      effects.push({ type: 'task', title, role: whose.role, department: whose.department, within });
    } else if (effect.type === 'notify') {
      const message = filled(effect.message, named(row));
      effects.push({ type: 'notify', ...whomOf(effect.roles), urgent: false, message });
    }
  }
  if (moved && !closed) {
    effects.push({ type: 'step-task', tell: filled(STEP_REACHED, { ...named(row), step: to.title }) });
  }
  return { row, effects, isNew: false, by: 'person' };
}

/** The period for asking was used: nothing else of the case changes. */
function reviewAsked(
  before: CaseRow,
  { state: pathState, at }: Extract<CaseHappening, { is: 'review-asked' }>,
): CaseChange {
  return { row: { ...before, pathState, updatedAt: at }, effects: [{ type: 'clocks' }], isNew: false, by: 'person' };
}

/** A closed case is open again: somebody has it, knows of it, and has a time for it. What was decided stays in its history. */
function cameBack(
  before: CaseRow,
  { path, state, message, review, at }: Extract<CaseHappening, { is: 'came-back' }>,
): CaseChange {
  const step = stepOf(path, state.step);
  const row: CaseRow = {
    ...before,
    pathState: state,
    step: step.key,
    outcome: state.outcome ?? null,
    status: 'open',
    closedAt: null,
    updatedAt: at,
  };
  const { status, outcome } = before;
  const effects: CaseEffect[] = [
    { type: 'staff', role: 'handler', anew: true },
    ...(row.caseLeadId === null ? [{ type: 'staff', role: 'case-lead' } as const] : []),
    { type: 'clocks' },
    { type: 'cancel-tasks', of: 'step', because: message },
    { type: 'timeline', kind: 'review', details: { message: { ...message } } },
    {
      type: 'audit',
      action: 'case.came-back',
      before: { status, step: before.step, outcome },
      after: { status: row.status, step: row.step, outcome: row.outcome, ...review },
    },
    { type: 'step-task' },
    { type: 'notify', people: ['handler', 'case-lead'], roles: [], urgent: false, message },
  ];
  return { row, effects, isNew: false, by: 'person' };
}

function delivered(
  before: CaseRow,
  { as, state, details, after, at }: Extract<CaseHappening, { is: 'delivered' }>,
): CaseChange {
  const effects: CaseEffect[] = [
    { type: 'clocks' },
    { type: 'timeline', kind: as, details },
    { type: 'audit', action: as === 'delivery' ? 'case.delivery' : 'case.undeliverable', before: null, after },
  ];
  return { row: { ...before, pathState: state, updatedAt: at }, effects, isNew: false, by: 'person' };
}
