import { Body, Controller, HttpCode, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ImpactDraftBody, ImpactOut } from '../../contract/index.ts';
import { DomainError } from '../../errors/domain-error.ts';
import { Access, AnswersOnly, WithoutTransaction } from '../../http/access.ts';
import { signedInOf } from '../../http/auth.guard.ts';
import { currentLocale } from '../../http/request-context.ts';
import { Returns } from '../../http/returns.ts';
import { api } from '../../http/schema.ts';
import { CONFIGURATION_READERS } from '../configuration/configuration-access.ts';
import { Impact } from './impact.service.ts';

/** What a draft rule set would change over past cases; stores nothing. */
@Controller('rule-sets')
export class ImpactController {
  constructor(private readonly impact: Impact) {}

  @Post(':key/draft/impact')
  @AnswersOnly()
  @Access([...CONFIGURATION_READERS])
  // Facts are read in transactions of their own, and the embedded database has one at a time.
  @WithoutTransaction()
  @HttpCode(200)
  @Returns(200, ImpactOut)
  async ofDraft(
    @Param('key') key: string,
    @Body({ schema: api(ImpactDraftBody) }) body: ImpactDraftBody,
    @Req() request: FastifyRequest,
  ): Promise<ImpactOut> {
    const signedIn = signedInOf(request);
    if (!signedIn) throw new DomainError('unauthenticated');
    return this.impact.ofDraft(key, body, signedIn.principal, currentLocale());
  }
}
