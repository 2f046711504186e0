import { findLost, lossyNumberText } from '@caseway/form-schemas';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { RawServerDefault } from 'fastify';
import { DomainError } from '../errors/domain-error.ts';
import { shortPlace } from './input-guard.ts';
import { localeOf } from './request-context.ts';

/**
 * Reads bodies of JSON: as Fastify does, and with everything as it was written or not at all. What is read is kept and
 * answered for: a number that JavaScript would change in silence, or a member that it would drop, is refused, with its place and
 * the mend.
 */
export function readJsonBodies(app: NestFastifyApplication, bodyLimit: number): void {
  const read = app.getHttpAdapter().getInstance().getDefaultJsonParser('error', 'error');
  app.useBodyParser<RawServerDefault>('application/json', { bodyLimit }, (request, body, done) => {
    const text = body.toString('utf8');
    read(request, text, (failed, value) => {
      const lossy = failed ? [] : findLost(text);
      if (failed || lossy.length === 0) return done(failed, value);
      const locale = localeOf(request.headers['accept-language']);
      const items = lossy.map((lost) => ({
        pointer: shortPlace(lost.pointer),
        message: lossyNumberText(lost, locale),
      }));
      done(new DomainError('invalid', {}, items));
    });
  });
}
