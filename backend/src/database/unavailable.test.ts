import { QueryFailedError } from 'typeorm';
import { isUnavailable } from './unavailable.ts';

const error = (members: Record<string, unknown>, message = 'x'): Error => Object.assign(new Error(message), members);
const wrapped = (driverError: Error): Error => new QueryFailedError('SELECT 1', [], driverError);

test.each<[string, unknown]>([
  ['nobody listens', error({ code: 'ECONNREFUSED', syscall: 'connect' })],
  ['the socket of the embedded database is gone', error({ code: 'ENOENT', syscall: 'connect' })],
  ['the line was cut', wrapped(error({ code: 'ECONNRESET', syscall: 'read' }))],
  ['an administrator stopped it', wrapped(error({ code: '57P01' }))],
  ['it starts', error({ code: '57P03' })],
  ['it has too many clients', error({ code: '53300' })],
  ['a statement took too long', wrapped(error({ code: '57014' }))],
  ['a lock was not had in time', wrapped(error({ code: '55P03' }))],
  ['two waited for each other', wrapped(error({ code: '40P01' }))],
  ['no connection became free', new Error('timeout exceeded when trying to connect')],
  ['it fell silent', wrapped(new Error('Query read timeout'))],
  ['it broke off', wrapped(new Error('Connection terminated unexpectedly'))],
  ['every address of it refuses', new AggregateError([error({ code: 'ECONNREFUSED', syscall: 'connect' })])],
])('unavailable: %s', (_, thrown) => expect(isUnavailable(thrown)).toBe(true));

test.each<[string, unknown]>([
  ['a row that exists', wrapped(error({ code: '23505' }))],
  ['a value that is none', wrapped(error({ code: '22P02' }))],
  ['a statement that is wrong', wrapped(error({ code: '42601' }))],
  ['a file that is not there', error({ code: 'ENOENT', syscall: 'open' })],
  ['a fault of the code', new TypeError('undefined is not a function')],
  ['something thrown', 'Connection terminated'],
])('not unavailable: %s', (_, thrown) => expect(isUnavailable(thrown)).toBe(false));
