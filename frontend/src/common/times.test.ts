import { dayText, dueText, exactText, longDay, momentText, timeText } from './times.ts';

test('an instant is told by the day and the clock of Shanghai, whatever the zone of the machine', () => {
  const late = '2026-03-03T16:30:05.000Z';
  expect(momentText(late)).toBe('2026-03-04 00:30');
  expect(exactText(late)).toBe('2026-03-04 00:30:05');
  expect(dayText(late)).toBe('2026-03-04');
  expect(timeText(Date.parse(late))).toBe('00:30');
});

test('what is due by the end of a day is due that day; within a day the time is said', () => {
  expect(dueText('2026-03-04T15:59:59.999Z')).toBe('2026-03-04');
  expect(dueText('2026-03-04T16:00:00.000Z')).toBe('2026-03-05 00:00');
});

test('a day is told as people say it', () => {
  expect(longDay('2026-03-02', 'zh-CN')).toBe('3月2日 星期一');
  expect(longDay('2026-03-02', 'en')).toBe('Monday, March 2');
});
