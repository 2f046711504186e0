import { Module } from '@nestjs/common';
import { IdempotencyStore } from '../../http/idempotency-store.ts';
import { CasesModule } from '../cases/cases.module.ts';
import { Housekeeping } from './housekeeping.service.ts';

@Module({
  imports: [CasesModule],
  providers: [IdempotencyStore, Housekeeping],
  exports: [IdempotencyStore, Housekeeping],
})
export class HousekeepingModule {}
