import type { Settings } from '../../config/settings.ts';
import { FieldCipher } from '../../secrets/field-cipher.ts';
import { LoginThrottle, waitAfter } from './login-throttle.ts';

const CIPHER = new FieldCipher({ secret: 'a secret of this test' } as Settings);

/** Keeps what the table keeps. */
class Kept {
  readonly rows = new Map<string, { failures: number; last: Date; until: Date | null }>();

  async blockedUntil(keys: readonly string[]): Promise<Date | null> {
    const times = keys.flatMap((key) => this.rows.get(key)?.until?.getTime() ?? []);
    return times.length > 0 ? new Date(Math.max(...times)) : null;
  }

  async countFailure(key: string, now: Date, since: Date): Promise<number> {
    const row = this.rows.get(key);
    const failures = row && row.last >= since ? row.failures + 1 : 1;
    this.rows.set(key, { failures, last: now, until: row?.until ?? null });
    return failures;
  }

  async block(key: string, until: Date): Promise<void> {
    const row = this.rows.get(key);
    if (row) row.until = until;
  }

  async forget(keys: readonly string[]): Promise<void> {
    for (const key of keys) this.rows.delete(key);
  }
}

const START = Date.parse('2026-03-02T01:00:00Z');
const at = (seconds: number) => new Date(START + seconds * 1000);
const refused = { code: 'too-many-attempts' };

async function fail(throttle: LoginThrottle, times: number, name = 'clerk', from = 'here', when = at(0)) {
  for (let n = 0; n < times; n++) await throttle.failed(name, from, when);
}

test('five mistakes are free; each more doubles the wait, up to a quarter of an hour', async () => {
  const rule = { free: 5, longest: 900, window: 3600 };
  expect([5, 6, 7, 8, 15, 16, 100].map((failures) => waitAfter(failures, rule))).toEqual([0, 1, 2, 4, 512, 900, 900]);
  const throttle = new LoginThrottle(new Kept(), CIPHER);
  await fail(throttle, 5);
  await throttle.check('clerk', 'here', at(0));
  await fail(throttle, 4);
  await expect(throttle.check('clerk', 'here', at(7))).rejects.toMatchObject({ ...refused, params: { seconds: 1 } });
  await throttle.check('clerk', 'here', at(8));
});

test('nobody locks a colleague out from elsewhere', async () => {
  const throttle = new LoginThrottle(new Kept(), CIPHER);
  await fail(throttle, 30, 'clerk', 'elsewhere');
  await expect(throttle.check('clerk', 'elsewhere', at(60))).rejects.toMatchObject(refused);
  await throttle.check('clerk', 'here', at(0));
  // Also an account that is guessed at without end is open again within a quarter of a minute.
  await fail(throttle, 100, 'clerk', 'elsewhere');
  await throttle.check('clerk', 'here', at(15));
});

test('an address that tries many accounts is slowed down for all of them', async () => {
  const throttle = new LoginThrottle(new Kept(), CIPHER);
  for (let n = 0; n < 67; n++) await throttle.failed(`name${n}`, 'there', at(0));
  await expect(throttle.check('never.tried', 'there', at(1))).rejects.toMatchObject(refused);
  await throttle.check('never.tried', 'here', at(1));
});

test('who signs in is free of earlier mistakes, and a quiet hour forgets them', async () => {
  const throttle = new LoginThrottle(new Kept(), CIPHER);
  await fail(throttle, 9);
  await throttle.succeeded('clerk', 'here');
  await throttle.check('clerk', 'here', at(0));
  await fail(throttle, 5);
  await throttle.check('clerk', 'here', at(0));
  await fail(throttle, 1, 'clerk', 'here', at(3601));
  await throttle.check('clerk', 'here', at(3601));
});

test('nothing of what was typed is kept in clear, nor who typed it: a password may stand where the name belongs', async () => {
  const kept = new Kept();
  await fail(new LoginThrottle(kept, CIPHER), 1, 'my secret password', '192.0.2.7');
  expect([...kept.rows.keys()]).toEqual(Array(3).fill(expect.stringMatching(/^[\da-f]{64}$/)));
});
