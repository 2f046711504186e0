import { completeRuleSet } from '@caseway/rule-sets';
import { Body, Controller, HttpCode, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Static } from 'typebox';
import { AnalyseDraftBody, AnalysisOut } from '../../contract/index.ts';
import { Transactions } from '../../database/transactions.ts';
import { DomainError } from '../../errors/domain-error.ts';
import { Access, AnswersOnly, WithoutTransaction } from '../../http/access.ts';
import { signedInOf } from '../../http/auth.guard.ts';
import { currentLocale } from '../../http/request-context.ts';
import { Returns } from '../../http/returns.ts';
import { api } from '../../http/schema.ts';
import { Analyses, analysisOut } from '../analysis/analyses.service.ts';
import { CONFIGURATION_READERS } from '../configuration/configuration-access.ts';
import { Documents } from '../configuration/documents.service.ts';
import { Drafts } from '../configuration/drafts.service.ts';

/** Proves a draft rule set; stores nothing, and holds no transaction while it does. */
@Controller('rule-sets')
export class DraftAnalysisController {
  constructor(
    private readonly transactions: Transactions,
    private readonly drafts: Drafts,
    private readonly documents: Documents,
    private readonly analyses: Analyses,
  ) {}

  @Post(':key/draft/analyse')
  @AnswersOnly()
  @Access([...CONFIGURATION_READERS])
  @WithoutTransaction()
  @HttpCode(200)
  @Returns(200, AnalysisOut)
  async analyse(
    @Param('key') key: string,
    @Body({ schema: api(AnalyseDraftBody) }) body: Static<typeof AnalyseDraftBody>,
    @Req() request: FastifyRequest,
  ): Promise<AnalysisOut> {
    const signedIn = signedInOf(request);
    if (!signedIn) throw new DomainError('unauthenticated');
    const { content, forms } = await this.transactions.run(signedIn.principal, async () => {
      const { content: stored } = await this.drafts.read('rule-sets', key);
      const latest = await this.documents.latest();
      return { content: body.content ?? stored, forms: latest.forms.map((form) => form.content) };
    });
    // Not checked here: what cannot be run is left out, and said to be.
    const ruleSet = completeRuleSet(content);
    return analysisOut(ruleSet, await this.analyses.analyse(ruleSet, forms), forms, currentLocale());
  }
}
