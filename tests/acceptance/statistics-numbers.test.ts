// Every number of the statistics opens the ledger with the cases behind it.
import type { StatisticsOut } from '../../backend/src/contract/index.ts';
import { type Office, openOffice } from '../support/office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice({ from: 'demonstration' });
}, 500_000);
afterAll(() => office.close());

test('every number opens the ledger with as many cases, and the figures are those of their days', async () => {
  const mayor = await office.as('mayor.qingshi');
  const data = await mayor.ok(mayor.get<StatisticsOut>('/api/statistics'));
  const numbers: [string, number, Record<string, string> | null][] = [
    ...Object.entries(data.queries).map(([name, query]): [string, number, Record<string, string> | null] => [
      name,
      data[name as keyof typeof data.queries],
      query,
    ]),
    ...(['byCategory', 'byPath', 'byPlace', 'byOutcome', 'byDecision'] as const).flatMap((name) =>
      data[name].map(({ term, count, query }): (typeof numbers)[number] => [`${name} ${term.title.en}`, count, query]),
    ),
    ...data.byMonth.flatMap(({ month, received, closed, queries }): typeof numbers => [
      [`${month} received`, received, queries.received],
      [`${month} closed`, closed, queries.closed],
    ]),
    ...Object.entries(data.figures).flatMap(([name, figures]): typeof numbers =>
      (['received', 'closed', 'closedOnTime', 'openLate'] as const).map((key) => [
        `${name} ${key}`,
        figures[key],
        figures.queries[key],
      ]),
    ),
  ];
  const opened = numbers.filter(([, , query]) => query !== null);
  expect(opened.length).toBeGreaterThan(30);
  for (const [name, count, query] of opened) {
    const { total } = await mayor.ok(
      mayor.get<{ total: number }>(`/api/cases?${new URLSearchParams({ ...query, limit: '1' })}`),
    );
    expect([name, total]).toEqual([name, count]);
  }
  const { now, before, yearBefore } = data.figures;
  // The months add up to the headline; some of what was closed in that time came before it.
  for (const key of ['received', 'closed'] as const) {
    expect([key, data.byMonth.reduce((sum, month) => sum + month[key], 0)]).toEqual([key, now[key]]);
  }
  expect(now.closed).not.toBe(data.closed);
  // Cases that are late and not closed count against what was kept.
  expect(now.openLate).toBeGreaterThan(0);
  expect(before.to < now.from).toBe(true);
  expect(yearBefore.from.slice(4)).toBe(now.from.slice(4));
  const [median] = await office.sql<{ days: number }>(
    `SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY (c.closed_at AT TIME ZONE 'Asia/Shanghai')::date - c.received_on) AS days
       FROM case_file c JOIN scope s ON s.id = c.township_id
      WHERE s.key = 'qingshi' AND (c.closed_at AT TIME ZONE 'Asia/Shanghai')::date BETWEEN $1 AND $2`,
    [now.from, now.to],
  );
  expect(now.medianDays).toBe(median?.days);
}, 120_000);

test('the statistics are exported as a workbook that opens', async () => {
  const mayor = await office.as('mayor.qingshi');
  const response = await fetch(`${office.base}/api/statistics/export.xlsx?from=2025-01-01`, { headers: mayor.session });
  expect(response.headers.get('content-type')).toContain('spreadsheetml');
  expect(
    Buffer.from(await response.arrayBuffer())
      .subarray(0, 2)
      .toString(),
  ).toBe('PK');
});
