import { dayWords, momentWords } from './day-words.ts';

test('a day reads as a letter says it; what is none stays as it is', () => {
  expect([dayWords('2026-03-02', 'zh-CN'), dayWords('2026-12-31', 'zh-CN')]).toEqual([
    '2026年3月2日',
    '2026年12月31日',
  ]);
  expect([dayWords('2026-03-02', 'en'), dayWords('2026-12-31', 'en')]).toEqual(['2 March 2026', '31 December 2026']);
  for (const text of ['', '—', '2026-3-2', '2026-03-02T01:00:00Z']) expect(dayWords(text, 'zh-CN')).toBe(text);
});

test('a moment has its time behind the day', () => {
  expect(momentWords({ day: '2026-03-02', time: '18:30' }, 'zh-CN')).toBe('2026年3月2日18:30');
  expect(momentWords({ day: '2026-03-02', time: '18:30' }, 'en')).toBe('2 March 2026, 18:30');
  expect(momentWords({ day: '2026-03-02' }, 'en')).toBe('2 March 2026');
});
