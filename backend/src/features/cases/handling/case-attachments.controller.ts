import { Controller, Get, Param, Post, Req, Res, StreamableFile } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Clock } from '../../../clock/clock.ts';
import { AttachmentOut } from '../../../contract/index.ts';
import { Transactions } from '../../../database/transactions.ts';
import { DomainError } from '../../../errors/domain-error.ts';
import { Access } from '../../../http/access.ts';
import { IdPipe } from '../../../http/params.ts';
import { Returns } from '../../../http/returns.ts';
import { TakesFile, uploadOf } from '../../../http/upload.ts';
import { Attachments, LARGEST_FILE } from '../../attachments/attachments.service.ts';
import { Audit } from '../../audit/audit.service.ts';
import { CASE_READERS, mayUnmask, mayWork } from '../case/case-access.ts';
import { CasesStore } from '../case/cases-store.ts';
import { StepDepartment } from '../case/step-department.service.ts';
import { TimelineStore } from '../timeline/timeline-store.ts';

/** Papers of a case: uploaded as multipart field `file`, downloaded as attachments only. */
@Controller('cases/:id/attachments')
export class CaseAttachmentsController {
  constructor(
    private readonly attachments: Attachments,
    private readonly cases: CasesStore,
    private readonly timeline: TimelineStore,
    private readonly audit: Audit,
    private readonly stepDepartment: StepDepartment,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  @Post()
  @TakesFile(LARGEST_FILE)
  @Access(CASE_READERS.filter((role) => role !== 'auditor'))
  @Returns(201, AttachmentOut)
  async add(@Param('id', IdPipe) caseId: string, @Req() request: FastifyRequest): Promise<AttachmentOut> {
    const row = await this.cases.byId(caseId);
    if (!row) throw new DomainError('not-found', { what: `cases/${caseId}` });
    if (!mayWork(this.transactions.principal, row, await this.stepDepartment.of(row)))
      throw new DomainError('forbidden');
    const upload = uploadOf(request);
    if (!upload) throw new DomainError('unsupported-media', { allowed: 'multipart/form-data' });
    const of = { caseId, scopePath: row.scopePath };
    const added = await this.attachments.add(of, upload.name, upload.content);
    const actorId = this.transactions.principal.userId;
    await this.timeline.add({ ...of, actorId, at: this.clock.now() }, 'attachment', { name: added.name });
    await this.audit.record({
      action: 'attachment.add',
      objectType: 'case',
      objectId: caseId,
      scopePath: row.scopePath,
      after: { attachment: added.id, sha256: added.sha256, size: added.size },
    });
    return added;
  }

  @Get(':attachment')
  @Access([...CASE_READERS])
  async download(
    @Param('id', IdPipe) caseId: string,
    @Param('attachment', IdPipe) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const row = await this.cases.byId(caseId);
    if (!row) throw new DomainError('not-found', { what: `cases/${caseId}` });
    if (!mayUnmask(this.transactions.principal, row, await this.stepDepartment.of(row)))
      throw new DomainError('personal-data');
    const { file, content } = await this.attachments.open(caseId, id);
    await this.audit.record({
      action: 'attachment.read',
      objectType: 'case',
      objectId: caseId,
      scopePath: row.scopePath,
      after: { attachment: id, sha256: file.sha256 },
    });
    reply.headers({
      'content-type': file.mediaType,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      'content-security-policy': "sandbox; default-src 'none'",
      'cache-control': 'private, no-store',
    });
    return new StreamableFile(content, { length: file.size });
  }
}
