import { Module } from '@nestjs/common';
import { AttachmentsModule } from '../attachments/attachments.module.ts';
import { AuditModule } from '../audit/audit.module.ts';
import { ConfigurationModule } from '../configuration/configuration.module.ts';
import { DeadlinesModule } from '../deadlines/deadlines.module.ts';
import { DecisionsModule } from '../decisions/decisions.module.ts';
import { NotificationsModule } from '../notifications/notifications.module.ts';
import { TownshipsModule } from '../townships/townships.module.ts';
import { UsersModule } from '../users/users.module.ts';
import { CaseActions } from './case-actions.service.ts';
import { CaseAttachmentsController } from './case-attachments.controller.ts';
import { CaseCalls } from './case-calls.service.ts';
import { CaseChanges } from './case-changes.service.ts';
import { CaseEscalation } from './case-escalation.service.ts';
import { CaseFactsReader } from './case-facts-reader.ts';
import { CaseFiling } from './case-filing.service.ts';
import { CaseIntake } from './case-intake.service.ts';
import { CasePeople } from './case-people.service.ts';
import { CaseRecompute } from './case-recompute.service.ts';
import { CaseTasks } from './case-tasks.service.ts';
import { CaseTestFacts } from './case-test-facts.service.ts';
import { CaseViews } from './case-views.service.ts';
import { CasesController } from './cases.controller.ts';
import { CasesStore } from './cases-store.ts';
import { Ledger } from './ledger.service.ts';
import { LedgerStore } from './ledger-store.ts';
import { SavedViewsController } from './saved-views.controller.ts';
import { SavedViewsStore } from './saved-views-store.ts';
import { TasksStore } from './tasks-store.ts';
import { Terms } from './terms.service.ts';
import { TimelineStore } from './timeline-store.ts';
import { TimelineViews } from './timeline-views.service.ts';

@Module({
  imports: [
    TownshipsModule,
    UsersModule,
    AuditModule,
    ConfigurationModule,
    NotificationsModule,
    DeadlinesModule,
    DecisionsModule,
    AttachmentsModule,
  ],
  controllers: [CasesController, CaseAttachmentsController, SavedViewsController],
  providers: [
    CasesStore,
    LedgerStore,
    TasksStore,
    TimelineStore,
    SavedViewsStore,
    CasePeople,
    CaseTasks,
    CaseFactsReader,
    CaseTestFacts,
    CaseIntake,
    CaseEscalation,
    CaseCalls,
    CaseFiling,
    CaseActions,
    CaseChanges,
    CaseRecompute,
    CaseViews,
    TimelineViews,
    Ledger,
    Terms,
  ],
  exports: [CaseFiling, CaseActions, CaseCalls, CasePeople, CaseTasks, CaseViews, Ledger, Terms],
})
export class CasesModule {}
