import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/cases.module.ts';
import { ConfigurationModule } from '../configuration/configuration.module.ts';
import { TownshipsModule } from '../townships/townships.module.ts';
import { StatisticsController } from './statistics.controller.ts';
import { Statistics } from './statistics.service.ts';
import { StatisticsStore } from './statistics-store.ts';

@Module({
  imports: [CasesModule, ConfigurationModule, TownshipsModule],
  controllers: [StatisticsController],
  providers: [StatisticsStore, Statistics],
})
export class StatisticsModule {}
