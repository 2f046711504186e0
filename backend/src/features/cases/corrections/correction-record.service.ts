import { Injectable } from '@nestjs/common';
import type { CorrectedSince } from '../../../contract/index.ts';
import { CaseRecord } from '../case/case-record.service.ts';
import type { CaseRow } from '../case/case-row.ts';
import { CasePersons } from '../people/case-persons.service.ts';
import { capacitySaid } from '../review/on-behalf.ts';
import { changesAsJson } from './correction-changes.ts';
import type { ReadCorrection } from './correction-reading.service.ts';
import { CorrectionsStore } from './corrections-store.ts';

/** Writes a correction down: what was there before, and who is to be found by it. */
@Injectable()
export class CorrectionRecord {
  constructor(
    private readonly store: CorrectionsStore,
    private readonly record: CaseRecord,
    private readonly persons: CasePersons,
  ) {}

  /** Before anything is decided anew: the rules count by who is kept here. */
  async begin(before: CaseRow, { registration, row, changes, stranger }: ReadCorrection, by: By): Promise<void> {
    const { id: caseId, scopePath, data, sensitive } = before;
    const of = { caseId, scopePath, actorId: by.actorId, at: by.at };
    await this.store.add({ ...of, reason: by.reason, data, sensitive });
    const details = { reason: by.reason, since: by.since, changes: changesAsJson(changes) };
    await this.record.write(of, { type: 'timeline', kind: 'corrected', details });
    const after = { reason: by.reason, since: by.since, fields: changes.map(({ pointer }) => pointer) };
    await this.record.write(of, { type: 'audit', action: 'case.correct', before: null, after });
    for (const said of capacitySaid(stranger, by.onBehalf)) await this.record.write(of, said);
    await this.persons.keep({ id: caseId, scopePath: row.scopePath }, registration.compared);
  }
}

/** Who corrects, when and why. */
export interface By {
  actorId: string | null;
  at: Date;
  reason: string;
  since: CorrectedSince;
  onBehalf?: string | undefined;
}
