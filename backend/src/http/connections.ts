import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** For the rest of a request that was begun. */
const UNFINISHED_MS = 3000;
/** For the answer to a request that was sent whole. */
const UNANSWERED_MS = 20_000;

/** The connections of a server, so that its end waits for answers and not for whoever keeps a line open. */
export class Connections {
  private readonly sockets = new Set<Socket>();
  private readonly requests = new Set<IncomingMessage>();
  private ending = false;

  constructor(fastify: FastifyInstance) {
    fastify.server.on('connection', (socket: Socket) => {
      this.sockets.add(socket);
      socket.once('close', () => {
        this.sockets.delete(socket);
        for (const request of this.requests) if (request.socket === socket) this.requests.delete(request);
      });
    });
    fastify.addHook('onRequest', (request, _, done) => {
      this.requests.add(request.raw);
      done();
    });
    fastify.addHook('onResponse', (request, _, done) => {
      this.requests.delete(request.raw);
      done();
    });
    fastify.addHook('onSend', async (_, reply) => {
      // Who is still answered keeps no connection open: the server would wait for it long after its last answer.
      if (this.ending) reply.header('connection', 'close');
    });
  }

  /** From now on nobody is waited for longer than they may take. Answers what stops the watch, once the server is closed. */
  end(): () => void {
    this.ending = true;
    const timers = [
      // A request that never becomes whole would otherwise be waited for as long as Node allows one to take: five minutes.
      setTimeout(() => this.cut((request) => request.complete), UNFINISHED_MS),
      setTimeout(() => this.cut(() => false), UNANSWERED_MS),
    ];
    return () => {
      for (const timer of timers) clearTimeout(timer);
    };
  }

  private cut(isWaitedFor: (request: IncomingMessage) => boolean): void {
    const kept = new Set([...this.requests].filter(isWaitedFor).map(({ socket }) => socket));
    for (const socket of this.sockets) if (!kept.has(socket)) socket.destroy();
  }
}
