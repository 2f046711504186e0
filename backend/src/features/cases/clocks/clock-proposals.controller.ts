import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ClockProposalsOut, DecideProposalsBody } from '../../../contract/index.ts';
import { Access } from '../../../http/access.ts';
import { currentLocale } from '../../../http/request-context.ts';
import { Returns } from '../../../http/returns.ts';
import { api } from '../../../http/schema.ts';
import { CLOCK_CONFIRMERS, ClockProposals } from './clock-proposals.service.ts';

/** Deadlines that a corrected calendar would move. */
@Controller('clock-proposals')
export class ClockProposalsController {
  constructor(private readonly proposals: ClockProposals) {}

  @Get()
  @Access([...CLOCK_CONFIRMERS])
  @Returns(200, ClockProposalsOut)
  async list(): Promise<ClockProposalsOut> {
    return this.proposals.list();
  }

  /** Answers what is left to decide. */
  @Post('decisions')
  @Access([...CLOCK_CONFIRMERS])
  @HttpCode(200)
  @Returns(200, ClockProposalsOut)
  async decide(@Body({ schema: api(DecideProposalsBody) }) body: DecideProposalsBody): Promise<ClockProposalsOut> {
    await this.proposals.decide(body, currentLocale());
    return this.proposals.list();
  }
}
