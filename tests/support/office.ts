import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from '../../backend/src/bootstrap.ts';
import { readSettings } from '../../backend/src/config/settings.ts';
import type { CaseOut, ConfigurationOut, FiledCase, ScopeOut } from '../../backend/src/contract/index.ts';
import { type Principal, SYSTEM } from '../../backend/src/database/principal.ts';
import { Transactions } from '../../backend/src/database/transactions.ts';
import { Escalation } from '../../backend/src/features/escalation/escalation.service.ts';
import { Heartbeat } from '../../backend/src/features/escalation/heartbeat.service.ts';
import { Delivery } from '../../backend/src/features/notifications/delivery.service.ts';
import { Client } from './client.ts';
import { copyOf, type TemplateName, template } from './template.ts';
import { TestClock } from './test-clock.ts';

/** The townships of the demonstration district, as its file names them. */
export const TOWNSHIPS = ['qingshi', 'liulin', 'hekou'] as const;

/** A running office: the real server over HTTP on a filled database of its own. */
export interface Office {
  base: string;
  clock: TestClock;
  app: NestFastifyApplication;
  env: Record<string, string>;
  anyone: Client;
  passwords: Record<string, string>;
  as: (username: string) => Promise<Client>;
  /** Files a case as a township's clerk and answers the whole of it as its page shows it. */
  /** `more`: what else whoever files it says. */
  file: (township: string, form: string, data: object, more?: object) => Promise<CaseOut>;
  township: (key: string) => Promise<ScopeOut>;
  /** Runs SQL as the application's role, seeing what `principal` sees. */
  sql: <Row>(sql: string, parameters?: unknown[], principal?: Principal) => Promise<Row[]>;
  /** What the heartbeat does: fires what is due and delivers it. Answers how many deadlines called. */
  beat: () => Promise<number>;
  /** Stops the server; the data stays until `close`. */
  stop: () => Promise<void>;
  close: () => Promise<void>;
}

export interface OfficeOptions {
  from?: TemplateName;
  clock?: TestClock;
  /** True: pg-boss runs, and wakes what time wakes. */
  heartbeat?: boolean;
}

/** No test depends on how fast the machine is. */
const PATIENT = { DATABASE_REQUEST_SECONDS: '60', DATABASE_LOCK_SECONDS: '60' };

export async function openOffice({
  from = 'district',
  clock = new TestClock(),
  heartbeat = false,
}: OfficeOptions = {}): Promise<Office> {
  const { source, passwords } = await template(from);
  const { env, remove } = await copyOf(source, join(mkdtempSync(join(tmpdir(), 'caseway-office-')), 'data'));
  const { app, close: stop } = await createApp(readSettings({ ...PATIENT, ...env }), { clock });
  await app.listen(0, '127.0.0.1');
  if (heartbeat) await app.get(Heartbeat).start();
  const base = (await app.getUrl()).replace('[::1]', '127.0.0.1');
  const anyone = new Client(base);
  const known = new Map<string, { client: Promise<Client>; at: number }>();
  const transactions = app.get(Transactions);
  let stopped = false;

  const as = (username: string): Promise<Client> => {
    const now = clock.now().getTime();
    const session = known.get(username);
    // Where the test has let hours pass, the person has signed in again.
    if (session && Math.abs(now - session.at) < HOUR_MS) return session.client;
    const client = signIn(anyone, username, passwords[username] ?? '');
    known.set(username, { client, at: now });
    return client;
  };
  const stopOnce = async () => {
    if (!stopped) await stop();
    stopped = true;
  };
  return {
    base,
    clock,
    app,
    env,
    anyone,
    passwords,
    as,
    file: async (township, form, data, more = {}) => {
      const clerk = await as(`clerk.${township}`);
      const filed = await clerk.ok(clerk.post<FiledCase>('/api/cases', { township, form, data, ...more }));
      return clerk.ok(clerk.get<CaseOut>(`/api/cases/${filed.id}`));
    },
    township: async (key) => {
      const admin = await as('admin');
      const { items } = await admin.ok(admin.get<{ items: ScopeOut[] }>('/api/townships'));
      const found = items.find((scope) => scope.key === key);
      if (!found) throw new Error(`No township ${key}.`);
      return found;
    },
    sql: (sql, parameters = [], principal = SYSTEM) =>
      transactions.run(principal, () => transactions.query(sql, parameters)),
    beat: async () => {
      const fired = await app.get(Escalation).runDue();
      await app.get(Delivery).deliverDue();
      return fired;
    },
    stop: stopOnce,
    close: async () => {
      await stopOnce();
      await remove();
    },
  };
}

const HOUR_MS = 3_600_000;

/** Puts versions in force in a township, over what is in force there now. */
export async function activate(admin: Client, townshipId: string, body: object): Promise<ConfigurationOut> {
  const at = `/api/townships/${townshipId}/configuration`;
  const headers = { 'if-match': (await admin.get(at)).headers.get('etag') ?? '' };
  return admin.ok(admin.post<ConfigurationOut>(at, body, { headers }));
}

/** Opens a session; throws with the problem where it is refused. */
export async function signIn(anyone: Client, username: string, password: string): Promise<Client> {
  const reply = await anyone.post<{ csrfToken: string }>('/api/auth/login', { username, password });
  if (reply.status !== 200) throw new Error(`${username}: ${reply.status} ${JSON.stringify(reply.body)}`);
  const cookie = (reply.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  return new Client(anyone.base, cookie, reply.body.csrfToken);
}
