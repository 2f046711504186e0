import { Body, Controller, Get, Post } from '@nestjs/common';
import type { Static } from 'typebox';
import { CreateScopeBody, Page, ScopeOut } from '../../contract/index.ts';
import { Access } from '../../http/access.ts';
import { Returns } from '../../http/returns.ts';
import { api } from '../../http/schema.ts';
import { type Scope, Scopes } from './scopes.service.ts';

/** A scope without what only the server needs. */
export function scopeOut({ id, parentId, kind, key, title }: Scope): ScopeOut {
  return { id, parentId, kind, key, title };
}

/** The tree of scopes. */
@Controller('townships')
export class TownshipsController {
  constructor(private readonly scopes: Scopes) {}

  @Get()
  @Access('any')
  @Returns(200, Page(ScopeOut))
  async list() {
    const items = (await this.scopes.all()).map(scopeOut);
    return { items, nextCursor: null, total: items.length };
  }

  @Post()
  @Access(['platform-admin'])
  @Returns(201, ScopeOut)
  async create(@Body({ schema: api(CreateScopeBody) }) body: Static<typeof CreateScopeBody>): Promise<ScopeOut> {
    return scopeOut(await this.scopes.create(body));
  }
}
