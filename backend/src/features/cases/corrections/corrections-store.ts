import type { FormData } from '@caseway/form-schemas';
import { Injectable } from '@nestjs/common';
import { Transactions } from '../../../database/transactions.ts';
import { newId } from '../../../new-id.ts';

/** What was registered, before somebody corrected it. */
export interface Corrected {
  caseId: string;
  scopePath: string;
  at: Date;
  actorId: string | null;
  reason: string;
  data: FormData;
  /** Sealed. */
  sensitive: Buffer | null;
}

/** Corrections are kept for good; personal data in them sealed. */
@Injectable()
export class CorrectionsStore {
  constructor(private readonly transactions: Transactions) {}

  async add({ caseId, scopePath, at, actorId, reason, data, sensitive }: Corrected): Promise<void> {
    await this.transactions.query(
      `INSERT INTO case_correction (id, case_id, scope_path, at, actor_id, reason, data, sensitive)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [newId(), caseId, scopePath, at, actorId, reason, JSON.stringify(data), sensitive],
    );
  }
}
