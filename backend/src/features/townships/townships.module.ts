import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.ts';
import { Scopes } from './scopes.service.ts';
import { ScopesStore } from './scopes-store.ts';
import { TownshipsController } from './townships.controller.ts';

@Module({
  imports: [AuditModule],
  controllers: [TownshipsController],
  providers: [ScopesStore, Scopes],
  exports: [Scopes],
})
export class TownshipsModule {}
