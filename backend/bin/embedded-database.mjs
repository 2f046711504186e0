// The embedded PostgreSQL, in a worker thread of its own: PGlite behind a socket that the ordinary driver connects to.
// Plain JavaScript: the same file serves the built server and the tests, which run the sources.
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';

const { dataDir, socketPath, connections, modules } = workerData;

const db = await PGlite.create({ dataDir, ...modules, extensions: { btree_gist } });
const server = new PGLiteSocketServer({ db, path: socketPath, maxConnections: connections });
await server.start();

parentPort.on('message', async (message) => {
  if (message !== 'stop') return;
  await server.stop();
  await db.close();
  parentPort.postMessage('stopped');
  parentPort.close();
});
parentPort.postMessage('ready');
