import { Controller, Get, Query } from '@nestjs/common';
import Type, { type Static } from 'typebox';
import { Day, StatisticsOut } from '../../contract/index.ts';
import { Access } from '../../http/access.ts';
import { Returns } from '../../http/returns.ts';
import { api } from '../../http/schema.ts';
import { Statistics } from './statistics.service.ts';

const StatisticsQuery = Type.Object({
  from: Type.Optional(Day),
  to: Type.Optional(Day),
  township: Type.Optional(Type.String({ maxLength: 100 })),
});

@Controller('statistics')
export class StatisticsController {
  constructor(private readonly statistics: Statistics) {}

  @Get()
  @Access(['handler', 'case-lead', 'township-lead', 'centre', 'auditor', 'platform-admin', 'policy-admin'])
  @Returns(200, StatisticsOut)
  async read(@Query({ schema: api(StatisticsQuery) }) query: Static<typeof StatisticsQuery>): Promise<StatisticsOut> {
    return this.statistics.of(query);
  }
}
