import { fill, type Locale } from '@caseway/form-schemas';
import type { CellProblem } from './cells.ts';

export type TableProblemCode =
  | CellProblem
  | 'empty-table'
  | 'no-name-column'
  | 'unreadable-heading'
  | 'duplicate-column'
  | 'unclosed-quote'
  | 'no-name'
  | 'too-many-cells'
  | 'expects-nothing'
  | 'unknown-fact'
  | 'unknown-rule'
  | 'duplicate-name';

/** What is wrong with a table. Errors leave their row (a heading: its column) out; warnings leave nothing out. */
export interface TableProblem {
  code: TableProblemCode;
  severity: 'error' | 'warning';
  /** Line of the text, from 1. */
  line: number;
  /** Heading of the column; absent where the whole row is meant. */
  column?: string;
  params: { value?: string; choices?: string };
}

type Texts = Record<Locale, string>;

/** `{value}` and `{choices}` stand for the params. Each says what is wrong and how to mend it. */
const TEXTS: Record<TableProblemCode, Texts> = {
  'empty-table': {
    'zh-CN': '表格是空的。请先导出一份，照它的样子填写。',
    en: 'The table is empty. Export one first and fill it in the same way.',
  },
  'no-name-column': {
    'zh-CN': '第一行没有“name”列。请加上这一列，填写每条测试的名称。',
    en: 'The first line has no column “name”. Add it, with the name of each test.',
  },
  'unreadable-heading': {
    'zh-CN': '看不懂列名“{value}”，这一列没有读取。请写事实的键，或 expect.fired、expect.<结果项>。',
    en: 'Column “{value}” cannot be understood and was left out. Write the key of a fact, or expect.fired, expect.<param>.',
  },
  'duplicate-column': {
    'zh-CN': '列“{value}”出现了两次，只读取第一列。请删去其中一列。',
    en: 'Column “{value}” stands twice; only the first was read. Remove one of them.',
  },
  'unclosed-quote': {
    'zh-CN': '从这一行开始的引号没有结束，后面的内容无法分行。请补上引号；单元格内的引号要写两次。',
    en: 'A quotation mark that opens on this line never closes. Close it; inside a cell write it twice.',
  },
  'no-name': {
    'zh-CN': '这一行没有测试名称。请在“name”列填写。',
    en: 'This row has no name. Write one in column “name”.',
  },
  'too-many-cells': {
    'zh-CN': '这一行的单元格比表头多。含逗号的内容请加引号。',
    en: 'This row has more cells than there are headings. Put quotation marks around what contains a comma.',
  },
  'expects-nothing': {
    'zh-CN': '这条测试没有写预期，什么也验证不了。请填写 expect.fired 或某个 expect.<结果项>；不应有规则符合时写 []。',
    en: 'This test expects nothing. Fill in expect.fired or some expect.<param>; write [] where no rule should match.',
  },
  'unknown-fact': {
    'zh-CN': '表单和平台都没有事实“{value}”，已照原样读取。请核对列名。',
    en: 'Neither the form nor the platform has a fact “{value}”; it was read as it is. Check the heading.',
  },
  'unknown-rule': {
    'zh-CN': '没有名为“{value}”的规则，这条测试不会通过。请核对规则名。',
    en: 'There is no rule “{value}”: this test cannot pass. Check the name of the rule.',
  },
  'duplicate-name': {
    'zh-CN': '已有名为“{value}”的测试。请换一个名称，以便分清。',
    en: 'There is already a test “{value}”. Give it another name to tell them apart.',
  },
  'not-a-number': {
    'zh-CN': '“{value}”不是数字。请只写数字，如 5 或 12.5。',
    en: '“{value}” is no number. Write digits only, such as 5 or 12.5.',
  },
  'loses-digits': {
    'zh-CN': '“{value}”中有数字位数过多，无法原样保存。请减少位数，或写成文字，如 "123"。',
    en: '“{value}” holds a number with more digits than can be kept. Write fewer digits, or text such as "123".',
  },
  'not-yes-or-no': {
    'zh-CN': '“{value}”不是“是”或“否”。请写 true 或 false。',
    en: '“{value}” is neither yes nor no. Write true or false.',
  },
  'not-a-date': {
    'zh-CN': '“{value}”不是日期。请写成 2026-03-02。',
    en: '“{value}” is no date. Write it as 2026-03-02.',
  },
  'not-a-choice': {
    'zh-CN': '没有选项“{value}”。可以写：{choices}。',
    en: 'There is no choice “{value}”. Write one of: {choices}.',
  },
  'not-json': {
    'zh-CN': '“{value}”不是正确的 JSON。请核对括号和引号；若本意是文字，请写成 "…"。',
    en: '“{value}” is not valid JSON. Check brackets and quotation marks; a text is written as "…".',
  },
};

/** The problem in words, without its place. */
export function renderTableProblem({ code, params }: TableProblem, locale: Locale): string {
  // Functions as replacements: a `$` in a cell is no pattern.
  return fill(TEXTS[code][locale], { value: params.value ?? '', choices: params.choices ?? '' });
}
