import type { FormDefinition, FormSchema } from '@caseway/form-schemas';
import { dayOfAct, daysOfActs, doneOnIn } from './days-of-acts.ts';
import type { PathEvent, PathState } from './path-state.ts';
import { outcomeOnItsWay } from './what-stands.ts';

const text = { 'zh-CN': '字', en: 'text' };
const form: FormDefinition = {
  key: 'f',
  title: text,
  description: text,
  use: 'step',
  schema: { type: 'object', properties: { on: { type: 'string', format: 'date' } } },
  ui: { sections: [] },
  bindings: { doneOn: '/on' },
};
const event = (from: string, to: string, more: Partial<PathEvent> = {}): PathEvent => ({
  ...{ action: 'act', from, to, by: null },
  // The evening in UTC is the next day in Shanghai.
  at: '2026-03-09T20:00:00Z',
  ...more,
});
const state = (history: PathEvent[], outcome?: string): PathState => ({
  ...{ step: 'visit', enteredAt: '2026-03-09T20:00:00Z', clocks: [], history },
  ...(outcome !== undefined && { outcome }),
});

test('an act has the day that its form says, else the day of recording it', () => {
  expect([doneOnIn(form, { on: '2026-03-05' }), doneOnIn(form, {}), doneOnIn(undefined, {})]).toEqual([
    '2026-03-05',
    undefined,
    undefined,
  ]);
  const { bindings: _, ...unbound } = form;
  expect(doneOnIn(unbound, { on: '2026-03-05' })).toBeUndefined();
  const personal: FormSchema = { type: 'string', format: 'date', 'x-sensitive': { reason: text } };
  expect(doneOnIn({ ...form, schema: { type: 'object', properties: { on: personal } } }, { on: '2026-03-05' })).toBe(
    undefined,
  );
  expect([dayOfAct(event('a', 'b')), dayOfAct(event('a', 'b', { doneOn: '2026-03-05' }))]).toEqual([
    '2026-03-10',
    '2026-03-05',
  ]);
});

test.each<[string, PathState, object]>([
  ['nothing was done', state([]), {}],
  ['the act that led here', state([event('work', 'visit', { doneOn: '2026-03-05' })]), { reached: '2026-03-05' }],
  [
    'what was done here since moves nothing',
    state([event('work', 'visit', { doneOn: '2026-03-05' }), event('visit', 'visit')]),
    { reached: '2026-03-05' },
  ],
  ['what led to it on an earlier path does not', state([event('work', 'visit', { earlier: { title: text } })]), {}],
  [
    'what stands was decided before',
    state([event('work', 'report', { outcome: 'yes', doneOn: '2026-03-04' }), event('report', 'visit')], 'yes'),
    { reached: '2026-03-10', decided: '2026-03-04' },
  ],
  [
    'what was taken back is no decision',
    state([event('work', 'visit', { outcome: 'yes' }), event('visit', 'visit', { outcome: null })]),
    { reached: '2026-03-10' },
  ],
])('%s', (_, at, days) => {
  expect(daysOfActs(at)).toEqual(days);
});

test('what was decided in writing is on its way until its letter arrives', () => {
  const told = (deliveredOn: string | null) => event('work', 'visit', { outcome: 'yes', told: { deliveredOn } });
  expect(outcomeOnItsWay(state([told(null)], 'yes'))).toBe(true);
  expect(outcomeOnItsWay(state([told('2026-03-09')], 'yes'))).toBe(false);
  // Decided again in another letter: that one counts.
  expect(outcomeOnItsWay(state([told('2026-03-09'), told(null)], 'yes'))).toBe(true);
  expect(outcomeOnItsWay(state([event('work', 'visit', { outcome: 'yes' })], 'yes'))).toBe(false);
  expect(outcomeOnItsWay(state([told(null)]))).toBe(false);
  // Whoever confirms it makes no letter arrive; what was decided otherwise between does.
  const kept = event('visit', 'end', { outcome: 'yes' });
  expect(outcomeOnItsWay(state([told(null), event('visit', 'visit'), kept], 'yes'))).toBe(true);
  expect(outcomeOnItsWay(state([told('2026-03-09'), kept], 'yes'))).toBe(false);
  expect(outcomeOnItsWay(state([told(null), event('visit', 'visit', { outcome: null }), kept], 'yes'))).toBe(false);
});
