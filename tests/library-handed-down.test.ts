// A matter handed down goes the way of its kind: the shipped paths for it repeat the steps of that kind's path, and a change of
// the one that the other does not have is told here. What differs is declared, place by place; a place that does not, too.
import { readFileSync } from 'node:fs';
import type { HandlingPath } from '@caseway/rule-sets';

const read = (key: string): HandlingPath => JSON.parse(readFileSync(`rule-sets/library/paths/${key}.json`, 'utf8'));

type Members = Record<string, unknown>;
const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !('zh-CN' in value);
const isKeyed = (value: unknown): value is (Members & { key: string })[] =>
  Array.isArray(value) && value.length > 0 && value.every((item) => isMembers(item) && typeof item.key === 'string');

/** Where two documents differ: members and items of keyed lists by their names, `+` where only the second has one, `-` the first. */
function places(was: unknown, is: unknown, at = ''): string[] {
  if (JSON.stringify(was) === JSON.stringify(is)) return [];
  if (was === undefined) return [`+${at}`];
  if (is === undefined) return [`-${at}`];
  const named = (value: unknown) =>
    isKeyed(value) ? Object.fromEntries(value.map((item) => [item.key, item])) : value;
  const [old, now] = [named(was), named(is)];
  if (!isMembers(old) || !isMembers(now)) return [at];
  const shared = (one: Members, other: Members) => Object.keys(one).filter((name) => name in other);
  const moved =
    isKeyed(was) && JSON.stringify(shared(old, now)) !== JSON.stringify(shared(now, old)) ? [`${at} order`] : [];
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])];
  return [...moved, ...names.flatMap((name) => places(old[name], now[name], at === '' ? name : `${at}/${name}`))];
}

const LAST = 'return-visit-step';
/** Who sent it has a report before the last visit, and before any other end. */
const LEADS: Record<string, string> = { 'closed-end': 'final-report-step', [LAST]: 'report-back-step' };
const lead = <T extends { to?: string }>(of: T): T => (of.to === undefined ? of : { ...of, to: LEADS[of.to] ?? of.to });

/** The path of a kind as it is led where the matter was handed down. */
function reporting(path: HandlingPath): HandlingPath {
  return {
    ...path,
    clocks: path.clocks.map((clock) => ({
      ...clock,
      stopsOn: [
        ...clock.stopsOn.map((it) => (it.on === 'step' && it.step === LAST ? { ...it, step: LEADS[LAST] ?? '' } : it)),
        // Handing it back is told in writing: the petitioner knows by that, too.
        ...(clock.key === 'acceptance-clock' ? [{ on: 'delivered' as const, action: 'record-handed-back' }] : []),
      ],
    })),
    steps: path.steps.map((step) => {
      if (step.key === LAST) return step;
      const actions = step.actions.map((action) => ({
        ...lead(action),
        ...(action.branches && { branches: action.branches.map(lead) }),
      }));
      return { ...step, actions };
    }),
  };
}

/** What being handed down adds, and says otherwise, on each of them. */
const ADDED = [
  '+clocks/completion-report-clock',
  '+clocks/objection-clock',
  '+clocks/report-back-clock',
  '+outcomes/handed-back-outcome',
  '+steps/acceptance-step/actions/object-to-assignment',
  '+steps/final-report-step',
  '+steps/objection-step',
  '+steps/report-back-step',
];
const SAID = ['key', 'title', 'description', 'source', 'clocks/acceptance-clock/source', 'steps/acceptance-step/help'];

test.each([
  ['handed-down-urgent-path', 'urgent-response-path', [...ADDED, ...SAID]],
  ['handed-down-referral-path', 'lawful-referral-path', [...ADDED, ...SAID]],
  // It is not told of its merits, so there is no visit before which to report.
  [
    'handed-down-accusation-path',
    'accusation-path',
    [...ADDED.filter((place) => place !== '+steps/report-back-step'), ...SAID],
  ],
  // Of the path for what nobody has given a kind yet only the ways to an opinion are the same.
  [
    'handed-down-path',
    'first-assessment-path',
    [
      ...ADDED,
      ...SAID,
      '-steps/acceptance-step/actions/record-policy-lookup',
      'outcomes order',
      'steps/acceptance-step/assignee/role',
      'steps/merits-step/actions/record-merits/by',
      'steps/merits-step/title',
      'steps/opinion-decision/actions order',
    ],
  ],
])('%s is %s, and what is declared', (down, kind, declared) => {
  expect(places(reporting(read(kind)), read(down)).sort()).toEqual([...declared].sort());
});

/** Each of the places in `ADDED`, of a path. */
function added(path: HandlingPath): Members {
  const of = (list: readonly { key: string }[], keys: readonly string[]) =>
    list.filter(({ key }) => keys.includes(key));
  const keys = ADDED.map((place) => place.slice(place.lastIndexOf('/') + 1));
  const first = path.steps.find(({ key }) => key === 'acceptance-step');
  return {
    clocks: of(path.clocks, keys),
    outcomes: of(path.outcomes, keys),
    steps: of(path.steps, keys),
    actions: of(first?.actions ?? [], keys),
  };
}

test.each([
  ['handed-down-urgent-path', []],
  ['handed-down-referral-path', []],
  // Its own ways to be met; and what is told names nothing of what was reported.
  [
    'handed-down-accusation-path',
    [
      '-steps/report-back-step',
      'clocks/completion-report-clock/endsOn',
      'clocks/completion-report-clock/startsOn',
      'clocks/completion-report-clock/stopsOn',
      'clocks/objection-clock/endsOn',
      'clocks/report-back-clock/endsOn',
      'clocks/report-back-clock/stopsOn',
      'outcomes/handed-back-outcome/rights',
      'steps/objection-step/actions/record-handed-back/notice',
    ],
  ],
])('%s is handed down as the others are', (down, declared) => {
  expect(places(added(read('handed-down-path')), added(read(down))).sort()).toEqual([...declared].sort());
});
