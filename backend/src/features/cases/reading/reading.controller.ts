import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import {
  CaseFactsOut,
  CaseFactsQuery,
  CaseOut,
  DecisionView,
  DifferencesOut,
  Page,
  PartQuery,
  ReceiptOut,
  TimelineEntry,
} from '../../../contract/index.ts';
import { Access, AnswersOnly } from '../../../http/access.ts';
import { setEtag } from '../../../http/etag.ts';
import { IdPipe } from '../../../http/params.ts';
import { partOf } from '../../../http/part-of.ts';
import { currentLocale } from '../../../http/request-context.ts';
import { Returns } from '../../../http/returns.ts';
import { api } from '../../../http/schema.ts';
import { CONFIGURATION_READERS } from '../../configuration/configuration-access.ts';
import { CASE_READERS } from '../case/case-access.ts';
import { CaseLookup } from '../case/case-lookup.service.ts';
import { CaseDecisions } from './case-decisions.service.ts';
import { CaseTestFacts } from './case-test-facts.service.ts';
import { CaseViews } from './case-views.service.ts';
import { Receipts } from './receipts.service.ts';
import { TakenIn } from './taken-in.service.ts';
import { TimelineViews } from './timeline-views.service.ts';

@Controller('cases')
export class ReadingController {
  constructor(
    private readonly cases: CaseLookup,
    private readonly views: CaseViews,
    private readonly receipts: Receipts,
    private readonly takenIn: TakenIn,
    private readonly caseDecisions: CaseDecisions,
    private readonly timelineViews: TimelineViews,
    private readonly testFacts: CaseTestFacts,
  ) {}

  @Get(':id')
  @Access([...CASE_READERS])
  @Returns(200, CaseOut, 'tagged')
  /** By its id, or by the number that people know it by. */
  async read(@Param('id') id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<CaseOut> {
    const row = await this.cases.byIdOrNumber(id);
    setEtag(reply, String(row.version));
    return this.views.page(row, currentLocale());
  }

  @Get(':id/decisions')
  @Access([...CASE_READERS])
  @Returns(200, Page(DecisionView))
  async decisions(@Param('id', IdPipe) id: string, @Query({ schema: api(PartQuery) }) query: PartQuery) {
    return partOf(await this.caseDecisions.of(await this.cases.byId(id), currentLocale()), query);
  }

  @Get(':id/decisions/:decision/differences')
  @Access([...CASE_READERS])
  @Returns(200, DifferencesOut)
  async differences(
    @Param('id', IdPipe) id: string,
    @Param('decision', IdPipe) decision: string,
  ): Promise<DifferencesOut> {
    return this.caseDecisions.differences(await this.cases.byId(id), decision, currentLocale());
  }

  @Get(':id/timeline')
  @Access([...CASE_READERS])
  @Returns(200, Page(TimelineEntry))
  async timeline(@Param('id', IdPipe) id: string, @Query({ schema: api(PartQuery) }) query: PartQuery) {
    return partOf(await this.timelineViews.ofCase(await this.cases.byId(id), currentLocale()), query);
  }

  @Get(':id/receipt')
  @AnswersOnly('record')
  @Access([...CASE_READERS])
  @Returns(200, ReceiptOut)
  async receipt(@Param('id', IdPipe) id: string): Promise<ReceiptOut> {
    const taken = (await this.cases.sees(id)) ? null : await this.takenIn.find(id);
    if (taken) return this.receipts.of(taken, currentLocale(), { taken: true });
    return this.receipts.of(await this.cases.byId(id), currentLocale());
  }

  /**
   * What a rule set reads of the case, as a test may hold it; the case by id or number. Without personal data and free
   * text it is open to who writes or approves rules, too, and each such look is recorded.
   */
  @Get(':id/facts')
  @Access([...CASE_READERS, ...CONFIGURATION_READERS])
  @Returns(200, CaseFactsOut)
  async facts(
    @Param('id') id: string,
    @Query({ schema: api(CaseFactsQuery) }) query: CaseFactsQuery,
  ): Promise<CaseFactsOut> {
    return this.testFacts.ofCase(await this.cases.byIdOrNumber(id), query.ruleSet);
  }
}
