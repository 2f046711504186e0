import 'reflect-metadata';
import { createApp } from './bootstrap.ts';
import { readSettings, SettingsError } from './config/settings.ts';
import { StartupError } from './database/startup-error.ts';
import { Demonstration } from './features/demonstration/demonstration.service.ts';

/** Errors of the system at listening, as one line with the mend. */
function listenError(error: NodeJS.ErrnoException, port: number, host: string): string | null {
  if (error.code === 'EADDRINUSE') return `PORT=${port} is in use: stop what uses it, or set PORT to another one.`;
  if (error.code === 'EACCES') return `PORT=${port} may not be used by this user: set PORT to 1024 or above.`;
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') {
    return `HOST=${host} is no address of this machine: set HOST to one, or leave it out for 127.0.0.1.`;
  }
  return null;
}

async function start(): Promise<void> {
  const settings = readSettings(process.env);
  const { app, close } = await createApp(settings);
  try {
    // The terminal is the only place where these passwords are ever shown: not in a log line.
    const accounts =
      settings.databaseUrl && !settings.adminPassword ? null : await app.get(Demonstration).seedIfEmpty();
    await app.listen(settings.port, settings.host);
    if (accounts && accounts.length > 0) {
      const width = Math.max(...accounts.map(({ username }) => username.length));
      process.stdout.write(
        '\nDemonstration district: one-time passwords, shown this once 演示数据：一次性密码，仅显示一次\n',
      );
      for (const { username, password, displayName } of accounts) {
        process.stdout.write(`  ${username.padEnd(width)}  ${password}  ${displayName}\n`);
      }
      process.stdout.write('\n');
    }
    const { port } = new URL(await app.getUrl());
    process.stdout.write(`ready http://localhost:${port || settings.port}\n`);
  } catch (error) {
    await close();
    const line = listenError(error as NodeJS.ErrnoException, settings.port, settings.host);
    throw line ? new StartupError(line) : error;
  }
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    // What was taken is finished: the server answers open requests, then the database is closed.
    close().then(
      () => process.exit(0),
      (error) => {
        process.stderr.write(`${error}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

start().catch((error) => {
  const known = error instanceof SettingsError || error instanceof StartupError;
  process.stderr.write(`${known ? error.message : error instanceof Error ? error.stack : error}\n`);
  process.exit(1);
});
