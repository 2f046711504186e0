import { type FormData, type FormDefinition, maskSensitive, maskWholly, mergeSensitive } from '@caseway/form-schemas';
import { Injectable } from '@nestjs/common';
import { Transactions } from '../../../database/transactions.ts';
import { FieldCipher } from '../../../secrets/field-cipher.ts';
import { mayUnmask } from './case-access.ts';
import type { Ground } from './case-ground.service.ts';
import type { CaseRow } from './case-row.ts';

/** The data of a case: sealed in part, masked for who reads it. */
@Injectable()
export class CaseData {
  constructor(
    private readonly cipher: FieldCipher,
    private readonly transactions: Transactions,
  ) {}

  /** Data with its personal part, for the platform's own use and for who has said why they look. */
  clear({ data, sensitive }: Pick<CaseRow, 'data' | 'sensitive'>): FormData {
    return sensitive ? mergeSensitive(data, this.cipher.open(sensitive) as FormData) : data;
  }

  /** As its page shows it. */
  shown(
    row: CaseRow,
    form: FormDefinition,
    ground: Ground,
  ): { data: FormData; masked: string[]; mayUnmask: boolean; mayOpenAttachments: boolean } {
    const may = mayUnmask(this.transactions.principal, row, ground);
    const mask = ground.accuses && !may ? maskWholly : maskSensitive;
    const { data, masked } = mask(form, this.clear(row));
    return { data, masked, mayUnmask: masked.length > 0 && may, mayOpenAttachments: may };
  }
}
