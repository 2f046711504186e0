// What the petitioner is told reads as a letter does: no answer stands in it as it is stored.
import { readFileSync } from 'node:fs';
import type { FormDefinition, Json, Locale } from '@caseway/form-schemas';
import type { BusinessCalendar } from '../../model/calendar.ts';
import type { HandlingPath } from '../../model/handling-path.ts';
import { noticeOf } from './notice.ts';
import { applyAction, startPath } from './run-path.ts';

const text = (of: string) => ({ 'zh-CN': of, en: of });
const calendar: BusinessCalendar = JSON.parse(readFileSync('rule-sets/library/calendars/china-official.json', 'utf8'));
const form: FormDefinition = {
  key: 'answer',
  title: text('Answer'),
  description: text('For the test'),
  use: 'step',
  schema: {
    type: 'object',
    properties: {
      day: { type: 'string', format: 'date' },
      moment: { type: 'string', format: 'date-time' },
      sum: { type: 'string', format: 'cny-amount' },
      words: { type: 'string' },
      choice: { type: 'string', enum: ['court'], 'x-enum-titles': { court: { 'zh-CN': '诉讼', en: 'Litigation' } } },
    },
  },
  ui: { sections: [] },
};
const path: HandlingPath = {
  key: 'a-path',
  title: text('Path'),
  description: text('Path'),
  source: text('Test'),
  clocks: [
    {
      key: 'handling-clock',
      title: text('Handling'),
      startsOn: [{ on: 'filed' }],
      stopsOn: [],
      duration: { value: 10, unit: 'calendar-day' },
      rollOver: 'none',
      levels: [],
      public: true,
    },
    {
      key: 'into-next-year',
      title: text('Into a year without a holiday notice'),
      startsOn: [{ on: 'filed' }],
      stopsOn: [],
      duration: { value: 330, unit: 'calendar-day' },
      rollOver: 'previous-working-day',
      levels: [],
      public: true,
    },
  ],
  outcomes: [],
  steps: [
    {
      key: 'work',
      title: text('Work'),
      kind: 'work',
      assignee: { role: 'handler' },
      actions: [{ key: 'tell', title: text('Tell'), by: ['handler'], to: 'work' }],
    },
    { key: 'end', title: text('End'), kind: 'end', actions: [] },
  ],
};

function told(notice: string, data: Record<string, Json>, locale: Locale): string | undefined {
  const [work, end] = path.steps;
  const [action] = work?.actions ?? [];
  if (!work || !action || !end) throw new Error('a path of two steps');
  const telling = { ...path, steps: [{ ...work, actions: [{ ...action, notice: text(notice) }] }, end] };
  const at = new Date('2026-03-02T01:00:00Z');
  const state = startPath(telling, { receivedAt: at, registeredAt: at });
  const applied = applyAction(telling, state, { action: 'tell', by: 'somebody', at });
  const values = () => ({ number: '1', title: '', reasons: '', outcome: '', department: '' });
  return noticeOf(telling, applied, () => calendar, values, { form, data }).text?.[locale];
}

test.each([
  ['{answer:day}', '2026年3月2日', '2 March 2026'],
  ['{answer:moment}', '2026年3月2日18:30', '2 March 2026, 18:30'],
  ['{answer:sum}', '1,200.50元', 'CNY 1,200.50'],
  ['“{answer:words}”', '“第2026-03-02号”', '“第2026-03-02号”'],
  ['{answer:choice}', '诉讼', 'Litigation'],
  ['{answer:nothing}', '', ''],
  ['{deadline:handling-clock}', '2026年3月12日', '12 March 2026'],
  ['{answer:day} {answer:words}', '2026年3月2日 第2026-03-02号。', '2 March 2026 第2026-03-02号。'],
])('%s', (notice, zh, en) => {
  const data = {
    day: '2026-03-02',
    moment: '2026-03-02T10:30:00Z',
    sum: '1200.50',
    words: ' 第2026-03-02号 ',
    choice: 'court',
  };
  expect([told(notice, data, 'zh-CN'), told(notice, data, 'en')]).toEqual([zh, en]);
});

test('what a provisional day means is said once, in words', () => {
  const twice = '{deadline:into-next-year}, {deadline:into-next-year}.';
  const day = '2027年1月26日（暂定）';
  expect(told(twice, {}, 'zh-CN')).toBe(`${day}, ${day}.“暂定”的日期，该年度放假安排公布后如有变化，将另行告知。`);
  expect(told('By {deadline:into-next-year}.', {}, 'en')).toMatch(/^By 26 January 2027 \(provisional\)\. A day marked/);
  expect(told('{deadline:handling-clock}', {}, 'en')).toBe('12 March 2026');
});
