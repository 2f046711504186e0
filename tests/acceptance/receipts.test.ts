// A receipt says what is so now: over every step and every end of the shipped paths that the demonstration comes to.

import type { HandlingPath } from '@caseway/rule-sets';
import type { CaseOut, CaseSummary, ReceiptOut } from '../../backend/src/contract/index.ts';
import type { Client } from '../support/client.ts';
import { type Office, openOffice } from '../support/office.ts';

let office: Office;
let district: Client;
beforeAll(async () => {
  office = await openOffice({ from: 'demonstration' });
  district = await office.as('district');
}, 240_000);
afterAll(() => office.close());

/** One case of each path, step and outcome. */
async function oneOfEach(): Promise<CaseSummary[]> {
  const found = new Map<string, CaseSummary>();
  let cursor: string | null = '';
  while (cursor !== null) {
    const query = new URLSearchParams({ limit: '200', ...(cursor && { cursor }) });
    const page: { items: CaseSummary[]; nextCursor: string | null } = await district.ok(
      district.get(`/api/cases?${query}`),
    );
    for (const item of page.items) found.set(`${item.path.key} ${item.step.key} ${item.outcome?.key}`, item);
    cursor = page.nextCursor;
  }
  return [...found.values()];
}

test('no receipt names a time that does not run, a step that will not come, or one twice; none promises what is over', async () => {
  const cases = await oneOfEach();
  expect(new Set(cases.map(({ path }) => path.key)).size).toBeGreaterThanOrEqual(12);
  for (const { id, status } of cases) {
    const page = await district.ok(district.get<CaseOut>(`/api/cases/${id}`));
    for (const locale of ['zh-CN', 'en'] as const) {
      const headers = { 'accept-language': locale };
      const receipt = await district.ok(district.get<ReceiptOut>(`/api/cases/${id}/receipt`, { headers }));
      const running = page.deadlines.filter((it) => it.public && it.stoppedAt === null && it.state !== 'lapsed');
      expect([receipt.number, receipt.deadlines.map(({ dueOn }) => dueOn)]).toEqual([
        page.number,
        running.map(({ dueOn }) => dueOn),
      ]);
      const twice = receipt.steps.filter((title, index) => title === receipt.steps[index - 1]);
      expect([receipt.number, twice]).toEqual([receipt.number, []]);
      if (status === 'open') {
        expect(receipt.reason).toBeTruthy();
        continue;
      }
      expect([receipt.number, receipt.reason]).toEqual([receipt.number, null]);
      const { steps } = page.pathDefinition as unknown as HandlingPath;
      const passed = steps.filter(({ key }) => page.passed.includes(key));
      const names = passed.flatMap(({ title, publicTitle }) => [title[locale], publicTitle?.[locale]]);
      expect(receipt.steps.filter((title) => !names.includes(title))).toEqual([]);
    }
  }
}, 120_000);
