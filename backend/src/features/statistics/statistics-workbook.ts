import type { Locale, LocalizedText } from '@caseway/form-schemas';
import writeExcelFile from 'write-excel-file/node';
import type { StatisticsOut } from '../../contract/index.ts';

type Cell = { value: string | number | Date; type: typeof String | typeof Number | typeof Date } & Record<
  string,
  unknown
>;

const text = (zh: string, en: string): LocalizedText => ({ 'zh-CN': zh, en });
const WORDS = {
  sheet: text('统计', 'Statistics'),
  period: text('时间', 'Time'),
  now: text('本期', 'This time'),
  before: text('上期', 'Before'),
  yearBefore: text('上年同期', 'A year before'),
  from: text('自', 'From'),
  to: text('至', 'To'),
  received: text('收到', 'Received'),
  closed: text('办结', 'Closed'),
  closedOnTime: text('按期办结', 'Closed in time'),
  openLate: text('仍在办且超期', 'Still open and overdue'),
  medianDays: text('办结天数中位数', 'Median days to close'),
  cases: text('件数', 'Cases'),
  month: text('月份', 'Month'),
} as const;
const TABLES = {
  byCategory: text('按诉求类别', 'By kind'),
  byPath: text('按处理路径', 'By path'),
  byTownship: text('按镇街', 'By township'),
  byPlace: text('按村居', 'By village'),
  byOutcome: text('按现行处理结果（已结）', 'By what stands now (closed)'),
  byDecision: text('作出过的处理意见', 'By decisions made'),
} as const;

const words = (value: string): Cell => ({ value, type: String });
const head = (value: string): Cell => ({ value, type: String, fontWeight: 'bold' });
const number = (value: number | null): Cell => (value === null ? words('') : { value, type: Number });
// A day has no hour: midnight UTC, as the format of the file counts it.
const day = (value: string): Cell => ({ value: new Date(`${value}T00:00:00Z`), type: Date, format: 'yyyy-mm-dd' });

/** The statistics as an .xlsx file: one sheet, table below table, days and numbers to reckon with. */
export async function statisticsWorkbook(data: StatisticsOut, locale: Locale): Promise<Buffer> {
  const say = (name: keyof typeof WORDS): string => WORDS[name][locale];
  const periods = ['now', 'before', 'yearBefore'] as const;
  const rows: Cell[][] = [
    [head(say('period')), ...periods.map((name) => head(say(name)))],
    ...(['from', 'to'] as const).map((name) => [
      words(say(name)),
      ...periods.map((period) => day(data.figures[period][name])),
    ]),
    ...(['received', 'closed', 'closedOnTime', 'openLate', 'medianDays'] as const).map((name) => [
      words(say(name)),
      ...periods.map((period) => number(data.figures[period][name])),
    ]),
  ];
  for (const [name, title] of Object.entries(TABLES)) {
    rows.push([], [head(title[locale]), head(say('cases'))]);
    for (const { term, count } of data[name as keyof typeof TABLES]) {
      rows.push([words(term.title[locale]), number(count)]);
    }
  }
  rows.push([], [head(say('month')), head(say('received')), head(say('closed'))]);
  for (const { month, received, closed } of data.byMonth) rows.push([words(month), number(received), number(closed)]);
  return writeExcelFile(rows as never, {
    columns: [{ width: 36 }, { width: 14 }, { width: 14 }, { width: 14 }],
    sheet: say('sheet'),
  }).toBuffer();
}
