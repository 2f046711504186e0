// Nobody takes a clock or a safeguard out of the law without being told: of every shipped path and calendar each statutory
// attribute is removed or loosened, one at a time, and the check, the whole or the difference must say more than "words".
import { readdirSync, readFileSync } from 'node:fs';
import type { FormDefinition } from '@caseway/form-schemas';
import {
  type BusinessCalendar,
  checkCalendar,
  checkPath,
  checkTogether,
  diffPaths,
  type HandlingPath,
  isRegularPath,
  LAW_TIMES,
  renderCalendarFinding,
  renderPathFinding,
} from '@caseway/rule-sets';

const readAll = <T>(folder: string): T[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')) as T);
const forms = readAll<FormDefinition>('form-schemas/library');
const paths = readAll<HandlingPath>('rule-sets/library/paths');
const [calendar] = readAll<BusinessCalendar>('rule-sets/library/calendars') as [BusinessCalendar];

type Holder = Record<string, unknown>;
interface Edit {
  what: string;
  apply: (holder: Holder) => void;
}

const remove = (name: string): Edit => ({ what: `no ${name}`, apply: (holder) => void delete holder[name] });
const put = (name: string, value: unknown): Edit => ({
  what: `${name}: ${JSON.stringify(value)}`,
  apply: (holder) => void Object.assign(holder, { [name]: value }),
});
const longer = (name: string): Edit => ({
  what: `${name} ten times as long`,
  apply: (holder) => {
    const length = holder[name] as { value: number };
    length.value *= 10;
  },
});

/** How each part is loosened, by the member that marks it as such a part. */
const LOOSENED: [of: (holder: Holder, name: string) => boolean, edits: Edit[]][] = [
  [
    (holder) => 'startsOn' in holder,
    [
      ...['limit', 'source', 'whose', 'assumed', 'urgent', 'public'].map(remove),
      ...['stopsOn', 'startsOn', 'levels'].map((name) => put(name, [])),
      longer('duration'),
      put('whose', 'petitioner'),
      put('whose', 'authority'),
      put('assumed', true),
      ...['next-working-day', 'previous-working-day', 'none'].map((way) => put('rollOver', way)),
      ...calendar.limits.map(({ key }) => put('limit', key)),
    ],
  ],
  [
    (holder) => Array.isArray(holder.by),
    [
      ...['requires', 'approves', 'tells', 'form', 'branches', 'effects', 'outcome', 'notice', 'atMost'].map(remove),
      put('by', ['handler', 'clerk', 'case-lead']),
    ],
  ],
  [(_, name) => name === 'requires', ['reasons', 'legalBasis', 'policyBasis', 'documents'].map(remove)],
  [
    (holder) => holder.type === 'extend-clock',
    [
      remove('inAll'),
      put('by', { value: 300, unit: 'calendar-day' }),
      ...calendar.limits.map(({ key }) => put('inAll', key)),
    ],
  ],
  [(holder) => holder.type === 'pause-clock', [remove('source')]],
  [(holder) => 'when' in holder, ['to', 'outcome', 'notice', 'effects', 'refuse'].map(remove)],
  [
    (holder) => 'kind' in holder && 'actions' in holder,
    [put('kind', 'work'), remove('publicTitle'), remove('assignee')],
  ],
  [(holder) => 'effect' in holder, [put('effect', 'supported'), put('effect', 'explained'), put('rights', null)]],
  [(holder) => 'clocks' in holder, [remove('publicTitle'), remove('rights')]],
];

/** Every part of a document that can be loosened, with a way to reach it in a copy. */
function placesIn(value: unknown, at: string[] = []): { at: string[]; holder: Holder }[] {
  if (value === null || typeof value !== 'object') return [];
  const below = Object.entries(value).flatMap(([name, item]) => placesIn(item, [...at, name]));
  return Array.isArray(value) ? below : [{ at, holder: value as Holder }, ...below];
}

const reach = (content: unknown, at: readonly string[]): Holder =>
  at.reduce<unknown>((value, name) => (value as Holder)[name], content) as Holder;

interface Mutant<T> {
  what: string;
  content: T;
}

function mutants<T>(content: T, loosened: typeof LOOSENED): Mutant<T>[] {
  return placesIn(content).flatMap(({ at, holder }) =>
    loosened.flatMap(([of, edits]) => {
      if (!of(holder, at.at(-1) ?? '')) return [];
      return edits.flatMap(({ what, apply }): Mutant<T>[] => {
        const copy = structuredClone(content);
        apply(reach(copy, at));
        if (JSON.stringify(copy) === JSON.stringify(content)) return [];
        return [{ what: `/${at.join('/')}: ${what}`, content: copy }];
      });
    }),
  );
}

const HARMLESS = new Set(['safe', 'words']);
/** Every finding in words: nothing of it is left open. */
const inWords = (path: HandlingPath): string[] =>
  checkPath(path, { calendar }).map((finding) => {
    for (const locale of ['zh-CN', 'en'] as const) {
      expect(renderPathFinding(finding, locale)).not.toMatch(/[{}]|undefined/);
    }
    return finding.code;
  });

const told = (path: HandlingPath, before: HandlingPath): string[] => [
  ...inWords(path),
  ...diffPaths(before, path).flatMap(({ class: of, code }) => (HARMLESS.has(of) ? [] : [code])),
];

test.each(paths.map((path) => [path.key, path] as const))('%s: whatever is loosened is told', (_, path) => {
  const all = mutants(path, LOOSENED);
  expect(all.length).toBeGreaterThan(20);
  // Else it is compared as plain JSON, without what its changes mean.
  expect(isRegularPath(path)).toBe(true);
  // The default written out is no change.
  const plain = (it: HandlingPath) =>
    JSON.stringify(it, (name, value) =>
      (name === 'whose' && value === 'authority') || value === false ? undefined : value,
    );
  const silent = all.filter(({ content }) => plain(content) !== plain(path) && told(content, path).length === 0);
  expect(silent.map(({ what }) => what)).toEqual([]);
});

/** A clock that is statutory by its source: what makes it so cannot be published without an error. */
test('a time of the law stays one, whatever is changed of the clock: an error and not only a difference', () => {
  const silent = paths.flatMap((path) =>
    path.clocks.flatMap(({ limit, whose }, index) => {
      if (calendar.limits.find(({ key }) => key === limit)?.law === undefined) return [];
      const edits = [
        remove('limit'),
        put('whose', whose === 'petitioner' ? 'authority' : 'petitioner'),
        longer('duration'),
        ...(whose === 'petitioner'
          ? [put('rollOver', 'previous-working-day'), put('startsOn', [{ on: 'filed' }])]
          : [put('rollOver', 'next-working-day')]),
        ...calendar.limits.flatMap(({ key }) => (key === limit ? [] : [put('limit', key)])),
      ];
      return edits.flatMap(({ what, apply }) => {
        const copy = structuredClone(path);
        apply(copy.clocks[index] as unknown as Holder);
        const errors = checkPath(copy, { calendar }).filter(({ severity }) => severity === 'error');
        return errors.length > 0 ? [] : [`${path.key} /clocks/${index}: ${what}`];
      });
    }),
  );
  expect(silent).toEqual([]);
});

test('safeguards of the platform are errors: nobody publishes a path without them', () => {
  const adverse = new Set(['not-supported', 'upheld', 'referred']);
  const silent: string[] = [];
  let looked = 0;
  for (const path of paths) {
    for (const [at, step] of path.steps.entries()) {
      for (const [index, action] of step.actions.entries()) {
        const outcomes = [action.outcome, ...(action.branches ?? []).map(({ outcome }) => outcome)];
        const effects = path.outcomes.filter(({ key }) => outcomes.includes(key)).map(({ effect }) => effect);
        const extends_ = action.effects?.some(({ type }) => type === 'extend-clock');
        const against = effects.some((effect) => adverse.has(effect));
        if (!(extends_ || against)) continue;
        const edits = [remove('requires')];
        if (extends_ || effects.includes('referred')) edits.push(remove('approves'), put('by', ['handler']));
        if (extends_ || (against && !effects.includes('referred'))) edits.push(remove('tells'));
        for (const { what, apply } of edits) {
          const copy = structuredClone(path);
          apply(copy.steps[at]?.actions[index] as unknown as Holder);
          looked++;
          const errors = checkPath(copy, { calendar }).filter(({ severity }) => severity === 'error');
          if (errors.length === 0) silent.push(`${path.key} ${action.key}: ${what}`);
        }
      }
    }
  }
  expect(looked).toBeGreaterThan(90);
  expect(silent).toEqual([]);
});

describe('the calendar', () => {
  const whole = { forms, ruleSets: [], paths, calendars: [calendar] };
  const errors = (content: BusinessCalendar) => [
    ...checkCalendar(content).map(({ code }) => code),
    ...checkTogether({ ...whole, calendars: [content] }, whole).map(({ code }) => code),
  ];

  test('is never looser than the law, and says which law', () => {
    const edits = [
      ...['law', 'whose', 'assumed', 'source'].map(remove),
      longer('duration'),
      put('whose', 'petitioner'),
      ...LAW_TIMES.map(({ key }) => put('law', key)),
      put('source', { 'zh-CN': '本单位约定', en: 'Own rule' }),
    ];
    const own = new Set(['registration-limit', 'urgent-report-limit']);
    const silent = mutants(calendar, [[(holder) => 'duration' in holder, edits]]).filter(({ what, content }) => {
      const [, , index] = what.split(/[/:]/);
      const limit = calendar.limits[Number(index)];
      // An own rule may say what it likes; the authority's is the default.
      if (own.has(limit?.key ?? '') || (limit?.whose === 'authority' && what.endsWith('no whose'))) return false;
      return errors(content).length === 0;
    });
    expect(silent.map(({ what }) => what)).toEqual([]);
  });

  test('a limit by which a clock or an extension goes cannot be taken out', () => {
    for (const [index, { key }] of calendar.limits.entries()) {
      const used = JSON.stringify(paths).includes(`"${key}"`);
      const content = { ...calendar, limits: calendar.limits.toSpliced(index, 1) };
      expect([key, errors(content).length > 0]).toEqual([key, used]);
    }
  });

  test.each([
    ['00:00', '23:59', true],
    ['08:00', '07:00', true],
    ['18:00', '08:01', true],
    ['18:00', '08:00', false],
    ['21:00', '08:00', false],
    ['00:00', '00:00', false],
  ])('quiet from %s to %s: told %s', (from, to, expected) => {
    const found = checkCalendar({ ...calendar, quietHours: { from, to } });
    expect(found.map(({ code }) => code)).toEqual(expected ? ['quiet-too-long'] : []);
  });

  test('is told in words of both languages, with what the law says', () => {
    const content = structuredClone(calendar);
    const limit = content.limits.find(({ law }) => law === 'handling');
    if (limit) limit.duration.value = 600;
    const [finding] = checkCalendar(content);
    expect(finding && [renderCalendarFinding(finding, 'zh-CN'), renderCalendarFinding(finding, 'en')]).toEqual([
      '上限“办结”比《信访工作条例》第三十四条规定的60日更长：请改为60日或更短。',
      'Limit "Handling, written opinion" is longer than the 60 days of Regulations on Petition Work, article 34: make it 60 days or less.',
    ]);
  });
});
