import { readFileSync } from 'node:fs';
import { compileForm } from './compile-form.ts';

const load = (key: string) => JSON.parse(readFileSync(`form-schemas/library/${key}.json`, 'utf8'));
const visit = compileForm(load('return-visit-form'));
const hardship = compileForm(load('petition-registration'));

test('every error is told once, with place, keyword and the mend in both languages', () => {
  expect(visit.validate({ visitManner: 'by-owl', promiseKept: 'fully-kept' }, 'en')).toEqual([
    { pointer: '/visitedOnDay', keyword: 'required', message: 'Fill in "Day of the visit"' },
    { pointer: '/visitManner', keyword: 'enum', message: 'Choose "How" from the list' },
  ]);
  expect(
    visit.validate({ visitManner: 'by-owl', promiseKept: 'fully-kept' }, 'zh-CN').map(({ message }) => message),
  ).toEqual(['请填写“回访日期”', '请从选项中选择“回访方式”']);
});

test('a wrong entry of a list goes by the name of its list', () => {
  const errors = hardship.validate({ hardshipShown: true, hardshipKinds: ['poverty'] }, 'en');
  const wrong = errors.find(({ pointer }) => pointer === '/hardshipKinds/0');
  expect(wrong?.message).toMatch(/^Choose "[A-Z].*" from the list$/);
});

test('a field that is not shown is neither asked for nor kept', () => {
  const errors = hardship.validate({ hardshipShown: false, hardshipKinds: ['poverty'] }, 'en');
  expect(errors.filter(({ pointer }) => pointer.startsWith('/hardshipKinds'))).toEqual([]);
  expect(hardship.prune({ hardshipShown: false, hardshipKinds: ['illness-hardship'] })).not.toHaveProperty(
    'hardshipKinds',
  );
  expect(hardship.prune({ hardshipShown: true, hardshipKinds: ['illness-hardship'] })).toHaveProperty('hardshipKinds');
});

test('a name that the form does not have is told, not dropped', () => {
  const errors = visit.validate(
    { visitedOnDay: '2026-03-02', visitManner: 'phone-visit', promiseKept: 'fully-kept', extra: 1 },
    'en',
  );
  expect(errors).toEqual([
    { pointer: '/extra', keyword: 'unknown', message: 'The form has no field "extra": remove it' },
  ]);
});

test('names of the prototype are names like any other', () => {
  const data = JSON.parse('{"__proto__": {"visitManner": "phone-visit"}, "constructor": 1}');
  expect(visit.validate(data, 'en').length).toBeGreaterThan(2);
  expect(({} as Record<string, unknown>).visitManner).toBeUndefined();
});
