// What was typed with or without a full stop reads as sentences in a letter: ended, and never twice.
import type { Locale } from '@caseway/form-schemas';
import fc from 'fast-check';
import { fillNotice } from './fill-notice.ts';

const filled = (template: string, reasons: string, locale: Locale = 'zh-CN') =>
  fillNotice(template, locale, (name) => ({ text: name === 'reasons' ? reasons : name, entered: name === 'reasons' }));

test.each<[string, string, string]>([
  ['理由：{reasons} 如不服', '事实清楚', '理由：事实清楚。如不服'],
  ['理由：{reasons} 如不服', '事实清楚。', '理由：事实清楚。如不服'],
  ['理由：{reasons} 如不服', '事实清楚；', '理由：事实清楚。如不服'],
  ['理由：{reasons} 如不服', '他说“不行。”', '理由：他说“不行。”如不服'],
  ['理由：{reasons} 如不服', '依据（见附件）', '理由：依据（见附件）。如不服'],
  ['理由：{reasons}', ' 事实清楚 ', '理由：事实清楚。'],
  ['理由：{reasons}。', '事实清楚。', '理由：事实清楚。'],
  ['理由：{reasons}。', '还能怎样？', '理由：还能怎样？'],
  ['“{reasons}”已办', '事实清楚', '“事实清楚”已办'],
  ['{reasons} 如不服', '', ' 如不服'],
  ['关于“{title}”：{reasons}', '见信', '关于“title”：见信。'],
])('%s with %s', (template, reasons, text) => {
  expect(filled(template, reasons)).toBe(text);
});

test.each<[string, string, string]>([
  ['Reasons: {reasons} If you', 'the facts are clear', 'Reasons: the facts are clear. If you'],
  ['Reasons: {reasons} If you', 'the facts are clear.', 'Reasons: the facts are clear. If you'],
  ['Reasons: {reasons} If you', '事实清楚', 'Reasons: 事实清楚。 If you'],
  ['Reasons: {reasons}.', 'clear.', 'Reasons: clear.'],
])('%s with %s in English', (template, reasons, text) => {
  expect(filled(template, reasons, 'en')).toBe(text);
});

test('whatever is entered, it is ended before the next sentence, and no mark stands twice', () => {
  const words = fc.string({
    unit: fc.constantFrom('清', '楚', 'a', ' ', '。', '.', '！', '？', '；', '，', '”', '）'),
    maxLength: 12,
  });
  const templates = fc.constantFrom('理由：{reasons} 后文', '理由：{reasons}。', '理由：{reasons}');
  fc.assert(
    fc.property(templates, words, fc.constantFrom<Locale>('zh-CN', 'en'), (template, entered, locale) => {
      const text = filled(template, entered, locale);
      // Marks that somebody typed twice are theirs.
      const typed = /[。.！？；，]{2}/u.test(entered.replace(/\s/gu, ''));
      if (!/[清楚a]/u.test(entered) || typed) return;
      const end = text.replace(/\s*后文$/u, '');
      expect(end).toMatch(/[。.！？]["”）]*$/u);
      expect(end).not.toMatch(/[。.，；！？][。.，；]$/u);
    }),
    { numRuns: 2000 },
  );
});
