import { readdirSync, readFileSync } from 'node:fs';
import type { FormDefinition } from '@caseway/form-schemas';
import type { BusinessCalendar, HandlingPath } from '@caseway/rule-sets';
import { ActiveConfiguration } from './active-configuration.ts';
import { isWithin, requireSound, unsound } from './require-sound.ts';
import type { AnyVersioned, Versioned } from './versioned.ts';

const json = (file: string) => JSON.parse(readFileSync(file, 'utf8'));
const PATH: HandlingPath = json('rule-sets/library/paths/policy-implementation-path.json');
const CALENDAR: BusinessCalendar = json('rule-sets/library/calendars/china-official.json');
const FORMS: FormDefinition[] = readdirSync('form-schemas/library')
  .map((file) => json(`form-schemas/library/${file}`))
  .filter(({ use }: FormDefinition) => use !== 'case');

const of = (content: BusinessCalendar, number = 1): Versioned<'calendars'> & AnyVersioned => ({
  ...{ versionId: `calendar-${number}`, kind: 'calendars', key: content.key, number, content },
});
const path = (content: HandlingPath, number = 1): Versioned<'paths'> & AnyVersioned => ({
  ...{ versionId: `path-${number}`, kind: 'paths', key: content.key, number, content },
});
const forms = FORMS.map(
  (content): AnyVersioned => ({ versionId: content.key, kind: 'forms', key: content.key, number: 1, content }),
);
const whole = (...items: AnyVersioned[]) => new ActiveConfiguration([...forms, ...items]);

/** A calendar whose limit for saying whether a matter is accepted is the office's own, or the law's. */
const limitOf = (law: string | undefined): BusinessCalendar => ({
  ...CALENDAR,
  limits: CALENDAR.limits.map((limit) => {
    if (limit.key !== 'acceptance-limit') return limit;
    const { law: _, ...own } = limit;
    return law === undefined ? own : { ...own, law };
  }),
});
/** It goes by that limit, names no law, and counts as met once somebody acts: by the law, it must have been told. */
const BY_ACTION: HandlingPath = {
  ...PATH,
  clocks: PATH.clocks.map(({ source, ...clock }) =>
    clock.limit === 'acceptance-limit'
      ? { ...clock, stopsOn: clock.stopsOn.map((it) => (it.on === 'delivered' ? { ...it, on: 'action' } : it)) }
      : { ...clock, ...(source && { source }) },
  ),
};
const where = {
  place: { 'zh-CN': '青石镇', en: 'Qingshi' },
  locale: 'en' as const,
  proofs: {
    of: async (): Promise<never> => {
      throw new Error('A form that stays is judged by itself, and was.');
    },
  },
};
const published = { forms: [], elsewhere: [], filed: new Set<string>() };
const codes = async (next: ActiveConfiguration, before: ActiveConfiguration) =>
  (await unsound(next, before, published, where)).map(({ code, pointer }) => `${code} ${pointer}`);

const OWN = of(limitOf(undefined));
const LAW = of(limitOf('told-of-acceptance'), 2);
const STOOD = whole(path(BY_ACTION), OWN);

test('what fits stands', async () => {
  expect(await codes(STOOD, STOOD)).toEqual([]);
  expect(await requireSound(STOOD, STOOD, published, where)).toEqual([]);
});

test('a document that stays is checked among what is put in force beside it, and its fault is named with it', async () => {
  const next = whole(path(BY_ACTION), LAW);
  const at = `/paths/${PATH.key}/clocks/${PATH.clocks.findIndex(({ limit }) => limit === 'acceptance-limit')}`;
  expect(await codes(next, STOOD)).toContain(`stops-untold ${at}/stopsOn/0`);
  await expect(requireSound(next, STOOD, published, where)).rejects.toMatchObject({
    code: 'findings',
    items: expect.arrayContaining([
      expect.objectContaining({ pointer: `${at}/stopsOn/0`, message: expect.stringContaining(PATH.title.en) }),
    ]),
  });
});

test('what was wrong with it before is no fault of the change; what changes answers for all of its own', async () => {
  const stood = whole(path(BY_ACTION), LAW);
  expect(await codes(whole(path(BY_ACTION), { ...LAW, versionId: 'calendar-3', number: 3 }), stood)).toEqual([]);
  expect(await codes(whole(path(BY_ACTION, 2), LAW), stood)).not.toEqual([]);
});

test('a place is within another by whole names', () => {
  expect(['/a/b', '/a/b/c', '/a/bc', '/a'].map((pointer) => isWithin(pointer, '/a/b'))).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
