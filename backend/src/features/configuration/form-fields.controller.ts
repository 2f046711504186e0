import { Body, Controller, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Static } from 'typebox';
import { DraftOut, FieldUsesOut, RenameBody, RenamePreviewBody, RenamePreviewOut } from '../../contract/index.ts';
import { Access, AnswersOnly } from '../../http/access.ts';
import { IfMatch, setEtag } from '../../http/etag.ts';
import { Returns } from '../../http/returns.ts';
import { api } from '../../http/schema.ts';
import { CONFIGURATION_EDITORS, CONFIGURATION_READERS } from './configuration-access.ts';
import { draftTag } from './draft-tag.ts';
import { FieldRenames } from './field-renames.service.ts';
import { FieldUses } from './field-uses.service.ts';

/** What goes by the fields of a form, and another name for one of them wherever it is named. */
@Controller('forms/:key')
export class FormFieldsController {
  constructor(
    private readonly fields: FieldUses,
    private readonly renames: FieldRenames,
  ) {}

  @Get('uses')
  @Access([...CONFIGURATION_READERS])
  @Returns(200, FieldUsesOut)
  async uses(@Param('key') key: string): Promise<FieldUsesOut> {
    return this.fields.of(key);
  }

  @Post('draft/rename/preview')
  @AnswersOnly()
  @Access([...CONFIGURATION_READERS])
  @HttpCode(200)
  @Returns(200, RenamePreviewOut)
  async preview(
    @Param('key') key: string,
    @Body({ schema: api(RenamePreviewBody) }) body: Static<typeof RenamePreviewBody>,
  ): Promise<RenamePreviewOut> {
    return this.renames.preview(key, body);
  }

  @Post('draft/rename')
  @Access([...CONFIGURATION_EDITORS])
  @HttpCode(200)
  @Returns(200, DraftOut, 'tagged')
  async rename(
    @Param('key') key: string,
    @IfMatch() etag: string,
    @Body({ schema: api(RenameBody) }) body: RenameBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DraftOut> {
    const draft = await this.renames.rename(key, body, etag);
    setEtag(reply, draftTag(draft));
    return draft;
  }
}
