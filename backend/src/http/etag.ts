import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '../errors/domain-error.ts';

const opaque = (tag: string): string => tag.trim().replace(/^W\//, '').replaceAll('"', '');

/** The version that the caller last saw (`If-Match`); `precondition-required` where it is not told. */
export const IfMatch = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const header = context.switchToHttp().getRequest<FastifyRequest>().headers['if-match'];
  if (header === undefined || header.trim() === '') throw new DomainError('precondition-required');
  return opaque(header);
});

/** The same where the caller need not tell it: null. */
export const IfMatchGiven = createParamDecorator((_: unknown, context: ExecutionContext): string | null => {
  const header = context.switchToHttp().getRequest<FastifyRequest>().headers['if-match'];
  return header === undefined || header.trim() === '' ? null : opaque(header);
});

/** Tells the version of what is answered. */
export function setEtag(reply: FastifyReply, value: string): void {
  reply.header('etag', `"${value}"`);
}

/** Whether the caller has this already (`If-None-Match`): then the answer is 304, without a body. */
export function isKnown(request: FastifyRequest, value: string): boolean {
  const header = request.headers['if-none-match'];
  return header?.split(',').some((tag) => opaque(tag) === value) ?? false;
}
