// The special ledgers that are shipped: each filters by what the ledger knows and by marks that the shipped rules give.
import { readdirSync, readFileSync } from 'node:fs';
import { Value } from 'typebox/value';
import { CaseQuery } from '../backend/src/contract/index.ts';
import { readLedgers } from '../backend/src/features/cases/ledger/shipped-views.service.ts';

const ruleSets = readdirSync('rule-sets/library')
  .filter((name) => name.endsWith('.json'))
  .map((name) => JSON.parse(readFileSync(`rule-sets/library/${name}`, 'utf8')));
const marks = new Set(
  ruleSets.flatMap(({ outcomes }) => outcomes?.marks?.values ?? []).map(({ key }: { key: string }) => key),
);

test('every ledger has a name in both languages and a filter that the ledger takes', async () => {
  const ledgers = await readLedgers();
  expect(ledgers.length).toBeGreaterThanOrEqual(5);
  expect(new Set(ledgers.map(({ key }) => key)).size).toBe(ledgers.length);
  for (const { key, title, query } of ledgers) {
    expect([key, title['zh-CN'] !== '' && title.en !== '']).toEqual([key, true]);
    expect(Object.keys(query).filter((name) => !(name in CaseQuery.properties))).toEqual([]);
    expect([key, Value.Check(CaseQuery, Value.Convert(CaseQuery, { ...query }))]).toEqual([key, true]);
    if (query.mark) expect(marks).toContain(query.mark);
  }
});
