import { Controller, Get, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { CaseReviews, Page, ReviewableOut, ReviewableQuery } from '../../../contract/index.ts';
import { Access } from '../../../http/access.ts';
import { Returns } from '../../../http/returns.ts';
import { api } from '../../../http/schema.ts';
import { CASE_READERS, FILERS } from '../case/case-access.ts';
import { CaseLookup } from '../case/case-lookup.service.ts';
import { Reviews } from './reviews.service.ts';

/** Decisions and requests to have them reviewed. */
@Controller('cases')
export class ReviewController {
  constructor(
    private readonly cases: CaseLookup,
    private readonly reviews: Reviews,
  ) {}

  @Get('reviewable')
  @Access([...FILERS])
  @Returns(200, Page(ReviewableOut))
  async reviewable(@Query({ schema: api(ReviewableQuery) }) query: ReviewableQuery) {
    return { items: await this.reviews.reviewable(query), nextCursor: null };
  }

  @Get(':id/reviews')
  @Access([...CASE_READERS])
  @Returns(200, CaseReviews)
  async of(@Param('id', ParseUUIDPipe) id: string): Promise<CaseReviews> {
    return this.reviews.of(await this.cases.byId(id));
  }
}
