import { Module } from '@nestjs/common';
import { AnalysisModule } from '../analysis/analysis.module.ts';
import { ConfigurationModule } from '../configuration/configuration.module.ts';
import { TownshipsModule } from '../townships/townships.module.ts';
import { UsersModule } from '../users/users.module.ts';
import { DecisionViews } from './decision-views.ts';
import { Decisions } from './decisions.service.ts';
import { DecisionsStore } from './decisions-store.ts';
import { DraftAnalysisController } from './draft-analysis.controller.ts';
import { DraftDecisionsController } from './draft-decisions.controller.ts';
import { DraftDecisions } from './draft-decisions.service.ts';

@Module({
  imports: [AnalysisModule, ConfigurationModule, TownshipsModule, UsersModule],
  controllers: [DraftDecisionsController, DraftAnalysisController],
  providers: [DecisionsStore, Decisions, DecisionViews, DraftDecisions],
  exports: [Decisions, DecisionViews],
})
export class DecisionsModule {}
