import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import type { Static } from 'typebox';
import {
  CaseLinkBody,
  CaseLinkOut,
  EarlierOut,
  Page,
  PersonSearchBody,
  PersonSearchOut,
} from '../../../contract/index.ts';
import { Access, AnswersOnly } from '../../../http/access.ts';
import { IdPipe } from '../../../http/params.ts';
import { currentLocale } from '../../../http/request-context.ts';
import { Returns } from '../../../http/returns.ts';
import { api } from '../../../http/schema.ts';
import { CASE_READERS, CASE_WORKERS } from '../case/case-access.ts';
import { CaseLookup } from '../case/case-lookup.service.ts';
import { CaseLinks } from './case-links.service.ts';
import { EarlierMatters } from './earlier-matters.service.ts';
import { PersonSearch } from './person-search.service.ts';

const page = (items: CaseLinkOut[]) => ({ items, nextCursor: null, total: items.length });

/** What belongs to a case beyond itself: its people's other matters, and the cases linked with it. */
@Controller('cases')
export class EarlierController {
  constructor(
    private readonly cases: CaseLookup,
    private readonly searches: PersonSearch,
    private readonly matters: EarlierMatters,
    private readonly links: CaseLinks,
  ) {}

  @Post('search')
  @AnswersOnly('record')
  @Access([...CASE_WORKERS])
  @HttpCode(200)
  @Returns(200, PersonSearchOut)
  async search(
    @Body({ schema: api(PersonSearchBody) }) body: Static<typeof PersonSearchBody>,
  ): Promise<PersonSearchOut> {
    return this.searches.search(body, currentLocale());
  }

  @Get(':id/earlier')
  @Access([...CASE_READERS])
  @Returns(200, EarlierOut)
  async earlier(@Param('id', IdPipe) id: string): Promise<EarlierOut> {
    return this.matters.ofCase(await this.cases.byId(id), currentLocale());
  }

  @Get(':id/links')
  @Access([...CASE_READERS])
  @Returns(200, Page(CaseLinkOut))
  async linked(@Param('id', IdPipe) id: string) {
    return page(await this.links.of(await this.cases.byId(id)));
  }

  @Post(':id/links')
  @Access([...CASE_WORKERS])
  @HttpCode(200)
  @Returns(200, Page(CaseLinkOut))
  async link(@Param('id', IdPipe) id: string, @Body({ schema: api(CaseLinkBody) }) body: Static<typeof CaseLinkBody>) {
    return page(await this.links.link(id, body));
  }

  @Delete(':id/links/:other')
  @Access([...CASE_WORKERS])
  @Returns(200, Page(CaseLinkOut))
  async unlink(@Param('id', IdPipe) id: string, @Param('other', IdPipe) other: string) {
    return page(await this.links.unlink(id, other));
  }
}
