import { Controller, Get, Header, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import Type, { type Static } from 'typebox';
import { Day, StatisticsOut } from '../../contract/index.ts';
import { Access, TakesTime } from '../../http/access.ts';
import { currentLocale } from '../../http/request-context.ts';
import { Returns } from '../../http/returns.ts';
import { api } from '../../http/schema.ts';
import { Statistics } from './statistics.service.ts';
import { statisticsWorkbook } from './statistics-workbook.ts';

const StatisticsQuery = Type.Object({
  from: Type.Optional(Day),
  to: Type.Optional(Day),
  township: Type.Optional(Type.String({ maxLength: 100 })),
});

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const READERS = [
  'handler',
  'case-lead',
  'township-lead',
  'centre',
  'auditor',
  'platform-admin',
  'policy-admin',
] as const;

@Controller('statistics')
export class StatisticsController {
  constructor(private readonly statistics: Statistics) {}

  @Get()
  @TakesTime()
  @Access([...READERS])
  @Returns(200, StatisticsOut)
  async read(@Query({ schema: api(StatisticsQuery) }) query: Static<typeof StatisticsQuery>): Promise<StatisticsOut> {
    return this.statistics.of(query);
  }

  @Get('export.xlsx')
  @TakesTime()
  @Access([...READERS])
  @Header('content-type', XLSX)
  @Header('content-disposition', 'attachment; filename="statistics.xlsx"')
  async export(
    @Query({ schema: api(StatisticsQuery) }) query: Static<typeof StatisticsQuery>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    reply.type(XLSX);
    return statisticsWorkbook(await this.statistics.of(query), currentLocale());
  }
}
