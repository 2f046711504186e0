import { types } from 'node:util';

/** Also for errors of another realm, such as those that Node itself makes under a test runner. */
export function isError(thrown: unknown): thrown is Error {
  return thrown instanceof Error || types.isNativeError(thrown);
}

/** What of an error may be written down: what it is and where it came from, and nothing that it was about. */
export interface ToldError {
  type: string;
  /** Error code of the system, of Node or of the domain; for an error of the database its SQLSTATE. */
  code?: string;
  /** Of the database, names of its own things: never what a row holds. */
  severity?: string;
  table?: string;
  column?: string;
  constraint?: string;
  routine?: string;
  /** Of the system: what it was doing, and with which address. */
  syscall?: string;
  address?: string;
  port?: number;
  /** Places in the code, innermost first. */
  at: string[];
  cause?: ToldError;
  /** Of an error that stands for several. */
  errors?: ToldError[];
}

const NAMES = ['code', 'severity', 'table', 'column', 'constraint', 'routine', 'syscall', 'address'] as const;
/** Names of tables, codes and addresses look like this; a sentence or a value with spaces does not. */
const NAME = /^[\w.:-]{1,100}$/;
const PLACE = /^\s+at .+(:\d+:\d+\)?|<anonymous>\)?|\(native\))$/;
const DEEPEST = 5;

function placesOf({ stack = '', message }: Error): string[] {
  // A message may have several lines, and one of them may look like a place.
  const from = message === '' ? 0 : Math.max(0, stack.indexOf(message) + message.length);
  return stack
    .slice(from)
    .split('\n')
    .filter((line) => PLACE.test(line))
    .map((line) => line.trim());
}

/**
 * An error as it may be written into a log: kind, codes, names and places. Its message is left out, whoever made it: those of the database quote
 * what was sent (`invalid input syntax for type uuid: "…"`), those of parsers quote what they read, and those of the database's mapper carry
 * the whole statement with its parameters.
 */
export function toldError(thrown: unknown, depth = 0): ToldError {
  if (!isError(thrown)) return { type: typeof thrown, at: [] };
  // TypeORM wraps what the driver threw; the driver's own error has the codes.
  const { driverError, cause, errors }: Error & { driverError?: unknown; errors?: unknown } = thrown;
  const told: ToldError = { type: thrown.constructor.name, at: placesOf(thrown) };
  for (const source of [thrown, driverError]) {
    if (!isError(source)) continue;
    const given = source as Error & Partial<Record<(typeof NAMES)[number] | 'port', unknown>>;
    for (const name of NAMES) {
      const value = given[name];
      if (typeof value === 'string' && NAME.test(value)) told[name] = value;
    }
    if (typeof given.port === 'number') told.port = given.port;
  }
  if (depth < DEEPEST) {
    if (isError(cause)) told.cause = toldError(cause, depth + 1);
    if (Array.isArray(errors)) told.errors = errors.slice(0, 10).map((one) => toldError(one, depth + 1));
  }
  return told;
}

/** The same in lines, for who starts a program by hand. */
export function toldInLines(thrown: unknown): string {
  const { type, at, cause, errors, ...names } = toldError(thrown);
  const what = Object.values(names).join(' ');
  const inner = [cause, ...(errors ?? [])].filter((one) => one !== undefined);
  const because = inner.map((one) => `  because of ${one.type}${one.code ? ` ${one.code}` : ''}`);
  return [`${type}${what ? ` (${what})` : ''}`, ...at.map((place) => `    ${place}`), ...because].join('\n');
}
