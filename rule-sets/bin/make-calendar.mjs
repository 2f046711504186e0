// Makes the shipped calendar from the package chinese-days, which follows the State Council's holiday notices.
// Run after a new notice: npm install -D chinese-days@latest && node rule-sets/bin/make-calendar.mjs 2027
import { readFileSync, writeFileSync } from 'node:fs';
import chineseDays from 'chinese-days';

const FILE = new URL('../library/calendars/china-official.json', import.meta.url);
const FROM_YEAR = 2020;
const toYear = Number(process.argv[2] ?? 2026);
const { rest } = JSON.parse(readFileSync(new URL('./calendar-rest.json', import.meta.url), 'utf8'));

const days = [];
for (let at = Date.UTC(FROM_YEAR, 0, 1); at < Date.UTC(toYear + 1, 0, 1); at += 86_400_000) {
  const date = new Date(at).toISOString().slice(0, 10);
  const { work, name } = chineseDays.getDayDetail(date);
  const [en, zh] = name.split(',');
  if (!zh) continue; // An ordinary day: named by its weekday.
  const weekend = [0, 6].includes(new Date(at).getUTCDay());
  if (work && weekend)
    days.push({ date, kind: 'workday', title: { 'zh-CN': `${zh}调休上班`, en: `Worked in exchange for ${en}` } });
  if (!work && !weekend) days.push({ date, kind: 'holiday', title: { 'zh-CN': zh, en } });
}
writeFileSync(FILE, `${JSON.stringify({ ...rest, coverage: { fromYear: FROM_YEAR, toYear }, days }, null, 2)}\n`);
