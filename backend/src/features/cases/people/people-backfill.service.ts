import { type FormData, mergeSensitive } from '@caseway/form-schemas';
import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { SYSTEM } from '../../../database/principal.ts';
import { Transactions } from '../../../database/transactions.ts';
import { FieldCipher } from '../../../secrets/field-cipher.ts';
import { ConfigurationReader } from '../../configuration/configuration-reader.ts';
import { CasePersons } from './case-persons.service.ts';
import { PeopleStore } from './people-store.ts';

const BATCH = 200;

/**
 * Keeps the people of cases that were filed before people were kept, or in an older way. Before the first request is
 * answered: a search that finds only some of the cases would say what is not so. A start that is cut short goes on
 * where it was at the next.
 */
@Injectable()
export class PeopleBackfill implements OnApplicationBootstrap {
  private readonly logger = new Logger(PeopleBackfill.name);

  constructor(
    private readonly store: PeopleStore,
    private readonly persons: CasePersons,
    private readonly reader: ConfigurationReader,
    private readonly cipher: FieldCipher,
    private readonly transactions: Transactions,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.run();
  }

  /** Answers how many cases were kept. */
  async run(): Promise<number> {
    let kept = 0;
    for (;;) {
      const batch = await this.transactions.run(SYSTEM, () => this.keepSome());
      if (batch === 0) break;
      kept += batch;
    }
    if (kept > 0) this.logger.log({ msg: 'people of earlier cases kept', cases: kept });
    return kept;
  }

  private async keepSome(): Promise<number> {
    const waiting = await this.store.waiting(BATCH);
    for (const { formVersionId, data, sensitive, ...row } of waiting) {
      const { content } = await this.reader.version('forms', formVersionId);
      const whole = sensitive ? mergeSensitive(data, this.cipher.open(sensitive) as FormData) : data;
      await this.persons.keep(row, this.persons.compared(content, whole));
    }
    return waiting.length;
  }
}
