import type { PathEvent } from '@caseway/rule-sets';
import { receiptTold } from './receipt-told.ts';

const AT = '2026-03-02T01:00:00.000Z';
const text = { 'zh-CN': '已受理', en: 'Accepted' };
const letter = (deliveredOn: string | null): PathEvent => ({
  action: 'accept',
  from: 'a',
  to: 'b',
  by: null,
  at: AT,
  told: { deliveredOn },
});
const notice = { kind: 'notice' as const, at: new Date(AT), details: { text, action: 'accept', toldAt: AT } };
const failed = (day: string) => ({
  kind: 'delivery' as const,
  at: new Date(`${day}T02:00:00Z`),
  details: { action: 'accept', toldAt: AT, deliveredOn: null },
});

test('a letter that arrived is told on the day on which it arrived', () => {
  expect(receiptTold([notice], [letter('2026-03-04')], 'en')).toEqual({
    told: [{ on: '2026-03-04', text: 'Accepted' }],
    noted: [],
    unreached: [],
  });
});

test('one that no attempt brought to them is nothing told: with the days of the attempts', () => {
  expect(receiptTold([notice, failed('2026-03-03'), failed('2026-03-05')], [letter(null)], 'zh-CN')).toEqual({
    told: [],
    noted: [],
    unreached: [{ on: '2026-03-02', text: '已受理', attempts: ['2026-03-03', '2026-03-05'], givenUpOn: null }],
  });
});

test('one that was given up says on which day', () => {
  const given: PathEvent = { ...letter(null), told: { deliveredOn: null, givenUpAt: '2026-03-09T01:00:00.000Z' } };
  expect(receiptTold([notice], [given], 'en').unreached).toEqual([
    { on: '2026-03-02', text: 'Accepted', attempts: [], givenUpOn: '2026-03-09' },
  ]);
});

test('what nobody recorded as told is no more than written down for them', () => {
  const said = { ...notice, details: { text } };
  const noted = [{ on: '2026-03-02', text: 'Accepted' }];
  expect(receiptTold([said], [], 'en')).toEqual({ told: [], noted, unreached: [] });
});
