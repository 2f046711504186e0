// The ledger: its orders page by page, its filters, its totals, and the special ledgers that are shipped.
import { readFileSync } from 'node:fs';
import type { CaseOut, CaseSummary, LedgerOut, Person, SavedViewsOut } from '../../backend/src/contract/index.ts';
import type { Client } from '../support/client.ts';
import { type Office, openOffice } from '../support/office.ts';

let office: Office;
let centre: Client;
beforeAll(async () => {
  office = await openOffice({ from: 'demonstration' });
  centre = await office.as('centre.qingshi');
}, 500_000);
afterAll(() => office.close());

const read = (query: Record<string, string>): Promise<LedgerOut> =>
  centre.ok(centre.get<LedgerOut>(`/api/cases?${new URLSearchParams(query)}`));

async function all(query: Record<string, string>): Promise<CaseSummary[]> {
  const items: CaseSummary[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: LedgerOut = await read({ ...query, limit: '20', ...(cursor && { cursor }) });
    items.push(...page.items);
    cursor = page.nextCursor;
  }
  return items;
}

const LAST = '9';
const KEYS: Record<string, (item: CaseSummary) => string> = {
  receivedOn: ({ receivedOn }) => receivedOn,
  number: ({ number }) => number,
  due: ({ nextDeadline }) => nextDeadline?.dueAt ?? LAST,
};

test.each(['receivedOn', '-receivedOn', 'number', '-number', 'due', '-due'])(
  'in the order %s every case comes once, page by page',
  async (sort) => {
    const items = await all({ sort, status: 'open' });
    expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
    expect(items.length).toBe((await read({ status: 'open' })).total);
    const keys = items.map(KEYS[sort.replace('-', '')] as (item: CaseSummary) => string);
    const sorted = keys.toSorted();
    expect(keys).toEqual(sort.startsWith('-') ? sorted.toReversed() : sorted);
  },
);

test('a place in one order is refused as a place in another', async () => {
  const { nextCursor } = await read({ sort: 'due', limit: '5' });
  expect((await centre.get(`/api/cases?sort=receivedOn&limit=5&cursor=${nextCursor}`)).status).toBe(400);
});

test('a number is found as people type it: in full width, too', async () => {
  const { items } = await read({ limit: '1' });
  const wide = (items[0]?.number ?? '').replace(/[!-~]/g, (sign) => String.fromCodePoint(sign.charCodeAt(0) + 0xfee0));
  expect((await read({ q: wide })).items.map(({ id }) => id)).toEqual([items[0]?.id]);
  expect((await centre.ok(centre.get<CaseOut>(`/api/cases/${encodeURIComponent(wide)}`))).id).toBe(items[0]?.id);
});

test('the totals tell how all stand that fit, whatever the page', async () => {
  const { totals, total } = await read({ limit: '1' });
  expect(totals.total).toBe(total);
  expect(totals.open + totals.closed).toBe(total);
  expect(totals.overdue).toBe((await read({ due: 'overdue', limit: '1' })).total);
  expect((await read({ status: 'closed', limit: '1' })).totals).toMatchObject({ open: 0, overdue: 0 });
});

test('by handler, lead and day of receipt exactly those are found', async () => {
  const everything = await all({});
  const [handler, lead] = [
    everything.find((item) => item.handler)?.handler,
    everything.find((item) => item.caseLead)?.caseLead,
  ];
  const same = (id: string | undefined, who: (item: CaseSummary) => Person | null) =>
    everything.filter((item) => who(item)?.id === id).map(({ id: found }) => found);
  const ids = async (query: Record<string, string>) => (await all(query)).map(({ id }) => id);
  expect(await ids({ handler: handler?.id ?? '' })).toEqual(same(handler?.id, (item) => item.handler));
  expect(await ids({ caseLead: lead?.id ?? '' })).toEqual(same(lead?.id, (item) => item.caseLead));
  const within = everything.filter(({ receivedOn }) => receivedOn >= '2025-10-01' && receivedOn <= '2025-12-31');
  expect(within.length).toBeGreaterThan(0);
  expect(await ids({ receivedFrom: '2025-10-01', receivedTo: '2025-12-31' })).toEqual(within.map(({ id }) => id));
  for (const [name, is] of [
    ['late', (item: CaseSummary) => item.late],
    ['supervised', (item: CaseSummary) => item.supervised],
    ['hasLead', (item: CaseSummary) => item.caseLead !== null],
    ['noCategory', (item: CaseSummary) => item.category === null],
  ] as const) {
    expect(await ids({ [name]: 'true' })).toEqual(everything.filter(is).map(({ id }) => id));
    expect(await ids({ [name]: 'false' })).toEqual(everything.filter((item) => !is(item)).map(({ id }) => id));
  }
}, 120_000);

/** What a filter of a special ledger says of a case, by what is shown of it. */
const FILTERS: Record<string, (item: CaseSummary, value: string) => boolean> = {
  mark: ({ marks }, value) => marks.some(({ key }) => key === value),
  status: ({ status }, value) => status === value,
  hasLead: ({ caseLead }, value) => String(caseLead !== null) === value,
  supervised: ({ supervised }, value) => String(supervised) === value,
  sort: () => true,
};
const fits = (item: CaseSummary, name: string, value: string): boolean => FILTERS[name]?.(item, value) ?? false;

/** The open cases that several departments handle: no line of the ledger tells them, only the case itself. */
async function openJoint(): Promise<Set<string>> {
  const joint = new Set<string>();
  for (const { id } of await all({ status: 'open' })) {
    const { jointDepartments } = await centre.ok(centre.get<CaseOut>(`/api/cases/${id}`));
    if (jointDepartments.length > 0) joint.add(id);
  }
  return joint;
}

test('the special ledgers are shipped, open, and hold what their names say', async () => {
  const { shipped } = await centre.ok(centre.get<SavedViewsOut>('/api/saved-views'));
  const known = JSON.parse(readFileSync('rule-sets/library/ledgers/township-ledgers.json', 'utf8')) as {
    key: string;
  }[];
  expect(shipped.map(({ key }) => key)).toEqual(known.map(({ key }) => key));
  const [everything, joint] = [await all({}), await openJoint()];
  for (const { query } of shipped) {
    const wanted = everything.filter((item) =>
      Object.entries(query).every(([name, value]) =>
        name === 'joint' ? joint.has(item.id) === (value === 'true') : fits(item, name, value),
      ),
    );
    const { total } = await read(query);
    expect({ query, total }).toEqual({ query, total: wanted.length });
    expect(new Set((await all(query)).map(({ id }) => id))).toEqual(new Set(wanted.map(({ id }) => id)));
  }
});
