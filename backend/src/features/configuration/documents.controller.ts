import {
  Body,
  type Type as Class,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  Post,
  Put,
  Query,
  Req,
  Res,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Static } from 'typebox';
import {
  CheckDraftBody,
  CheckOut,
  type ConfigKind,
  CreateDocumentBody,
  DiffOut,
  DocumentSummary,
  DraftOut,
  Page,
  PageQuery,
  PartQuery,
  PublishBody,
  PutDraftBody,
  RestoreBody,
  VersionFull,
  VersionOut,
} from '../../contract/index.ts';
import { Access, AnswersOnly } from '../../http/access.ts';
import { decodeCursor, encodeCursor } from '../../http/cursor.ts';
import { IfMatch, isKnown, setEtag } from '../../http/etag.ts';
import { LARGEST_WHOLE, WholePipe } from '../../http/params.ts';
import { partOf } from '../../http/part-of.ts';
import { currentLocale } from '../../http/request-context.ts';
import { Returns } from '../../http/returns.ts';
import { api } from '../../http/schema.ts';
import { CONFIGURATION_EDITORS, CONFIGURATION_READERS } from './configuration-access.ts';
import { Differences } from './differences.service.ts';
import { Documents } from './documents.service.ts';
import { draftTag } from './draft-tag.ts';
import { Drafts } from './drafts.service.ts';
import { Versions } from './versions.service.ts';

/** The controller of one kind of configuration: the four kinds are edited, published and read alike. */
export function documentsController(kind: ConfigKind): Class {
  @Controller(kind)
  class DocumentsController {
    constructor(
      private readonly documents: Documents,
      private readonly drafts: Drafts,
      private readonly versions: Versions,
      private readonly differences: Differences,
    ) {}

    @Get()
    @Access([...CONFIGURATION_READERS])
    @Returns(200, Page(DocumentSummary))
    async list(@Query({ schema: api(PartQuery) }) query: PartQuery) {
      return partOf(await this.documents.list(kind), query);
    }

    @Post()
    @Access([...CONFIGURATION_EDITORS])
    @Returns(201, DraftOut, 'tagged')
    async create(
      @Body({ schema: api(CreateDocumentBody) }) body: Static<typeof CreateDocumentBody>,
      @Res({ passthrough: true }) reply: FastifyReply,
    ): Promise<DraftOut> {
      return tagged(reply, await this.drafts.create(kind, body.content, body.scopeId));
    }

    @Get(':key/draft')
    @Access([...CONFIGURATION_READERS])
    @Returns(200, DraftOut, 'tagged')
    async draft(
      @Param('key') key: string,
      @Req() request: FastifyRequest,
      @Res({ passthrough: true }) reply: FastifyReply,
    ): Promise<DraftOut | undefined> {
      const draft = tagged(reply, await this.drafts.read(kind, key));
      if (!isKnown(request, draftTag(draft))) return draft;
      reply.status(304);
      return undefined;
    }

    @Put(':key/draft')
    @Access([...CONFIGURATION_EDITORS])
    @Returns(200, DraftOut, 'tagged')
    async save(
      @Param('key') key: string,
      @IfMatch() etag: string,
      @Body({ schema: api(PutDraftBody) }) body: Static<typeof PutDraftBody>,
      @Res({ passthrough: true }) reply: FastifyReply,
    ): Promise<DraftOut> {
      return tagged(reply, await this.drafts.write(kind, key, body.content, etag));
    }

    @Delete(':key/draft')
    @Access([...CONFIGURATION_EDITORS])
    @HttpCode(204)
    async discard(@Param('key') key: string, @IfMatch() etag: string): Promise<void> {
      await this.drafts.discard(kind, key, etag);
    }

    @Post(':key/draft/check')
    @AnswersOnly()
    @Access([...CONFIGURATION_READERS])
    @HttpCode(200)
    @Returns(200, CheckOut)
    async check(
      @Param('key') key: string,
      @Body({ schema: api(CheckDraftBody) }) body: Static<typeof CheckDraftBody>,
    ): Promise<CheckOut> {
      return { findings: await this.drafts.check(kind, key, body.content, currentLocale()) };
    }

    @Post(':key/draft/restore')
    @Access([...CONFIGURATION_EDITORS])
    @HttpCode(200)
    @Returns(200, DraftOut, 'tagged')
    async restore(
      @Param('key') key: string,
      @IfMatch() etag: string,
      @Body({ schema: api(RestoreBody) }) body: Static<typeof RestoreBody>,
      @Res({ passthrough: true }) reply: FastifyReply,
    ): Promise<DraftOut> {
      return tagged(reply, await this.drafts.restore(kind, key, body.version, etag));
    }

    @Get(':key/draft/diff/:number')
    @Access([...CONFIGURATION_READERS])
    @Returns(200, DiffOut)
    async draftDiff(@Param('key') key: string, @Param('number', WholePipe) number: number): Promise<DiffOut> {
      return this.differences.ofDraft(kind, key, number, currentLocale());
    }

    @Get(':key/versions')
    @Access([...CONFIGURATION_READERS])
    @Returns(200, Page(VersionOut))
    async history(@Param('key') key: string, @Query({ schema: api(PageQuery) }) query: Static<typeof PageQuery>) {
      const limit = query.limit ?? 50;
      const below = query.cursor ? decodeCursor(query.cursor, ['whole'])[0] : LARGEST_WHOLE;
      const items = await this.versions.list(kind, key, below, limit + 1);
      const page = items.slice(0, limit);
      const last = page.at(-1);
      return { items: page, nextCursor: items.length > limit && last ? encodeCursor([last.number]) : null };
    }

    @Post(':key/versions')
    @Access([...CONFIGURATION_EDITORS])
    @Returns(201, VersionOut)
    async publish(
      @Param('key') key: string,
      @IfMatch() etag: string,
      @Body({ schema: api(PublishBody) }) body: Static<typeof PublishBody>,
    ): Promise<VersionOut> {
      return this.versions.publish(kind, key, body, etag, currentLocale());
    }

    @Get(':key/versions/:number')
    @Access([...CONFIGURATION_READERS])
    @Returns(200, VersionFull)
    async version(@Param('key') key: string, @Param('number', WholePipe) number: number): Promise<VersionFull> {
      return this.versions.read(kind, key, number);
    }

    @Get(':key/versions/:from/diff/:to')
    @Access([...CONFIGURATION_READERS])
    @Returns(200, DiffOut)
    async diff(
      @Param('key') key: string,
      @Param('from', WholePipe) from: number,
      @Param('to', WholePipe) to: number,
    ): Promise<DiffOut> {
      return this.differences.ofVersions(kind, key, from, to, currentLocale());
    }
  }
  // One class a kind: Nest tells controllers apart by name.
  Object.defineProperty(DocumentsController, 'name', { value: `${kind}-controller` });
  return DocumentsController;
}

function tagged(reply: FastifyReply, draft: DraftOut): DraftOut {
  setEtag(reply, draftTag(draft));
  return draft;
}
