import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/cases.module.ts';
import { ConfigurationModule } from '../configuration/configuration.module.ts';
import { TownshipsModule } from '../townships/townships.module.ts';
import { UsersModule } from '../users/users.module.ts';
import { Demonstration } from './demonstration.service.ts';
import { DemonstrationCases } from './demonstration-cases.service.ts';
import { DemonstrationStore } from './demonstration-store.ts';
import { DemonstrationWalk } from './demonstration-walk.service.ts';

@Module({
  imports: [CasesModule, ConfigurationModule, TownshipsModule, UsersModule],
  providers: [DemonstrationStore, DemonstrationCases, DemonstrationWalk, Demonstration],
  exports: [Demonstration],
})
export class DemonstrationModule {}
