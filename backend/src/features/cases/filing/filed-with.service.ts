import { Injectable } from '@nestjs/common';
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
  ) {}

  async keep(stored: CaseRow, { compared, links, review }: ReadIntake, at: Date): Promise<void> {
    await this.persons.keep(stored, compared);
    await this.links.add(stored, links, at);
    if (review) await this.reviews.asked(stored, review, at);
  }
}
