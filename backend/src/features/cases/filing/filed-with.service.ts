import { Injectable } from '@nestjs/common';
import { Transactions } from '../../../database/transactions.ts';
import { CaseRecord } from '../case/case-record.service.ts';
import type { CaseRow } from '../case/case-row.ts';
import { CaseLinks } from '../earlier/case-links.service.ts';
import { ReviewedCases } from '../handling/reviewed-cases.service.ts';
import { CasePersons } from '../people/case-persons.service.ts';
import type { ReadIntake } from './case-intake.service.ts';

/** What is stored with a case that is filed, outside of its row: who brings it, and how it hangs together with others. */
@Injectable()
export class FiledWith {
  constructor(
    private readonly persons: CasePersons,
    private readonly links: CaseLinks,
    private readonly reviews: ReviewedCases,
    private readonly record: CaseRecord,
    private readonly transactions: Transactions,
  ) {}

  async keep(stored: CaseRow, { compared, links, review, taken }: ReadIntake, at: Date): Promise<void> {
    await this.persons.keep(stored, compared);
    await this.links.add(stored, links, at);
    if (!review) return;
    await this.reviews.asked(stored, review, at);
    if (taken.length === 0) return;
    // Personal data went from one case into another, and nobody looked at it: the trail of the one that it came from says so.
    const { id: caseId, scopePath } = review.about;
    const of = { caseId, scopePath, actorId: this.transactions.principal.userId, at };
    const after = { review: stored.number, fields: taken };
    await this.record.write(of, { type: 'audit', action: 'case.taken-over', before: null, after });
  }
}
