import type { ClockState } from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import { Transactions } from '../../database/transactions.ts';
import { newId } from '../../new-id.ts';
import type { PlannedClock, PlannedDeadline } from './deadline-plan.ts';
import type { CaseClockRow, DueDeadline } from './deadline-rows.ts';

const CLOCK = `case_id AS "caseId", state, path_version_id AS "pathVersionId", calendar_version_id AS "calendarVersionId",
  started_at AS "startedAt", stopped_at AS "stoppedAt", due_at AS "dueAt", due_on::text AS "dueOn", provisional`;

@Injectable()
export class DeadlinesStore {
  constructor(private readonly transactions: Transactions) {}

  async saveClock(
    of: { caseId: string; scopePath: string; pathVersionId: string; calendarVersionId: string },
    { state, deadline }: PlannedClock,
  ): Promise<void> {
    await this.transactions.query(
      `INSERT INTO case_clock (id, case_id, scope_path, clock_key, epoch, state, path_version_id, calendar_version_id,
                               started_at, stopped_at, due_at, due_on, provisional)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
       ON CONFLICT (case_id, clock_key, epoch) DO UPDATE
         SET state = excluded.state, path_version_id = excluded.path_version_id,
             calendar_version_id = excluded.calendar_version_id, started_at = excluded.started_at,
             stopped_at = excluded.stopped_at, due_at = excluded.due_at, due_on = excluded.due_on,
             provisional = excluded.provisional`,
      [
        newId(),
        of.caseId,
        of.scopePath,
        state.clock,
        state.epoch,
        JSON.stringify(state),
        of.pathVersionId,
        of.calendarVersionId,
        state.startedAt,
        state.stoppedAt ?? null,
        deadline.dueAt,
        deadline.dueOn,
        deadline.provisional,
      ],
    );
  }

  /**
   * Plans a call of a clock. One that has fired stays fired, at whatever time it was due: moving a deadline never
   * makes the same level of the same epoch call twice.
   */
  async saveLevel(of: { caseId: string; scopePath: string }, level: PlannedDeadline): Promise<void> {
    await this.transactions.query(
      `INSERT INTO deadline (id, case_id, scope_path, clock_key, level, epoch, kind, urgent, due_at, fire_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
       ON CONFLICT (case_id, clock_key, level, epoch) DO UPDATE
         SET due_at = excluded.due_at, fire_at = excluded.fire_at, cancelled_at = NULL WHERE deadline.fired_at IS NULL`,
      [
        newId(),
        of.caseId,
        of.scopePath,
        level.clockKey,
        level.level,
        level.epoch,
        level.kind,
        level.urgent,
        level.dueAt,
        level.fireAt,
      ],
    );
  }

  /** Cancels the waiting calls of a case that are not among `kept`. */
  async cancelOthers(caseId: string, kept: readonly PlannedDeadline[], at: Date): Promise<void> {
    const names = kept.map(({ clockKey, level, epoch }) => `${clockKey}|${level}|${epoch}`);
    await this.transactions.query(
      `UPDATE deadline SET cancelled_at = $3
        WHERE case_id = $1 AND fired_at IS NULL AND cancelled_at IS NULL
          AND NOT (clock_key || '|' || level || '|' || epoch) = ANY($2)`,
      [caseId, names, at],
    );
  }

  /** Stops the running clocks of a case that are not among `kept`: they belonged to a path it has left. */
  async stopOthers(caseId: string, kept: readonly ClockState[], at: Date): Promise<void> {
    await this.transactions.query(
      `UPDATE case_clock SET stopped_at = $3
        WHERE case_id = $1 AND stopped_at IS NULL AND NOT (clock_key || '|' || epoch) = ANY($2)`,
      [caseId, kept.map(({ clock, epoch }) => `${clock}|${epoch}`), at],
    );
  }

  async clocksOf(caseIds: readonly string[]): Promise<CaseClockRow[]> {
    return this.transactions.query<CaseClockRow>(
      `SELECT ${CLOCK} FROM case_clock WHERE case_id = ANY($1) ORDER BY started_at, epoch`,
      [caseIds],
    );
  }

  /** Running clocks of a township's cases whose date still depends on a holiday notice. */
  async provisional(townshipPath: string): Promise<(CaseClockRow & { scopePath: string })[]> {
    return this.transactions.query(
      `SELECT ${CLOCK}, scope_path AS "scopePath" FROM case_clock
        WHERE provisional AND stopped_at IS NULL AND starts_with(scope_path, $1) ORDER BY case_id, started_at`,
      [townshipPath],
    );
  }

  /**
   * Claims the calls due at `now`, oldest due first, together with their cases; another instance passes over them until this
   * transaction ends. The case is locked with its call, and never waited for: whoever acts on a case holds it first and
   * its calls then, and the other order would be a deadlock.
   */
  async claimDue(now: Date, limit: number): Promise<DueDeadline[]> {
    return this.transactions.query<DueDeadline>(
      `SELECT d.id, d.case_id AS "caseId", d.clock_key AS "clockKey", d.level, d.epoch, d.kind, d.urgent, d.due_at AS "dueAt"
         FROM deadline d JOIN case_file c ON c.id = d.case_id
        WHERE d.fired_at IS NULL AND d.cancelled_at IS NULL AND d.fire_at <= $1
        ORDER BY d.due_at, d.level, d.id LIMIT $2 FOR UPDATE OF d, c SKIP LOCKED`,
      [now, limit],
    );
  }

  async fired(id: string, at: Date): Promise<void> {
    await this.transactions.query('UPDATE deadline SET fired_at = $2 WHERE id = $1', [id, at]);
  }
}
