import { accusingFields, pointerTokens } from '@caseway/form-schemas';
import type { SystemFact } from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import { Transactions } from '../../../database/transactions.ts';
import { ConfigurationReader } from '../../configuration/configuration-reader.ts';
import { mayWork } from './case-access.ts';
import { CaseGround } from './case-ground.service.ts';
import type { CaseRow } from './case-row.ts';

/**
 * Whom a matter speaks against is for those who work on it (Regulations on Petition Work, articles 30 ¶3 and 46(5)): others who
 * may open the case see that something is kept back.
 */
@Injectable()
export class AccusedShown {
  constructor(
    private readonly reader: ConfigurationReader,
    private readonly ground: CaseGround,
    private readonly transactions: Transactions,
  ) {}

  /** Whether the user works on the case, and may know who is kept out of it. */
  async toReader(row: CaseRow): Promise<boolean> {
    return mayWork(this.transactions.principal, row, await this.ground.of(row));
  }

  /** Fields, and so facts, of the case that the user may not know; none of a matter that speaks against nobody. */
  async withheld(row: CaseRow): Promise<string[]> {
    if (await this.toReader(row)) return [];
    const { content } = await this.reader.version('forms', row.formVersionId);
    const accusing = accusingFields(content);
    const place: SystemFact = 'place';
    return accusing.length > 0 ? [...accusing, ...pointerTokens(content.bindings?.place ?? '').slice(0, 1), place] : [];
  }
}
