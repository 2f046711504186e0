import type { Json } from '@caseway/form-schemas';
import {
  applyAction,
  type BusinessCalendar,
  type ClockState,
  type HandlingPath,
  type OutcomeParams,
  type Role,
  type RuleSetKind,
} from '@caseway/rule-sets';
import fc from 'fast-check';
import type { ConfigKind } from '../../../contract/index.ts';
import { SYSTEM } from '../../../database/principal.ts';
import { ActiveConfiguration } from '../../configuration/active-configuration.ts';
import { type AnyVersioned, type ConfigContent, isKind, type Versioned } from '../../configuration/versioned.ts';
import { decideCase } from '../../decisions/decide-case.ts';
import type { CaseEffect } from '../case/case-effect.ts';
import type { RegisteredCase } from '../case/case-happening.ts';
import { caseOfOutcome } from '../case/case-of-outcome.ts';
import type { Wanted } from '../case/case-people.service.ts';
import type { CaseRow } from '../case/case-row.ts';
import { everybody, type KeptOut, NOBODY } from '../case/kept-out.ts';
import { CaseTasks } from '../tasks/case-tasks.service.ts';
import type { NewTask, TaskRow } from '../tasks/tasks-store.ts';
import { CaseDeciding } from './case-deciding.service.ts';
import { CaseEffects } from './case-effects.service.ts';
import { CaseEscalation } from './case-escalation.service.ts';

const both = (words: string) => ({ 'zh-CN': words, en: words });
const AT = new Date('2026-03-03T02:00:00Z');
const RECEIVED = new Date('2026-03-02T01:00:00Z');
const KINDS = ['kind-a', 'kind-b', 'kind-c'] as const;
type Kind = (typeof KINDS)[number];

const CALENDAR: BusinessCalendar = {
  key: 'calendar',
  title: both('calendar'),
  coverage: { fromYear: 2026, toYear: 2026 },
  weekend: [6, 7],
  days: [],
  quietHours: { from: '22:00', to: '07:00' },
  recurring: [],
  limits: [],
};

/** One kind of case as rules decide it: where routing sends it, and what escalation says once it is filed. */
interface Way {
  routing: Partial<OutcomeParams> & { path: string };
  filed: Partial<OutcomeParams>;
}

interface World {
  ways: Record<Kind, Way>;
  /** Escalation by a mark that routing may have put. */
  marked: Partial<OutcomeParams>;
  overdue: Partial<OutcomeParams>;
  /** The daily round, by kind. */
  daily?: Partial<Record<Kind, Partial<OutcomeParams>>>;
  paths: HandlingPath[];
}

const some = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const few = (...keys: string[]) => some(fc.subarray(keys));
const DEPARTMENTS = ['land', 'labour', 'civil'];
const SAID = {
  marks: few('gap', 'urgent', 'cross'),
  sessions: few('weekly', 'monthly'),
  supervise: some(fc.boolean()),
  caseLead: some(fc.boolean()),
  urgent: some(fc.boolean()),
  level: some(fc.constantFrom('village', 'town', 'district')),
};
const TOLD = { ...SAID, notify: few('centre', 'township-lead', 'handler', 'case-lead') };
const way: fc.Arbitrary<Way> = fc.record({
  routing: fc.record({
    path: fc.constantFrom('path-1', 'path-2'),
    department: some(fc.constantFrom(...DEPARTMENTS)),
    jointDepartments: few(...DEPARTMENTS),
    ...SAID,
  }),
  filed: fc.record(TOLD),
});
const path = (key: string): fc.Arbitrary<HandlingPath> =>
  fc
    .record({
      days: fc.integer({ min: 1, max: 60 }),
      role: fc.constantFrom<Role>('handler', 'case-lead', 'centre'),
      department: some(fc.constantFrom(...DEPARTMENTS)),
    })
    .map(({ days, role, department }) => ({
      key,
      title: both(key),
      description: both(key),
      source: both(key),
      clocks: [
        {
          key: 'clock',
          title: both('clock'),
          startsOn: [{ on: 'filed' as const }],
          stopsOn: [],
          duration: { value: days, unit: 'calendar-day' as const },
          rollOver: 'none' as const,
          levels: [],
        },
      ],
      outcomes: [],
      steps: [
        {
          key: `${key}-first`,
          title: both(`${key} first`),
          kind: 'work' as const,
          assignee: { role, ...(department && { department }) },
          actions: [],
        },
        { key: 'end', title: both('end'), kind: 'end' as const, actions: [] },
      ],
    }));
const worlds: fc.Arbitrary<World> = fc.record({
  ways: fc.record({ 'kind-a': way, 'kind-b': way, 'kind-c': way }),
  marked: fc.record(TOLD),
  overdue: fc.record({ marks: few('late'), supervise: some(fc.boolean()), level: some(fc.constant('district')) }),
  paths: fc.tuple(path('path-1'), path('path-2')),
});

/** Undefined members are no members: JSON has none. */
const params = (outcome: Partial<OutcomeParams>): Partial<OutcomeParams> => JSON.parse(JSON.stringify(outcome));

type Leaf = [fact: string, operator: string, value: Json];
type Line = [name: string, leaves: Leaf[], said: Partial<OutcomeParams>];

function ruleSet(kind: RuleSetKind, lines: Line[]): Versioned<'rule-sets'> & AnyVersioned {
  return version('rule-sets', {
    key: kind,
    kind,
    title: both(kind),
    form: 'form',
    hitPolicy: kind === 'escalation' ? 'all' : 'first',
    rules: lines.map(([name, leaves, said]) => ({
      name,
      title: both(name),
      source: both(name),
      conditions: { all: leaves.map(([fact, operator, value]) => ({ fact, operator, value })) },
      event: { type: kind, params: params(said) },
    })),
    otherwise: { type: kind, params: {} },
  });
}

function configurationOf({ ways, marked, overdue, paths, daily = {} }: World): ActiveConfiguration {
  const each = (of: (kind: Kind) => Line) => KINDS.map(of);
  const filed: Leaf = ['event', 'equal', 'filed'];
  return new ActiveConfiguration([
    ruleSet(
      'classification',
      each((kind) => [kind, [['kind', 'equal', kind]], { category: kind }]),
    ),
    ruleSet(
      'routing',
      each((kind) => [kind, [['category', 'equal', kind]], ways[kind].routing]),
    ),
    ruleSet('escalation', [
      ...each((kind) => [`filed-${kind}`, [filed, ['category', 'equal', kind]], ways[kind].filed]),
      ['marked', [filed, ['marks', 'contains', 'gap']], marked],
      ['overdue', [['event', 'equal', 'deadline-overdue']], overdue],
      ...Object.entries(daily).map(
        ([of, said]): Line => [
          `daily-${of}`,
          [
            ['event', 'equal', 'daily'],
            ['category', 'equal', of],
          ],
          said,
        ],
      ),
    ]),
    ...paths.map((content) => version('paths', content)),
    version('calendars', CALENDAR),
  ]);
}

function version<K extends ConfigKind>(kind: K, content: ConfigContent[K] & { key: string }) {
  return { versionId: `${kind}/${content.key}`, kind, key: content.key, number: 1, content } as Versioned<K> &
    AnyVersioned;
}

/** Which run of a clock it is, is history. */
const unnumbered = ({ epoch: _, ...state }: ClockState) => state;

/** An office in memory that behaves like the real one: what is carried out can be looked at. */
class Office {
  rows = new Map<string, CaseRow>();
  tasks: TaskRow[] = [];
  clocks: Json = null;
  history: CaseEffect[] = [];
  told: { who: string; urgent: boolean }[] = [];
  nobodyFor: (string | null)[][] = [];
  out: KeptOut = { people: ['labour-nobody'], departments: [], members: [] };
  readonly configuration: ActiveConfiguration;
  readonly deciding: CaseDeciding;
  readonly escalation: CaseEscalation;

  constructor(world: World) {
    this.configuration = configurationOf(world);
    const people = {
      choose: async ({ role, department, not }: Wanted) =>
        [`${role} ${department ?? ''}`, `${role} instead`].find((id) => !not.includes(id)) ?? null,
      // One of the departments has nobody at the place.
      ofDepartment: async ({ role, department, not, ratherNot }: Wanted) => {
        if (department === 'civil' || not.includes(`${role} ${department}`)) return null;
        const first = `${role} ${department ?? ''}`;
        return first === ratherNot ? `second ${first}` : first;
      },
      coordinators: async () => ['centre'],
      keptOut: async () => this.out,
      departmentOf: async (id: string | null) => id?.split(' ')[1] || null,
    };
    const reader = {
      inForce: async () => this.configuration,
      version: async <K extends ConfigKind>(kind: K, id: string): Promise<Versioned<K>> => {
        const item = this.configuration.items.find(({ versionId }) => versionId === id);
        if (!item || !isKind(item, kind)) throw new Error(`No version ${id}`);
        return item;
      },
    };
    const facts = {
      asFiled: async (row: RegisteredCase) => ({ form: 'form', ...row.data }),
      liesAt: async ({ scopePath }: RegisteredCase, { atTownship }: Partial<OutcomeParams>) =>
        atTownship ? '/district/township/' : scopePath,
      ofCase: async (row: CaseRow) => ({ form: 'form', ...row.data, category: row.category, marks: row.marks }),
    };
    const effects = new CaseEffects(
      {
        insert: async (row: CaseRow) => void this.rows.set(row.id, row),
        update: async (row: CaseRow) => {
          const next = { ...row, version: row.version + 1 };
          this.rows.set(row.id, next);
          return next;
        },
      },
      reader,
      people,
      new CaseTasks(this.tasksStore(), people),
      {
        sync: async ({ path, clocks }) => {
          const running = clocks.filter(({ left }) => !left).map(unnumbered);
          this.clocks = JSON.parse(JSON.stringify({ path: path.key, clocks: running }));
          return [];
        },
      },
      { write: async (_, effect) => void this.history.push(effect) },
      {
        tell: async (_, userIds, { roles, urgent }) => {
          for (const who of [...roles, ...userIds]) this.told.push({ who, urgent });
        },
        nobodyFor: async (_, userIds, { title, department }) => {
          for (const who of userIds) this.nobodyFor.push([who, title?.en ?? null, department]);
        },
      },
      { principal: { ...SYSTEM, userId: 'clerk' } },
    );
    this.escalation = new CaseEscalation(reader, facts, effects);
    this.deciding = new CaseDeciding(
      reader,
      facts,
      { personsCategory: async () => this.persons() },
      effects,
      this.escalation,
    );
  }

  private persons(): string | null {
    return this.history.flatMap((it) => (it.type === 'person-decision' ? [it.category] : [])).at(-1) ?? null;
  }

  private tasksStore() {
    const of = (id: string) => this.tasks.find((task) => task.id === id);
    return {
      add: async ({ caseId, scopePath, at }: { caseId: string; scopePath: string; at: Date }, task: NewTask) => {
        const about = { caseNumber: '1', caseTitle: '', caseStatus: 'open' as const, caseDepartment: null };
        const none = { handlerId: null, caseLeadId: null, doneAt: null, doneBy: null, result: null };
        const cancelled = { cancelledAt: null, cancelledBy: null, cancelReason: null };
        const id = String(this.tasks.length);
        this.tasks.push({ ...task, ...about, ...none, ...cancelled, id, caseId, scopePath, createdAt: at });
      },
      ofCase: async () => this.tasks,
      finishStep: async () => undefined,
      cancel: async (id: string, by: string | null, cancelReason: TaskRow['cancelReason'], at: Date) => {
        Object.assign(of(id) ?? {}, { cancelledAt: at, cancelledBy: by, cancelReason });
      },
      dueOfStep: async (_: string, dueAt: Date | null) => {
        for (const task of this.tasks) if (task.kind === 'step' && !task.cancelledAt) task.dueAt = dueAt;
      },
    };
  }

  /** `not`: who is kept out of it from the first moment on. */
  async file(kind: Kind, not: KeptOut = NOBODY): Promise<CaseRow> {
    const row = await this.decideNew({ ...REGISTERED, data: { kind } }, not);
    this.out = not === NOBODY ? this.out : not;
    return row;
  }

  private async decideNew(registered: RegisteredCase, not: KeptOut): Promise<CaseRow> {
    const decision = await decideCase(this.configuration, 'form', { form: 'form', ...registered.data });
    const calendar = this.configuration.calendar.versionId;
    const why = { by: 'filing', form: both('form') } as const;
    const is = { is: 'decided', registered, decision, calendarVersionId: calendar, why, at: AT } as const;
    return this.deciding.carryOut(null, caseOfOutcome(null, is), AT, { not });
  }

  async correct(row: CaseRow, kind: Kind, since: 'start' | 'now' = 'start'): Promise<CaseRow> {
    const why = { by: 'correction', reasons: 'typed wrongly', since } as const;
    const { change } = await this.deciding.propose(row, { ...row, data: { kind } }, why, AT);
    return this.deciding.carryOut(row, change, AT);
  }

  async reclassify(row: CaseRow, kind: Kind): Promise<CaseRow> {
    const { change } = await this.deciding.propose(row, row, { by: 'person', reasons: 'read again' }, AT, {
      category: kind,
    });
    return this.deciding.carryOut(row, change, AT);
  }

  /** All that an office sees of the case now, but for its history: what was done, and the clocks of paths that were left. */
  seen({ data: _, version: __, ...row }: CaseRow) {
    const pathState = {
      ...row.pathState,
      clocks: row.pathState.clocks.filter(({ left }) => !left).map(unnumbered),
      history: [],
    };
    const open = this.tasks.filter(({ doneAt, cancelledAt }) => !doneAt && !cancelledAt);
    const tasks = open.map(({ kind, title, role, department, assigneeId, dueAt, step }) => {
      const whose = [kind, title.en, role, department, assigneeId, dueAt?.toISOString()];
      // A joint department is asked about the matter, whatever step it is in.
      return JSON.stringify(kind === 'joint' ? whose : [...whose, step]);
    });
    const sorted = { marks: [...row.marks].sort(), sessions: [...row.sessions].sort() };
    const { standing: ___, ...columns } = row;
    return { ...columns, ...sorted, pathState, tasks: tasks.sort(), clocks: this.clocks };
  }

  urgently(): string[] {
    return [...new Set(this.told.flatMap(({ who, urgent }) => (urgent ? [who] : [])))].sort();
  }
}

const REGISTERED: RegisteredCase = {
  id: 'case',
  number: '1',
  townshipId: 'town',
  placeId: null,
  scopePath: '/d/t/',
  formKey: 'form',
  formVersionId: 'forms/form',
  accuses: false,
  title: 'title',
  data: {},
  sensitive: null,
  petitionerMasked: null,
  headcount: null,
  receivedAt: RECEIVED,
  receivedOn: '2026-03-02',
  aboutId: null,
  review: null,
  reviewed: null,
  createdBy: null,
  createdAt: AT,
  updatedAt: AT,
  version: 1,
};

const kind = fc.constantFrom(...KINDS);

test('a path that tells handler or lead tells those of the case, never everybody who is one at the place', async () => {
  const [line] = fc.sample(path('telling'), { numRuns: 1, seed: 1 });
  const end = { key: 'end', title: both('end'), kind: 'end' as const, actions: [] };
  const effects = [
    { type: 'notify' as const, roles: ['handler', 'case-lead', 'centre'] as const, message: both('so it is') },
  ].map((effect) => ({ ...effect, roles: [...effect.roles] }));
  const act = { key: 'act', title: both('act'), by: ['handler' as const], to: 'end', effects };
  const work = { key: 'first', title: both('first'), kind: 'work' as const, assignee: { role: 'handler' as const } };
  const telling: HandlingPath = { ...(line as HandlingPath), steps: [{ ...work, actions: [act] }, end] };
  const way = { routing: { path: 'telling' }, filed: {} };
  const office = new Office({
    ...{ ways: { 'kind-a': way, 'kind-b': way, 'kind-c': way }, marked: {}, overdue: {}, paths: [telling] },
  });
  const before = await office.file('kind-a');
  const applied = applyAction(telling, before.pathState, { action: 'act', by: 'handler', at: AT });
  const change = caseOfOutcome(before, { is: 'acted', applied, details: {}, notice: null, delivery: null, at: AT });
  expect(change.effects.filter(({ type }) => type === 'notify')).toMatchObject([
    { people: ['handler', 'case-lead'], roles: ['centre'] },
  ]);
});

describe('an act that what is now registered leads elsewhere', () => {
  const [line] = fc.sample(path('branching'), { numRuns: 1, seed: 1 });
  const step = (key: string, actions: HandlingPath['steps'][number]['actions']) => ({
    ...{ key, title: both(key), kind: 'work' as const, assignee: { role: 'handler' as const }, actions },
  });
  const asks = { all: [{ fact: 'kind', operator: 'equal', value: 'kind-b' }] };
  const study = { key: 'study', title: both('study'), by: ['handler' as const], to: 'decide' };
  const tell = { key: 'tell', title: both('tell'), by: ['handler' as const], to: 'visit', tells: { form: 'delivery' } };
  const branching: HandlingPath = {
    ...(line as HandlingPath),
    steps: [
      step('first', [{ ...study, branches: [{ when: asks, to: 'ask' }] }]),
      step('ask', [{ ...study, key: 'let-in' }]),
      step('decide', [tell]),
      step('visit', []),
      { key: 'end', title: both('end'), kind: 'end' as const, actions: [] },
    ],
  };
  const way = { routing: { path: 'branching' }, filed: {} };
  const world: World = {
    ...{ ways: { 'kind-a': way, 'kind-b': way, 'kind-c': way }, marked: {}, overdue: {}, paths: [branching] },
  };
  const done = async (office: Office, kind: Kind, actions: readonly string[]): Promise<CaseRow> => {
    const filed = await office.file(kind);
    const pathState = actions.reduce(
      (state, action) =>
        applyAction(branching, state, { action, by: 'handler', at: AT, answers: { facts: { kind } } }).state,
      filed.pathState,
    );
    return { ...filed, pathState, step: pathState.step };
  };
  const said = (office: Office) =>
    office.history.flatMap((it) => (it.type === 'timeline' && it.kind === 'led-elsewhere' ? [it.details.message] : []));
  const open = (office: Office) => office.tasks.flatMap((task) => (task.cancelledAt ? [] : [task.step]));

  test.each([
    ['to where nobody asks', 'kind-b', 'kind-a', 'ask', 'decide'],
    ['to where it is asked', 'kind-a', 'kind-b', 'decide', 'ask'],
  ] as const)('is gone %s: the case, its work and its history say so', async (_, first, last, stood, stands) => {
    const office = new Office(world);
    const before = await done(office, first, ['study']);
    expect(before.step).toBe(stood);
    const row = await office.correct(before, last);
    expect([row.step, row.pathState.step, open(office)]).toEqual([stands, stands, [stands]]);
    expect(said(office)).toEqual([
      expect.objectContaining({ en: expect.stringContaining(`"study" leads to "${stands}"`) }),
    ]);
    // Once: what was corrected to the same leads nowhere else.
    expect((await office.correct(row, last)).step).toBe(stands);
    expect(said(office)).toHaveLength(1);
  });

  test('was right where what is registered became so only now', async () => {
    const office = new Office(world);
    const row = await office.correct(await done(office, 'kind-a', ['study']), 'kind-b', 'now');
    expect([row.step, said(office)]).toEqual(['decide', []]);
  });

  test('stands where something was told in writing since, and the history says so', async () => {
    const office = new Office(world);
    const row = await office.correct(await done(office, 'kind-a', ['study', 'tell']), 'kind-b');
    expect(row.step).toBe('visit');
    expect(said(office)).toEqual([expect.objectContaining({ en: expect.stringContaining('told in writing') })]);
  });
});

describe('a case filed as B, and one filed as A and decided anew to B, are the same but for their history', () => {
  test.each([
    ['when what was registered is corrected', (office: Office, row: CaseRow, to: Kind) => office.correct(row, to)],
    ['when a person gives it another kind', (office: Office, row: CaseRow, to: Kind) => office.reclassify(row, to)],
  ])('%s', async (_, anew) => {
    await fc.assert(
      fc.asyncProperty(worlds, fc.array(kind, { minLength: 1, maxLength: 3 }), kind, async (world, before, last) => {
        const [direct, round] = [new Office(world), new Office(world)];
        const filed = await direct.file(last);
        let row = await round.file(before[0] ?? last);
        for (const next of [...before.slice(1), last]) row = await anew(round, row, next);
        expect(round.seen(row)).toEqual(direct.seen(filed));
        // Who must know at once has been told at once.
        expect(round.urgently()).toEqual(expect.arrayContaining(direct.urgently()));
        expect(round.tasks.every(({ doneBy }) => doneBy === null)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  const late = {
    event: 'deadline-overdue',
    clock: { key: 'clock', epoch: 1, level: 1, dueOn: '2026-03-02' },
    at: AT,
  } as const;
  const pathOf = ({ ways, paths }: World, of: Kind) => paths.find(({ key }) => key === ways[of].routing.path);
  const lengthOf = (world: World, of: Kind) => pathOf(world, of)?.clocks[0]?.duration.value;

  test('and what a clock called for stays with a clock that a correction leaves as it is, and goes with one never owed', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, kind, kind, async (world, first, last) => {
        const [direct, round] = [new Office(world), new Office(world)];
        const filed = await direct.file(last);
        const goesOn = lengthOf(world, first) === lengthOf(world, last);
        const before = (await round.escalation.raise(await round.file(first), late)).row;
        const expected = goesOn ? (await direct.escalation.raise(filed, late)).row : filed;
        expect(round.seen(await round.correct(before, last))).toEqual(direct.seen(expected));
      }),
    );
  });

  test('and what happened to it since stays on it where a person gives it another kind: what was late was late', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, kind, kind, async (world, first, last) => {
        const [direct, round] = [new Office(world), new Office(world)];
        const filed = (await direct.escalation.raise(await direct.file(last), late)).row;
        const before = (await round.escalation.raise(await round.file(first), late)).row;
        expect(round.seen(await round.reclassify(before, last))).toEqual(direct.seen(filed));
      }),
    );
  });

  test('and what the days called for is asked anew of the case as corrected', async () => {
    const days = { ...WORLD, daily: { 'kind-b': { marks: ['old'] } } };
    const office = new Office(days);
    const marked = (await office.escalation.raise(await office.file('kind-b'), { event: 'daily', at: AT })).row;
    expect(marked.marks).toEqual(['old']);
    expect((await office.correct(marked, 'kind-b')).marks).toEqual(['old']);
    expect((await office.correct(marked, 'kind-c')).marks).toEqual([]);
  });
});

const WORLD: World = {
  ways: {
    'kind-a': {
      routing: { path: 'path-1', department: 'land', marks: ['gap'], supervise: true },
      filed: { urgent: true },
    },
    'kind-b': { routing: { path: 'path-2', department: 'labour', jointDepartments: ['civil'] }, filed: {} },
    'kind-c': { routing: { path: 'path-2', department: 'civil' }, filed: {} },
  },
  marked: { marks: ['urgent'] },
  overdue: { marks: ['late'] },
  paths: fc.sample(fc.tuple(path('path-1'), path('path-2')), { numRuns: 1, seed: 1 })[0] ?? [],
};

test('tasks that are no longer needed are cancelled with the reason, and done by nobody', async () => {
  const office = new Office(WORLD);
  const row = await office.correct(await office.file('kind-b'), 'kind-c');
  expect(row.jointDepartments).toEqual([]);
  const joint = office.tasks.find(({ kind: what }) => what === 'joint');
  expect([joint?.doneAt, joint?.cancelledAt, joint?.cancelReason?.en]).toEqual([
    null,
    AT,
    expect.stringContaining('anew'),
  ]);
});

test("a department that has nobody at the place: its task is nobody's, the handler stands in, and the centre is told", async () => {
  const joined = new Office(WORLD);
  await joined.file('kind-b');
  const joint = joined.tasks.find(({ kind: what }) => what === 'joint');
  expect([joint?.department, joint?.assigneeId]).toEqual(['civil', null]);
  expect(joined.nobodyFor).toContainEqual(['centre', 'Joint handling', 'civil']);
  const led = new Office(WORLD);
  const row = await led.file('kind-c');
  expect(row.handlerId).toBe('handler ');
  expect(led.nobodyFor).toContainEqual(['centre', null, 'civil']);
  const said = led.history.filter((effect) => effect.type === 'timeline' && effect.kind === 'stands-in');
  expect(said).toMatchObject([{ details: { department: 'civil', handlerId: 'handler ' } }]);
});

test('a kind that a person has given stands when what was registered is corrected', async () => {
  const office = new Office(WORLD);
  const given = await office.reclassify(await office.file('kind-a'), 'kind-b');
  expect((await office.correct(given, 'kind-c')).category).toBe('kind-b');
});

test('a closed case decided anew keeps its way, its work and its end', async () => {
  const office = new Office(WORLD);
  const open = await office.file('kind-a');
  const closed: CaseRow = { ...open, status: 'closed', closedAt: AT, step: 'end', outcome: 'agreed' };
  const row = await office.correct(closed, 'kind-b');
  expect(row).toMatchObject({
    category: 'kind-b',
    pathKey: 'path-1',
    status: 'closed',
    outcome: 'agreed',
    department: 'land',
  });
  expect(office.tasks).toHaveLength(1);
});

test('a case that comes back from a review goes to another handler of its department, and its work with it', async () => {
  const office = new Office(WORLD);
  const filed = await office.file('kind-a');
  expect(filed.handlerId).toBe('handler land');
  const closed: CaseRow = { ...filed, status: 'closed', closedAt: AT, step: 'end' };
  const content = office.configuration.path('path-1').content;
  const review = { number: '2', effect: 'revoked' } as const;
  const happening = { is: 'came-back', path: content, state: filed.pathState, message: both('back'), review } as const;
  const row = await office.deciding.carryOut(closed, caseOfOutcome(closed, { ...happening, at: AT }), AT);
  expect([row.status, row.handlerId]).toEqual(['open', 'second handler land']);
});

test('a day of receipt corrected moves the clocks that ran from the receipt', async () => {
  const office = new Office(WORLD);
  const row = await office.file('kind-a');
  const receivedAt = new Date('2026-02-27T16:00:00Z');
  const why = { by: 'correction', reasons: 'it lay over the weekend', since: 'start' } as const;
  const { change } = await office.deciding.propose(row, { ...row, receivedAt, receivedOn: '2026-02-28' }, why, AT);
  const next = await office.deciding.carryOut(row, change, AT);
  expect(next.pathState.clocks.filter(({ left }) => !left).map(({ startedAt }) => startedAt)).toEqual([
    receivedAt.toISOString(),
  ]);
});

describe('departments kept out of a case', () => {
  const keeping = (departments: string[]): KeptOut => ({
    people: [],
    departments,
    members: departments.map((key) => `handler ${key}`),
  });

  test('neither have it nor join in it, and have no task of it, however it is decided', async () => {
    const kinds = fc.array(kind, { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(worlds, kinds, fc.subarray(DEPARTMENTS), async (world, decided, departments) => {
        const office = new Office(world);
        const out = keeping(departments);
        let row = await office.file(decided[0] ?? 'kind-a', out);
        for (const next of decided.slice(1)) row = await office.correct(row, next);
        const open = office.tasks.filter(({ cancelledAt }) => !cancelledAt);
        const theirs = [row.department, ...row.jointDepartments, ...open.map(({ department }) => department)];
        expect(theirs.filter((key) => key !== null && departments.includes(key))).toEqual([]);
        const hands = [row.handlerId, row.caseLeadId, ...open.map(({ assigneeId }) => assigneeId)];
        expect(hands.filter((id) => id !== null && everybody(out).includes(id))).toEqual([]);
        expect(row.handlerId).not.toBeNull();
        const told = office.told.map(({ who }) => who);
        expect(told.filter((who) => everybody(out).includes(who))).toEqual([]);
      }),
    );
  });

  test('are passed over in words that name nobody; whoever stands in goes on', async () => {
    const office = new Office(WORLD);
    const words = () =>
      office.history.flatMap((it) => (it.type === 'timeline' && it.kind === 'passed-over' ? [it] : []));
    const row = await office.file('kind-b', keeping(['labour', 'civil']));
    expect([row.department, row.jointDepartments, row.handlerId]).toEqual([null, [], 'handler ']);
    expect(words()).toHaveLength(2);
    expect(JSON.stringify(words())).not.toMatch(/labour|civil/);
    const next = await office.correct(row, 'kind-b');
    expect([next.department, next.handlerId]).toEqual([null, 'handler ']);
  });

  test('are those of their place: one of the same name above it handles the case as before', async () => {
    const office = new Office(WORLD);
    const row = await office.file('kind-b', { ...keeping(['labour']), members: ['somebody of the township'] });
    expect([row.department, row.handlerId]).toEqual(['labour', 'handler labour']);
    expect(office.history.some((it) => it.type === 'timeline' && it.kind === 'passed-over')).toBe(false);
  });
});
