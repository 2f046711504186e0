import { readdirSync, readFileSync } from 'node:fs';
import type { FormData, FormDefinition } from '@caseway/form-schemas';
import { answersOf, fieldTypeOf } from '@caseway/form-schemas';
import fc from 'fast-check';
import type { HandlingPath, PathAction } from '../../model/handling-path.ts';
import { checkPath } from '../check/check-path.ts';
import type { PathCode } from '../check/path-findings.ts';
import type { PathState } from './path-state.ts';
import { type ActionAnswers, resolveAction } from './resolve-action.ts';
import { allowedActions, applyAction, checkAction, passedSteps, startPath } from './run-path.ts';
import { stepOf } from './steps.ts';

const FOLDER = 'rule-sets/library/paths';
const load = (file: string): HandlingPath => JSON.parse(readFileSync(`${FOLDER}/${file}`, 'utf8'));
const paths = readdirSync(FOLDER).map(load);
const START = new Date('2026-03-02T01:00:00Z');

const forms: FormDefinition[] = readdirSync('form-schemas/library').map((file) =>
  JSON.parse(readFileSync(`form-schemas/library/${file}`, 'utf8')),
);
const calendar = JSON.parse(readFileSync('rule-sets/library/calendars/china-official.json', 'utf8'));

/** Some ways to answer an action's form: each choice once, whole numbers with 1. */
function answersTo({ form: key }: PathAction): ActionAnswers[] {
  const form = forms.find((candidate) => candidate.key === key);
  const fields = Object.entries(form?.schema.properties ?? {});
  const most = Math.max(1, ...fields.map(([, field]) => answersOf(field)?.length ?? 1));
  return Array.from({ length: most }, (_, turn) => {
    const given = fields.flatMap(([name, field]) => {
      const known = answersOf(field);
      if (known) return [[name, known[turn % known.length]]];
      // A list of choices with all of them, as one that asks for each of them must be answered.
      if (fieldTypeOf(field) === 'choices') return [[name, field.items?.enum ?? []]];
      return fieldTypeOf(field) === 'integer' ? [[name, 1]] : [];
    });
    return { form, data: Object.fromEntries(given) as FormData, limits: calendar.limits };
  });
}

/** What can be done now, each with answers that are not refused. */
const doable = (path: HandlingPath, state: PathState): { action: PathAction; answers: ActionAnswers }[] =>
  allowedActions(path, state)
    .flatMap((action) => answersTo(action).map((answers) => ({ action, answers })))
    .filter(({ action, answers }) => resolveAction(path, state, action, answers).refusals.length === 0);

/** Walks with a list of numbers that choose among what is allowed. */
function walk(path: HandlingPath, choices: readonly number[]) {
  let state: PathState = startPath(path, { receivedAt: START, registeredAt: START });
  let closed = false;
  let at = START;
  const done: PathAction[] = [];
  for (const choice of choices) {
    if (closed) break;
    const actions = doable(path, state);
    const next = actions[choice % actions.length];
    if (!next) break;
    at = new Date(at.getTime() + 86_400_000);
    const { action, answers } = next;
    ({ state, closed } = applyAction(path, state, { action: action.key, by: 'somebody', at, answers }));
    done.push(action);
  }
  return { state, closed, done };
}

describe.each(paths.map((path) => [path.key, path] as const))('%s', (_, path) => {
  const choices = fc.array(fc.nat(20), { maxLength: 40 });

  test('loses no case: wherever one has come to, somebody can act, and an end is in reach', () => {
    fc.assert(
      fc.property(choices, (numbers) => {
        const { state, closed } = walk(path, numbers);
        const step = stepOf(path, state.step);
        expect(closed).toBe(step.kind === 'end');
        if (closed) return;
        expect(step.assignee).toBeDefined();
        expect(doable(path, state).some(({ action }) => action.by.length > 0)).toBe(true);
        expect(reachesEnd(path, state)).toBe(true);
      }),
    );
  });

  test('keeps a history that tells where it went, and clocks that stop with it', () => {
    fc.assert(
      fc.property(choices, (numbers) => {
        const { state, closed, done } = walk(path, numbers);
        expect(state.history.map(({ action }) => action)).toEqual(done.map(({ key }) => key));
        expect(passedSteps(path, state).at(-1)).toBe(state.step);
        const ours = (key: string) =>
          path.clocks.some((it) => {
            const waits = it.stopsOn.some((trigger) => trigger.on === 'delivered');
            return it.key === key && it.whose !== 'petitioner' && !waits;
          });
        if (closed) expect(state.clocks.filter((it) => it.stoppedAt === undefined && ours(it.clock))).toEqual([]);
        // One epoch of a clock runs at a time.
        const running = state.clocks.filter(({ stoppedAt }) => stoppedAt === undefined).map(({ clock }) => clock);
        expect(new Set(running).size).toBe(running.length);
      }),
    );
  });

  test('lets nobody decide against the person without reasons, and nobody approve an own proposal', () => {
    for (const step of path.steps) {
      for (const action of step.actions) {
        const effect = path.outcomes.find(({ key }) => key === action.outcome)?.effect;
        if (effect !== 'not-supported' && effect !== 'referred') continue;
        expect([step.kind, action.requires?.reasons]).toEqual(['human-decision', true]);
      }
    }
  });
});

function reachesEnd(path: HandlingPath, from: PathState): boolean {
  const seen = new Set<string>();
  const waiting = [from];
  while (waiting.length > 0) {
    const state = waiting.pop() as PathState;
    if (seen.has(state.step) && state !== from) continue;
    seen.add(state.step);
    for (const { action, answers } of doable(path, state)) {
      const next = applyAction(path, state, { action: action.key, by: 'somebody', at: START, answers });
      if (next.closed) return true;
      waiting.push(next.state);
    }
  }
  return false;
}

test('an action that the step does not offer changes nothing and says so', () => {
  const [path] = paths as [HandlingPath];
  const state = startPath(path, { receivedAt: START, registeredAt: START });
  expect(() => applyAction(path, state, { action: 'nothing', by: null, at: START })).toThrow(/does not allow/);
});

test('who proposed a referral does not approve it', () => {
  const path = load('lawful-referral-path.json');
  let state = startPath(path, { receivedAt: START, registeredAt: START });
  for (const action of ['accept-matter', 'propose-referral']) {
    ({ state } = applyAction(path, state, { action, by: 'one', at: START }));
  }
  const words = { reasons: '情况属实', legalBasis: '第二十六条' };
  expect(checkAction(path, state, 'approve-referral', words, 'one').map(({ code }) => code)).toEqual(['same-person']);
  expect(checkAction(path, state, 'approve-referral', words, 'two')).toEqual([]);
  expect(checkAction(path, state, 'approve-referral', { reasons: ' ' }, 'two').map(({ code }) => code)).toEqual([
    'reasons-required',
    'legal-basis-required',
  ]);
});

describe('what the platform never does, whatever an admin writes', () => {
  type Change = (path: HandlingPath) => void;
  const action = (path: HandlingPath, key: string): PathAction => {
    const found = path.steps.flatMap(({ actions }) => actions).find((it) => it.key === key);
    if (!found) throw new Error(`No ${key}.`);
    return found;
  };
  const step = (path: HandlingPath, key: string) => stepOf(path, key) as { kind: string };

  test.each<[PathCode, string, Change]>([
    [
      'adverse-needs-decision',
      'a refusal without reasons',
      (path) => delete action(path, 'issue-unsupported-opinion').requires?.reasons,
    ],
    [
      'adverse-needs-decision',
      'a refusal on an ordinary step',
      (path) => (step(path, 'opinion-decision').kind = 'work'),
    ],
    [
      'referral-needs-basis',
      'a referral without its legal basis',
      (path) => delete action(path, 'approve-referral').requires?.legalBasis,
    ],
    [
      'referral-needs-approval',
      'a referral by whoever handles the case',
      (path) => (action(path, 'approve-referral').by = ['handler', 'case-lead']),
    ],
    [
      'looser-than-law',
      'a longer time than the law gives',
      (path) => ((path.clocks[0] as { duration: { value: number } }).duration.value = 16),
    ],
    [
      'pause-not-in-law',
      'a rest that the law does not know',
      (path) => action(path, 'extend-handling').effects?.push({ type: 'pause-clock', clock: 'handling-clock' }),
    ],
    [
      'extension-unbounded',
      'an extension without end',
      (path) => {
        const extending = action(path, 'extend-handling');
        delete extending.atMost;
        for (const effect of extending.effects ?? []) if (effect.type === 'extend-clock') delete effect.inAll;
      },
    ],
    [
      'no-way-out',
      'a step that nothing leads out of',
      (path) => ((path.steps.find(({ key }) => key === 'return-visit-step') as { actions: unknown[] }).actions = []),
    ],
    [
      'unreachable',
      'a step that nothing leads to',
      (path) => path.steps.splice(1, 0, { ...(path.steps[0] as never as object), key: 'island' } as never),
    ],
    ['unknown-step', 'an action to nowhere', (path) => (action(path, 'accept-matter').to = 'nowhere')],
    ['no-assignee', 'a step that is nobody’s', (path) => delete (path.steps[0] as { assignee?: unknown }).assignee],
  ])('%s: %s cannot be published', (code, _, change) => {
    const path = load('lawful-referral-path.json');
    expect(checkPath(path, { calendar }).filter(({ severity }) => severity === 'error')).toEqual([]);
    change(path);
    expect(checkPath(path, { calendar }).map((finding) => finding.code)).toContain(code);
  });

  test.each([[null], [[]], [{}], [{ key: 'x', steps: [{}] }]])('nonsense is answered with findings: %j', (content) => {
    expect(checkPath(content).some(({ severity }) => severity === 'error')).toBe(true);
  });
});
