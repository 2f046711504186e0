import { ApiResponse } from '@nestjs/swagger';
import type { TSchema } from 'typebox';

/** What a route answers, for the description of the interface. */
export function Returns(status: number, schema: TSchema): MethodDecorator {
  return ApiResponse({ status, description: 'OK', schema: JSON.parse(JSON.stringify(schema)) });
}
