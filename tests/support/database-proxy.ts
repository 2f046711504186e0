import { connect, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import type { Settings } from '../../backend/src/config/settings.ts';
import { openDatabase } from '../../backend/src/database/open-database.ts';
import { SERVER } from './server-database.ts';

/** A line to the database that a test can cut, or make fall silent. */
export interface DatabaseProxy {
  /** DATABASE_URL by which the database is reached over the line. */
  url: string;
  /** Every connection breaks, and none is had any more. */
  cut: () => Promise<void>;
  /** What is sent goes nowhere, and nothing comes back. */
  silence: () => void;
  /** As at first. */
  restore: () => Promise<void>;
  close: () => Promise<void>;
}

/** Where a server listens: at a host and port, or at a socket in the folder that `host` names. */
function targetOf(url: URL): { host: string; port: number } | { path: string } {
  const port = Number(url.port || 5432);
  const folder = url.searchParams.get('host');
  return folder?.startsWith('/') ? { path: join(folder, `.s.PGSQL.${port}`) } : { host: url.hostname, port };
}

/** Opens a line to the database of `settings`: the embedded one, which it starts, or that of the server. */
export async function databaseProxy(settings: Settings): Promise<DatabaseProxy> {
  const database = await openDatabase(settings);
  const { connection } = database;
  const target =
    connection.kind === 'server'
      ? targetOf(new URL(connection.url))
      : { path: join(connection.host, `.s.PGSQL.${connection.port}`) };
  const lines = new Set<Socket>();
  let silent = false;
  let server: Server;
  let port = 0;

  const listen = () =>
    new Promise<void>((resolve) => {
      server = createServer((near) => {
        const far = connect(target);
        for (const [from, to] of [
          [near, far],
          [far, near],
        ] as const) {
          lines.add(from);
          from.on('error', () => undefined);
          from.on('data', (data) => {
            if (!silent) to.write(data);
          });
          from.on('close', () => {
            lines.delete(from);
            to.destroy();
          });
        }
      });
      server.listen(port, '127.0.0.1', () => {
        port = (server.address() as { port: number }).port;
        resolve();
      });
    });
  const cut = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const line of lines) line.destroy();
    });

  await listen();
  const url = new URL(
    SERVER && settings.databaseUrl ? settings.databaseUrl : 'postgres://postgres:postgres@x/postgres',
  );
  url.host = `127.0.0.1:${port}`;
  url.searchParams.delete('host');
  return {
    url: url.toString(),
    cut,
    silence: () => {
      silent = true;
    },
    restore: async () => {
      silent = false;
      if (!server.listening) await listen();
    },
    close: async () => {
      await cut();
      await database.close();
    },
  };
}
