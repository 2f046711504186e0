import { Module } from '@nestjs/common';
import { AttachmentsModule } from '../attachments/attachments.module.ts';
import { AuditModule } from '../audit/audit.module.ts';
import { ConfigurationModule } from '../configuration/configuration.module.ts';
import { DeadlinesModule } from '../deadlines/deadlines.module.ts';
import { DecisionsModule } from '../decisions/decisions.module.ts';
import { NotificationsModule } from '../notifications/notifications.module.ts';
import { TownshipsModule } from '../townships/townships.module.ts';
import { UsersModule } from '../users/users.module.ts';
import { ActingController } from './acting/acting.controller.ts';
import { HandlingController } from './acting/handling.controller.ts';
import { AccusedShown } from './case/accused-shown.service.ts';
import { CaseData } from './case/case-data.service.ts';
import { CaseFactsReader } from './case/case-facts-reader.ts';
import { CaseGround } from './case/case-ground.service.ts';
import { CaseLookup } from './case/case-lookup.service.ts';
import { CaseNotices } from './case/case-notices.service.ts';
import { CasePeople } from './case/case-people.service.ts';
import { CaseRecord } from './case/case-record.service.ts';
import { CasesStore } from './case/cases-store.ts';
import { KnownCases } from './case/known-cases.service.ts';
import { Present } from './case/present.ts';
import { Terms } from './case/terms.service.ts';
import { WorkedCases } from './case/worked-cases.service.ts';
import { CaseCalls } from './clocks/case-calls.service.ts';
import { CaseClocks } from './clocks/case-clocks.service.ts';
import { CaseRecompute } from './clocks/case-recompute.service.ts';
import { ClockProposalsController } from './clocks/clock-proposals.controller.ts';
import { ClockProposals } from './clocks/clock-proposals.service.ts';
import { ClockProposalsStore } from './clocks/clock-proposals-store.ts';
import { CorrectionReading } from './corrections/correction-reading.service.ts';
import { CorrectionRecord } from './corrections/correction-record.service.ts';
import { CorrectionViews } from './corrections/correction-views.service.ts';
import { CorrectionsController } from './corrections/corrections.controller.ts';
import { Corrections } from './corrections/corrections.service.ts';
import { CorrectionsStore } from './corrections/corrections-store.ts';
import { RegistrationDraftsController } from './drafts/registration-drafts.controller.ts';
import { RegistrationDrafts } from './drafts/registration-drafts.service.ts';
import { RegistrationDraftsStore } from './drafts/registration-drafts-store.ts';
import { StepDrafts } from './drafts/step-drafts.service.ts';
import { StepDraftsStore } from './drafts/step-drafts-store.ts';
import { CaseLinks } from './earlier/case-links.service.ts';
import { CaseLinksStore } from './earlier/case-links-store.ts';
import { EarlierController } from './earlier/earlier.controller.ts';
import { EarlierMatters } from './earlier/earlier-matters.service.ts';
import { PersonSearch } from './earlier/person-search.service.ts';
import { CaseFiling } from './filing/case-filing.service.ts';
import { CaseIntake } from './filing/case-intake.service.ts';
import { FiledWith } from './filing/filed-with.service.ts';
import { FilingController } from './filing/filing.controller.ts';
import { FilingViews } from './filing/filing-views.service.ts';
import { Registering } from './filing/registering.service.ts';
import { Registrations } from './filing/registrations.service.ts';
import { SeenConfiguration } from './filing/seen-configuration.service.ts';
import { HandOverController } from './hand-over/hand-over.controller.ts';
import { HandOver, HandOverOnLeaving } from './hand-over/hand-over.service.ts';
import { HandOverStore } from './hand-over/hand-over-store.ts';
import { ActionChecks } from './handling/action-checks.service.ts';
import { CaseActions } from './handling/case-actions.service.ts';
import { CaseAssignments } from './handling/case-assignments.service.ts';
import { CaseAttachmentsController } from './handling/case-attachments.controller.ts';
import { CaseDeciding } from './handling/case-deciding.service.ts';
import { CaseDeliveries } from './handling/case-deliveries.service.ts';
import { CaseEffects } from './handling/case-effects.service.ts';
import { CaseEscalation } from './handling/case-escalation.service.ts';
import { CasePapers } from './handling/case-papers.service.ts';
import { CaseReclassification } from './handling/case-reclassification.service.ts';
import { CaseUnmasking } from './handling/case-unmasking.service.ts';
import { KeepingOut } from './handling/keeping-out.service.ts';
import { LateRecusals } from './handling/late-recusals.service.ts';
import { NamingTexts } from './handling/naming-texts.service.ts';
import { Recusals } from './handling/recusals.service.ts';
import { ReviewedCases } from './handling/reviewed-cases.service.ts';
import { StepForms } from './handling/step-forms.service.ts';
import { LedgerController } from './ledger/ledger.controller.ts';
import { Ledger } from './ledger/ledger.service.ts';
import { LedgerStore } from './ledger/ledger-store.ts';
import { SavedViewsController } from './ledger/saved-views.controller.ts';
import { SavedViews } from './ledger/saved-views.service.ts';
import { SavedViewsStore } from './ledger/saved-views-store.ts';
import { ShippedViews } from './ledger/shipped-views.service.ts';
import { UsesInCases } from './ledger/uses-in-cases.service.ts';
import { CasePersons } from './people/case-persons.service.ts';
import { PeopleBackfill } from './people/people-backfill.service.ts';
import { PeopleStore } from './people/people-store.ts';
import { ActionViews } from './reading/action-views.service.ts';
import { CaseDecisions } from './reading/case-decisions.service.ts';
import { CaseSummaries } from './reading/case-summaries.service.ts';
import { CaseTestFacts } from './reading/case-test-facts.service.ts';
import { CaseViews } from './reading/case-views.service.ts';
import { CaseWorkViews } from './reading/case-work-views.service.ts';
import { LastActs } from './reading/last-acts.service.ts';
import { ReadingController } from './reading/reading.controller.ts';
import { Receipts } from './reading/receipts.service.ts';
import { TakenIn } from './reading/taken-in.service.ts';
import { TimelineViews } from './reading/timeline-views.service.ts';
import { ReviewController } from './review/review.controller.ts';
import { ReviewNotes } from './review/review-notes.service.ts';
import { ReviewStore } from './review/review-store.ts';
import { Reviews } from './review/reviews.service.ts';
import { TakenOverData } from './review/taken-over.service.ts';
import { CaseTasks } from './tasks/case-tasks.service.ts';
import { TaskViews } from './tasks/task-views.service.ts';
import { TaskWork } from './tasks/task-work.service.ts';
import { TasksStore } from './tasks/tasks-store.ts';
import { TimelineStore } from './timeline/timeline-store.ts';

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
  controllers: [
    HandOverController,
    LedgerController,
    EarlierController,
    CorrectionsController,
    RegistrationDraftsController,
    FilingController,
    ReviewController,
    ReadingController,
    ActingController,
    HandlingController,
    CaseAttachmentsController,
    SavedViewsController,
    ClockProposalsController,
  ],
  providers: [
    CasesStore,
    RegistrationDraftsStore,
    RegistrationDrafts,
    StepDraftsStore,
    StepDrafts,
    CaseLookup,
    Present,
    CaseGround,
    KnownCases,
    WorkedCases,
    HandOverStore,
    CasePapers,
    HandOver,
    HandOverOnLeaving,
    LedgerStore,
    TasksStore,
    TimelineStore,
    SavedViewsStore,
    SavedViews,
    ShippedViews,
    UsesInCases,
    CasePeople,
    PeopleStore,
    CasePersons,
    PeopleBackfill,
    CaseLinksStore,
    CaseLinks,
    EarlierMatters,
    PersonSearch,
    Registrations,
    CorrectionsStore,
    CorrectionReading,
    CorrectionRecord,
    CorrectionViews,
    Corrections,
    CaseTasks,
    TaskWork,
    TaskViews,
    CaseFactsReader,
    AccusedShown,
    CaseTestFacts,
    CaseIntake,
    SeenConfiguration,
    FiledWith,
    ReviewStore,
    Reviews,
    ReviewNotes,
    TakenOverData,
    CaseEscalation,
    CaseCalls,
    CaseRecord,
    CaseNotices,
    CaseEffects,
    ReviewedCases,
    CaseDeciding,
    StepForms,
    ActionChecks,
    CaseDeliveries,
    ActionViews,
    Registering,
    CaseFiling,
    CaseActions,
    CaseReclassification,
    Recusals,
    CaseAssignments,
    KeepingOut,
    LateRecusals,
    NamingTexts,
    CaseUnmasking,
    CaseClocks,
    CaseRecompute,
    ClockProposalsStore,
    ClockProposals,
    CaseSummaries,
    CaseWorkViews,
    CaseData,
    FilingViews,
    CaseViews,
    Receipts,
    TakenIn,
    CaseDecisions,
    TimelineViews,
    LastActs,
    Ledger,
    Terms,
  ],
  exports: [
    CaseFiling,
    RegistrationDrafts,
    StepDrafts,
    CaseActions,
    CaseCalls,
    CasePeople,
    TaskWork,
    TaskViews,
    CaseSummaries,
    CaseViews,
    LastActs,
    Ledger,
    Terms,
  ],
})
export class CasesModule {}
