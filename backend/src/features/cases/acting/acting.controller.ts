import type { FormData } from '@caseway/form-schemas';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Static } from 'typebox';
import {
  ActionBody,
  ActionFormOut,
  CaseOut,
  SavedDraft,
  StepDraftBody,
  StepDraftOut,
} from '../../../contract/index.ts';
import { Access } from '../../../http/access.ts';
import { IfMatch, setEtag } from '../../../http/etag.ts';
import { IdPipe } from '../../../http/params.ts';
import { currentLocale } from '../../../http/request-context.ts';
import { Returns } from '../../../http/returns.ts';
import { api } from '../../../http/schema.ts';
import { CASE_READERS, CASE_WORKERS } from '../case/case-access.ts';
import { CaseLookup } from '../case/case-lookup.service.ts';
import { StepDrafts } from '../drafts/step-drafts.service.ts';
import { CaseActions } from '../handling/case-actions.service.ts';
import { CaseViews } from '../reading/case-views.service.ts';

/** The actions of a case's path: their forms, what is written with them and not done yet, and doing them. */
@Controller('cases')
export class ActingController {
  constructor(
    private readonly cases: CaseLookup,
    private readonly actions: CaseActions,
    private readonly drafts: StepDrafts,
    private readonly views: CaseViews,
  ) {}

  /** The form that goes with an action, in the version that its data will be checked by, and what of it would be refused now. */
  @Get(':id/actions/:action/form')
  @Access([...CASE_READERS])
  @Returns(200, ActionFormOut)
  async actionForm(@Param('id', IdPipe) id: string, @Param('action') key: string) {
    const { form, unfit, refused, deciding } = await this.actions.form(await this.cases.byId(id), key);
    return { version: form.number, form: { ...form.content }, unfit, refused, deciding };
  }

  @Post(':id/actions/:action')
  @Access([...CASE_WORKERS])
  @HttpCode(200)
  @Returns(200, CaseOut, 'tagged')
  async act(
    @Param('id', IdPipe) id: string,
    @Param('action') action: string,
    @IfMatch() ifMatch: string,
    @Body({ schema: api(ActionBody) }) body: Static<typeof ActionBody>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CaseOut> {
    const { data, delivery, ...words } = body;
    const filled = { ...(data && { data: data as FormData }), ...(delivery && { delivery: delivery as FormData }) };
    const request = { ...words, ...filled };
    const row = await this.actions.act(id, action, request, currentLocale(), { ifMatch });
    await this.drafts.done({ caseId: id, action });
    setEtag(reply, String(row.version));
    return this.views.page(row, currentLocale());
  }

  @Get(':id/actions/:action/draft')
  @Access([...CASE_WORKERS])
  @Returns(200, StepDraftOut, 'tagged')
  async draft(
    @Param('id', IdPipe) caseId: string,
    @Param('action') action: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StepDraftOut> {
    const draft = await this.drafts.read({ caseId, action });
    setEtag(reply, String(draft.revision));
    return draft;
  }

  /** Its first ETag is `"0"`. */
  @Put(':id/actions/:action/draft')
  @Access([...CASE_WORKERS])
  @Returns(200, SavedDraft, 'tagged')
  async saveDraft(
    @Param('id', IdPipe) caseId: string,
    @Param('action') action: string,
    @IfMatch() ifMatch: string,
    @Body({ schema: api(StepDraftBody) }) body: Static<typeof StepDraftBody>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SavedDraft> {
    const saved = await this.drafts.save({ caseId, action }, body, ifMatch);
    setEtag(reply, String(saved.revision));
    return saved;
  }

  @Delete(':id/actions/:action/draft')
  @Access([...CASE_WORKERS])
  @HttpCode(204)
  async discardDraft(
    @Param('id', IdPipe) caseId: string,
    @Param('action') action: string,
    @IfMatch() ifMatch: string,
  ): Promise<void> {
    await this.drafts.discard({ caseId, action }, ifMatch);
  }
}
