import { startPath } from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import { Transactions } from '../../../database/transactions.ts';
import { ConfigurationReader } from '../../configuration/configuration-reader.ts';
import type { CaseRow } from '../case/case-row.ts';
import { CasesStore } from '../case/cases-store.ts';

/** Requests that somebody took in for the authority above, which keeps them: whoever took one in may hand out its receipt. */
@Injectable()
export class TakenIn {
  constructor(
    private readonly cases: CasesStore,
    private readonly reader: ConfigurationReader,
    private readonly transactions: Transactions,
  ) {}

  /** Such a request as the user registered it, with nothing that became of it since; null where they registered none such. */
  async find(id: string): Promise<CaseRow | null> {
    const { userId } = this.transactions.principal;
    const row = await this.transactions.seeing('/', () => this.cases.byId(id));
    if (!row || row.aboutId === null || userId === null || row.createdBy !== userId) return null;
    const { content: path } = await this.reader.version('paths', row.pathVersionId);
    const pathState = startPath(path, { receivedAt: row.receivedAt, registeredAt: row.createdAt }, row.data);
    const asFiled = { step: pathState.step, status: 'open', outcome: null, closedAt: null, reviewed: null } as const;
    return { ...row, ...asFiled, pathState, handlerId: null, caseLeadId: null };
  }
}
