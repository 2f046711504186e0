import type { FormData } from '@caseway/form-schemas';
import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import Type, { type Static } from 'typebox';
import {
  AssignBody,
  CaseOut,
  CaseTakersQuery,
  DeliveryBody,
  DeliveryFormQuery,
  GiveUpDeliveryBody,
  Page,
  Person,
  ReclassifyBody,
  RecuseBody,
  UnmaskBody,
  UnmaskOut,
} from '../../../contract/index.ts';
import { Access, AnswersOnly } from '../../../http/access.ts';
import { IfMatch, setEtag } from '../../../http/etag.ts';
import { IdPipe } from '../../../http/params.ts';
import { currentLocale } from '../../../http/request-context.ts';
import { Returns } from '../../../http/returns.ts';
import { api } from '../../../http/schema.ts';
import { CASE_READERS, CASE_WORKERS } from '../case/case-access.ts';
import { CaseLookup } from '../case/case-lookup.service.ts';
import type { CaseRow } from '../case/case-row.ts';
import { CaseAssignments } from '../handling/case-assignments.service.ts';
import { CaseDeliveries } from '../handling/case-deliveries.service.ts';
import { CaseReclassification } from '../handling/case-reclassification.service.ts';
import { CaseUnmasking } from '../handling/case-unmasking.service.ts';
import { CaseViews } from '../reading/case-views.service.ts';
import { TimelineViews } from '../reading/timeline-views.service.ts';

const StepFormOut = Type.Object({ version: Type.Integer(), form: Type.Record(Type.String(), Type.Unknown()) });

@Controller('cases')
export class HandlingController {
  constructor(
    private readonly cases: CaseLookup,
    private readonly deliveries: CaseDeliveries,
    private readonly reclassification: CaseReclassification,
    private readonly assignments: CaseAssignments,
    private readonly unmasking: CaseUnmasking,
    private readonly views: CaseViews,
    private readonly timelineViews: TimelineViews,
  ) {}

  /** The form that records the delivery of what an action told in writing, or will tell that may be done now. */
  @Get(':id/deliveries/:action/form')
  @Access([...CASE_READERS])
  @Returns(200, StepFormOut)
  async deliveryForm(
    @Param('id', IdPipe) id: string,
    @Param('action') action: string,
    @Query({ schema: api(DeliveryFormQuery) }) { toldFrom }: Static<typeof DeliveryFormQuery>,
  ) {
    const letter = { action, ...(toldFrom !== undefined && { toldFrom }) };
    const form = await this.deliveries.form(await this.cases.byId(id), letter);
    return { version: form.number, form: { ...form.content } };
  }

  @Post(':id/deliveries')
  @Access([...CASE_WORKERS])
  @HttpCode(200)
  @Returns(200, CaseOut, 'tagged')
  async deliver(
    @Param('id', IdPipe) id: string,
    @IfMatch() ifMatch: string,
    @Body({ schema: api(DeliveryBody) }) { data, ...letter }: Static<typeof DeliveryBody>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CaseOut> {
    const row = await this.deliveries.record(id, letter, data as FormData, currentLocale(), ifMatch);
    return this.shown(row, reply);
  }

  /** A letter that cannot be delivered waits for nobody any more. */
  @Post(':id/deliveries/give-up')
  @Access([...CASE_WORKERS])
  @HttpCode(200)
  @Returns(200, CaseOut, 'tagged')
  async giveUpDelivery(
    @Param('id', IdPipe) id: string,
    @IfMatch() ifMatch: string,
    @Body({ schema: api(GiveUpDeliveryBody) }) { reasons, ...letter }: Static<typeof GiveUpDeliveryBody>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CaseOut> {
    return this.shown(await this.deliveries.giveUp(id, letter, reasons, ifMatch), reply);
  }

  @Post(':id/reclassify')
  @Access([...CASE_WORKERS])
  @HttpCode(200)
  @Returns(200, CaseOut, 'tagged')
  async reclassify(
    @Param('id', IdPipe) id: string,
    @IfMatch() ifMatch: string,
    @Body({ schema: api(ReclassifyBody) }) body: Static<typeof ReclassifyBody>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CaseOut> {
    return this.shown(await this.reclassification.reclassify(id, body.category, body.reasons, ifMatch), reply);
  }

  /** Who may be given the case: nobody who is kept out of it. */
  @Get(':id/takers')
  @Access(['township-lead', 'centre'])
  @Returns(200, Page(Person))
  async takers(
    @Param('id', IdPipe) id: string,
    @Query({ schema: api(CaseTakersQuery) }) { role }: Static<typeof CaseTakersQuery>,
  ) {
    return { items: await this.assignments.takers(await this.cases.byId(id), role), nextCursor: null };
  }

  @Post(':id/assign')
  @Access(['township-lead', 'centre'])
  @HttpCode(200)
  @Returns(200, CaseOut, 'tagged')
  async assign(
    @Param('id', IdPipe) id: string,
    @IfMatch() ifMatch: string,
    @Body({ schema: api(AssignBody) }) body: Static<typeof AssignBody>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CaseOut> {
    return this.shown(await this.assignments.assign(id, body, ifMatch), reply);
  }

  @Post(':id/recusals')
  @Access([...CASE_WORKERS])
  @HttpCode(204)
  async recuse(
    @Param('id', IdPipe) id: string,
    @Body({ schema: api(RecuseBody) }) body: Static<typeof RecuseBody>,
  ): Promise<void> {
    const { reason, ...whom } = body;
    await this.assignments.recuse(id, whom, reason);
  }

  @Post(':id/unmask')
  @AnswersOnly('record')
  @Access([...CASE_WORKERS])
  @HttpCode(200)
  @Returns(200, UnmaskOut)
  async unmask(@Param('id', IdPipe) id: string, @Body({ schema: api(UnmaskBody) }) body: Static<typeof UnmaskBody>) {
    const data = await this.unmasking.unmask(id, body.reason);
    return { data, history: await this.timelineViews.unmasked(id, currentLocale()) };
  }

  private async shown(row: CaseRow, reply: FastifyReply): Promise<CaseOut> {
    setEtag(reply, String(row.version));
    return this.views.page(row, currentLocale());
  }
}
