import type { Json } from '@caseway/form-schemas';
import type { SystemFact } from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import { Transactions } from '../../../database/transactions.ts';
import { ConfigurationReader } from '../../configuration/configuration-reader.ts';
import { caseFacts } from '../../decisions/case-facts.ts';
import { Scopes } from '../../townships/scopes.service.ts';
import type { CaseRow } from './case-row.ts';
import { CasesStore } from './cases-store.ts';

/** The facts of a stored case, with what only an open case has. */
@Injectable()
export class CaseFactsReader {
  constructor(
    private readonly reader: ConfigurationReader,
    private readonly scopes: Scopes,
    private readonly store: CasesStore,
    private readonly transactions: Transactions,
  ) {}

  async ofCase(row: CaseRow, now: Date): Promise<Record<string, Json>> {
    const form = await this.reader.version('forms', row.formVersionId);
    const township = await this.scopes.byId(row.townshipId);
    const place = row.placeId ? await this.scopes.byId(row.placeId) : null;
    const { petitionerHash: hash } = row;
    const known = hash
      ? await this.transactions.seeing(township.scopePath, () => this.store.countOfPetitioner(township.scopePath, hash))
      : 1;
    const open: Partial<Record<SystemFact, Json>> = {
      category: row.category,
      path: row.pathKey,
      step: row.step,
      department: row.department,
      level: row.level,
      marks: row.marks,
      hasCaseLead: row.caseLeadId !== null,
    };
    return {
      ...caseFacts(form.content, row.data, {
        township: township.key,
        place: place?.key ?? null,
        receivedAt: row.receivedAt,
        receivedOn: row.receivedOn,
        now,
        // The case itself is one of them.
        repeatCount: Math.max(0, known - 1),
      }),
      ...open,
    };
  }
}
