import type { Clock } from '../../clock/clock.ts';
import type { Settings } from '../../config/settings.ts';
import type { Transactions } from '../../database/transactions.ts';
import type { CaseFiling } from '../cases/filing/case-filing.service.ts';
import type { LibraryImport } from '../configuration/library-import.ts';
import type { Scope, Scopes } from '../townships/scopes.service.ts';
import type { Users } from '../users/users.service.ts';
import { Demonstration } from './demonstration.service.ts';
import { DemonstrationCases } from './demonstration-cases.service.ts';
import type { DemonstrationStore, Progress } from './demonstration-store.ts';
import type { DemonstrationWalk } from './demonstration-walk.service.ts';

/** A demonstration over parts that remember, whose machine goes down after `most` more steps of work. */
function office() {
  const scopes: Scope[] = [];
  const moments: string[] = [];
  const power = { most: Number.POSITIVE_INFINITY };
  let progress: Progress | null = null;
  let now = new Date('2026-03-02T02:00:00Z');
  const spend = () => {
    if (power.most-- <= 0) throw new Error('The machine is down.');
  };
  let open = 0;
  const transactions = {
    run: async (_: object, work: () => Promise<unknown>) => {
      open++;
      return work().finally(() => open--);
    },
  } as unknown as Transactions;
  const demonstration = new Demonstration(
    {
      all: async () => [...scopes],
      create: async (scope: Scope) => {
        const made = { ...scope, id: scope.key };
        scopes.push(made);
        return made;
      },
    } as unknown as Scopes,
    { create: async () => ({ oneTimePassword: 'shown once' }) } as unknown as Users,
    { publishAndActivateAll: async () => undefined } as unknown as LibraryImport,
    new DemonstrationCases(
      {
        file: async (_: object, __: string, at: Date) => {
          spend();
          moments.push(at.toISOString());
          return {};
        },
      } as unknown as CaseFiling,
      { take: async () => spend() } as unknown as DemonstrationWalk,
      {
        progress: async () => progress,
        keep: async (kept: Progress) => {
          progress = kept;
        },
      } as unknown as DemonstrationStore,
      transactions,
    ),
    transactions,
    { adminPassword: null } as Settings,
    { now: () => now } as Clock,
  );
  return {
    demonstration,
    moments,
    power,
    isOpen: () => open > 0,
    later: () => {
      now = new Date('2026-03-05T02:00:00Z');
    },
  };
}

test('a start that was cut off in the middle of the cases is finished by the next one, which says so', async () => {
  const whole = office();
  await whole.demonstration.seedIfEmpty();
  expect(whole.moments).toHaveLength(300);

  const { demonstration, moments, power, later } = office();
  const told: unknown[] = [];
  const resumed: Progress[] = [];
  const start = () =>
    demonstration.seedIfEmpty({ told: (accounts) => told.push(accounts), resumed: (it) => resumed.push(it) });
  // After the 4th case was filed, in the middle of its way; then while the 21st is filed.
  for (const most of [7, 32]) {
    power.most = most;
    await expect(start()).rejects.toThrow('The machine is down.');
    later();
  }
  power.most = Number.POSITIVE_INFINITY;
  expect(await start()).toBeNull();
  expect(resumed.map(({ made, of }) => `${made}/${of}`)).toEqual(['4/300', '20/300']);
  expect(moments).toEqual(whole.moments);
  expect(await start()).toBeNull();
  expect([told.length, resumed.length, moments.length]).toEqual([1, 2, 300]);
});

test('passwords are told before they are good: a start that is killed between the two has founded nothing', async () => {
  const { demonstration, isOpen } = office();
  const when: boolean[] = [];
  await demonstration.seedIfEmpty({ withCases: false, told: () => when.push(isOpen()) });
  expect(when).toEqual([true]);
});
