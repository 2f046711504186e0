import { inflateRawSync } from 'node:zlib';
import type { CaseSummary } from '../../../contract/index.ts';
import { ledgerWorkbook } from './ledger-workbook.ts';

const text = (word: string) => ({ 'zh-CN': word, en: word });
const term = (word: string) => ({ key: word, title: text(word) });

const CASE = {
  id: '01890000-0000-7000-8000-000000000000',
  number: 'QINGSHI-2026-000001',
  title: '=HYPERLINK("http://example.test")',
  form: term('form'),
  status: 'open',
  category: null,
  path: term('path'),
  step: term('step'),
  department: null,
  level: null,
  marks: [],
  township: term('township'),
  place: null,
  petitioner: '+8613900000001',
  headcount: 12,
  receivedOn: '2026-03-02',
  createdAt: '2026-03-02T01:00:00.000Z',
  // After midnight in Shanghai.
  closedAt: '2026-03-05T16:30:00.000Z',
  handler: null,
  caseLead: null,
  outcome: null,
  nextDeadline: { title: text('clock'), dueOn: '2026-03-17', dueTime: null, remainingDays: 15 },
  late: true,
  missed: [term('visit'), term('telling')],
  supervised: false,
} as unknown as CaseSummary;

/** One file of a zip archive. */
function entry(archive: Buffer, name: string): string {
  const directory = archive.indexOf(Buffer.from(`${name}`), archive.indexOf(Buffer.from('PK\u0001\u0002', 'latin1')));
  const head = directory - 46;
  const [size, at] = [archive.readUInt32LE(head + 20), archive.readUInt32LE(head + 42)];
  const start = at + 30 + archive.readUInt16LE(at + 26) + archive.readUInt16LE(at + 28);
  return inflateRawSync(archive.subarray(start, start + size)).toString();
}

/** Days since 1899-12-30, as spreadsheets count them. */
const serial = (day: string): number => Date.parse(day) / 86_400_000 + 25_569;

test('days are days and numbers are numbers; what people typed is text, never a formula', async () => {
  const archive = await ledgerWorkbook([CASE], 'zh-CN');
  const sheet = entry(archive, 'xl/worksheets/sheet1.xml');
  const numbers = [...sheet.matchAll(/<c (?![^>]*t="s")[^>]*><v>([^<]*)<\/v>/g)].map(([, value]) => Number(value));
  expect(numbers).toEqual([
    serial('2026-03-02'),
    12,
    serial('2026-03-17'),
    15,
    // The day in Shanghai.
    serial('2026-03-06'),
  ]);
  expect(sheet).not.toContain('<f>');
  const texts = entry(archive, 'xl/sharedStrings.xml');
  expect(texts).toContain('=HYPERLINK');
  // Which ones it missed: a visit that came late is no opinion that did.
  expect(texts).toContain('visit、telling');
  expect(entry(archive, 'xl/styles.xml')).toContain('yyyy-mm-dd');
});
