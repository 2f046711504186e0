// Every closed case is in exactly one row of outcomes, and the sums are the totals, whatever shipped path it ended on.
import type { HandlingPath } from '@caseway/rule-sets';
import fc from 'fast-check';
import type { StatisticsOut } from '../../backend/src/contract/index.ts';
import { type Office, openOffice } from '../support/office.ts';
import { petition } from '../support/petitions.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
}, 240_000);
afterAll(() => office.close());

interface Generated {
  path: { key: string; id: string };
  outcome: string | null;
  title: string | null;
  open: boolean;
  reviewed: 'changed' | 'revoked' | null;
  /** Decided before, and followed by what it ended with. */
  earlier: string | null;
}

const sum = (rows: readonly { count: number }[]) => rows.reduce((total, { count }) => total + count, 0);

test('for generated cases on every shipped path', async () => {
  const filed = await office.file('qingshi', 'petition-registration', petition());
  const stored = await office.sql<{ id: string; key: string; content: HandlingPath }>(
    `SELECT DISTINCT ON (d.key) v.id, d.key, v.content::jsonb AS content
       FROM config_version v JOIN config_document d ON d.id = v.document_id WHERE d.kind = 'paths' ORDER BY d.key, v.number`,
  );
  expect(stored.length).toBeGreaterThan(10);
  const ends = stored.flatMap(({ id, key, content }) =>
    [null, ...content.outcomes].map((outcome) => ({
      path: { key, id },
      outcome: outcome?.key ?? null,
      title: outcome?.title.en ?? null,
      earlier: content.outcomes.at(-1)?.key ?? null,
    })),
  );
  const generated: fc.Arbitrary<Generated[]> = fc.array(
    fc
      .record({
        end: fc.constantFrom(...ends),
        open: fc.boolean(),
        reviewed: fc.constantFrom('changed', 'revoked', null),
      })
      .map(({ end, open, reviewed }) => ({ ...end, open, reviewed: reviewed as Generated['reviewed'] })),
    { minLength: 1, maxLength: 40 },
  );
  // Every end once, then sets of them by chance; they stay, and are counted with what came before.
  const all: Generated[] = [];
  const mayor = await office.as('mayor.qingshi');
  const before = await mayor.ok(mayor.get<StatisticsOut>('/api/statistics'));
  const sets = [
    ends.map((end) => ({ ...end, open: false, reviewed: null })),
    ...fc.sample(generated, { numRuns: 8, seed: 28 }),
  ];
  for (const [round, set] of sets.entries()) {
    for (const [index, one] of set.entries()) await insert(filed.id, one, `${round}-${index}`);
    all.push(...set);
    const now = await mayor.ok(mayor.get<StatisticsOut>('/api/statistics'));
    const closed = all.filter(({ open }) => !open);
    expect(now.total).toBe(before.total + all.length);
    expect(now.closed).toBe(before.closed + closed.length);
    expect(now.open + now.closed).toBe(now.total);
    expect(now.onTime + now.late).toBe(now.total);
    expect(sum(now.byOutcome)).toBe(now.closed);
    for (const rows of [now.byCategory, now.byPath, now.byTownship, now.byPlace]) expect(sum(rows)).toBe(now.total);
    expect(now.byMonth.reduce((total, { received }) => total + received, 0)).toBe(now.total);
    expect(now.byMonth.reduce((total, month) => total + month.closed, 0)).toBe(now.figures.now.closed);
    const titles = [...new Set(closed.filter(({ reviewed }) => !reviewed).flatMap(({ title }) => title ?? []))];
    for (const title of titles) {
      const counted = sum(now.byOutcome.filter(({ term }) => term.title.en === title));
      const known = sum(before.byOutcome.filter(({ term }) => term.title.en === title));
      expect([title, counted - known]).toEqual([
        title,
        closed.filter((one) => one.title === title && !one.reviewed).length,
      ]);
    }
    const ever = all.flatMap((one) => [...new Set([one.outcome, one.earlier])].filter((key) => key !== null));
    expect(sum(now.byDecision) - sum(before.byDecision)).toBe(ever.length);
  }
});

async function insert(from: string, one: Generated, number: string) {
  const [{ id } = { id: '' }] = await office.sql<{ id: string }>('SELECT gen_random_uuid()::text AS id');
  const history = [one.earlier, one.outcome].flatMap((outcome) => (outcome === null ? [] : [{ action: 'x', outcome }]));
  const row = {
    id,
    number: `GENERATED-${number}`,
    status: one.open ? 'open' : 'closed',
    closed_at: one.open ? null : '2026-03-05T01:00:00Z',
    outcome: one.outcome,
    path_key: one.path.key,
    path_version_id: one.path.id,
    reviewed: one.reviewed && { effect: one.reviewed },
    path_state: { step: 'x', clocks: [], history },
  };
  await office.sql(
    `INSERT INTO case_file SELECT (jsonb_populate_record(c, $2::jsonb)).* FROM case_file c WHERE id = $1`,
    [from, JSON.stringify(row)],
  );
}
