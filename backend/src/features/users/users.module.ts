import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.ts';
import { TownshipsModule } from '../townships/townships.module.ts';
import { UsersController } from './users.controller.ts';
import { Users } from './users.service.ts';
import { UsersStore } from './users-store.ts';

@Module({
  imports: [TownshipsModule, AuditModule],
  controllers: [UsersController],
  providers: [UsersStore, Users],
  exports: [Users],
})
export class UsersModule {}
