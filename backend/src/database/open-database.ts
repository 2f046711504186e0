import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Settings } from '../config/settings.ts';
import { lockDataFolder } from './data-folder-lock.ts';
import { StartupError } from './startup-error.ts';

/** How the ordinary driver reaches the database. */
export type Connection =
  | { kind: 'server'; url: string }
  | { kind: 'embedded'; host: string; port: number; user: string; password: string; database: string };

export interface OpenDatabase {
  connection: Connection;
  close: () => Promise<void>;
}

/** Node.js has it; its types for a program without a browser do not. */
declare const WebAssembly: { compile: (code: Uint8Array) => Promise<object> };

/** A worker file in plain JavaScript, beside the sources and beside what is built of them alike. */
const WORKER = new URL('../../bin/embedded-database.mjs', import.meta.url);
/** The engine, compiled once a process: what has been made fast for one database is fast for the next. */
let engine: ReturnType<typeof compileEngine> | undefined;
const PORT = 5432;
/** Of the pool, of pg-boss, and one to spare. */
const CONNECTIONS = 24;

/** Starts the embedded database, or tells how to reach the server. The data folder is locked until `close`. */
export async function openDatabase(settings: Settings): Promise<OpenDatabase> {
  const unlock = lockFor(settings);
  if (settings.databaseUrl) {
    return { connection: { kind: 'server', url: settings.databaseUrl }, close: async () => unlock() };
  }
  engine ??= compileEngine();
  const modules = await engine;
  // In a folder of its own under /tmp: the path of a socket may not be longer than about 100 characters.
  const socketDir = mkdtempSync(join(tmpdir(), 'caseway-'));
  const worker = new Worker(WORKER, {
    workerData: {
      dataDir: join(settings.dataDir, 'database'),
      socketPath: join(socketDir, `.s.PGSQL.${PORT}`),
      connections: CONNECTIONS,
      modules,
    },
  });
  const release = () => {
    rmSync(socketDir, { recursive: true, force: true });
    unlock();
  };
  try {
    await said(worker, 'ready');
  } catch (error) {
    release();
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartupError(
      `The embedded database under ${settings.dataDir} does not start (${reason}): restore a backup into a new DATA_DIR, or report this line.`,
    );
  }
  return {
    connection: {
      kind: 'embedded',
      host: socketDir,
      port: PORT,
      user: 'postgres',
      password: 'postgres',
      database: 'postgres',
    },
    close: async () => {
      const stopped = said(worker, 'stopped');
      worker.postMessage('stop');
      await stopped;
      release();
    },
  };
}

async function compileEngine() {
  const folder = dirname(createRequire(import.meta.url).resolve('@electric-sql/pglite'));
  const [pgliteWasmModule, initdbWasmModule] = await Promise.all(
    ['pglite.wasm', 'initdb.wasm'].map(async (file) => WebAssembly.compile(await readFile(join(folder, file)))),
  );
  return { pgliteWasmModule, initdbWasmModule };
}

/** A server may serve several instances, which share a data folder; the embedded database never. */
function lockFor(settings: Settings): () => void {
  return settings.databaseUrl ? () => undefined : lockDataFolder(settings.dataDir);
}

function said(worker: Worker, word: string): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`it stopped with code ${code}`)));
    worker.on('message', (message) => {
      if (message === word) resolve();
    });
  });
}
