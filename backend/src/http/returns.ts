import { ApiResponse } from '@nestjs/swagger';
import type { TSchema } from 'typebox';

const ETAG = { description: 'Names what is answered: If-Match of an edit of it.', schema: { type: 'string' } } as const;

/** What a route answers, for the description of the interface; `tagged`: with an ETag. */
export function Returns(status: number, schema: TSchema, tagged?: 'tagged'): MethodDecorator {
  const headers = tagged && { headers: { ETag: ETAG } };
  return ApiResponse({ status, description: 'OK', schema: JSON.parse(JSON.stringify(schema)), ...headers });
}
