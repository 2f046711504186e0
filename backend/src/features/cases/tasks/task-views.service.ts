import { dayEnd, localDay } from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import type { TaskOut } from '../../../contract/index.ts';
import { Transactions } from '../../../database/transactions.ts';
import { Users } from '../../users/users.service.ts';
import { Present } from '../case/present.ts';
import { Terms } from '../case/terms.service.ts';
import { mayWithTask } from './task-rules.ts';
import type { TaskRow } from './tasks-store.ts';

const MINUTE_MS = 60_000;

/** Where the hour counts, minutes are told. */
function minutesLeft({ dueAt, doneAt, cancelledAt }: TaskRow, now: Date): number | null {
  if (!dueAt || doneAt || cancelledAt || dueAt.getTime() === dayEnd(localDay(dueAt)).getTime()) return null;
  return Math.floor((dueAt.getTime() - now.getTime()) / MINUTE_MS);
}

/** Tasks as people read them. */
@Injectable()
export class TaskViews {
  constructor(
    private readonly users: Users,
    private readonly terms: Terms,
    private readonly transactions: Transactions,
    private readonly present: Present,
  ) {}

  async of(rows: readonly TaskRow[]): Promise<TaskOut[]> {
    const ids = rows.flatMap((row) => [row.assigneeId, row.doneBy, row.cancelledBy]);
    const names = await this.users.namesOf(ids.filter((id) => id !== null));
    const books = await this.terms.booksOf([...new Set(rows.map(({ caseId }) => caseId))]);
    const person = (id: string | null) => (id ? (names.get(id) ?? null) : null);
    const { principal } = this.transactions;
    const now = await this.present.now();
    return rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      caseId: row.caseId,
      caseNumber: row.caseNumber,
      caseTitle: row.caseTitle,
      title: row.title,
      role: row.role,
      department: books(row.caseId).optional('department', row.department),
      assignee: person(row.assigneeId),
      dueAt: row.dueAt?.toISOString() ?? null,
      remainingMinutes: minutesLeft(row, now),
      createdAt: row.createdAt.toISOString(),
      doneAt: row.doneAt?.toISOString() ?? null,
      doneBy: person(row.doneBy),
      result: row.result,
      cancelledAt: row.cancelledAt?.toISOString() ?? null,
      cancelledBy: person(row.cancelledBy),
      cancelReason: row.cancelReason,
      may: mayWithTask(principal, row),
    }));
  }
}
