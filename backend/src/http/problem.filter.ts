import { fill } from '@caseway/form-schemas';
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Problem } from '../contract/index.ts';
import { isUnavailable } from '../database/unavailable.ts';
import { DomainError } from '../errors/domain-error.ts';
import { MALFORMED, PROBLEMS, UNEXPECTED } from './problem-texts.ts';
import { currentLocale, localeOf } from './request-context.ts';

type Words = (typeof PROBLEMS)[keyof typeof PROBLEMS];

/** Errors by which Fastify itself refuses a request, and what they are in the words of the product. */
const FASTIFY_CODES: Record<string, DomainError> = {
  FST_ERR_CTP_BODY_TOO_LARGE: new DomainError('too-large', { limit: '2 MB' }),
  FST_REQ_FILE_TOO_LARGE: new DomainError('too-large', { limit: '20 MB' }),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: new DomainError('unsupported-media', { allowed: 'application/json' }),
};

const RETRY_AFTER_SECONDS = '5';

/** Every failure as a problem document (RFC 9457), in the language of the request. Nothing of the inside is shown. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);

  catch(thrown: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    this.send(thrown, request, reply);
  }

  send(thrown: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const code = (thrown as { code?: unknown } | null)?.code;
    const known = thrown instanceof DomainError ? thrown : this.asDomainError(thrown, code, request);
    const locale = request.headers ? localeOf(request.headers['accept-language']) : currentLocale();
    if (known) {
      if (known.code === 'unavailable') reply.header('retry-after', RETRY_AFTER_SECONDS);
      if (known.code === 'too-many-attempts') reply.header('retry-after', String(known.params.seconds ?? 1));
      this.answer(reply, request, known.code, PROBLEMS[known.code], locale, known.params, known);
      return;
    }
    const status = thrown instanceof HttpException ? thrown.getStatus() : statusOf(thrown);
    if (status === 404) {
      this.answer(reply, request, 'not-found', PROBLEMS['not-found'], locale, {
        what: request.url.split('?')[0] ?? '',
      });
    } else if (status >= 400 && status < 500) {
      this.answer(reply, request, 'malformed', { ...MALFORMED, status }, locale, {});
    } else {
      this.logger.error({ msg: 'unexpected error', requestId: request.id, err: thrown });
      this.answer(reply, request, 'unexpected', UNEXPECTED, locale, { requestId: request.id });
    }
  }

  private asDomainError(thrown: unknown, code: unknown, request: FastifyRequest): DomainError | undefined {
    if (isUnavailable(thrown)) {
      this.logger.warn({ msg: 'the database is not available', requestId: request.id, err: thrown });
      return new DomainError('unavailable');
    }
    return typeof code === 'string' ? FASTIFY_CODES[code] : undefined;
  }

  private answer(
    reply: FastifyReply,
    request: FastifyRequest,
    code: string,
    words: Words,
    locale: ReturnType<typeof localeOf>,
    params: Record<string, string | number>,
    { items: errors, earlier }: Pick<DomainError, 'items' | 'earlier'> = { items: [], earlier: null },
  ): void {
    const body: Problem = {
      type: `urn:caseway:problem:${code}`,
      title: words.title[locale],
      status: words.status,
      detail: fill(words.detail[locale], (name) => params[name] ?? ''),
      instance: request.url.split('?')[0] ?? request.url,
      ...(errors.length > 0 && { errors }),
      ...(earlier && { earlier }),
    };
    reply
      .status(words.status)
      .header('content-type', 'application/problem+json; charset=utf-8')
      .header('content-language', locale)
      .send(JSON.stringify(body));
  }
}

function statusOf(thrown: unknown): number {
  const status = (thrown as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' ? status : 500;
}
