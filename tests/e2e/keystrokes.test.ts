// A key in a form draws its field and what reads it, and nothing else; what is typed half-way is no answer.
import type { FormDefinition, FormSchema, Json } from '@caseway/form-schemas';
import type { Browser, Page } from 'playwright-core';
import { drawn, launch } from '../support/browser.ts';
import { buildFormPage, openForm } from './keystrokes/open-form.ts';

const text = (words: string) => ({ 'zh-CN': words, en: words });
const field = (words: string, more: FormSchema = {}): FormSchema => ({
  type: 'string',
  'x-title': text(words),
  ...more,
});
const shows = (name: string, value: Json, shown: string): FormSchema => ({
  if: { properties: { [name]: { const: value } }, required: [name] },
  then: { properties: { [shown]: field(shown, { default: '默认' }) }, required: [shown] },
});

const ROWS = 300;
const plain = Array.from({ length: 20 }, (_, at) => `plain${at}`);

const FORM: FormDefinition = {
  key: 'keys',
  title: text('按键'),
  description: text('按键'),
  use: 'step',
  schema: {
    type: 'object',
    properties: {
      ...Object.fromEntries(plain.map((name) => [name, field(name)])),
      amount: { type: 'number', 'x-title': text('数量') },
      group: {
        type: 'object',
        'x-title': text('组'),
        properties: { word: field('词'), other: field('另一个') },
        allOf: [shows('word', '是', 'extra')],
      },
      rows: {
        type: 'array',
        'x-title': text('行'),
        maxItems: 400,
        items: {
          type: 'object',
          properties: { name: field('姓名'), sum: field('数额') },
          allOf: [shows('name', '甲', 'more')],
        },
      },
    },
    allOf: [shows('plain0', '显示', 'shown'), shows('shown', '再', 'again')],
  },
  ui: {
    sections: [
      { key: 'one', title: text('一'), fields: [...plain, 'amount', 'shown', 'again'] },
      { key: 'two', title: text('二'), fields: ['group', 'rows'] },
    ],
  },
};
const rows = Array.from({ length: ROWS }, (_, at) => ({ name: `第${at}人`, sum: String(at) }));

let browser: Browser;
let page: Page;
beforeAll(async () => {
  const [script, launched] = await Promise.all([buildFormPage(), launch()]);
  browser = launched;
  page = await openForm(browser, script, FORM, { plain1: '原有', rows });
});
afterAll(() => browser?.close());

const control = (pointer: string) => page.locator(`[id="field${pointer.replaceAll('/', '-')}"]`);
/** What was drawn for something done, by pointer. */
async function drawnBy(act: () => Promise<void>): Promise<string[]> {
  await drawn(page);
  await page.evaluate(() => window.formPage.drawn());
  await act();
  await drawn(page);
  return Object.keys(await page.evaluate(() => window.formPage.drawn())).sort();
}
/** The same for something typed; where the cursor was before is left first. */
async function drawnByTyping(pointer: string, words: string): Promise<string[]> {
  await control(pointer).focus();
  return drawnBy(() => control(pointer).fill(words));
}
const values = () => page.evaluate(() => window.formPage.values());

test('a key draws its field alone', async () => {
  await control('/plain5').focus();
  expect(await drawnBy(() => page.keyboard.press('a'))).toEqual(['/plain5']);
  expect((await values()).plain5).toBe('a');
});

test('a key in one of 300 rows draws its field alone', async () => {
  await control('/rows/150/sum').focus();
  expect(await drawnBy(() => page.keyboard.press('9'))).toEqual(['/rows/150/sum']);
  expect(((await values()).rows as typeof rows)[150]?.sum).toBe('1509');
});

test('a field that conditions read draws itself until it shows another, and what it shows comes with its default at once', async () => {
  await control('/plain0').focus();
  expect(await drawnBy(() => page.keyboard.insertText('显'))).toEqual(['/plain0']);
  expect(await drawnBy(() => page.keyboard.insertText('示'))).toEqual(['/plain0', '/shown']);
  expect(await control('/shown').inputValue()).toBe('默认');
  expect(await drawnByTyping('/shown', '再')).toEqual(['/again', '/shown']);
  // What is hidden says nothing: what it had shown goes with it.
  expect(await drawnByTyping('/plain0', '显')).toEqual(['/plain0']);
  expect(await control('/shown').count()).toBe(0);
  expect(await control('/again').count()).toBe(0);
});

test('what shows a field in a group or a row draws no other group and no other row', async () => {
  expect(await drawnByTyping('/group/word', '是')).toEqual(['/group/extra', '/group/word']);
  expect(await drawnByTyping('/rows/7/name', '甲')).toEqual(['/rows/7/more', '/rows/7/name']);
  expect(await control('/rows/7/more').inputValue()).toBe('默认');
});

test('a row that comes, and one that goes, draw what they move', async () => {
  const before = ROWS;
  await control('/plain5').focus();
  const added = await drawnBy(() => page.getByRole('button', { name: '添加一项' }).click());
  expect(added.filter((pointer) => pointer.startsWith('/rows/'))).toEqual([
    `/rows/${before}/name`,
    `/rows/${before}/sum`,
  ]);
  const gone = await drawnBy(() => page.getByRole('button', { name: `行：删除第${before + 1}项` }).click());
  expect(gone.filter((pointer) => pointer.startsWith('/rows/'))).toEqual([]);
  expect((await values()).rows).toHaveLength(before);
});

test('an error is drawn at its field, and goes with what it was said of', async () => {
  const judged = () =>
    page.evaluate(() =>
      window.formPage.judge([
        ['/plain1', '不对'],
        ['/group', '也不对'],
      ]),
    );
  expect(await drawnBy(judged)).toEqual(['/group', '/plain1']);
  expect(await page.locator('[id="field-plain1-error"]').textContent()).toBe('不对');
  expect(await drawnByTyping('/plain1', '改了')).toEqual(['/plain1']);
  expect(await page.locator('[id="field-plain1-error"]').count()).toBe(0);
  expect(await drawnByTyping('/group/other', '改')).toEqual(['/group', '/group/other']);
  expect(await page.locator('[id="field-group-error"]').count()).toBe(0);
});

test('leaving a field draws it alone, and says what was understood', async () => {
  await control('/amount').fill('１２');
  expect(await drawnBy(() => control('/plain9').focus())).toEqual(['/amount']);
  expect(await control('/amount').inputValue()).toBe('12');
});

test('what is put together of several keys is shown while it is typed, and is an answer once it stands', async () => {
  const session = await page.context().newCDPSession(page);
  await control('/plain0').fill('');
  await control('/plain0').focus();
  const compose = (words: string) =>
    session.send('Input.imeSetComposition', { text: words, selectionStart: words.length, selectionEnd: words.length });
  // It would show another field, did it stand.
  for (const half of ['x', 'xian', '显示']) await compose(half);
  await drawn(page);
  expect(await control('/plain0').inputValue()).toBe('显示');
  expect((await values()).plain0).toBeUndefined();
  expect(await control('/shown').count()).toBe(0);
  await session.send('Input.insertText', { text: '显示' });
  await control('/shown').waitFor();
  expect(await control('/plain0').inputValue()).toBe('显示');
  expect((await values()).plain0).toBe('显示');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('field-plain0');
});

test('the cursor stays where somebody types, and the browser undoes it', async () => {
  await control('/plain3').fill('abcd');
  await control('/plain3').focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.type('xy');
  expect(await control('/plain3').inputValue()).toBe('axybcd');
  await page.keyboard.press('Control+z');
  const undone = await control('/plain3').inputValue();
  expect(undone).not.toBe('axybcd');
  expect((await values()).plain3).toBe(undone);
});
