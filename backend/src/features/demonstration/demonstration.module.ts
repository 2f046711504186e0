import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/cases.module.ts';
import { ConfigurationModule } from '../configuration/configuration.module.ts';
import { TownshipsModule } from '../townships/townships.module.ts';
import { UsersModule } from '../users/users.module.ts';
import { Demonstration } from './demonstration.service.ts';

@Module({
  imports: [CasesModule, ConfigurationModule, TownshipsModule, UsersModule],
  providers: [Demonstration],
  exports: [Demonstration],
})
export class DemonstrationModule {}
