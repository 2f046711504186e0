import { keepsOutNamed } from '@caseway/form-schemas';
import { Injectable } from '@nestjs/common';
import { Transactions } from '../../../database/transactions.ts';
import { newId } from '../../../new-id.ts';
import { FieldCipher } from '../../../secrets/field-cipher.ts';
import type { RegisteredCase } from '../case/case-happening.ts';
import { CasesStore } from '../case/cases-store.ts';
import type { ReadIntake } from './case-intake.service.ts';
import type { Registration } from './registrations.service.ts';

/** The columns that say what was registered; where the case lies is also its authority's to say. */
type Said = 'placeId' | 'title' | 'data' | 'sensitive' | 'petitionerMasked' | 'headcount' | 'receivedAt' | 'receivedOn';

/** What is registered of a case: numbered, its personal part sealed. */
@Injectable()
export class Registering {
  constructor(
    private readonly store: CasesStore,
    private readonly cipher: FieldCipher,
    private readonly transactions: Transactions,
  ) {}

  /** What a case says of what was registered: at filing, and as it is corrected. */
  says(read: Registration): Pick<RegisteredCase, Said> {
    return {
      placeId: read.place?.id ?? null,
      title: read.title,
      data: read.open,
      sensitive: Object.keys(read.sensitive).length > 0 ? this.cipher.seal(read.sensitive) : null,
      petitionerMasked: read.petitionerMasked,
      headcount: read.headcount,
      receivedAt: read.receivedAt,
      receivedOn: read.receivedOn,
    };
  }

  async registered(read: ReadIntake, at: Date): Promise<RegisteredCase> {
    const year = Number(read.receivedOn.slice(0, 4));
    // A review is numbered by the authority that takes it.
    const series = read.review?.authority ?? read.township;
    const count = await this.store.nextNumber(series.id, year);
    return {
      id: newId(),
      number: `${series.key.toUpperCase()}-${year}-${String(count).padStart(6, '0')}`,
      townshipId: read.township.id,
      scopePath: read.scopePath,
      formKey: read.form.key,
      formVersionId: read.form.versionId,
      accuses: keepsOutNamed(read.form.content),
      ...this.says(read),
      aboutId: read.review?.about.id ?? null,
      review: read.review?.review ?? null,
      reviewed: null,
      createdBy: this.transactions.principal.userId,
      createdAt: at,
      updatedAt: at,
      version: 1,
    };
  }
}
