import { setTimeout } from 'node:timers/promises';
import { Controller, Get, HttpCode } from '@nestjs/common';
import Type from 'typebox';
import { DomainError } from '../../errors/domain-error.ts';
import { Access } from '../../http/access.ts';
import { Returns } from '../../http/returns.ts';
import { HealthStore } from './health-store.ts';

/** A supervisor gives up after a few seconds: it is told before that. */
const LONGEST_WAIT_MS = 1500;

const Health = Type.Object({ status: Type.Literal('ok') });

/** For supervisors: whether the process lives, and whether it can serve. */
@Controller('health')
export class HealthController {
  private asking: Promise<boolean> | undefined;

  constructor(private readonly store: HealthStore) {}

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
    const answered = await Promise.race([this.asked(), setTimeout(LONGEST_WAIT_MS, false, { ref: false })]);
    if (!answered) throw new DomainError('unavailable');
    return { status: 'ok' };
  }

  /** One question at a time, however many supervisors ask: a database that does not answer is not buried in them. */
  private asked(): Promise<boolean> {
    this.asking ??= this.store.answers().finally(() => {
      this.asking = undefined;
    });
    return this.asking;
  }
}
