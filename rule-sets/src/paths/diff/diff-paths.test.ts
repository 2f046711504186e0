// Laws of the difference of paths, on generated paths; then the words, on the shipped ones.
import { readFileSync } from 'node:fs';
import { LOCALES } from '@caseway/form-schemas';
import fc from 'fast-check';
import type {
  ActionBranch,
  ActionEffect,
  HandlingPath,
  PathAction,
  PathClock,
  PathOutcome,
  PathStep,
} from '../../model/handling-path.ts';
import type { Condition } from '../../model/rule-set.ts';
import { isRegularPath } from '../regular-path.ts';
import { diffPaths } from './diff-paths.ts';
import { pathChangeRenderer } from './render-path-change.ts';

const RUNS = { numRuns: Number(process.env.DIFF_RUNS ?? 300) };
const word = fc.constantFrom('x', 'y');
const text = fc.record({ 'zh-CN': word, en: word });
const cited = fc.constantFrom('《甲法》第一条', '《甲法》第二条', '甲').map((zh) => ({ 'zh-CN': zh, en: 'x' }));
const days = fc.integer({ min: 1, max: 2 }).map((value) => ({ value, unit: 'calendar-day' as const }));
const optional = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });

const leaf = fc.record({ fact: fc.constantFrom('p', 'q'), operator: fc.constant('equal'), value: fc.boolean() });
const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.array(leaf, { minLength: 1, maxLength: 2 }).map((all) => ({ all })),
  fc.array(leaf, { minLength: 1, maxLength: 2 }).map((any) => ({ any })),
);
const effect: fc.Arbitrary<ActionEffect> = fc.oneof(
  fc.record({ type: fc.constant('extend-clock' as const), clock: fc.constant('c'), by: days }),
  fc.record(
    { type: fc.constant('pause-clock' as const), clock: fc.constant('c'), source: fc.oneof(text, cited) },
    { requiredKeys: ['type', 'clock'] },
  ),
  fc.record({ type: fc.constant('resume-clock' as const), clock: fc.constant('c') }),
  fc.record({ type: fc.constant('task' as const), title: text, to: fc.constant({ role: 'handler' as const }) }),
  fc.record({
    type: fc.constant('notify' as const),
    roles: fc.shuffledSubarray(['handler', 'centre'] as const, { minLength: 1 }).map((it) => [...it]),
    message: text,
  }),
);
const effects = fc.array(effect, { maxLength: 2 });
const branch: fc.Arbitrary<ActionBranch> = fc.record(
  {
    when: condition,
    to: fc.constantFrom('s', 'e'),
    outcome: fc.constantFrom('o', null),
    effects,
    notice: fc.oneof(text, fc.constant(null)),
    refuse: text,
  },
  { requiredKeys: ['when', 'to'] },
) as fc.Arbitrary<ActionBranch>;
const action = (key: string): fc.Arbitrary<PathAction> =>
  fc.record(
    {
      key: fc.constant(key),
      title: text,
      help: text,
      by: fc.shuffledSubarray(['handler', 'centre'] as const, { minLength: 1 }).map((it) => [...it]),
      to: fc.constantFrom('s', 't', 'e'),
      form: fc.constant('f'),
      requires: fc.record({ reasons: fc.boolean(), documents: fc.shuffledSubarray(['d', 'g']) }, { requiredKeys: [] }),
      outcome: fc.constantFrom('o', 'n'),
      approves: fc.constant('a'),
      effects,
      branches: fc.array(branch, { maxLength: 2 }),
      tells: fc.constant({ form: 'f' }),
      notice: text,
      atMost: fc.integer({ min: 1, max: 2 }),
    },
    { requiredKeys: ['key', 'title', 'by', 'to'] },
  );
const some = <T>(keys: string[], of: (key: string) => fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
  fc.shuffledSubarray(keys).chain((list) => fc.tuple(...list.map(of)));
const step = (key: string): fc.Arbitrary<PathStep> =>
  fc.record(
    {
      key: fc.constant(key),
      title: text,
      publicTitle: text,
      help: text,
      kind: fc.constantFrom('work' as const, 'human-decision' as const),
      assignee: fc.constantFrom({ role: 'handler' as const }, { role: 'centre' as const, department: 'd' }),
      documents: some(['d', 'g'], (document) =>
        fc.record({ key: fc.constant(document), title: text, required: fc.boolean() }),
      ),
      actions: some(['a', 'b'], action),
    },
    { requiredKeys: ['key', 'title', 'kind', 'actions'] },
  );
const trigger = fc.constantFrom(
  { on: 'filed' as const },
  { on: 'step' as const, step: 's' },
  { on: 'action' as const, action: 'a' },
  { on: 'delivered' as const, action: 'a' },
);
const clock = (key: string): fc.Arbitrary<PathClock> =>
  fc.record(
    {
      key: fc.constant(key),
      title: text,
      source: fc.oneof(text, cited),
      assumed: fc.boolean(),
      whose: fc.constantFrom('authority' as const, 'petitioner' as const),
      startsOn: fc.array(trigger, { maxLength: 2 }),
      stopsOn: fc.array(trigger, { maxLength: 2 }),
      duration: days,
      rollOver: fc.constantFrom('none' as const, 'previous-working-day' as const),
      limit: fc.constant('l'),
      levels: fc.array(fc.record({ at: fc.constantFrom('before' as const, 'after' as const), offset: days }), {
        maxLength: 2,
      }),
      urgent: fc.boolean(),
      public: fc.boolean(),
    },
    { requiredKeys: ['key', 'title', 'startsOn', 'stopsOn', 'duration', 'rollOver', 'levels'] },
  );
const END: PathStep = { key: 'e', title: { 'zh-CN': 'x', en: 'x' }, kind: 'end', actions: [] };
const path: fc.Arbitrary<HandlingPath> = fc
  .record({
    key: fc.constant('path'),
    title: text,
    description: text,
    publicTitle: optional(text),
    rights: optional(text),
    source: fc.oneof(text, cited),
    clocks: some(['c', 'k'], clock),
    outcomes: some(['o', 'n'], (key) =>
      fc.record(
        {
          key: fc.constant(key),
          title: text,
          effect: fc.constantFrom('agreed' as const, 'upheld' as const),
          rights: fc.oneof(text, fc.constant(null)),
        },
        { requiredKeys: ['key', 'title', 'effect'] },
      ),
    ),
    steps: some(['s', 't'], step),
  })
  .map(({ steps, ...rest }) => JSON.parse(JSON.stringify({ ...rest, steps: [...steps, END] })));

/** A path, and one that differs from it in one part, or in nothing. */
const two = fc
  .tuple(path, path, fc.constantFrom('clocks', 'outcomes', 'steps', 'title', 'none', 'one-step'))
  .map(([a, b, part]): [HandlingPath, HandlingPath] => {
    if (part === 'none') return [a, structuredClone(a)];
    if (part !== 'one-step') return [a, { ...a, [part]: b[part as 'clocks'] }];
    const [first, ...rest] = a.steps;
    const other = b.steps.find(({ key }) => key === first?.key) ?? first;
    return [a, { ...a, steps: other ? [other, ...rest] : rest }];
  });

const sorted = (list: readonly unknown[]) => [...new Set(list.map((item) => JSON.stringify(item)))].sort();
/** Groups of one are their child; order and repetition in a group do not count. */
function plain(given: Condition): unknown {
  const parts = 'all' in given ? given.all : 'any' in given ? given.any : [];
  const unique = sorted(parts);
  return unique.length === 1 ? unique : ['all' in given ? 'all' : 'any', unique];
}
const W = '';
const lawsIn = (source: { 'zh-CN': string } | undefined) => source?.['zh-CN'].match(/《.*条/)?.[0] ?? '';
/** What a path means, written another way than the difference finds it: `words` false leaves out what is only read. */
function meaning(it: HandlingPath, words: boolean): string {
  const say = (value: unknown) => (words ? (value ?? null) : W);
  const effectOf = (of: ActionEffect, keep: boolean): unknown => {
    if (of.type === 'task') return [of.type, of.to, of.within ?? null, keep ? of.title : W];
    if (of.type === 'notify') return [of.type, sorted(of.roles), keep ? of.message : W];
    if (of.type === 'pause-clock')
      return [of.type, of.clock, of.source ? (keep ? of.source : ['lawful', lawsIn(of.source)]) : null];
    return of;
  };
  const effectsOf = (list: readonly ActionEffect[]) => [
    list.map((of) => effectOf(of, false)),
    words ? list.map((of) => JSON.stringify(effectOf(of, true))).sort() : W,
  ];
  const noticeOf = (notice: unknown) => (words ? (notice ?? 'none') : notice ? 'told' : 'none');
  const branchOf = (of: ActionBranch) => [
    plain(of.when),
    of.to ?? W,
    of.outcome === undefined ? 'own' : of.outcome,
    of.effects ? effectsOf(of.effects) : 'own',
    of.notice === undefined ? 'own' : noticeOf(of.notice),
    of.refuse ? [say(of.refuse)] : W,
  ];
  const actionOf = (of: PathAction) => [
    of.key,
    say(of.title),
    say(of.help),
    sorted(of.by),
    of.to,
    of.form ?? W,
    of.requires?.reasons ?? false,
    sorted(of.requires?.documents ?? []),
    of.outcome ?? W,
    of.approves ?? W,
    effectsOf(of.effects ?? []),
    (of.branches ?? []).map(branchOf),
    of.tells ?? W,
    noticeOf(of.notice),
    of.atMost ?? W,
  ];
  const listed = <T extends { key: string }, R>(list: readonly T[], of: (item: T) => R) => {
    const all = list.map((item) => [item.key, of(item)]);
    return words ? all : sorted(all);
  };
  const used = new Set(
    it.steps.flatMap(({ actions }) =>
      actions.flatMap(({ outcome, branches = [] }) => [outcome, ...branches.map((of) => of.outcome)]),
    ),
  );
  return JSON.stringify([
    it.key,
    say(it.title),
    say(it.description),
    say(it.publicTitle),
    it.publicTitle !== undefined,
    say(it.rights),
    it.rights !== undefined,
    say(it.source),
    lawsIn(it.source),
    it.steps[0]?.key ?? null,
    listed(it.steps, (of) => [
      say(of.title),
      say(of.publicTitle),
      of.publicTitle !== undefined,
      say(of.help),
      of.kind,
      of.assignee ?? null,
      listed(of.documents ?? [], ({ title, required }) => [say(title), required]),
      listed(of.actions, actionOf),
    ]),
    listed(it.clocks, (of) => [
      say(of.title),
      say(of.source),
      of.source !== undefined,
      lawsIn(of.source),
      of.assumed ?? false,
      of.whose ?? 'authority',
      sorted(of.startsOn),
      sorted(of.stopsOn),
      of.duration,
      of.rollOver,
      of.limit ?? W,
      of.levels,
      of.urgent ?? false,
      of.public ?? false,
    ]),
    // An outcome that nothing decides changes no case.
    listed(
      it.outcomes.filter(({ key }) => words || used.has(key)),
      ({ title, effect: means, rights = it.rights }) => [say(title), means, say(rights), (rights ?? null) !== null],
    ),
  ]);
}

describe('the difference of two paths', () => {
  test('is nothing exactly where they are equal in meaning', () => {
    let equal = 0;
    fc.assert(
      fc.property(two, ([before, after]) => {
        const same = meaning(before, true) === meaning(after, true);
        if (same) equal++;
        expect(diffPaths(before, after).length === 0).toBe(same);
      }),
      RUNS,
    );
    expect(equal).toBeGreaterThan(20);
  });

  test('is never safe where a case would go otherwise', () => {
    fc.assert(
      fc.property(two, ([before, after]) => {
        const goesAsBefore = meaning(before, false) === meaning(after, false);
        const safe = diffPaths(before, after).every((change) => ['safe', 'words'].includes(change.class));
        if (safe) expect(goesAsBefore).toBe(true);
      }),
      RUNS,
    );
  });

  test('goes back the way it came: as much is lost as was won', () => {
    fc.assert(
      fc.property(two, ([before, after]) => {
        const [there, back] = [diffPaths(before, after), diffPaths(after, before)];
        const count = (changes: typeof there, ending: string) =>
          changes.filter(({ code }) => code.endsWith(ending)).length;
        expect(count(there, '-added')).toBe(count(back, '-removed'));
        expect(count(there, '-removed')).toBe(count(back, '-added'));
      }),
      RUNS,
    );
  });

  test('is said in words of both languages, whatever it is', () => {
    fc.assert(
      fc.property(two, ([before, after]) => {
        for (const locale of LOCALES) {
          const render = pathChangeRenderer(before, after, { locale });
          for (const change of diffPaths(before, after)) {
            const { message, part } = render(change);
            expect(`${message} ${part}`).not.toMatch(/[{}]|undefined|\[object/);
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  test('points at what is there: in the new path, or in the old one for what was removed', () => {
    const at = (content: unknown, pointer: string) =>
      pointer
        .split('/')
        .slice(1)
        .reduce<unknown>((value, token) => (value as Record<string, unknown> | undefined)?.[token], content);
    fc.assert(
      fc.property(two, ([before, after]) => {
        for (const { code, pointer } of diffPaths(before, after)) {
          const path = code.endsWith('-removed') ? before : after;
          // What became nothing is told where it stood: its holder is there.
          const holder = /-(changed|moved)$/.test(code) ? pointer.slice(0, pointer.lastIndexOf('/')) : pointer;
          if (holder !== '') expect([code, pointer, at(path, holder) !== undefined]).toEqual([code, pointer, true]);
        }
      }),
      RUNS,
    );
  });

  test('a generated path is one that can be compared; what is none says so', () => {
    fc.assert(
      fc.property(path, (it) => expect(isRegularPath(it)).toBe(true)),
      { numRuns: 50 },
    );
    fc.assert(
      fc.property(fc.jsonValue(), (it) => expect(isRegularPath(it)).toBe(false)),
      { numRuns: 200 },
    );
  });
});

describe('in words, on a shipped path', () => {
  const FILE = 'rule-sets/library/paths/legal-channel-path.json';
  const load = (): HandlingPath => JSON.parse(readFileSync(FILE, 'utf8'));
  const told = (change: (it: HandlingPath) => void, locale: 'zh-CN' | 'en' = 'en') => {
    const after = load();
    change(after);
    const render = pathChangeRenderer(load(), after, { locale });
    return diffPaths(load(), after).map((it) => `${it.class}: ${render(it).message}`);
  };
  const first = (it: HandlingPath) => it.steps[0] as PathStep;
  const title = (of: { title: { en: string } } | undefined) => of?.title.en ?? '';

  test('the order of what has none is nothing', () => {
    expect(
      told((it) => {
        for (const one of first(it).actions) one.by.reverse();
        for (const one of it.clocks) one.stopsOn.reverse();
      }),
    ).toEqual([]);
  });

  test('an action that is gone, a stop that is gone, reasons that nobody asks for', () => {
    const { actions } = first(load());
    const [start] = load().steps;
    const gone = actions.at(-1);
    expect(told((it) => first(it).actions.pop())).toContain(
      `needs-migration: Step “${title(start)}”, action “${title(gone)}” removed`,
    );
    const stopped = load().clocks.findIndex(({ stopsOn }) => stopsOn.length > 0);
    const changes = told((it) => it.clocks[stopped]?.stopsOn.splice(0, 1));
    expect(changes).toHaveLength(1);
    expect(changes[0]).toMatch(/^needs-migration: Clock “.+”: no longer stops by (delivery of )?“.+”$/);
    const place = actions.findIndex(({ requires }) => requires?.reasons);
    expect(told((it) => delete first(it).actions[place]?.requires?.reasons, 'zh-CN')).toEqual([
      `needs-migration: 环节“${start?.title['zh-CN']}”的操作“${actions[place]?.title['zh-CN']}”不再要求书面理由`,
    ]);
  });

  test('a circle that nobody can leave is breaking, and told', () => {
    const start = first(load());
    const changes = told((it) => {
      for (const one of it.steps) for (const does of one.actions) does.to = start.key;
    });
    expect(changes).toContain(
      `breaking: From Step “${start.title.en}” no end can be reached any more: cases would stay for ever`,
    );
  });

  test.each(['outcomes', 'steps', 'actions'] as const)('two %s that swap their titles mean something else', (kind) => {
    const changes = told((it) => {
      const list = kind === 'actions' ? first(it).actions : it[kind];
      const [one, other] = list as { title: { 'zh-CN': string; en: string } }[];
      if (one && other) [one.title, other.title] = [other.title, one.title];
    });
    expect(changes).toHaveLength(2);
    for (const change of changes) expect(change).toMatch(/^breaking: .+which was the title of another/);
  });

  test('another law is no change of words; another way to write it is', () => {
    const clock = load().clocks[0];
    const source = (zh: string) =>
      told((it) => Object.assign(it.clocks[0] ?? {}, { source: { 'zh-CN': zh, en: 'x' } }));
    expect(source(`依${clock?.source?.['zh-CN']}`)[0]).toMatch(/^words: /);
    expect(source('《信访工作条例》第九条')[0]).toMatch(/^needs-migration: .+rests on/);
    expect(told((it) => delete it.clocks[0]?.source)[0]).toMatch(/^needs-migration: .+rests on “none”/);
  });

  test('a public title or the rights of the petitioner that go are told', () => {
    const FILE = 'rule-sets/library/paths/lawful-referral-path.json';
    const before: HandlingPath = JSON.parse(readFileSync(FILE, 'utf8'));
    const after = structuredClone(before);
    for (const part of [after, ...after.steps]) delete part.publicTitle;
    delete after.rights;
    const codes = diffPaths(before, after).map((change) => `${change.class} ${change.code}`);
    expect(new Set(codes)).toEqual(new Set(['needs-migration public-title-removed', 'needs-migration rights-removed']));
    expect(codes).toHaveLength(2 + before.steps.filter(({ publicTitle }) => publicTitle).length);
  });

  test('what an outcome tells of rights is told at the outcome, and as what it now says', () => {
    const rights = (change: (path: HandlingPath) => void) => told(change).filter((line) => /rights/.test(line));
    const put = (of: number, value: PathOutcome['rights']) =>
      rights((it) => Object.assign(it.outcomes[of] ?? {}, { rights: value }));
    const [withdrawn, guided] = load().outcomes.map(({ title }) => `Outcome “${title.en}”: `);
    const text = { 'zh-CN': '另一途径', en: 'Another way' };
    expect(put(0, text)).toEqual([`needs-migration: ${withdrawn}the petitioner is now told of their rights`]);
    expect(rights((it) => void delete it.outcomes[0]?.rights)).toEqual(put(0, text));
    expect(put(1, null)).toEqual([`needs-migration: ${guided}the petitioner is no longer told of their rights`]);
    expect(put(1, text)).toEqual([`words: ${guided}what the petitioner is told of their rights changed`]);
    // What the path says anyway, said again, is no change.
    expect(put(1, load().rights)).toEqual([]);
  });

  test('words alone are told as words', () => {
    const changes = told((it) => (first(it).title = { 'zh-CN': '受理', en: 'Acceptance review' }));
    expect(changes).toEqual([
      `words: Step “Acceptance review”: its title “${first(load()).title.en}” became “Acceptance review”`,
    ]);
  });
});
