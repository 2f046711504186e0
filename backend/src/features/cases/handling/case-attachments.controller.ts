import { Controller, Get, Param, Post, Req, Res, StreamableFile } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AttachmentOut } from '../../../contract/index.ts';
import { DomainError } from '../../../errors/domain-error.ts';
import { Access, AnswersOnly } from '../../../http/access.ts';
import { IdPipe } from '../../../http/params.ts';
import { Returns } from '../../../http/returns.ts';
import { TakesFile, uploadOf } from '../../../http/upload.ts';
import { LARGEST_FILE } from '../../attachments/attachments.service.ts';
import { CASE_READERS } from '../case/case-access.ts';
import { CasePapers } from './case-papers.service.ts';

/** Papers of a case: uploaded as multipart field `file`, downloaded as attachments only. */
@Controller('cases/:id/attachments')
export class CaseAttachmentsController {
  constructor(private readonly papers: CasePapers) {}

  @Post()
  @TakesFile(LARGEST_FILE)
  @Access(CASE_READERS.filter((role) => role !== 'auditor'))
  @Returns(201, AttachmentOut)
  async add(@Param('id', IdPipe) caseId: string, @Req() request: FastifyRequest): Promise<AttachmentOut> {
    const row = await this.papers.forAdding(caseId);
    const upload = uploadOf(request);
    if (!upload) throw new DomainError('unsupported-media', { allowed: 'multipart/form-data' });
    return this.papers.add(row, upload);
  }

  @Get(':attachment')
  @AnswersOnly('record')
  @Access([...CASE_READERS])
  async download(
    @Param('id', IdPipe) caseId: string,
    @Param('attachment', IdPipe) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const { file, content } = await this.papers.open(caseId, id);
    reply.headers({
      'content-type': file.mediaType,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      'content-security-policy': "sandbox; default-src 'none'",
      'cache-control': 'private, no-store',
    });
    return new StreamableFile(content, { length: file.size });
  }
}
