import { Injectable } from '@nestjs/common';
import { Transactions } from '../../../database/transactions.ts';
import { mayWork } from './case-access.ts';
import { CaseGround } from './case-ground.service.ts';
import type { CaseRow } from './case-row.ts';
import { CasesStore } from './cases-store.ts';

/**
 * Cases whose people the user may know, by whatever leads from people to cases, or from one case to others. Who opens a matter
 * that speaks against somebody, and does not work on it, finds it by nobody who brings it, and nobody by it.
 */
@Injectable()
export class KnownCases {
  constructor(
    private readonly store: CasesStore,
    private readonly ground: CaseGround,
    private readonly transactions: Transactions,
  ) {}

  async knows(row: CaseRow): Promise<boolean> {
    return !row.accuses || mayWork(this.transactions.principal, row, await this.ground.of(row));
  }

  async byId(id: string): Promise<CaseRow | null> {
    return this.ifKnown(await this.store.byId(id));
  }

  async byIdOrNumber(idOrNumber: string): Promise<CaseRow | null> {
    return this.ifKnown(await this.store.byIdOrNumber(idOrNumber));
  }

  /** Those of these cases, in no order. */
  async byIds(ids: readonly string[]): Promise<CaseRow[]> {
    const known: CaseRow[] = [];
    for (const row of await this.store.byIds(ids)) if (await this.knows(row)) known.push(row);
    return known;
  }

  private async ifKnown(row: CaseRow | null): Promise<CaseRow | null> {
    return row && (await this.knows(row)) ? row : null;
  }
}
