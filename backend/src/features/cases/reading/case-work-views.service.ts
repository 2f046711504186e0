import type { Locale } from '@caseway/form-schemas';
import { courseOf, type HandlingPath } from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../clock/clock.ts';
import { Transactions } from '../../../database/transactions.ts';
import { mayAssign, mayCorrect, mayKeepOut, mayReclassify, mayStepAside, mayWork } from '../case/case-access.ts';
import { CaseFactsReader } from '../case/case-facts-reader.ts';
import type { Ground } from '../case/case-ground.service.ts';
import { CasePeople } from '../case/case-people.service.ts';
import type { CaseRow } from '../case/case-row.ts';
import { CasesStore } from '../case/cases-store.ts';
import { TaskViews } from '../tasks/task-views.service.ts';
import { TasksStore } from '../tasks/tasks-store.ts';
import { ActionViews } from './action-views.service.ts';

/** What people wrote of a task may name who is accused. */
const UNTOLD = { result: null, cancelReason: null };

/** What there is to do on a case, and what its reader may do. */
@Injectable()
export class CaseWorkViews {
  constructor(
    private readonly actions: ActionViews,
    private readonly store: TasksStore,
    private readonly tasks: TaskViews,
    private readonly people: CasePeople,
    private readonly cases: CasesStore,
    private readonly facts: CaseFactsReader,
    private readonly clock: Clock,
    private readonly transactions: Transactions,
  ) {}

  async of(row: CaseRow, path: HandlingPath, ground: Ground, locale: Locale) {
    const tasks = await this.store.ofCase(row.id);
    const { principal } = this.transactions;
    const works = mayWork(principal, row, ground);
    const keepsBack = ground.accuses && !works;
    return {
      ...(await this.actions.of(row, path, ground, tasks, locale)),
      tasks: (await this.tasks.of(tasks)).map((task) => (keepsBack ? { ...task, ...UNTOLD } : task)),
      course: courseOf(path, row.pathState, await this.facts.ofCase(row, this.clock.now())),
      standsIn: await this.standsIn(row),
      mayAssign: mayAssign(principal, row),
      mayCorrect: mayCorrect(principal, row, ground),
      mayReclassify: row.status === 'open' && mayReclassify(principal, row),
      mayRecuse: mayStepAside(principal, row) || mayKeepOut(principal, row),
      mayLink: works,
      mayAddPapers: works,
      keptOut: works ? (await this.cases.keptOut(row.id)).departments : [],
    };
  }

  private async standsIn({ status, department, scopePath }: CaseRow): Promise<boolean> {
    if (status !== 'open' || department === null) return false;
    return (await this.people.candidates({ role: 'handler', scopePath, department, not: [] })).length === 0;
  }
}
