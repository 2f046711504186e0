import { ActiveConfiguration } from './active-configuration.ts';
import { checkWhole } from './check-whole.ts';
import type { AnyVersioned } from './versioned.ts';

const title = { 'zh-CN': '试', en: 'Try' };
const of = (kind: string, key: string, content: object): AnyVersioned =>
  JSON.parse(
    JSON.stringify({ versionId: `${kind}/${key}`, kind, key, number: 1, content: { key, title, ...content } }),
  );
const form = (key: string, use = 'case') => of('forms', key, { use });
const rules = (key: string, kind: string, reads: object, path?: string) =>
  of('rule-sets', key, { kind, rules: [], otherwise: { type: 'x', params: path ? { path } : {} }, ...reads });
const path = (key: string, forms: string[] = []) =>
  of('paths', key, { steps: [{ actions: forms.map((name) => ({ key: name, form: name })) }] });
const calendar = (key: string) => of('calendars', key, {});

const WHOLE = [
  form('paper'),
  form('step', 'action'),
  rules('kinds', 'classification', { form: 'paper' }),
  rules('ways', 'routing', { form: 'other', alsoForms: ['paper'] }, 'way'),
  form('other', 'action'),
  path('way', ['step']),
  calendar('days'),
];
const check = (...items: AnyVersioned[]) => checkWhole(new ActiveConfiguration(items));
const without = (...keys: string[]) => WHOLE.filter(({ key }) => !keys.includes(key));
const place = (kind: string, key: string, pointer = '') => ({ kind, key, pointer });

test('versions that fit each other have no finding', () => {
  expect(check(...WHOLE)).toEqual([]);
});

test.each([
  ['classification', 'kinds'],
  ['routing', 'ways'],
])('a form that opens a case has a rule set of %s', (kind, key) => {
  expect(check(...without(key))).toEqual([
    { code: 'no-rule-set', kind: 'forms', key: 'paper', params: { kind }, places: [place('forms', 'paper')] },
  ]);
});

test.each([
  ['classification', 'kinds', '/form'],
  ['routing', 'ways', '/alsoForms/0'],
])('two of %s for one form are a finding that leads to the form and to both', (kind, key, pointer) => {
  expect(check(...WHOLE, rules('more', kind, { form: 'paper' }))).toEqual([
    {
      code: 'many-rule-sets',
      kind: 'forms',
      key: 'paper',
      params: { kind, keys: `${key}, more` },
      places: [place('forms', 'paper'), place('rule-sets', key, pointer), place('rule-sets', 'more', '/form')],
    },
  ]);
});

test('of escalation there may be as many as are wanted, and none', () => {
  const more = ['a', 'b'].map((key) => rules(key, 'escalation', { form: 'paper' }));
  expect(check(...WHOLE, ...more)).toEqual([]);
});

test('exactly one calendar is in force', () => {
  expect(check(...without('days'))).toMatchObject([{ code: 'no-calendar', places: [] }]);
  expect(check(...WHOLE, calendar('nights'))).toMatchObject([
    {
      code: 'many-calendars',
      params: { keys: 'days, nights' },
      places: [place('calendars', 'days'), place('calendars', 'nights')],
    },
  ]);
});

test('every form and path that is named is in force', () => {
  expect(check(...without('step')).map(({ code, key, params }) => [code, key, params])).toEqual([
    ['missing-form', 'way', { form: 'step' }],
  ]);
  expect(check(...without('other')).map(({ code, key, params }) => [code, key, params])).toEqual([
    ['missing-form', 'ways', { form: 'other' }],
  ]);
  expect(check(...without('way')).map(({ code, key, params }) => [code, key, params])).toEqual([
    ['missing-path', 'ways', { path: 'way' }],
  ]);
});
