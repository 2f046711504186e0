import { type Logger, type LoggerOptions, pino } from 'pino';
import type { LogLevel } from '../config/settings.ts';
import { isError, toldError } from '../errors/told-error.ts';

interface LoggedRequest {
  method: string;
  url: string;
  id: string;
  routeOptions?: { url?: string };
}

const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/**
 * The way of a request as its route has it, with the ids that were asked for: what else somebody writes into an address (a name, a number of an
 * identity card) is shown as the route calls it.
 */
export function wayOf(url: string, route: string | undefined): string {
  if (!route) return '/…';
  const given = (url.split('?')[0] ?? '').split('/');
  return route
    .split('/')
    .map((part, index) => (part.startsWith(':') && UUID.test(given[index] ?? '') ? given[index] : part))
    .join('/');
}

/** A sentence without what it quotes and without addresses. */
const withoutValues = (text: string): string =>
  text.replace(/"[^"]*"|'[^']*'/g, '"…"').replace(/(^|[\s:])\/\S*/g, '$1/…');

const SECRET = /^(headers|rawHeaders|cookies?|authorization|x-csrf-token|set-cookie|password|token|body)$/i;

const isPlain = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype;

/** Fields without what is a secret wherever a library of ours may log it, at any level. */
function withoutSecrets(fields: Record<string, unknown>, depth = 0): Record<string, unknown> {
  if (depth > 4) return {};
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) =>
      SECRET.test(name) ? [] : [[name, isPlain(value) ? withoutSecrets(value, depth + 1) : value]],
    ),
  );
}

/** Nothing of a person and no secret: no bodies, queries, cookies, statements or messages of errors; the way of a request and how it ended. */
export function makeLogger(level: LogLevel, destination?: { write: (line: string) => void }): Logger {
  const options: LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: {
      req: ({ method, url, id, routeOptions }: LoggedRequest) => ({ method, path: wayOf(url, routeOptions?.url), id }),
      res: (reply: { statusCode: number }) => ({ status: reply.statusCode }),
      err: toldError,
    },
    hooks: {
      logMethod([first, message, ...rest], method) {
        if (typeof first === 'string') return method.apply(this, [withoutValues(first)]);
        // pino takes an error in place of the fields, and where no sentence is given it would make the error's own the line's.
        const { msg, ...fields }: { err?: unknown; msg?: unknown } = isError(first) ? { err: first } : (first ?? {});
        const own = isError(fields.err) && message === fields.err.message ? undefined : message;
        const line = [own, msg].find((text) => typeof text === 'string') ?? (fields.err ? 'failed' : undefined);
        return method.apply(this, [withoutSecrets(fields), line && withoutValues(line as string), ...(rest as [])]);
      },
    },
  };
  return destination ? pino(options, destination) : pino(options);
}
