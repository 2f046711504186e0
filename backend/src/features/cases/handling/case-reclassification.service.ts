import { Injectable } from '@nestjs/common';
import { Transactions } from '../../../database/transactions.ts';
import { DomainError } from '../../../errors/domain-error.ts';
import { notNow } from '../../../http/not-now.ts';
import { mayReclassify } from '../case/case-access.ts';
import { CaseLookup } from '../case/case-lookup.service.ts';
import type { CaseRow } from '../case/case-row.ts';
import { Present } from '../case/present.ts';
import { CaseAssignments } from './case-assignments.service.ts';
import { CaseDeciding } from './case-deciding.service.ts';
import { requireSight } from './require-sight.ts';

/** A person gives a case another kind than the rules proposed. */
@Injectable()
export class CaseReclassification {
  constructor(
    private readonly cases: CaseLookup,
    private readonly deciding: CaseDeciding,
    private readonly assignments: CaseAssignments,
    private readonly transactions: Transactions,
    private readonly present: Present,
  ) {}

  /**
   * Everything that follows from the kind is decided anew, as if the case had been filed so. Another path starts from its
   * first step, with clocks that run from the receipt: correcting a mistake gives the office no more time. What the
   * petitioner was told in writing before stays true: those clocks and letters go on.
   */
  async reclassify(caseId: string, category: string, reasons: string, ifMatch?: string): Promise<CaseRow> {
    const row = await this.cases.locked(caseId, ifMatch);
    const at = await this.present.now();
    if (!mayReclassify(this.transactions.principal, row)) throw new DomainError('forbidden');
    if (row.status === 'closed')
      throw notNow({
        'zh-CN': '案件已办结，诉求类别不再更正',
        en: 'the case is closed, its kind is corrected no more',
      });
    const { change } = await this.deciding.propose(row, row, { by: 'person', reasons }, at, { category });
    requireSight(this.transactions.principal, change.row);
    return this.assignments.follow(row, await this.deciding.carryOut(row, change, at));
  }
}
