import type { FormData } from '@caseway/form-schemas';
import { Body, Controller, Get, Header, HttpCode, Param, ParseUUIDPipe, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import Type, { type Static } from 'typebox';
import { Clock } from '../../clock/clock.ts';
import {
  ActionBody,
  AssignBody,
  CaseFactsOut,
  CaseFactsQuery,
  CaseOut,
  CaseQuery,
  CaseSummary,
  DecisionView,
  DifferencesOut,
  FileCaseBody,
  FiledCase,
  Page,
  PreviewOut,
  ReceiptOut,
  ReclassifyBody,
  RecuseBody,
  TermsOut,
  TimelineEntry,
  UnmaskBody,
  UnmaskOut,
} from '../../contract/index.ts';
import { DomainError } from '../../errors/domain-error.ts';
import { Access } from '../../http/access.ts';
import { IfMatch, setEtag } from '../../http/etag.ts';
import { currentLocale } from '../../http/request-context.ts';
import { Returns } from '../../http/returns.ts';
import { api } from '../../http/schema.ts';
import { CONFIGURATION_READERS } from '../configuration/configuration-access.ts';
import { ConfigurationReader } from '../configuration/configuration-reader.ts';
import { DecisionViews } from '../decisions/decision-views.ts';
import { CASE_READERS } from './case-access.ts';
import { CaseActions } from './case-actions.service.ts';
import { CaseChanges } from './case-changes.service.ts';
import { CaseFiling, FILERS } from './case-filing.service.ts';
import { CaseIntake } from './case-intake.service.ts';
import type { CaseRow } from './case-row.ts';
import { CaseTestFacts } from './case-test-facts.service.ts';
import { CaseViews } from './case-views.service.ts';
import { CasesStore } from './cases-store.ts';
import { deadlineViews } from './deadline-views.ts';
import { Ledger } from './ledger.service.ts';
import { ledgerWorkbook } from './ledger-workbook.ts';
import { Terms } from './terms.service.ts';
import { TimelineViews } from './timeline-views.service.ts';

const WORKERS = CASE_READERS.filter((role) => role !== 'auditor');
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** What an office can still open and a request can still carry. */
const MOST_EXPORTED = 20_000;

const ActionForm = Type.Object({ version: Type.Integer(), form: Type.Record(Type.String(), Type.Unknown()) });

@Controller('cases')
export class CasesController {
  constructor(
    private readonly intake: CaseIntake,
    private readonly filing: CaseFiling,
    private readonly actions: CaseActions,
    private readonly changes: CaseChanges,
    private readonly ledger: Ledger,
    private readonly store: CasesStore,
    private readonly views: CaseViews,
    private readonly timelineViews: TimelineViews,
    private readonly decisionViews: DecisionViews,
    private readonly reader: ConfigurationReader,
    private readonly terms: Terms,
    private readonly testFacts: CaseTestFacts,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Access([...CASE_READERS])
  @Returns(200, Page(CaseSummary))
  async list(@Query({ schema: api(CaseQuery) }) query: Static<typeof CaseQuery>) {
    return this.ledger.list(query, currentLocale());
  }

  @Get('terms')
  @Access([...CASE_READERS])
  @Returns(200, TermsOut)
  async words(): Promise<TermsOut> {
    return (await this.terms.book()).all;
  }

  @Get('export.xlsx')
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

  @Post('preview')
  @Access([...FILERS])
  @HttpCode(200)
  @Returns(200, PreviewOut)
  async preview(@Body({ schema: api(FileCaseBody) }) body: Static<typeof FileCaseBody>): Promise<PreviewOut> {
    const now = this.clock.now();
    const read = await this.intake.read({ ...body, data: body.data as FormData }, now, currentLocale());
    return this.views.preview(read, now, currentLocale());
  }

  @Post()
  @Access([...FILERS])
  @Returns(201, FiledCase)
  async file(@Body({ schema: api(FileCaseBody) }) body: Static<typeof FileCaseBody>): Promise<FiledCase> {
    const locale = currentLocale();
    const row = await this.filing.file({ ...body, data: body.data as FormData }, locale);
    const path = await this.reader.version('paths', row.pathVersionId);
    const calendar = await this.reader.version('calendars', row.calendarVersionId);
    return {
      id: row.id,
      number: row.number,
      status: row.status,
      category: row.category,
      path: row.pathKey,
      deadlines: deadlineViews(path.content, calendar.content, row.pathState.clocks, this.clock.now(), locale),
      decision: await this.decisionsOf(row),
    };
  }

  @Get(':id')
  @Access([...CASE_READERS])
  @Returns(200, CaseOut)
  async read(
    @Param('id', ParseUUIDPipe) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CaseOut> {
    return this.shown(await this.find(id), reply);
  }

  @Get(':id/decisions')
  @Access([...CASE_READERS])
  @Returns(200, Page(DecisionView))
  async decisions(@Param('id', ParseUUIDPipe) id: string) {
    const items = await this.decisionsOf(await this.find(id));
    return { items, nextCursor: null, total: items.length };
  }

  @Get(':id/decisions/:decision/differences')
  @Access([...CASE_READERS])
  @Returns(200, DifferencesOut)
  async differences(
    @Param('id', ParseUUIDPipe) id: string,
    @Param('decision', ParseUUIDPipe) decision: string,
  ): Promise<DifferencesOut> {
    const row = await this.find(id);
    return this.decisionViews.differences(row.id, decision, await this.contextOf(row), currentLocale());
  }

  @Get(':id/timeline')
  @Access([...CASE_READERS])
  @Returns(200, Page(TimelineEntry))
  async timeline(@Param('id', ParseUUIDPipe) id: string) {
    const items = await this.timelineViews.ofCase(await this.find(id), currentLocale());
    return { items, nextCursor: null, total: items.length };
  }

  @Get(':id/receipt')
  @Access([...CASE_READERS])
  @Returns(200, ReceiptOut)
  async receipt(@Param('id', ParseUUIDPipe) id: string): Promise<ReceiptOut> {
    return this.views.receipt(await this.find(id), currentLocale());
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
    const row = await this.store.byIdOrNumber(id);
    if (!row) throw new DomainError('not-found', { what: `cases/${id}` });
    return this.testFacts.ofCase(row, query.ruleSet);
  }

  /** The form that goes with an action, in the version that its data will be checked by. */
  @Get(':id/actions/:action/form')
  @Access([...CASE_READERS])
  @Returns(200, ActionForm)
  async actionForm(@Param('id', ParseUUIDPipe) id: string, @Param('action') key: string) {
    const row = await this.find(id);
    const path = await this.reader.version('paths', row.pathVersionId);
    const action = (await this.actions.allowed(row, path.content)).find((candidate) => candidate.key === key);
    if (!action?.form) throw new DomainError('not-found', { what: `actions/${key}/form` });
    const form = (await this.reader.inForce(row.townshipId, this.clock.now())).form(action.form);
    return { version: form.number, form: { ...form.content } };
  }

  @Post(':id/actions/:action')
  @Access([...WORKERS])
  @HttpCode(200)
  @Returns(200, CaseOut)
  async act(
    @Param('id', ParseUUIDPipe) id: string,
    @Param('action') action: string,
    @IfMatch() ifMatch: string,
    @Body({ schema: api(ActionBody) }) body: Static<typeof ActionBody>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CaseOut> {
    const { data, ...words } = body;
    const request = { ...words, ...(data && { data: data as FormData }) };
    return this.shown(await this.actions.act(id, action, request, currentLocale(), { ifMatch }), reply);
  }

  @Post(':id/reclassify')
  @Access([...WORKERS])
  @HttpCode(200)
  @Returns(200, CaseOut)
  async reclassify(
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() ifMatch: string,
    @Body({ schema: api(ReclassifyBody) }) body: Static<typeof ReclassifyBody>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CaseOut> {
    return this.shown(await this.changes.reclassify(id, body.category, body.reasons, ifMatch), reply);
  }

  @Post(':id/assign')
  @Access(['township-lead', 'centre'])
  @HttpCode(200)
  @Returns(200, CaseOut)
  async assign(
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() ifMatch: string,
    @Body({ schema: api(AssignBody) }) body: Static<typeof AssignBody>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CaseOut> {
    return this.shown(await this.changes.assign(id, body, ifMatch), reply);
  }

  @Post(':id/recusals')
  @Access([...WORKERS])
  @HttpCode(204)
  async recuse(
    @Param('id', ParseUUIDPipe) id: string,
    @Body({ schema: api(RecuseBody) }) body: Static<typeof RecuseBody>,
  ): Promise<void> {
    await this.changes.recuse(id, body.userId, body.reason);
  }

  @Post(':id/unmask')
  @Access([...WORKERS])
  @HttpCode(200)
  @Returns(200, UnmaskOut)
  async unmask(
    @Param('id', ParseUUIDPipe) id: string,
    @Body({ schema: api(UnmaskBody) }) body: Static<typeof UnmaskBody>,
  ) {
    return { data: await this.changes.unmask(id, body.reason) };
  }

  private async find(id: string): Promise<CaseRow> {
    const row = await this.store.byId(id);
    if (!row) throw new DomainError('not-found', { what: `cases/${id}` });
    return row;
  }

  private async shown(row: CaseRow, reply: FastifyReply): Promise<CaseOut> {
    setEtag(reply, String(row.version));
    return this.views.page(row, currentLocale());
  }

  private async contextOf(row: CaseRow) {
    const form = await this.reader.version('forms', row.formVersionId);
    const path = await this.reader.version('paths', row.pathVersionId);
    return { form, paths: [path] };
  }

  private async decisionsOf(row: CaseRow): Promise<DecisionView[]> {
    return this.decisionViews.ofCase(row.id, await this.contextOf(row), currentLocale());
  }
}
