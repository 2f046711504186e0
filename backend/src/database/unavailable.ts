import { isError } from '../errors/told-error.ts';

/** SQLSTATE classes and codes (PostgreSQL, appendix A) of a database that cannot serve just now, whatever was asked of it. */
const CLASSES = ['08', '53', '57', '58'];
const CODES = new Set([
  // Others were in the way: a lock not had in time, a deadlock, a conflict; an idle transaction that was ended.
  '55P03',
  '40P01',
  '40001',
  '25P03',
]);
const SYSTEM = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  // The socket of the embedded database.
  'ENOENT',
]);
const SILENCE = 'Query read timeout';
/** The driver's own, which have no codes (pg 8.23, pg-pool 3). */
const SENTENCES = [
  'Connection terminated',
  'timeout exceeded when trying to connect',
  'timeout expired',
  SILENCE,
  'Client has encountered a connection error',
  'Client was closed and is not queryable',
  'Cannot use a pool after calling end',
  'Query runner already released',
];

/** Whether the database did not even say that a statement took too long: its connection is of no more use. */
export function isSilence(thrown: unknown): boolean {
  const { driverError } = thrown as { driverError?: unknown };
  return [thrown, driverError].some((error) => isError(error) && error.message === SILENCE);
}

/** What the system was doing where an error tells of a connection and not, say, of a file. */
const CONNECTING = new Set(['connect', 'read', 'write', 'getaddrinfo']);
interface Members {
  driverError?: unknown;
  errors?: unknown;
  code?: unknown;
  syscall?: unknown;
}
const SQLSTATE = /^[0-9A-Z]{5}$/;

/** Whether an error says that the database is gone, is too busy, or did not answer in time: nothing that the caller could mend. */
export function isUnavailable(thrown: unknown): boolean {
  if (!isError(thrown)) return false;
  const given: Error & Members = thrown;
  const { driverError, errors, code, syscall } = given;
  if (driverError !== undefined) return isUnavailable(driverError);
  if (Array.isArray(errors) && errors.length > 0) return errors.every(isUnavailable);
  if (typeof syscall === 'string') return CONNECTING.has(syscall) && SYSTEM.has(String(code));
  if (typeof code === 'string' && SQLSTATE.test(code)) return CODES.has(code) || CLASSES.includes(code.slice(0, 2));
  return SENTENCES.some((sentence) => thrown.message.startsWith(sentence));
}
