import { Module } from '@nestjs/common';
import { CONFIG_KINDS } from '../../contract/index.ts';
import { AnalysisModule } from '../analysis/analysis.module.ts';
import { AuditModule } from '../audit/audit.module.ts';
import { TownshipsModule } from '../townships/townships.module.ts';
import { UsersModule } from '../users/users.module.ts';
import { Activations } from './activations.service.ts';
import { AvailableFormsController } from './available-forms.controller.ts';
import { ConfigurationReader } from './configuration-reader.ts';
import { ConfigurationStore } from './configuration-store.ts';
import { Differences } from './differences.service.ts';
import { documentsController } from './documents.controller.ts';
import { Documents } from './documents.service.ts';
import { DraftCheck } from './draft-check.service.ts';
import { Drafts } from './drafts.service.ts';
import { FieldRenames } from './field-renames.service.ts';
import { FieldUses } from './field-uses.service.ts';
import { FormFieldsController } from './form-fields.controller.ts';
import { FormImportsController } from './form-imports.controller.ts';
import { LibraryImport } from './library-import.ts';
import { OpenFindings } from './open-findings.service.ts';
import { TownshipConfigurationController } from './township-configuration.controller.ts';
import { Uses } from './uses.ts';
import { Versions } from './versions.service.ts';

@Module({
  imports: [TownshipsModule, UsersModule, AuditModule, AnalysisModule],
  // `forms/available` before `forms/:key`: the first route that fits answers.
  controllers: [
    AvailableFormsController,
    FormImportsController,
    ...CONFIG_KINDS.map(documentsController),
    FormFieldsController,
    TownshipConfigurationController,
  ],
  providers: [
    OpenFindings,
    ConfigurationStore,
    ConfigurationReader,
    Documents,
    DraftCheck,
    Uses,
    Drafts,
    FieldUses,
    FieldRenames,
    Versions,
    Differences,
    Activations,
    LibraryImport,
  ],
  exports: [ConfigurationReader, Differences, Documents, Uses, Drafts, Versions, Activations, LibraryImport],
})
export class ConfigurationModule {}
