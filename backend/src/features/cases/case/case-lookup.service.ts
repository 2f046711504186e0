import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../errors/domain-error.ts';
import type { CaseRow } from './case-row.ts';
import { CasesStore } from './cases-store.ts';

/** `stale` where the case is not as the caller last saw it (`expected`; undefined: they do not say). */
export function requireSeen(row: CaseRow, expected: string | undefined): void {
  if (expected !== undefined && expected !== String(row.version)) throw new DomainError('stale');
}

/** Cases that somebody asks for: `not-found` where there is none that they may see. */
@Injectable()
export class CaseLookup {
  constructor(private readonly store: CasesStore) {}

  async byId(id: string): Promise<CaseRow> {
    return this.found(id, await this.store.byId(id));
  }

  async sees(id: string): Promise<boolean> {
    return (await this.store.byId(id)) !== null;
  }

  async byIdOrNumber(idOrNumber: string): Promise<CaseRow> {
    return this.found(idOrNumber, await this.store.byIdOrNumber(idOrNumber));
  }

  /** A case for changing: locked, and as the caller last saw it where `expected` is given; `stale` otherwise. */
  async locked(id: string, expected?: string): Promise<CaseRow> {
    const row = this.found(id, await this.store.byId(id, true));
    requireSeen(row, expected);
    return row;
  }

  private found(what: string, row: CaseRow | null): CaseRow {
    if (!row) throw new DomainError('not-found', { what: `cases/${what}` });
    return row;
  }
}
