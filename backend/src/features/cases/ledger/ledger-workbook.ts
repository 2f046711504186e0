import type { Locale } from '@caseway/form-schemas';
import { localDay } from '@caseway/rule-sets';
import writeExcelFile from 'write-excel-file/node';
import type { CaseSummary } from '../../../contract/index.ts';

interface Column {
  title: Record<Locale, string>;
  width: number;
  /** A day as YYYY-MM-DD, where `kind` is `day`; null: an empty cell. */
  value: (item: CaseSummary, locale: Locale) => string | number | null;
  /** What a spreadsheet is to reckon with. */
  kind?: 'day' | 'number';
}

const COLUMNS: readonly Column[] = [
  { title: { 'zh-CN': '编号', en: 'Number' }, width: 20, value: (item) => item.number },
  { title: { 'zh-CN': '收到日期', en: 'Received' }, width: 12, kind: 'day', value: (item) => item.receivedOn },
  { title: { 'zh-CN': '镇街', en: 'Township' }, width: 12, value: (item, locale) => item.township.title[locale] },
  { title: { 'zh-CN': '村居', en: 'Village' }, width: 12, value: (item, locale) => item.place?.title[locale] ?? '' },
  { title: { 'zh-CN': '诉求', en: 'Matter' }, width: 40, value: (item) => item.title },
  { title: { 'zh-CN': '诉求人', en: 'Petitioner' }, width: 10, value: (item) => item.petitioner ?? '' },
  { title: { 'zh-CN': '人数', en: 'People' }, width: 8, kind: 'number', value: (item) => item.headcount ?? 1 },
  {
    title: { 'zh-CN': '诉求类别', en: 'Kind' },
    width: 24,
    value: (item, locale) => item.category?.title[locale] ?? '',
  },
  { title: { 'zh-CN': '处理路径', en: 'Path' }, width: 24, value: (item, locale) => item.path.title[locale] },
  { title: { 'zh-CN': '当前环节', en: 'Step' }, width: 16, value: (item, locale) => item.step.title[locale] },
  {
    title: { 'zh-CN': '责任部门', en: 'Department' },
    width: 16,
    value: (item, locale) => item.department?.title[locale] ?? '',
  },
  { title: { 'zh-CN': '承办人', en: 'Handler' }, width: 10, value: (item) => item.handler?.displayName ?? '' },
  { title: { 'zh-CN': '包案领导', en: 'Case lead' }, width: 10, value: (item) => item.caseLead?.displayName ?? '' },
  {
    title: { 'zh-CN': '下一时限', en: 'Next deadline' },
    width: 20,
    value: (item, locale) => item.nextDeadline?.title[locale] ?? '',
  },
  {
    title: { 'zh-CN': '到期日期', en: 'Due on' },
    width: 12,
    kind: 'day',
    value: (item) => item.nextDeadline?.dueOn ?? null,
  },
  { title: { 'zh-CN': '到期时刻', en: 'Due at' }, width: 10, value: (item) => item.nextDeadline?.dueTime ?? '' },
  {
    title: { 'zh-CN': '剩余天数', en: 'Days left' },
    width: 10,
    kind: 'number',
    value: (item) => item.nextDeadline?.remainingDays ?? null,
  },
  {
    title: { 'zh-CN': '办结日期', en: 'Closed on' },
    width: 12,
    kind: 'day',
    value: (item) => (item.closedAt ? localDay(new Date(item.closedAt)) : null),
  },
  {
    title: { 'zh-CN': '超过的时限', en: 'Was late with' },
    width: 20,
    value: (item, locale) => item.missed.map(({ title }) => title[locale]).join(locale === 'en' ? ', ' : '、'),
  },
  {
    title: { 'zh-CN': '标记', en: 'Marks' },
    width: 20,
    value: (item, locale) => item.marks.map(({ title }) => title[locale]).join(locale === 'en' ? ', ' : '、'),
  },
  { title: { 'zh-CN': '结果', en: 'Outcome' }, width: 16, value: (item, locale) => item.outcome?.title[locale] ?? '' },
  {
    title: { 'zh-CN': '复查结果', en: 'Reviewed' },
    width: 16,
    value: (item, locale) => item.reviewed?.title[locale] ?? '',
  },
];

/** A cell. Days and numbers are such; all else is text, so that nothing typed by a petitioner can become a formula. */
function cellOf({ kind, value }: Column, item: CaseSummary, locale: Locale) {
  const said = value(item, locale);
  if (said === null) return null;
  // A day has no hour: midnight UTC, as the format of the file counts it.
  if (kind === 'day') return { value: new Date(`${said}T00:00:00Z`), type: Date, format: 'yyyy-mm-dd' };
  if (kind === 'number') return { value: Number(said), type: Number };
  return { value: String(said), type: String };
}

/** The ledger as an .xlsx file. */
export async function ledgerWorkbook(items: readonly CaseSummary[], locale: Locale): Promise<Buffer> {
  const head = COLUMNS.map(({ title }) => ({ value: title[locale], type: String, fontWeight: 'bold' as const }));
  const rows = items.map((item) => COLUMNS.map((column) => cellOf(column, item, locale)));
  return writeExcelFile([head, ...rows], {
    columns: COLUMNS.map(({ width }) => ({ width })),
    sheet: locale === 'en' ? 'Ledger' : '台账',
    stickyRowsCount: 1,
  }).toBuffer();
}
