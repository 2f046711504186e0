import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { DomainError } from '../errors/domain-error.ts';
import { ProblemFilter } from './problem.filter.ts';

/** What the web app is built into; the same place seen from the sources and from what is built of them. */
export const WEB_ROOT = fileURLToPath(new URL('../../../frontend/dist/web', import.meta.url));
/** Files with a hash in their name never change. */
const FOREVER = 'public, max-age=31536000, immutable';

/** Serves the web app: its files as they are, and its page for every address that is one of its own. */
export async function serveWebApp(fastify: FastifyInstance): Promise<void> {
  await fastify.register(fastifyStatic, {
    root: WEB_ROOT,
    serve: false,
    setHeaders: (reply, path) => {
      const hashed = path.startsWith(join(WEB_ROOT, 'assets'));
      reply.header('cache-control', hashed ? FOREVER : 'no-cache');
    },
  });
  const problems = new ProblemFilter();
  fastify.get('/*', (request, reply) => {
    const path = decodeURIComponent(request.url.split('?')[0] ?? '/');
    if (path.startsWith('/api/') || path === '/api' || path.includes('..')) {
      problems.send(new DomainError('not-found', { what: path }), request, reply);
      return reply;
    }
    const isFile = path !== '/' && existsSync(join(WEB_ROOT, path));
    if (!isFile && path.startsWith('/assets/')) {
      problems.send(new DomainError('not-found', { what: path }), request, reply);
      return reply;
    }
    return reply.sendFile(isFile ? path : 'index.html');
  });
}
