import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import type { Static } from 'typebox';
import { DayOut, Page, Person, TaskCloseBody, TaskDoneBody, TaskGiveBody, TaskOut } from '../../contract/index.ts';
import { Access } from '../../http/access.ts';
import { IdPipe } from '../../http/params.ts';
import { currentLocale } from '../../http/request-context.ts';
import { Returns } from '../../http/returns.ts';
import { api } from '../../http/schema.ts';
import { CASE_WORKERS } from '../cases/case/case-access.ts';
import { Day } from './day.service.ts';
import { Work } from './work.service.ts';

/** A person's own work. */
@Controller('work')
export class WorkController {
  constructor(
    private readonly work: Work,
    private readonly day: Day,
  ) {}

  /** Open to everybody: each section is the reader's by a role. */
  @Get('day')
  @Access('any')
  @Returns(200, DayOut)
  async today(): Promise<DayOut> {
    return this.day.of(currentLocale());
  }

  @Post('tasks/:id/done')
  @Access([...CASE_WORKERS])
  @HttpCode(200)
  @Returns(200, TaskOut)
  async done(
    @Param('id', IdPipe) id: string,
    @Body({ schema: api(TaskDoneBody) }) { result }: Static<typeof TaskDoneBody>,
  ): Promise<TaskOut> {
    return this.work.finish(id, result);
  }

  @Post('tasks/:id/take-back')
  @Access([...CASE_WORKERS])
  @HttpCode(200)
  @Returns(200, TaskOut)
  async takeBack(@Param('id', IdPipe) id: string): Promise<TaskOut> {
    return this.work.takeBack(id);
  }

  /** Who can be given a task that is nobody's. */
  @Get('tasks/:id/takers')
  @Access([...CASE_WORKERS])
  @Returns(200, Page(Person))
  async takers(@Param('id', IdPipe) id: string) {
    return { items: await this.work.takers(id), nextCursor: null };
  }

  @Post('tasks/:id/give')
  @Access([...CASE_WORKERS])
  @HttpCode(200)
  @Returns(200, TaskOut)
  async give(
    @Param('id', IdPipe) id: string,
    @Body({ schema: api(TaskGiveBody) }) { to }: Static<typeof TaskGiveBody>,
  ): Promise<TaskOut> {
    return this.work.give(id, to);
  }

  @Post('tasks/:id/close')
  @Access([...CASE_WORKERS])
  @HttpCode(200)
  @Returns(200, TaskOut)
  async close(
    @Param('id', IdPipe) id: string,
    @Body({ schema: api(TaskCloseBody) }) { reason }: Static<typeof TaskCloseBody>,
  ): Promise<TaskOut> {
    return this.work.close(id, reason);
  }
}
