import { checkForm } from '../check-form.ts';
import { asForm } from '../derive/as-form.ts';
import { calculateField, changeChecks } from '../edit/edit-calculations.ts';
import type { FormSchema } from '../model/form-definition.ts';
import { readPointer } from '../schema-walk.ts';
import { takeIn } from '../take-in.ts';
import { sampleAnswers } from './sample-answers.ts';
import { expressionWords, suggestedChecks, suggestedExpressions } from './suggest.ts';

const field = (zh: string, schema: FormSchema): FormSchema => ({ 'x-title': { 'zh-CN': zh, en: zh }, ...schema });
const amount = { type: 'string', format: 'cny-amount' } as const;
const day = { type: 'string', format: 'date' } as const;
const content = {
  key: 'household',
  schema: {
    type: 'object',
    properties: {
      title: field('标题', { type: 'string' }),
      members: field('成员', {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            income: field('收入', amount),
            born: field('出生', day),
            age: field('年龄', { type: 'integer' }),
          },
        },
      }),
      size: field('人口', { type: 'integer' }),
      from: field('开始', day),
      to: field('结束', day),
      total: field('总额', amount),
    },
  },
};
const form = asForm(content);
const said = (pointer: string) =>
  suggestedExpressions(form, pointer).map(({ expression, words }) => `${words['zh-CN']}: ${expression}`);

test('the usual ones are offered where they fit', () => {
  expect(said('/total')).toEqual(['“成员”各行“收入”之和: sum(members.income)']);
  expect(said('/size')).toEqual([
    '“成员”各行“年龄”之和: sum(members.age)',
    '“成员”的行数: count(members)',
    '按“开始”算周岁（收到日期当天）: years and months duration(from, today()).years',
    '按“结束”算周岁（收到日期当天）: years and months duration(to, today()).years',
    '从“开始”到“结束”相隔天数: (to - from).days',
  ]);
  expect(said('/members/*/age')).toEqual([
    '按“出生”算周岁（收到日期当天）: years and months duration(born, today()).years',
  ]);
  expect(said('/title')).toEqual([]);
});

test('each that is offered leaves a form without errors', () => {
  for (const pointer of ['/total', '/size', '/members/*/age']) {
    for (const { expression } of suggestedExpressions(form, pointer)) {
      const errors = checkForm(calculateField(content, pointer, expression)).filter(
        ({ severity }) => severity === 'error',
      );
      expect(errors.filter(({ code }) => code !== 'calculation-circle')).toEqual([]);
    }
  }
  for (const { check } of suggestedChecks(form)) {
    expect(checkForm(changeChecks(content, '', () => [check])).filter(({ severity }) => severity === 'error')).toEqual(
      [],
    );
  }
  expect(suggestedChecks(form).map(({ words }) => words.en)).toEqual([
    '"开始" is not after "结束"',
    '"结束" is not after "开始"',
  ]);
});

test('an expression is read by the labels of its fields', () => {
  expect(expressionWords(form, '', 'sum(members.income) / size >= 800', 'zh-CN')).toBe(
    '合计(“成员”.“收入”) ÷ “人口” ≥ 800',
  );
  expect(expressionWords(form, '/members/*', 'income * size', 'zh-CN')).toBe('“收入” × “人口”');
});

test('each that is offered has an answer for sample answers', () => {
  for (const pointer of ['/total', '/members/*/age']) {
    for (const { expression } of suggestedExpressions(form, pointer)) {
      const made = asForm(calculateField(content, pointer, expression));
      const kept = takeIn(made, sampleAnswers(made), { today: '2026-03-01' });
      expect(readPointer(kept, pointer.replace('*', '0'))).toBeDefined();
    }
  }
});
