import { Module } from '@nestjs/common';
import { ConfigurationModule } from '../configuration/configuration.module.ts';
import { TownshipsModule } from '../townships/townships.module.ts';
import { FactFeed } from './fact-feed.ts';
import { ImpactController } from './impact.controller.ts';
import { Impact } from './impact.service.ts';
import { ImpactPlans } from './impact-plan.service.ts';
import { ImpactStore } from './impact-store.ts';
import { ImpactWorker } from './impact-worker.ts';

@Module({
  imports: [ConfigurationModule, TownshipsModule],
  controllers: [ImpactController],
  providers: [ImpactStore, ImpactWorker, FactFeed, ImpactPlans, Impact],
})
export class ImpactModule {}
