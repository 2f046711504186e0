import { Module } from '@nestjs/common';
import { ConfigurationModule } from '../configuration/configuration.module.ts';
import { TownshipsModule } from '../townships/townships.module.ts';
import { UsersModule } from '../users/users.module.ts';
import { DecisionViews } from './decision-views.ts';
import { Decisions } from './decisions.service.ts';
import { DecisionsStore } from './decisions-store.ts';
import { DraftDecisionsController } from './draft-decisions.controller.ts';
import { DraftDecisions } from './draft-decisions.service.ts';

@Module({
  imports: [ConfigurationModule, TownshipsModule, UsersModule],
  controllers: [DraftDecisionsController],
  providers: [DecisionsStore, Decisions, DecisionViews, DraftDecisions],
  exports: [Decisions, DecisionViews],
})
export class DecisionsModule {}
