import { Controller, Get, Header, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Static } from 'typebox';
import { CaseQuery, type CaseSummary, LedgerOut, TermsOut } from '../../../contract/index.ts';
import { Access, TakesTime } from '../../../http/access.ts';
import { currentLocale } from '../../../http/request-context.ts';
import { Returns } from '../../../http/returns.ts';
import { api } from '../../../http/schema.ts';
import { CASE_READERS } from '../case/case-access.ts';
import { Terms } from '../case/terms.service.ts';
import { Ledger } from './ledger.service.ts';
import { ledgerWorkbook } from './ledger-workbook.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** What an office can still open and a request can still carry. */
const MOST_EXPORTED = 20_000;

@Controller('cases')
export class LedgerController {
  constructor(
    private readonly ledger: Ledger,
    private readonly terms: Terms,
  ) {}

  @Get()
  @Access([...CASE_READERS])
  @Returns(200, LedgerOut)
  async list(@Query({ schema: api(CaseQuery) }) query: Static<typeof CaseQuery>) {
    return this.ledger.list(query, currentLocale());
  }

  /** The words of the office; who manages people chooses departments from them. */
  @Get('terms')
  @Access('any')
  @Returns(200, TermsOut)
  async words(): Promise<TermsOut> {
    return (await this.terms.book()).all;
  }

  @Get('export.xlsx')
  @TakesTime()
  @Access([...CASE_READERS])
  @Header('content-type', XLSX)
  @Header('content-disposition', 'attachment; filename="ledger.xlsx"')
  async export(
    @Query({ schema: api(CaseQuery) }) query: Static<typeof CaseQuery>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const items: CaseSummary[] = [];
    for await (const item of this.ledger.all(query, currentLocale(), MOST_EXPORTED)) items.push(item);
    reply.type(XLSX);
    return ledgerWorkbook(items, currentLocale());
  }
}
