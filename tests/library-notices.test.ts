// Every letter of every shipped path, however it is delivered and whatever way the case came: the days in it are those of the
// clock that it speaks of, and no other.
import { readdirSync, readFileSync } from 'node:fs';
import type { FormDefinition } from '@caseway/form-schemas';
import {
  type AppliedAction,
  addDays,
  allowedActions,
  applyAction,
  type BusinessCalendar,
  type ClockState,
  clockDeadline,
  clockOf,
  type HandlingPath,
  isWorkingDay,
  localDay,
  noticeOf,
  type PathAction,
  type PathState,
  recordDelivery,
  startPath,
  undelivered,
  waysOf,
} from '@caseway/rule-sets';

const readAll = <T>(folder: string): T[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')) as T);
const forms = readAll<FormDefinition>('form-schemas/library');
const paths = readAll<HandlingPath>('rule-sets/library/paths');
const [calendar] = readAll<BusinessCalendar>('rule-sets/library/calendars') as [BusinessCalendar];

const HOUR = 3_600_000;
const FILED = new Date('2026-03-02T01:00:00.000Z');
/** Days that forms ask for: the office's own clocks run to them, before everybody else's. */
const DATA = { extensionDays: 10, reportBackDay: '2026-03-10' };

/** Words in every text and choice of a form; its days are left open, for those in a notice are looked at. */
function answersTo(key: string | undefined) {
  const form = forms.find((each) => each.key === key);
  const texts = Object.entries(form?.schema.properties ?? {}).filter(
    ([, { type, format }]) => type === 'string' && !format,
  );
  return { form, data: Object.fromEntries(texts.map(([name, asked]) => [name, asked.enum?.[0] ?? '所答'])) };
}

/** The path with one of the things that may become of an action as all that becomes of it. */
function taking(path: HandlingPath, action: PathAction, way: ReturnType<typeof waysOf>[number]): HandlingPath {
  const { branches: _, notice: __, outcome: ___, ...rest } = action;
  const { branch: ____, ...becomes } = way;
  const only = { ...rest, ...becomes } as PathAction;
  return {
    ...path,
    steps: path.steps.map((step) => ({
      ...step,
      actions: step.actions.map((each) => (each === action ? only : each)),
    })),
  };
}

/** As far as letters and their days go: how a case stands. */
const standing = (path: HandlingPath, state: PathState): string =>
  JSON.stringify([
    state.step,
    [
      ...new Set(
        running(state)
          .filter((each) => clockOf(path, each).public)
          .map(({ clock }) => clock),
      ),
    ].sort(),
    undelivered(state).some(({ told }) => told.action === 'accept-matter'),
    allowedActions(path, state).some(({ approves }) => approves !== undefined),
    state.clocks.some(({ extensions }) => extensions.length > 0),
  ]);

/** Everything that can be told on a path: with the letter delivered at once, and not yet. */
function toldOn(path: HandlingPath): { applied: AppliedAction; at: Date; delivered: boolean }[] {
  const told: { applied: AppliedAction; at: Date; delivered: boolean }[] = [];
  const seen = new Set<string>();
  const waiting: { state: PathState; at: Date }[] = [
    { state: startPath(path, { receivedAt: FILED, registeredAt: FILED }, DATA), at: FILED },
  ];
  const reach = (state: PathState, at: Date): void => {
    const name = standing(path, state);
    if (seen.has(name)) return;
    seen.add(name);
    waiting.push({ state, at });
  };
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { state } = next;
    const at = new Date(next.at.getTime() + HOUR);
    for (const { event } of undelivered(state)) {
      reach(recordDelivery(path, state, { event, deliveredOn: localDay(at), at }), at);
    }
    for (const action of allowedActions(path, state)) {
      for (const way of waysOf(action)) {
        for (const deliveredOn of action.tells ? [localDay(at), null] : [null]) {
          let applied: AppliedAction;
          try {
            const only = taking(path, action, way);
            const answers = { data: DATA, limits: calendar.limits };
            applied = applyAction(only, state, { action: action.key, by: 'somebody', at, answers, deliveredOn });
          } catch {
            continue; // An extension beyond the limit, or of a clock that does not run.
          }
          if (applied.resolved.notice) told.push({ applied, at, delivered: deliveredOn !== null });
          reach(applied.state, at);
        }
      }
    }
  }
  return told;
}

const ZH_DAY = /\d{4}年\d{1,2}月\d{1,2}日/g;
const inWords = (day: string) => day.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日');
const back = (day: string): string => (isWorkingDay(calendar, day) ? day : back(addDays(day, -1)));
const running = (state: PathState): ClockState[] => state.clocks.filter(({ stoppedAt }) => stoppedAt === undefined);

describe.each(paths.map((path) => [path.key, path] as const))('%s', (_, path) => {
  const told = toldOn(path);
  const texts = told.map(({ applied, ...how }) => {
    const { text, problems } = noticeOf(
      path,
      applied,
      () => calendar,
      () => ({
        number: '1',
        title: '工资',
        reasons: '理由',
        outcome: '结果',
        department: '中心',
      }),
      answersTo(applied.action.form),
    );
    if (!text) throw new Error('nothing told');
    return { text, problems, applied, ...how };
  });

  test('whatever is told has its days, and each is that of a clock that the petitioner may know of', () => {
    for (const { text, problems, applied } of texts) {
      expect(problems).toEqual([]);
      const known = running(applied.state)
        .filter((state) => clockOf(path, state).public)
        .map((state) => inWords(clockDeadline(path, state, calendar).dueOn ?? ''));
      for (const day of text['zh-CN'].match(ZH_DAY) ?? []) expect(known).toContain(day);
      expect(text['zh-CN']).not.toMatch(/[{}]|于前|：。/);
      expect(text.en).not.toMatch(/[{}]|by \.|: \./);
    }
  });

  test('a written answer is promised within the 60 days of article 34 and its extensions, delivered or not', () => {
    for (const { text, applied, at } of texts.filter(({ text }) => /书面答复|新的期限/.test(text['zh-CN']))) {
      if (!/\d/.test(text['zh-CN'].replace('编号1', ''))) continue;
      const started = applied.state.clocks.filter(({ clock }) => clock === 'handling-clock');
      const extended = (started.at(-1)?.extensions ?? []).reduce((sum, { by }) => sum + by.value, 0);
      const from = localDay(new Date(started[0]?.startedAt ?? at));
      const due = inWords(back(addDays(from, 60 + extended)));
      expect([text['zh-CN'].match(ZH_DAY), applied.action.key]).toEqual([[due], applied.action.key]);
    }
  });
});

test('the paths tell days, with letters that arrived and that did not', () => {
  const days = paths
    .flatMap(toldOn)
    .filter(({ applied }) => /deadline:/.test(applied.resolved.notice?.['zh-CN'] ?? ''));
  expect(days.filter(({ delivered }) => delivered).length).toBeGreaterThan(20);
  expect(days.filter(({ delivered }) => !delivered).length).toBeGreaterThan(20);
});
