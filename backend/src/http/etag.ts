import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader, ApiResponse } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '../errors/domain-error.ts';

type ParamDecorator = ReturnType<ReturnType<typeof createParamDecorator>>;

const opaque = (tag: string): string => tag.trim().replace(/^W\//, '').replaceAll('"', '');

/** Says in the description of the interface that a route takes `If-Match`, and what it answers for want of the right one. */
const described: ParamDecorator = (target, key) => {
  const route = key && Object.getOwnPropertyDescriptor(target, key);
  if (!key || !route) return;
  const description = 'The ETag that was answered with what is changed.';
  ApiHeader({ name: 'If-Match', required: true, description })(target, key, route);
  ApiResponse({ status: 428, description: 'No If-Match.' })(target, key, route);
  ApiResponse({ status: 412, description: 'It has been changed since: nothing is stored.' })(target, key, route);
};

/** The version that the caller last saw (`If-Match`); `precondition-required` where it is not told. */
export const IfMatch = createParamDecorator(
  (_: unknown, context: ExecutionContext): string => {
    const header = context.switchToHttp().getRequest<FastifyRequest>().headers['if-match'];
    if (header === undefined || header.trim() === '') throw new DomainError('precondition-required');
    return opaque(header);
  },
  [described],
);

/** Tells the version of what is answered. */
export function setEtag(reply: FastifyReply, value: string): void {
  reply.header('etag', `"${value}"`);
}

/** Whether the caller has this already (`If-None-Match`): then the answer is 304, without a body. */
export function isKnown(request: FastifyRequest, value: string): boolean {
  const header = request.headers['if-none-match'];
  return header?.split(',').some((tag) => opaque(tag) === value) ?? false;
}
