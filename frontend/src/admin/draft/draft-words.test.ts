import { tellChanges, tellConflict } from './draft-words.ts';

const both = (zh: string, en: string) => ({ 'zh-CN': zh, en });
const form = (plate: object) => ({
  key: 'parking',
  title: both('停车位', 'Parking'),
  description: both('测试用', 'Of the tests'),
  use: 'step',
  schema: {
    type: 'object',
    properties: { plate: { type: 'string', maxLength: 8, 'x-title': both('车牌号', 'Plate'), ...plate } },
  },
  ui: { sections: [{ key: 'all', title: both('内容', 'All'), fields: ['plate'] }] },
});
const words = { locale: 'zh-CN' } as const;

test('what a colleague changed in a form is told in words of its fields', () => {
  const [change, ...others] = tellChanges('forms', form({}), form({ maxLength: 7 }), words);
  expect([change?.message, others]).toEqual([expect.stringContaining('车牌号'), []]);
  expect(change?.message).not.toMatch(/schema|\//);
});

test('what is no form yet, and a calendar, by its places', () => {
  const told = tellChanges('forms', { ...form({}), schema: null }, form({}), words);
  expect(told.map(({ message }) => message)).toContain('新增字段“车牌号”');
  const days = [both('春节', 'Spring Festival')].map((title) => ({ title, days: 3 }));
  const more = days.map((day) => ({ ...day, days: 4 }));
  expect(tellChanges('calendars', { holidays: days }, { holidays: more }, words)).toMatchObject([
    { message: 'holidays › 春节 › days' },
  ]);
});

test('a conflict says which field it is about', () => {
  const [base, mine, theirs] = [8, 7, 6].map((maxLength) => form({ maxLength })) as [object, object, object];
  const place = '/schema/properties/plate/maxLength';
  const conflict = { place, base: 8, mine: 7, theirs: 6 } as Parameters<typeof tellConflict>[1];
  expect(base).toBeDefined();
  expect(tellConflict('forms', conflict, { ...mine }, { ...theirs }, words).part).toBe('schema › 车牌号 › maxLength');
});
