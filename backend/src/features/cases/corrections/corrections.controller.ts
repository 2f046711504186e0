import type { FormData } from '@caseway/form-schemas';
import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Static } from 'typebox';
import { CorrectionBody, CorrectionOut } from '../../../contract/index.ts';
import { Transactions } from '../../../database/transactions.ts';
import { Access, AnswersOnly } from '../../../http/access.ts';
import { IfMatch, setEtag } from '../../../http/etag.ts';
import { currentLocale } from '../../../http/request-context.ts';
import { Returns } from '../../../http/returns.ts';
import { api } from '../../../http/schema.ts';
import { CASE_WORKERS } from '../case/case-access.ts';
import { CorrectionViews } from './correction-views.service.ts';
import { Corrections } from './corrections.service.ts';

type Asked = Static<typeof CorrectionBody>;

@Controller('cases')
export class CorrectionsController {
  constructor(
    private readonly corrections: Corrections,
    private readonly views: CorrectionViews,
    private readonly transactions: Transactions,
  ) {}

  /** Exactly what the correction would come to: it is made, looked at, and undone. */
  @Post(':id/corrections/preview')
  @AnswersOnly()
  @Access([...CASE_WORKERS])
  @HttpCode(200)
  @Returns(200, CorrectionOut)
  async preview(
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() ifMatch: string,
    @Body({ schema: api(CorrectionBody) }) { data, ...said }: Asked,
  ): Promise<CorrectionOut> {
    const locale = currentLocale();
    const asked = await this.corrections.ask(id, { ...said, data: data as FormData }, locale, ifMatch);
    if (asked.read.errors.length > 0) return this.views.refused(asked, locale);
    const before = await this.views.side(asked.before, locale);
    return this.transactions.tried(async () =>
      this.views.difference(asked, before, await this.corrections.make(asked, said, locale), locale),
    );
  }

  @Post(':id/corrections')
  @Access([...CASE_WORKERS])
  @HttpCode(200)
  @Returns(200, CorrectionOut, 'tagged')
  async correct(
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() ifMatch: string,
    @Body({ schema: api(CorrectionBody) }) { data, ...said }: Asked,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CorrectionOut> {
    const locale = currentLocale();
    const asked = await this.corrections.ask(id, { ...said, data: data as FormData }, locale, ifMatch);
    const before = await this.views.side(asked.before, locale);
    const corrected = await this.corrections.correct(asked, said, locale);
    setEtag(reply, String(corrected.row.version));
    return this.views.difference(asked, before, corrected, locale);
  }
}
