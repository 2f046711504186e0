import { decide, type RuleSet } from '@caseway/rule-sets';
import type { CaseSummary, StatisticsOut } from '../../backend/src/contract/index.ts';
import { type Office, openOffice } from '../support/office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice({ from: 'demonstration' });
}, 240_000);
afterAll(() => office.close());

test('every decision of every demonstration case is answered the same when asked again years later', async () => {
  office.clock.advance({ days: 3650 });
  const rows = await office.sql<{ content: RuleSet; facts: Record<string, never>; result: unknown }>(
    `SELECT v.content, d.facts, d.result FROM decision d JOIN config_version v ON v.id = d.rule_set_version_id`,
  );
  expect(rows.length).toBeGreaterThan(600);
  let different = 0;
  for (const { content, facts, result } of rows) {
    const again = JSON.parse(JSON.stringify(await decide(content, facts)));
    if (JSON.stringify(sorted(again)) !== JSON.stringify(sorted(result))) different++;
  }
  expect(different).toBe(0);
  office.clock.advance({ days: -3650 });
});

/** Keys in order: the database keeps JSON without it. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sorted(item)]),
  );
}

test('three townships have about three hundred cases over eighteen months, of all kinds and in all states', async () => {
  const auditor = await office.as('auditor');
  const statistics = await auditor.ok(auditor.get<StatisticsOut>('/api/statistics?from=2024-01-01'));
  expect(statistics.total).toBe(300);
  expect(statistics.byTownship).toHaveLength(3);
  expect(statistics.byMonth.length).toBeGreaterThanOrEqual(18);
  expect(statistics.byCategory.filter(({ term }) => term.key).length).toBeGreaterThanOrEqual(5);
  expect(Math.min(statistics.open, statistics.closed)).toBeGreaterThan(30);
});

test('every open case has a handler and a case lead', async () => {
  const auditor = await office.as('auditor');
  let cursor = '';
  let open = 0;
  do {
    const page = await auditor.ok(
      auditor.get<{ items: CaseSummary[]; nextCursor: string | null }>(
        `/api/cases?status=open&limit=100${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
      ),
    );
    open += page.items.length;
    expect(page.items.filter(({ handler, caseLead }) => !handler || !caseLead)).toEqual([]);
    cursor = page.nextCursor ?? '';
  } while (cursor);
  expect(open).toBeGreaterThan(30);
});

test('its people are invented and marked so', async () => {
  const clerk = await office.as('clerk.qingshi');
  const { items } = await clerk.ok(clerk.get<{ items: CaseSummary[] }>('/api/cases?limit=20'));
  const page = await clerk.ok(clerk.get<{ data: Record<string, unknown> }>(`/api/cases/${items[0]?.id}`));
  expect(JSON.stringify(page.data)).toMatch(/示例|虚构/);
});

test('the ledger exports what it shows, as a workbook that opens', async () => {
  const clerk = await office.as('clerk.qingshi');
  const response = await fetch(`${office.base}/api/cases/export.xlsx?status=open`, { headers: clerk.session });
  expect(response.headers.get('content-type')).toContain('spreadsheetml');
  const content = Buffer.from(await response.arrayBuffer());
  expect(content.subarray(0, 2).toString()).toBe('PK');
});
