import { Body, Controller, Delete, Get, HttpCode, Param, Put, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import Type, { type Static } from 'typebox';
import { DraftBody, DraftsOut, DraftWhole, PageQuery, SavedDraft } from '../../../contract/index.ts';
import { Access } from '../../../http/access.ts';
import { decodeCursor, encodeCursor } from '../../../http/cursor.ts';
import { IfMatch, setEtag } from '../../../http/etag.ts';
import { IdPipe } from '../../../http/params.ts';
import { Returns } from '../../../http/returns.ts';
import { api } from '../../../http/schema.ts';
import { FILERS } from '../case/case-access.ts';
import { RegistrationDrafts } from './registration-drafts.service.ts';

const DraftsQuery = Type.Object({
  ...PageQuery.properties,
  /** Id or key. */
  township: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
});

/** What somebody has written of registrations and not filed. */
@Controller('drafts')
export class RegistrationDraftsController {
  constructor(private readonly drafts: RegistrationDrafts) {}

  @Get()
  @Access([...FILERS])
  @Returns(200, DraftsOut)
  async list(@Query({ schema: api(DraftsQuery) }) query: Static<typeof DraftsQuery>): Promise<DraftsOut> {
    const after = query.cursor === undefined ? null : decodeCursor(query.cursor, ['moment', 'id']);
    const { items, next } = await this.drafts.list(query.township ?? null, after, query.limit ?? 50);
    return { items, nextCursor: next && encodeCursor(next) };
  }

  @Get(':id')
  @Access([...FILERS])
  @Returns(200, DraftWhole, 'tagged')
  async read(@Param('id', IdPipe) id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<DraftWhole> {
    const draft = await this.drafts.byId(id);
    setEtag(reply, String(draft.revision));
    return draft;
  }

  /** The id is made by whoever begins it; its first ETag is `"0"`. */
  @Put(':id')
  @Access([...FILERS])
  @Returns(200, SavedDraft, 'tagged')
  async save(
    @Param('id', IdPipe) id: string,
    @IfMatch() ifMatch: string,
    @Body({ schema: api(DraftBody) }) body: Static<typeof DraftBody>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SavedDraft> {
    const { savedAt, keptUntil, revision } = await this.drafts.save(id, body, ifMatch);
    setEtag(reply, String(revision));
    return { savedAt, keptUntil, revision };
  }

  @Delete(':id')
  @Access([...FILERS])
  @HttpCode(204)
  async discard(@Param('id', IdPipe) id: string, @IfMatch() ifMatch: string): Promise<void> {
    await this.drafts.discard(id, ifMatch);
  }
}
