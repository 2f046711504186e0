import 'reflect-metadata';
import { createServer } from 'node:net';
import { createApp } from './bootstrap.ts';
import { readSettings, type Settings, SettingsError } from './config/settings.ts';
import { StartupError } from './database/startup-error.ts';
import { toldInLines } from './errors/told-error.ts';
import { type Account, Demonstration } from './features/demonstration/demonstration.service.ts';
import type { Progress } from './features/demonstration/demonstration-store.ts';
import { Heartbeat } from './features/escalation/heartbeat.service.ts';
import { Founding } from './features/founding/founding.service.ts';

/** Longer than any request and any statement in hand is waited for; supervisors kill after 90 s at the latest. */
const LONGEST_END_MS = 40_000;
const PARENT_LOOK_MS = 500;

/** Errors of the system at listening, as one line with the mend. */
function listenError(error: NodeJS.ErrnoException, { port, host }: Settings): unknown {
  const line: Record<string, string> = {
    EADDRINUSE: `PORT=${port} is in use: stop what uses it, or set PORT to another one.`,
    EACCES: `PORT=${port} may not be used by this user: set PORT to 1024 or above.`,
    EADDRNOTAVAIL: `HOST=${host} is no address of this machine: set HOST to one, or leave it out for 127.0.0.1.`,
    ENOTFOUND: `HOST=${host} is no address of this machine: set HOST to one, or leave it out for 127.0.0.1.`,
  };
  const known = line[error.code ?? ''];
  return known ? new StartupError(known) : error;
}

/** Whether the address can be had is asked before anything is opened: a start that fails leaves the data untouched. */
async function tryAddress(settings: Settings): Promise<void> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', (error) => reject(listenError(error, settings)));
    probe.listen(settings.port, settings.host, () => probe.close(() => resolve()));
  });
}

/** The terminal is the only place where these passwords are ever shown: not in a log line, and not a second time. */
function printOnce(accounts: readonly Account[]): void {
  const width = Math.max(...accounts.map(({ username }) => username.length));
  const lines = accounts.map(
    ({ username, password, displayName }) => `  ${username.padEnd(width)}  ${password}  ${displayName}\n`,
  );
  process.stdout.write(
    `\nDemonstration district: one-time passwords, shown this once 演示数据：一次性密码，仅显示一次\n${lines.join('')}\nMaking its cases… 正在生成演示案件……\n`,
  );
}

function printResumed({ made, of }: Progress): void {
  process.stdout.write(
    `The last start ended in the middle of its cases: ${made} of ${of} are there, making the others… 上次启动中断，演示案件已生成 ${made}/${of} 件，正在补齐……\n`,
  );
}

async function start(): Promise<void> {
  const settings = readSettings(process.env);
  await tryAddress(settings);
  const { app, close } = await createApp(settings);
  let address = '';
  try {
    if (settings.demonstration) await app.get(Demonstration).seedIfEmpty({ told: printOnce, resumed: printResumed });
    else await app.get(Founding).foundIfEmpty();
    await app.listen(settings.port, settings.host);
    await app.get(Heartbeat).start();
    address = await app.getUrl();
  } catch (error) {
    await close();
    throw listenError(error as NodeJS.ErrnoException, settings);
  }
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => {
      process.stderr.write(`Not ended after ${LONGEST_END_MS / 1000} s: it ends now, in the middle of what it did.\n`);
      process.exit(1);
    }, LONGEST_END_MS);
    // What was taken is finished: the server answers open requests, then the database is closed.
    close().then(() => process.exit(0), fail);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  if (process.env.npm_lifecycle_event) stopWithParent(stop);
  // Last: whoever reads it may stop the server at once.
  process.stdout.write(`ready http://localhost:${new URL(address).port || settings.port}\n`);
}

/**
 * Under `npm start` the server belongs to npm: where that is killed without a word, nobody would be left who could stop the server, and it
 * would go on holding port and data folder. Started otherwise, it lives on by itself, as with nohup.
 */
function stopWithParent(stop: () => void): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) stop();
  }, PARENT_LOOK_MS).unref();
}

/** The last line of a process that cannot go on: the mend where it is known, else kind and place alone. */
function fail(error: unknown): never {
  const known = error instanceof SettingsError || error instanceof StartupError;
  process.stderr.write(`${known ? error.message : toldInLines(error)}\n`);
  process.exit(1);
}

process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);
start().catch(fail);
