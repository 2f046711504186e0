import { Controller, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { TaskOut, WorkOut } from '../../contract/index.ts';
import { Access } from '../../http/access.ts';
import { currentLocale } from '../../http/request-context.ts';
import { Returns } from '../../http/returns.ts';
import { CASE_READERS } from '../cases/case/case-access.ts';
import { Work } from './work.service.ts';

/** A person's own work. */
@Controller('work')
export class WorkController {
  constructor(private readonly work: Work) {}

  @Get()
  @Access([...CASE_READERS])
  @Returns(200, WorkOut)
  async mine(): Promise<WorkOut> {
    return this.work.mine(currentLocale());
  }

  @Post('tasks/:id/done')
  @Access(CASE_READERS.filter((role) => role !== 'auditor'))
  @HttpCode(200)
  @Returns(200, TaskOut)
  async done(@Param('id', ParseUUIDPipe) id: string): Promise<TaskOut> {
    return this.work.finish(id);
  }
}
