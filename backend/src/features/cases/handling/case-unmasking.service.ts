import type { FormData, Json } from '@caseway/form-schemas';
import { Injectable } from '@nestjs/common';
import { Transactions } from '../../../database/transactions.ts';
import { DomainError } from '../../../errors/domain-error.ts';
import { mayUnmask } from '../case/case-access.ts';
import { CaseData } from '../case/case-data.service.ts';
import { CaseGround } from '../case/case-ground.service.ts';
import { CaseLookup } from '../case/case-lookup.service.ts';
import { CaseRecord } from '../case/case-record.service.ts';
import { Present } from '../case/present.ts';

/** The look at personal data. */
@Injectable()
export class CaseUnmasking {
  constructor(
    private readonly cases: CaseLookup,
    private readonly record: CaseRecord,
    private readonly data: CaseData,
    private readonly ground: CaseGround,
    private readonly transactions: Transactions,
    private readonly present: Present,
  ) {}

  /** The case's data in the clear. Each look is recorded with its reason, on the case and in the trail. */
  async unmask(caseId: string, reason: string): Promise<FormData> {
    const row = await this.cases.byId(caseId);
    const { principal } = this.transactions;
    const ground = await this.ground.of(row);
    if (!mayUnmask(principal, row, ground)) throw new DomainError(ground.accuses ? 'accusation' : 'forbidden');
    const of = { caseId, scopePath: row.scopePath, actorId: principal.userId, at: await this.present.now() };
    await this.record.write(of, { type: 'timeline', kind: 'unmasked', details: { reason } });
    // The reason may name who is accused: it stands on the case, for those who may know, and not in the trail.
    const after: Record<string, Json> = ground.accuses ? { withheld: true } : { reason };
    await this.record.write(of, { type: 'audit', action: 'case.unmask', before: null, after });
    return this.data.clear(row);
  }
}
