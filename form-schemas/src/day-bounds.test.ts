import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { checkForm } from './check-form.ts';
import { compileForm, questionsOf } from './compile-form.ts';
import { diffForms } from './diff/diff-forms.ts';
import type { FormDefinition, FormSchema } from './model/form-definition.ts';

const text = (zh: string, en: string) => ({ 'zh-CN': zh, en });
const day = (zh: string, more: FormSchema = {}): FormSchema => ({
  type: 'string',
  format: 'date',
  'x-title': text(zh, zh),
  ...more,
});
const formOf = (properties: Record<string, FormSchema>, use: FormDefinition['use'] = 'step'): FormDefinition => ({
  key: 'f',
  title: text('表', 'form'),
  description: text('表', 'form'),
  use,
  schema: { type: 'object', properties },
  ui: { sections: [{ key: 's', title: text('节', 'section'), fields: Object.keys(properties) }] },
});
const PRESENT = { today: '2026-03-02', received: '2026-02-01', reached: '2026-02-10', decided: '2026-02-11' };

const form = formOf({
  visited: day('回访日期', { 'x-not-before': 'received', 'x-not-after': 'today' }),
  reached: day('到位日期', { 'x-not-before': ['received', 'reached'] }),
  decided: day('再访日期', { 'x-not-before': 'decided' }),
  from: day('起'),
  to: day('止', { 'x-not-before': ['/from', '1949-10-01'] }),
  at: { ...day('何时', { 'x-not-after': 'today' }), format: 'date-time' },
  rows: {
    type: 'array',
    'x-title': text('行', 'rows'),
    items: { type: 'object', properties: { on: day('行日期', { 'x-not-after': 'today' }) } },
  },
});
const { validate } = compileForm(form);

test.each([
  [{ visited: '2026-03-02' }, []],
  [{ visited: '2026-02-01' }, []],
  [{ visited: '2027-01-01' }, ['/visited “回访日期”不能晚于今天（2026-03-02）']],
  [{ visited: '2027年1月1日' }, ['/visited “回访日期”不能晚于今天（2026-03-02）']],
  [{ visited: '2009-01-01' }, ['/visited “回访日期”不能早于收到日期（2026-02-01）']],
  [{ reached: '2026-02-09' }, ['/reached “到位日期”不能早于案件转入本环节的日期（2026-02-10）']],
  [{ decided: '2026-02-10' }, ['/decided “再访日期”不能早于作出处理结果的日期（2026-02-11）']],
  [{ reached: '2026-02-10', decided: '2026-02-11' }, []],
  [{ from: '2026-02-02', to: '2026-02-01' }, ['/to “止”不能早于“起”（2026-02-02）']],
  [{ from: '2026-02-02', to: '2026-02-02' }, []],
  [{ to: '2026-02-01' }, []],
  [{ to: '1899-01-01' }, ['/to “止”不能早于1949-10-01']],
  // Half past eight in the evening in London is the next day in Shanghai.
  [{ at: '2026-03-02T20:30:00Z' }, ['/at “何时”不能晚于今天（2026-03-02）']],
  [{ at: '2026-03-02T23:59:00+08:00' }, []],
  [{ rows: [{ on: '2026-03-01' }, { on: '2026-03-03' }] }, ['/rows/1/on “行日期”不能晚于今天（2026-03-02）']],
])('%j', (data, told) => {
  const errors = validate(data, 'zh-CN', PRESENT);
  expect(errors.map(({ pointer, message }) => `${pointer} ${message}`)).toEqual(told);
});

test.each([
  [{ on: '2025-03-02' }, []],
  [{ on: '2025-03-01' }, ['/on “收到日期”早于一年前（2025-03-02），比较少见：请核对；确实如此的，照常登记']],
  [{ on: '2025年3月1日' }, ['/on “收到日期”早于一年前（2025-03-02），比较少见：请核对；确实如此的，照常登记']],
  [{ soon: '2026-04-02' }, ['/soon “约定日期”晚于今天（2026-03-02），比较少见：请核对；确实如此的，照常登记']],
  [{ on: '昨天' }, []],
])('an unusual day is asked about and never refused: %j', (data, told) => {
  const asking = formOf({
    on: day('收到日期', { 'x-unusual-before': 'P1Y' }),
    soon: day('约定日期', { 'x-unusual-after': 'today' }),
  });
  const asked = questionsOf(asking, data, 'zh-CN', PRESENT);
  expect(asked.map(({ pointer, message }) => `${pointer} ${message}`)).toEqual(told);
  const refused = compileForm(asking).validate(data, 'zh-CN', PRESENT);
  expect(refused.filter(({ keyword }) => keyword !== 'format')).toEqual([]);
});

test('a year ago is counted by the calendar, and is no bound of what cannot be', () => {
  const asking = formOf({ on: day('收到日期', { 'x-unusual-before': 'P1Y' }) });
  const asked = (on: string, today: string) => questionsOf(asking, { on }, 'en', { today }).length;
  expect([asked('2027-02-28', '2028-02-29'), asked('2027-03-01', '2028-02-29')]).toEqual([1, 0]);
  const refusing = formOf({ on: day('收到日期', { 'x-not-before': 'P1Y' }) });
  expect(checkForm(asking)).toEqual([]);
  expect(checkForm(refusing).map(({ code, pointer }) => `${code} ${pointer}`)).toEqual([
    'day-bound /schema/properties/on/x-not-before',
  ]);
});

test('what is not given bounds nothing, and data as given are JSON Schema alone', () => {
  expect(validate({ visited: '2027-01-01', at: '2030-01-01T00:00:00Z' }, 'en')).toEqual([]);
  expect(compileForm(form).validateAsGiven({ to: '1899-01-01' }, 'en')).toEqual([]);
});

test('later than the one bound and earlier than the other is told, and nothing between', () => {
  const days = fc.date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(days, days, days, (a, b, c) => {
      const [visited, received, today] = [a, b, c].map((one) => one.toISOString().slice(0, 10)) as [
        string,
        string,
        string,
      ];
      const fits = validate({ visited }, 'en', { received, today }).length === 0;
      expect(fits).toBe(received <= visited && visited <= today);
    }),
  );
});

test.each<[string, FormDefinition, string[]]>([
  ['a usable form', form, []],
  ['a text', formOf({ a: { type: 'string', 'x-title': text('a', 'a'), 'x-not-after': 'today' } }), ['day-bound-place']],
  ['a pointer to nothing', formOf({ a: day('a', { 'x-not-after': '/b' }) }), ['day-bound']],
  ['no day', formOf({ a: day('a', { 'x-not-after': '2026-02-30' }) }), ['day-bound']],
  [
    'receipt, where the form is what says it',
    formOf({ a: day('a', { 'x-not-after': 'received' }) }, 'case'),
    ['day-bound'],
  ],
  [
    'a decision, where nothing was decided',
    formOf({ a: day('a', { 'x-not-before': 'decided' }) }, 'case'),
    ['day-bound'],
  ],
  ['a letter, where none is delivered', formOf({ a: day('a', { 'x-not-before': 'told' }) }), ['day-bound']],
  [
    'a letter that the form records the delivery of',
    { ...formOf({ a: day('a', { 'x-not-before': 'told' }) }), bindings: { deliveredOn: '/a' } },
    [],
  ],
  ['any other word', formOf({ a: day('a', { 'x-not-after': 'tomorrow' }) }), ['shape', 'shape', 'shape']],
])('checkForm: %s', (_, content, codes) => {
  const found = checkForm(content).map(({ code }) => code as string);
  expect(found.filter((code) => code !== 'binding-missing')).toEqual(codes);
});

test('a bound that is added or changed is a change, told by its keyword', () => {
  const [open, bounded] = [formOf({ a: day('a') }), formOf({ a: day('a', { 'x-not-after': 'today' }) })];
  const said = (before: FormDefinition, after: FormDefinition) =>
    diffForms(before, after).map(({ code, params }) => `${code} ${params.keyword}`);
  expect(said(open, bounded)).toEqual(['limits-tightened x-not-after']);
  expect(said(bounded, open)).toEqual(['limits-loosened x-not-after']);
  expect(said(bounded, bounded)).toEqual([]);
});

test('in the shipped forms, what has been done lies between receipt and today', () => {
  const shipped = (key: string): FormDefinition => JSON.parse(readFileSync(`form-schemas/library/${key}.json`, 'utf8'));
  const places = (key: string, data: Record<string, string>) =>
    compileForm(shipped(key))
      .validate(data, 'en', PRESENT)
      .filter(({ keyword }) => keyword.startsWith('x-not'))
      .map(({ pointer }) => pointer);
  for (const [key, field] of [
    ['return-visit-form', 'visitedOnDay'],
    ['mediation-record-form', 'mediatedOnDay'],
    ['completion-report-form', 'reportSentDay'],
    ['outside-dispatch-form', 'dispatchDay'],
    ['outside-answer-form', 'answerDay'],
    ['aid-decision-form', 'aidDecisionDay'],
  ] as const) {
    for (const wrong of ['2027-01-01', '2009-01-01'])
      expect([key, places(key, { [field]: wrong })]).toEqual([key, [`/${field}`]]);
    expect(places(key, { [field]: '2026-02-15' })).toEqual([]);
  }
  expect(places('petition-registration', { dayReceived: '1899-01-01' })).toEqual(['/dayReceived']);
  expect(places('petition-registration', { dayReceived: '2016-05-01' })).toEqual([]);
});
