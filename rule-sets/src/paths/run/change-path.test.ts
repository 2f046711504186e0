import { readdirSync, readFileSync } from 'node:fs';
import type { FormData, FormDefinition } from '@caseway/form-schemas';
import { answersOf, fieldTypeOf } from '@caseway/form-schemas';
import fc from 'fast-check';
import type { ClockState } from '../../clock/clock-state.ts';
import { clockDeadline, clockOf } from '../../clock/compute-deadline.ts';
import { dayStart, localDay } from '../../clock/days.ts';
import type { BusinessCalendar } from '../../model/calendar.ts';
import type { HandlingPath, PathAction, PathOutcome } from '../../model/handling-path.ts';
import { type ToldDecision, toldDecision } from '../../review/review.ts';
import { authorityRuns } from './advance-clocks.ts';
import { changePath } from './change-path.ts';
import type { PathState } from './path-state.ts';
import { giveUpDelivery, recordDelivery, undelivered } from './record-delivery.ts';
import { type ActionAnswers, resolveAction } from './resolve-action.ts';
import { allowedActions, applyAction, passedSteps, startPath } from './run-path.ts';
import { stepOf } from './steps.ts';
import { outcomeDecided } from './what-stands.ts';

const json = (path: string) => JSON.parse(readFileSync(path, 'utf8'));
const PATHS = 'rule-sets/library/paths';
const paths: HandlingPath[] = readdirSync(PATHS)
  .map((file): HandlingPath => json(`${PATHS}/${file}`))
  // What is asked of another authority is asked by a form of its own: nobody decides it anew to another kind.
  .filter(({ key }) => !key.includes('review'));
const forms: FormDefinition[] = readdirSync('form-schemas/library').map((file) => json(`form-schemas/library/${file}`));
const calendar: BusinessCalendar = json('rule-sets/library/calendars/china-official.json');
const RECEIVED = dayStart('2026-03-02');
const DAY = 86_400_000;

const pathOf = (key: string): HandlingPath => paths.find((path) => path.key === key) as HandlingPath;

/** Answers to an action's form: of each choice the one of that turn, every choice of several, whole numbers with 1. */
function answersTo({ form: key }: PathAction, turn: number): ActionAnswers {
  const form = forms.find((candidate) => candidate.key === key);
  const given = Object.entries(form?.schema.properties ?? {}).flatMap(([name, field]) => {
    const known = answersOf(field);
    if (known) return [[name, known[turn % known.length]]];
    if (fieldTypeOf(field) === 'choices') return [[name, field.items?.enum ?? []]];
    return fieldTypeOf(field) === 'integer' ? [[name, 1]] : [];
  });
  return { form, data: Object.fromEntries(given) as FormData, limits: calendar.limits };
}

interface Case {
  path: HandlingPath;
  state: PathState;
  at: Date;
}

const began = (key: string): Case => ({
  path: pathOf(key),
  state: startPath(pathOf(key), { receivedAt: RECEIVED, registeredAt: RECEIVED }),
  at: RECEIVED,
});

function act({ path, state, at }: Case, which: number, turn: number, deliver: boolean): Case {
  const doable = allowedActions(path, state)
    .map((action) => ({ action, answers: answersTo(action, turn) }))
    .filter(({ action, answers }) => resolveAction(path, state, action, answers).refusals.length === 0);
  const next = doable[which % Math.max(1, doable.length)];
  if (!next) return { path, state, at };
  const deliveredOn = deliver && next.action.tells ? localDay(at) : null;
  const done = { action: next.action.key, by: 'somebody', at, answers: next.answers, deliveredOn };
  return { path, at, state: applyAction(path, state, done).state };
}

const doing =
  (key: string, deliveredOn: string | null = null) =>
  ({ path, state, at }: Case): Case => ({
    path,
    at,
    state: applyAction(path, state, {
      action: key,
      by: 'somebody',
      at,
      deliveredOn,
      answers: { limits: calendar.limits },
    }).state,
  });

const after =
  (days: number) =>
  (of: Case): Case => ({ ...of, at: new Date(of.at.getTime() + days * DAY) });
const to =
  (key: string) =>
  ({ path, state, at }: Case): Case => ({
    path: pathOf(key),
    at,
    state: changePath(path, state, pathOf(key), { receivedAt: RECEIVED, registeredAt: RECEIVED, at }),
  });
const delivered =
  (on: string) =>
  ({ path, state, at }: Case): Case => {
    const [first] = undelivered(state);
    return { path, at, state: recordDelivery(path, state, { event: first?.event ?? -1, deliveredOn: on, at }) };
  };
const isOpen = ({ path, state }: Case) => stepOf(path, state.step).kind !== 'end';

const dueOf = ({ path }: Case, state: ClockState) => clockDeadline(path, state, calendar).dueAt?.getTime() ?? null;
const lateIn = (of: Case, state: ClockState): boolean => {
  const due = dueOf(of, state);
  return due !== null && due < (state.stoppedAt ? Date.parse(state.stoppedAt) : of.at.getTime());
};
const isPromised = ({ path }: Case, state: ClockState): boolean => {
  const clock = clockOf(path, state);
  return clock.public === true || clock.whose === 'petitioner';
};
const walk = (first: Case, ...moves: ((of: Case) => Case)[]): Case => moves.reduce((of, move) => move(of), first);
const clocksOf = ({ state }: Case, key: string) => state.clocks.filter(({ clock }) => clock === key);

describe('a case decided anew after it was told that it is accepted', () => {
  const accepted = walk(began('policy-implementation-path'), after(3), doing('accept-matter', '2026-03-05'));

  test('is not accepted again: it stands behind that step, and both clocks are as they were told', () => {
    const anew = walk(accepted, after(20), to('hardship-assistance-path'));
    expect(anew.state.step).toBe('aid-choice-step');
    expect(passedSteps(anew.path, anew.state)).toEqual(['acceptance-step', 'aid-choice-step']);
    expect(clocksOf(anew, 'acceptance-clock')).toMatchObject([
      { startedAt: RECEIVED.toISOString(), stoppedAt: accepted.at.toISOString() },
    ]);
    expect(clocksOf(anew, 'handling-clock')).toMatchObject([{ startedAt: accepted.at.toISOString() }]);
    expect(clocksOf(anew, 'handling-clock')[0]).not.toHaveProperty('stoppedAt');
  });

  test('keeps a letter that has not arrived, and its delivery counts on the new path', () => {
    const waiting = walk(began('policy-implementation-path'), after(3), doing('accept-matter'), after(2));
    const anew = walk(waiting, to('hardship-assistance-path'));
    expect(clocksOf(anew, 'acceptance-clock')[0]).not.toHaveProperty('stoppedAt');
    expect(undelivered(anew.state)).toHaveLength(1);
    const reached = walk(anew, after(1), delivered('2026-03-08'));
    expect(clocksOf(reached, 'acceptance-clock')[0]?.stoppedAt).toBe(reached.at.toISOString());
    expect(clocksOf(reached, 'acceptance-clock')).toHaveLength(1);
  });

  test('keeps an extension that was told, to the day', () => {
    const extend = (of: Case): Case => {
      const { path, at } = of;
      const answers = { data: { extensionDays: 20 }, form: forms.find(({ key }) => key === 'extension-proposal-form') };
      const asked = { action: 'propose-extension', by: 'lead', at, answers: { ...answers, limits: calendar.limits } };
      return { ...of, state: applyAction(path, of.state, asked).state };
    };
    const longer = walk(accepted, after(30), extend, doing('extend-handling', '2026-04-04'));
    const anew = walk(longer, to('first-assessment-path'));
    const [before, now] = [longer, anew].map((of) => clocksOf(of, 'handling-clock').at(-1) as ClockState);
    expect(dueOf(anew, now as ClockState)).toBe(dueOf(longer, before as ClockState));
    expect(now?.extensions).toHaveLength(1);
  });

  test('where the new path has no such clock, what was promised runs on to the end of the case', () => {
    const anew = walk(accepted, after(1), to('legal-channel-path'));
    expect(clocksOf(anew, 'handling-clock')[0]).not.toHaveProperty('stoppedAt');
    const done = walk(anew, doing('guide-to-channel', '2026-03-06'), doing('record-guidance-result'));
    expect(isOpen(done)).toBe(false);
    expect(clocksOf(done, 'handling-clock')[0]?.stoppedAt).toBe(done.at.toISOString());
  });

  test('an opinion given before stays given and opens its review; work that goes on has a clock of its own', () => {
    const given = walk(accepted, after(10), doing('record-implementation'), doing('issue-explained-opinion'));
    const anew = walk(given, after(2), to('hardship-assistance-path'));
    expect(clocksOf(anew, 'handling-clock').at(-1)?.stoppedAt).toBe(given.at.toISOString());
    expect(anew.state.clocks.filter(({ stoppedAt }) => stoppedAt === undefined).map(({ clock }) => clock)).toEqual([
      'further-work-clock',
    ]);
    const reached = walk(anew, after(1), delivered(localDay(new Date(anew.at.getTime() + DAY))));
    expect(clocksOf(reached, 'review-request-clock')).toHaveLength(1);
  });

  test('an opinion given before is called as on the path on which it was given, however often the case moves on', () => {
    const given = walk(accepted, after(10), doing('record-implementation'), doing('issue-explained-opinion'));
    const { title, effect } = given.path.outcomes.find(({ key }) => key === 'explained-outcome') as PathOutcome;
    const aid = { ...pathOf('hardship-assistance-path'), outcomes: [] };
    for (const now of [given, walk(given, to(aid.key)), walk(given, to(aid.key), to('first-assessment-path'))]) {
      const decision = toldDecision(now.state) as ToldDecision;
      const path = now === given ? now.path : aid;
      expect(outcomeDecided(path, decision)).toEqual({ key: 'explained-outcome', title, effect });
      expect(now.state.history.map((event) => event.earlier?.outcome !== undefined)).toEqual(
        now.state.history.map((event) => event.earlier !== undefined && event.outcome !== undefined),
      );
    }
  });
});

test('two opinions delivered open two periods for asking; the first is not taken away', () => {
  const first = walk(
    began('policy-implementation-path'),
    doing('accept-matter', '2026-03-02'),
    doing('record-implementation'),
    doing('issue-supported-opinion', '2026-03-02'),
  );
  const again = (of: Case): Case => {
    const data = { promiseKept: 'not-kept' };
    const form = forms.find(({ key }) => key === 'return-visit-form');
    const asked = { action: 'record-return-visit', by: 'a', at: of.at, answers: { form, data } };
    return { ...of, state: applyAction(of.path, of.state, asked).state };
  };
  const second = walk(
    first,
    after(10),
    again,
    doing('record-implementation'),
    doing('issue-supported-opinion', '2026-03-12'),
  );
  expect(clocksOf(second, 'review-request-clock').map(({ epoch, startedAt }) => [epoch, startedAt])).toEqual([
    [1, RECEIVED.toISOString()],
    [2, second.at.toISOString()],
  ]);
});

test('a letter that cannot be delivered waits no more: on an open case its clock runs on, on a closed one it ends', () => {
  const open = walk(began('policy-implementation-path'), after(1), doing('accept-matter'));
  const given = giveUpDelivery(open.path, open.state, 0, open.at);
  expect(undelivered(given)).toEqual([]);
  expect(clocksOf({ ...open, state: given }, 'acceptance-clock')[0]).not.toHaveProperty('stoppedAt');
  const closed = walk(began('policy-implementation-path'), after(1), doing('guide-to-channel'));
  const ended = giveUpDelivery(closed.path, closed.state, 0, closed.at);
  expect(clocksOf({ ...closed, state: ended }, 'acceptance-clock')[0]?.stoppedAt).toBe(closed.at.toISOString());
  expect(() => giveUpDelivery(closed.path, ended, 0, closed.at)).toThrow(/waits to be delivered/);
});

test('one that was given up may arrive after all: who asked comes for it, and their time to ask for a review begins', () => {
  const closed = walk(
    began('policy-implementation-path'),
    after(1),
    doing('accept-matter', '2026-03-03'),
    doing('record-implementation'),
    doing('issue-supported-opinion'),
  );
  const waiting = undelivered(closed.state);
  const [event = -1] = waiting.map((each) => each.event);
  const given = giveUpDelivery(closed.path, closed.state, event, closed.at);
  const at = new Date(closed.at.getTime() + 30 * DAY);
  const arrived = recordDelivery(closed.path, given, { event, deliveredOn: localDay(at), at });
  expect(arrived.history[event]?.told).toEqual({ deliveredOn: localDay(at) });
  expect(clocksOf({ ...closed, state: arrived }, 'review-request-clock')).toHaveLength(1);
});

type Move =
  | { do: 'act'; which: number; turn: number; deliver: boolean }
  | { do: 'deliver'; which: number; back: number }
  | { do: 'change'; to: number };
const move: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('act' as const), which: fc.nat(9), turn: fc.nat(4), deliver: fc.boolean() }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('deliver' as const), which: fc.nat(5), back: fc.nat(3) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('change' as const), to: fc.nat(paths.length - 1) }) },
);
const moves = fc.array(fc.tuple(fc.nat(12), move), { maxLength: 25 });

function delivery({ path, state, at }: Case, which: number, back: number): Case {
  const waiting = undelivered(state);
  const found = waiting[which % Math.max(1, waiting.length)];
  if (!found) return { path, state, at };
  const day = localDay(new Date(Math.max(Date.parse(found.told.at), at.getTime() - back * DAY)));
  return { path, at, state: recordDelivery(path, state, { event: found.event, deliveredOn: day, at }) };
}

test('whatever happens to a case: what was told stays told, no day of it moves later, and what was late stays late', () => {
  fc.assert(
    fc.property(fc.nat(paths.length - 1), moves, (first, list) => {
      let now = began((paths[first] as HandlingPath).key);
      for (const [days, next] of list) {
        if (!isOpen(now)) {
          if (next.do === 'deliver') now = delivery(after(days)(now), next.which, next.back);
          continue;
        }
        now = after(days)(now);
        if (next.do === 'act') now = act(now, next.which, next.turn, next.deliver);
        else if (next.do === 'deliver') now = delivery(now, next.which, next.back);
        else {
          const target = paths[next.to] as HandlingPath;
          if (target.key === now.path.key) continue;
          const before = now;
          now = to(target.key)(before);
          const told = before.state.history.some((event) => event.told);
          const same = ({ state: { history } }: Case) =>
            history.map(({ action, at, told: letter }) => [action, at, letter]);
          expect(same(now)).toEqual(same(before));
          expect(undelivered(now.state).map(({ event }) => event)).toEqual(
            undelivered(before.state).map(({ event }) => event),
          );
          if (told) {
            for (const [place, old] of before.state.clocks.entries()) {
              const kept = now.state.clocks[place] as ClockState;
              expect(kept.startedAt).toBe(old.startedAt);
              if (isPromised(before, old)) expect(dueOf(now, kept)).toBe(dueOf(before, old));
              if (old.stoppedAt) expect(kept.stoppedAt).toBe(old.stoppedAt);
            }
          }
          for (const old of before.state.clocks.filter((each) => lateIn(before, each))) {
            expect(now.state.clocks.some((each) => each.startedAt === old.startedAt && lateIn(now, each))).toBe(true);
          }
          expect(authorityRuns(now.path, now.state.clocks)).toBe(true);
        }
        const names = now.state.clocks.map(({ clock, epoch }) => `${clock} ${epoch}`);
        expect(new Set(names).size).toBe(names.length);
        if (isOpen(now)) expect(authorityRuns(now.path, now.state.clocks)).toBe(true);
      }
    }),
    { numRuns: 400 },
  );
});

test('decided anew before anything was told, a case is as if it had been filed so, but for its history', () => {
  const quiet = fc.array(fc.tuple(fc.nat(5), fc.nat(9), fc.nat(4)), { maxLength: 6 });
  fc.assert(
    fc.property(fc.nat(paths.length - 1), fc.nat(paths.length - 1), quiet, (a, b, list) => {
      const [from, target] = [paths[a] as HandlingPath, paths[b] as HandlingPath];
      let now = began(from.key);
      for (const [days, which, turn] of list) if (isOpen(now)) now = act(after(days)(now), which, turn, false);
      if (!isOpen(now) || from === target || now.state.history.some(({ told }) => told)) return;
      const plain = ({ clocks, history: _, ...state }: PathState) => ({
        ...state,
        clocks: clocks.flatMap(({ epoch: __, left, as, ...clock }) => (left || as ? [] : [clock])),
      });
      expect(plain(to(target.key)(now).state)).toEqual(
        plain(startPath(target, { receivedAt: RECEIVED, registeredAt: RECEIVED })),
      );
    }),
  );
});
