import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import type { Static } from 'typebox';
import { SavedViewBody, SavedViewOut, SavedViewsOut } from '../../../contract/index.ts';
import { Access } from '../../../http/access.ts';
import { IdPipe } from '../../../http/params.ts';
import { Returns } from '../../../http/returns.ts';
import { api } from '../../../http/schema.ts';
import { CASE_READERS } from '../case/case-access.ts';
import { SavedViews } from './saved-views.service.ts';
import { ShippedViews } from './shipped-views.service.ts';

/** A person's own saved filters of the ledger. */
@Controller('saved-views')
export class SavedViewsController {
  constructor(
    private readonly views: SavedViews,
    private readonly shipped: ShippedViews,
  ) {}

  @Get()
  @Access([...CASE_READERS])
  @Returns(200, SavedViewsOut)
  async list() {
    return { items: await this.views.list(), nextCursor: null, shipped: await this.shipped.list() };
  }

  @Post()
  @Access([...CASE_READERS])
  @Returns(201, SavedViewOut)
  async save(@Body({ schema: api(SavedViewBody) }) body: Static<typeof SavedViewBody>): Promise<SavedViewOut> {
    return this.views.save(body);
  }

  @Delete(':id')
  @Access([...CASE_READERS])
  @HttpCode(204)
  async remove(@Param('id', IdPipe) id: string): Promise<void> {
    await this.views.remove(id);
  }
}
