// A receipt says what is so now: over every step and every end of the shipped paths that the demonstration comes to.

import type { CaseOut, CaseReviews, CaseSummary, ReceiptOut } from '../../backend/src/contract/index.ts';
import type { Client } from '../support/client.ts';
import { type Office, openOffice } from '../support/office.ts';

let office: Office;
let district: Client;
beforeAll(async () => {
  office = await openOffice({ from: 'demonstration' });
  district = await office.as('district');
}, 480_000);
afterAll(() => office.close());

const PROPOSED = { 'zh-CN': '初步拟按', en: 'Proposed: ' } as const;

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
      const twice = receipt.steps.filter((title, index) => receipt.steps.indexOf(title) !== index);
      expect([receipt.number, twice]).toEqual([receipt.number, []]);
      const path = page.pathDefinition;
      const names = (keys: string[]) =>
        path.steps
          .filter(({ key }) => keys.includes(key))
          .flatMap(({ title, publicTitle }) => [title[locale], publicTitle?.[locale]]);
      expect(receipt.steps.filter((title) => !names(page.passed).includes(title))).toEqual([]);
      expect(receipt.next.filter((title) => !names(page.course.next).includes(title))).toEqual([]);
      if (status === 'closed') expect(receipt.next).toEqual([]);
      // Nor does one whose request came in time speak of a late one.
      const { late } = await district.ok(district.get<CaseReviews>(`/api/cases/${id}/reviews`));
      if (!late) expect([...receipt.steps, ...receipt.next].join()).not.toMatch(/逾期|late request/i);
      // What rules propose is told as proposed, and not once somebody has decided; then it is told what that was.
      const acts = path.steps.flatMap(({ actions }) => actions);
      const proposedTo = acts.filter(({ key }) => acts.some(({ approves }) => approves === key)).map(({ to }) => to);
      const passedOn = page.passed.slice(1).some((key) => key !== path.steps[0]?.key && !proposedTo.includes(key));
      if (status === 'closed' || passedOn || page.tellings.length > 0)
        expect([receipt.number, receipt.reason]).toEqual([receipt.number, null]);
      else {
        expect(receipt.reason).toBeTruthy();
        if (path.publicTitle) expect(receipt.path).toBe(path.publicTitle[locale]);
        else expect(receipt.path).toContain(PROPOSED[locale]);
        expect(receipt.reason).not.toMatch(/诉求合理|将按|已立即|is reasonable/);
      }
      // No sentence states an outcome that the case does not stand with; what was told on its day stays told.
      const stated = [receipt.path, receipt.reason, receipt.status, receipt.outcome && `：${receipt.outcome}。`];
      const decided = path.outcomes.filter(({ title }) => title[locale] === page.outcome?.title[locale]);
      const others = path.outcomes.filter((outcome) => !decided.includes(outcome));
      const untrue = others.filter(({ title }) => stated.some((text) => text?.includes(`：${title[locale]}。`)));
      expect([receipt.number, untrue.map(({ key }) => key)]).toEqual([receipt.number, []]);
    }
  }
}, 120_000);
