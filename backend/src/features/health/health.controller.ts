import { Controller, Get, HttpCode } from '@nestjs/common';
import Type from 'typebox';
import { DomainError } from '../../errors/domain-error.ts';
import { Access } from '../../http/access.ts';
import { Returns } from '../../http/returns.ts';
import { Readiness } from './readiness.service.ts';

const Health = Type.Object({ status: Type.Literal('ok') });

/** For supervisors: whether the process lives, and whether it can serve. */
@Controller('health')
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  @Get('live')
  @Access('public')
  @HttpCode(200)
  @Returns(200, Health)
  live() {
    return { status: 'ok' };
  }

  @Get('ready')
  @Access('public')
  @HttpCode(200)
  @Returns(200, Health)
  async ready() {
    if (!(await this.readiness.isReady())) throw new DomainError('unavailable');
    return { status: 'ok' };
  }
}
