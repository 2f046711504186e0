import { readFileSync } from 'node:fs';
import type { FormData, FormDefinition } from '@caseway/form-schemas';
import { fieldChanges } from './correction-changes.ts';

const form: FormDefinition = JSON.parse(readFileSync('form-schemas/library/dispute-register.json', 'utf8'));
const wang = { partyName: '王小明', partyPhone: '13800000001', partySide: 'first-side' };
const liu = { partyName: '刘建国', partyPhone: '13800000002', partySide: 'first-side' };
const zhao = { partyName: '赵大山', partyPhone: '13800000003', partySide: 'second-side' };
const of = (...disputeParties: object[]): FormData => ({ disputeParties }) as FormData;
const changes = (before: FormData, after: FormData) =>
  fieldChanges(form, before, after, () => undefined).map(({ pointer, label, before: was, after: is, sensitive }) => [
    ...[pointer, label['zh-CN'], was?.['zh-CN'].slice(0, 5) ?? null, is?.['zh-CN'].slice(0, 5) ?? null, sensitive],
  ]);

test('what is written in another order is no change', () => {
  const { partySide, ...rest } = wang;
  expect(changes(of(wang, zhao), of({ partySide, ...rest }, zhao))).toEqual([]);
});

test('who was taken out is named, and who moves up is not', () => {
  expect(changes(of(wang, liu, zhao), of(liu, zhao))).toEqual([
    ['/disputeParties/0', '当事人 · 第1项', '姓名或单位', null, true],
  ]);
});

test('of one party the field that differs is told, wherever the party stands now', () => {
  const other = { ...zhao, partyPhone: '13800000009' };
  expect(changes(of(wang, liu, zhao), of(liu, other))).toEqual([
    ['/disputeParties/0', '当事人 · 第1项', '姓名或单位', null, true],
    ['/disputeParties/1/partyPhone', '当事人 · 第2项 · 联系电话', expect.any(String), expect.any(String), true],
  ]);
});

test('one more is told as one more', () => {
  expect(changes(of(wang, zhao), of(wang, zhao, liu))).toEqual([
    ['/disputeParties/2', '当事人 · 第3项', null, '姓名或单位', true],
  ]);
});
