import type { Json } from '@caseway/form-schemas';
import type { Outcome, SystemFact } from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import { ConfigurationReader } from '../../configuration/configuration-reader.ts';
import { caseFacts } from '../../decisions/case-facts.ts';
import { Scopes } from '../../townships/scopes.service.ts';
import { CasePersons } from '../people/case-persons.service.ts';
import type { RegisteredCase } from './case-happening.ts';
import type { CaseRow } from './case-row.ts';
import { liesAt } from './lies-at.ts';

/** The facts of a stored case. */
@Injectable()
export class CaseFactsReader {
  constructor(
    private readonly reader: ConfigurationReader,
    private readonly scopes: Scopes,
    private readonly persons: CasePersons,
  ) {}

  /** As they were when it was filed: what was registered, and nothing of what was decided. */
  async asFiled(row: RegisteredCase, now: Date): Promise<Record<string, Json>> {
    const form = await this.reader.version('forms', row.formVersionId);
    const township = await this.scopes.byId(row.townshipId);
    const place = row.placeId ? await this.scopes.byId(row.placeId) : null;
    return caseFacts(form.content, row.data, {
      township: township.key,
      place: place?.key ?? null,
      receivedAt: row.receivedAt,
      receivedOn: row.receivedOn,
      now,
      repeatCount: await this.persons.repeatCount(row, township.scopePath),
      review: row.review,
    });
  }

  /** Where it lies by what is registered and what routing says of it; a review with the authority that decides it. */
  async liesAt(row: RegisteredCase, routing: Outcome): Promise<string> {
    if (row.review) return row.scopePath;
    const { content: form } = await this.reader.version('forms', row.formVersionId);
    const place = row.placeId ? await this.scopes.byId(row.placeId) : null;
    return liesAt({ form, routing, township: await this.scopes.byId(row.townshipId), place });
  }

  /** With what only an open case has. */
  async ofCase(row: CaseRow, now: Date): Promise<Record<string, Json>> {
    const open: Partial<Record<SystemFact, Json>> = {
      category: row.category,
      path: row.pathKey,
      step: row.step,
      department: row.department,
      level: row.level,
      marks: row.marks,
      hasCaseLead: row.caseLeadId !== null,
    };
    return { ...(await this.asFiled(row, now)), ...open };
  }
}
