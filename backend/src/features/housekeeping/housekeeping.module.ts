import { Module } from '@nestjs/common';
import { IdempotencyStore } from '../../http/idempotency-store.ts';
import { Housekeeping } from './housekeeping.service.ts';

@Module({ providers: [IdempotencyStore, Housekeeping], exports: [IdempotencyStore, Housekeeping] })
export class HousekeepingModule {}
