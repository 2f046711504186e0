import { Injectable } from '@nestjs/common';
import { Transactions } from '../../../database/transactions.ts';
import { DomainError } from '../../../errors/domain-error.ts';
import { mayWork } from './case-access.ts';
import { CaseGround } from './case-ground.service.ts';
import { CaseLookup, requireSeen } from './case-lookup.service.ts';
import type { CaseRow } from './case-row.ts';

/** Cases for those who work on them: the department that leads one, and the one that its step names. */
@Injectable()
export class WorkedCases {
  constructor(
    private readonly cases: CaseLookup,
    private readonly ground: CaseGround,
    private readonly transactions: Transactions,
  ) {}

  /** A case for changing: locked; `forbidden` for who does not work on it, `stale` where `expected` is given and it has changed. */
  async locked(id: string, expected?: string): Promise<CaseRow> {
    const row = await this.cases.locked(id);
    // Who may not do it is told so, and not that they have seen an old version.
    if (!mayWork(this.transactions.principal, row, await this.ground.of(row))) throw new DomainError('forbidden');
    requireSeen(row, expected);
    return row;
  }
}
