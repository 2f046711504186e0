import { Logger } from '@nestjs/common';
import type { FastifyBaseLogger } from 'fastify';
import { QueryFailedError } from 'typeorm';
import { DomainError } from '../errors/domain-error.ts';
import { makeLogger, wayOf } from './logger.ts';
import { NestLogger } from './nest-logger.ts';

const MARK = 'MARK-11010519491231002X';

function logged(write: (log: FastifyBaseLogger, nest: NestLogger) => void): Record<string, unknown>[] {
  const lines: string[] = [];
  const pino = makeLogger('trace', { write: (line) => lines.push(line) });
  write(pino, new NestLogger(pino));
  const text = lines.join('');
  expect(text).not.toContain('MARK');
  return lines.map((line) => JSON.parse(line));
}

class DatabaseError extends Error {
  code = '23505';
  detail = `Key (username)=(${MARK}) already exists.`;
  where = `while handling ${MARK}`;
  table = 'app_user';
  constraint = 'app_user_username_key';
}
const ofDatabase = new QueryFailedError(`INSERT … '${MARK}'`, [MARK], new DatabaseError(`invalid input: "${MARK}"`));
const parsing = (): Error => {
  try {
    JSON.parse(`{"x": ${MARK}}`);
  } catch (error) {
    return error as Error;
  }
  throw new Error('That should be no JSON.');
};
const withLines = new Error(`first\n    at ${MARK} (file.ts:1:1)\n    at ${MARK}`);

test.each<[string, Error]>([
  ['of the database, through its mapper', ofDatabase],
  ['of the database’s driver', new DatabaseError(MARK)],
  ['of a parser', parsing()],
  ['with several lines that look like places', withLines],
  ['of the domain', new DomainError('already-exists', { what: MARK })],
  ['with a cause', new Error(MARK, { cause: new TypeError(MARK) })],
  ['for several', new AggregateError([ofDatabase, parsing()], MARK)],
])('an error %s is written without what it was about, whichever way it is logged', (_, error) => {
  const lines = logged((pino, nest) => {
    pino.error(error);
    pino.error({ err: error });
    pino.error({ err: error }, error.message);
    pino.error({ err: error, msg: 'a beat failed' });
    pino.warn({ err: error }, `Reply for "/api/cases?q=${MARK}" was sent`);
    nest.error(error);
    nest.error(error, 'trace', 'Context');
    nest.error({ msg: 'unexpected error', err: error });
    nest.error('A sentence', `Error: ${MARK}\n    at x (file.ts:1:1)`);
  });
  expect(lines).toHaveLength(9);
  expect(lines[3]).toMatchObject({ msg: 'a beat failed' });
  expect(lines[6]).toMatchObject({ context: 'Context' });
  for (const { err } of lines.slice(0, 8)) expect(err).toMatchObject({ type: error.constructor.name });
});

test('of an error of the database, its code and the names of its own things are kept', () => {
  const [line] = logged((pino) => pino.error({ err: ofDatabase }));
  expect(line?.err).toMatchObject({ code: '23505', table: 'app_user', constraint: 'app_user_username_key' });
  expect(JSON.stringify(line)).toContain('logger.test.ts');
});

test('sentences of the frameworks lose what they quote and the addresses in them', () => {
  logged((pino, nest) => {
    pino.info(`Route GET:/api/cases/${MARK}?q=${MARK} not found`);
    nest.warn(`Property "${MARK}" of '${MARK}'`);
    Logger.overrideLogger(nest);
    new Logger('x').error({ msg: 'failed', err: ofDatabase });
  });
});

test.each([
  // An id that is one shows; what else stands in an address is called as the route calls it.
  [
    '/api/cases/:id',
    '/api/cases/0198c0de-0000-7000-8000-000000000001?q=x',
    '/api/cases/0198c0de-0000-7000-8000-000000000001',
  ],
  ['/api/cases/:id', `/api/cases/${MARK}`, '/api/cases/:id'],
  ['/api/forms/:key/draft', `/api/forms/${MARK}/draft`, '/api/forms/:key/draft'],
  [undefined, `/${MARK}`, '/…'],
])('a request to %s is logged by its way', (route, url, way) => {
  expect(wayOf(url, route)).toBe(way);
});
