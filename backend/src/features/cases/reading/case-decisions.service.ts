import type { Locale } from '@caseway/form-schemas';
import { Injectable } from '@nestjs/common';
import type { DecisionView, DifferencesOut } from '../../../contract/index.ts';
import { ConfigurationReader } from '../../configuration/configuration-reader.ts';
import { DecisionViews } from '../../decisions/decision-views.ts';
import { AccusedShown } from '../case/accused-shown.service.ts';
import type { CaseRow } from '../case/case-row.ts';

/** What was decided about a case, read with the form and path that it was filed under. */
@Injectable()
export class CaseDecisions {
  constructor(
    private readonly reader: ConfigurationReader,
    private readonly views: DecisionViews,
    private readonly accused: AccusedShown,
  ) {}

  async of(row: CaseRow, locale: Locale): Promise<DecisionView[]> {
    return this.views.ofCase(row.id, await this.context(row), locale);
  }

  /** What would have had to be otherwise for another decision. */
  async differences(row: CaseRow, decision: string, locale: Locale): Promise<DifferencesOut> {
    return this.views.differences(row.id, decision, await this.context(row), locale);
  }

  private async context(row: CaseRow) {
    const form = await this.reader.version('forms', row.formVersionId);
    const path = await this.reader.version('paths', row.pathVersionId);
    return { form, paths: [path], withheld: await this.accused.withheld(row) };
  }
}
