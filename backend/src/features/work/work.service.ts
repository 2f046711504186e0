import { Injectable } from '@nestjs/common';
import type { TaskOut } from '../../contract/index.ts';
import { TaskViews } from '../cases/tasks/task-views.service.ts';
import { TaskWork } from '../cases/tasks/task-work.service.ts';

/** What somebody does with a task, and how it stands then. */
@Injectable()
export class Work {
  constructor(
    private readonly views: TaskViews,
    private readonly tasks: TaskWork,
  ) {}

  async finish(id: string, result: string): Promise<TaskOut> {
    return this.shown(await this.tasks.finish(id, result));
  }

  async takeBack(id: string): Promise<TaskOut> {
    return this.shown(await this.tasks.takeBack(id));
  }

  async takers(id: string) {
    return this.tasks.takers(id);
  }

  async give(id: string, to: string): Promise<TaskOut> {
    return this.shown(await this.tasks.give(id, to));
  }

  async close(id: string, reason: string): Promise<TaskOut> {
    return this.shown(await this.tasks.close(id, reason));
  }

  private async shown(task: Parameters<TaskViews['of']>[0][number]): Promise<TaskOut> {
    const [out] = await this.views.of([task]);
    if (!out) throw new Error('A task gave no view.');
    return out;
  }
}
