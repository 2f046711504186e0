import { dueWords, kindNow } from './due-words.ts';

const hours = { duration: { value: 1, unit: 'hour' as const } };
const dueAt = new Date('2026-03-01T23:57:00Z'); // 07:57 in Shanghai, on the 2nd
const before = (minutes: number) => new Date(dueAt.getTime() - minutes * 60_000);

test.each([
  [42, '2026-03-02 07:57，还剩42分钟', '2026-03-02 07:57, 42 minutes left'],
  [1, '2026-03-02 07:57，还剩1分钟', '2026-03-02 07:57, 1 minute left'],
  [125, '2026-03-02 07:57，还剩2小时5分钟', '2026-03-02 07:57, 2 hours 5 minutes left'],
  [0, '2026-03-02 07:57，现已到时', '2026-03-02 07:57, now'],
  [-60, '2026-03-02 07:57，已超1小时', '2026-03-02 07:57, 1 hour ago'],
])('a deadline in hours, %i minutes before it: %s', (minutes, zh, en) => {
  expect(dueWords(hours, dueAt, before(minutes))).toEqual({ 'zh-CN': zh, en });
});

test('a deadline in days is told as its day', () => {
  const days = { duration: { value: 15, unit: 'calendar-day' as const } };
  expect(dueWords(days, new Date('2026-03-17T15:59:59.999Z'), before(0))).toEqual({
    'zh-CN': '2026-03-17',
    en: '2026-03-17',
  });
});

test.each([
  ['deadline-near', '2026-03-15T01:00:00Z', 'deadline-near'],
  // Held up, each says what is so by then.
  ['deadline-near', '2026-03-17T01:00:00Z', 'deadline-due'],
  ['deadline-near', '2026-03-20T01:00:00Z', 'deadline-overdue'],
  ['deadline-due', '2026-03-17T01:00:00Z', 'deadline-due'],
  ['deadline-due', '2026-11-27T01:00:00Z', 'deadline-overdue'],
  ['deadline-overdue', '2026-03-18T01:00:00Z', 'deadline-overdue'],
] as const)('%s told on %s is %s', (kind, now, told) => {
  const due = { dueAt: new Date('2026-03-17T15:59:59.999Z'), dueOn: '2026-03-17' };
  expect(kindNow(kind, due, new Date(now))).toBe(told);
});
