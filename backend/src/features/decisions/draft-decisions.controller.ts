import type { Json } from '@caseway/form-schemas';
import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import type { Static } from 'typebox';
import { DecideDraftBody, DecisionView } from '../../contract/index.ts';
import { Access, AnswersOnly } from '../../http/access.ts';
import { currentLocale } from '../../http/request-context.ts';
import { Returns } from '../../http/returns.ts';
import { api } from '../../http/schema.ts';
import { CONFIGURATION_READERS } from '../configuration/configuration-access.ts';
import { DraftDecisions } from './draft-decisions.service.ts';

/** Tries a draft rule set on given facts and explains; stores nothing. */
@Controller('rule-sets')
export class DraftDecisionsController {
  constructor(private readonly drafts: DraftDecisions) {}

  @Post(':key/draft/decide')
  @AnswersOnly()
  @Access([...CONFIGURATION_READERS])
  @HttpCode(200)
  @Returns(200, DecisionView)
  async decide(
    @Param('key') key: string,
    @Body({ schema: api(DecideDraftBody) }) body: Static<typeof DecideDraftBody>,
  ): Promise<DecisionView> {
    return this.drafts.decide(key, body.content, body.facts as Record<string, Json>, currentLocale());
  }
}
