import type { Locale } from '@caseway/form-schemas';
import { passedSteps } from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../clock/clock.ts';
import type { CaseOut } from '../../../contract/index.ts';
import { Attachments } from '../../attachments/attachments.service.ts';
import { ConfigurationReader } from '../../configuration/configuration-reader.ts';
import { Users } from '../../users/users.service.ts';
import { CaseData } from '../case/case-data.service.ts';
import { groundOf } from '../case/case-ground.service.ts';
import type { CaseRow } from '../case/case-row.ts';
import { Terms } from '../case/terms.service.ts';
import { deadlinesOf } from '../clocks/deadline-views.ts';
import { caseDays } from '../handling/case-days.ts';
import { CaseSummaries } from './case-summaries.service.ts';
import { CaseWorkViews } from './case-work-views.service.ts';

/** A paper of an accusation to whom that is not theirs: its name may name somebody. */
const UNNAMED = '****';

/** A case as its page shows it. */
@Injectable()
export class CaseViews {
  constructor(
    private readonly summaries: CaseSummaries,
    private readonly work: CaseWorkViews,
    private readonly data: CaseData,
    private readonly attachments: Attachments,
    private readonly reader: ConfigurationReader,
    private readonly users: Users,
    private readonly terms: Terms,
    private readonly clock: Clock,
  ) {}

  /** Everything about one case that its page shows. */
  async page(row: CaseRow, locale: Locale): Promise<CaseOut> {
    const [summary] = await this.summaries.of([row], locale);
    if (!summary) throw new Error('A case gave no summary.');
    const form = await this.reader.version('forms', row.formVersionId);
    const path = await this.reader.version('paths', row.pathVersionId);
    const calendar = await this.reader.version('calendars', row.calendarVersionId);
    const book = (await this.terms.booksOf([row.id]))(row.id);
    const creator = row.createdBy ? (await this.users.namesOf([row.createdBy])).get(row.createdBy) : null;
    const ground = groundOf(row, path.content);
    const shown = this.data.shown(row, form.content, ground);
    const papers = await this.attachments.ofCase(row.id);
    const { sealedSteps, ...work } = await this.work.of(row, path.content, ground, locale);
    return {
      ...summary,
      ...shown,
      formVersion: form.number,
      formDefinition: form.content,
      pathVersion: path.number,
      pathDefinition: path.content,
      calendarVersion: calendar.number,
      passed: passedSteps(path.content, row.pathState),
      jointDepartments: row.jointDepartments.map((key) => book.term('department', key)),
      sessions: row.sessions.map((key) => book.term('sessions', key)),
      ...work,
      mayUnmask: shown.mayUnmask || (sealedSteps && shown.mayOpenAttachments),
      days: caseDays(row),
      keptOut: book.known('department', work.keptOut),
      deadlines: await deadlinesOf(this.reader, row, this.clock.now(), locale),
      attachments:
        ground.accuses && !shown.mayOpenAttachments ? papers.map((paper) => ({ ...paper, name: UNNAMED })) : papers,
      createdBy: creator ?? null,
    };
  }
}
