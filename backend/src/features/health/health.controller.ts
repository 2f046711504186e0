import { Controller, Get, HttpCode } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import Type from 'typebox';
import { DataSource } from 'typeorm';
import { DomainError } from '../../errors/domain-error.ts';
import { Access } from '../../http/access.ts';
import { Returns } from '../../http/returns.ts';

const Health = Type.Object({ status: Type.Literal('ok') });

/** For supervisors: whether the process lives, and whether it can serve. */
@Controller('health')
export class HealthController {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

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
    try {
      await this.dataSource.query('SELECT 1');
    } catch {
      throw new DomainError('unavailable');
    }
    return { status: 'ok' };
  }
}
