import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Static } from 'typebox';
import { CreateScopeBody, Page, PartQuery, ScopeOut, UpdateScopeBody } from '../../contract/index.ts';
import { Access } from '../../http/access.ts';
import { IfMatch, setEtag } from '../../http/etag.ts';
import { IdPipe } from '../../http/params.ts';
import { partOf } from '../../http/part-of.ts';
import { Returns } from '../../http/returns.ts';
import { api } from '../../http/schema.ts';
import { Scopes, scopeOut } from './scopes.service.ts';

/** The tree of scopes. */
@Controller('townships')
export class TownshipsController {
  constructor(private readonly scopes: Scopes) {}

  @Get()
  @Access('any')
  @Returns(200, Page(ScopeOut))
  async list(@Query({ schema: api(PartQuery) }) query: PartQuery) {
    return partOf((await this.scopes.all()).map(scopeOut), query);
  }

  @Post()
  @Access(['platform-admin'])
  @Returns(201, ScopeOut)
  async create(@Body({ schema: api(CreateScopeBody) }) body: Static<typeof CreateScopeBody>): Promise<ScopeOut> {
    return scopeOut(await this.scopes.create(body));
  }

  @Patch(':id')
  @Access(['platform-admin'])
  @HttpCode(200)
  @Returns(200, ScopeOut, 'tagged')
  async update(
    @Param('id', IdPipe) id: string,
    @IfMatch() ifMatch: string,
    @Body({ schema: api(UpdateScopeBody) }) body: UpdateScopeBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ScopeOut> {
    const scope = await this.scopes.update(id, body, ifMatch);
    setEtag(reply, String(scope.version));
    return scopeOut(scope);
  }
}
