import type { ClockState } from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import { Transactions } from '../../database/transactions.ts';
import { newId } from '../../new-id.ts';
import type { CallChanges, StoredCall } from './call-changes.ts';
import type { PlannedClock, PlannedDeadline } from './deadline-plan.ts';
import type { CaseClockRow, DueDeadline } from './deadline-rows.ts';

const CLOCK = `case_id AS "caseId", state, path_version_id AS "pathVersionId", calendar_version_id AS "calendarVersionId",
  started_at AS "startedAt", stopped_at AS "stoppedAt", due_at AS "dueAt", due_on::text AS "dueOn", provisional`;

interface OfCase {
  caseId: string;
  scopePath: string;
}

@Injectable()
export class DeadlinesStore {
  constructor(private readonly transactions: Transactions) {}

  async saveClock(
    of: OfCase & { pathVersionId: string; calendarVersionId: string },
    { state, deadline, missedOn, whose }: PlannedClock,
  ): Promise<void> {
    await this.transactions.query(
      `INSERT INTO case_clock (id, case_id, scope_path, clock_key, epoch, state, path_version_id, calendar_version_id,
                               started_at, stopped_at, due_at, due_on, provisional, missed_on, whose)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
       ON CONFLICT (case_id, clock_key, epoch) DO UPDATE
         SET state = excluded.state, path_version_id = excluded.path_version_id,
             calendar_version_id = excluded.calendar_version_id, started_at = excluded.started_at,
             stopped_at = excluded.stopped_at, due_at = excluded.due_at, due_on = excluded.due_on,
             provisional = excluded.provisional, missed_on = excluded.missed_on, whose = excluded.whose`,
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
        missedOn,
        whose,
      ],
    );
  }

  async callsOf(caseId: string): Promise<StoredCall[]> {
    return this.transactions.query<StoredCall>(
      `SELECT id, clock_key AS "clockKey", epoch, level, round, due_at AS "dueAt", fire_at AS "fireAt",
              fired_at AS "firedAt", cancelled_at AS "cancelledAt"
         FROM deadline WHERE case_id = $1`,
      [caseId],
    );
  }

  async changeCalls(of: OfCase, { add, move, cancel }: CallChanges, at: Date): Promise<void> {
    for (const call of add) await this.addCall(of, call);
    for (const { id, to } of move) {
      await this.transactions.query(
        `UPDATE deadline SET due_at = $2, fire_at = $3, cancelled_at = NULL, retry_at = NULL
          WHERE id = $1 AND fired_at IS NULL`,
        [id, to.dueAt, to.fireAt],
      );
    }
    if (cancel.length > 0) {
      await this.transactions.query('UPDATE deadline SET cancelled_at = $2 WHERE id = ANY($1) AND fired_at IS NULL', [
        cancel,
        at,
      ]);
    }
  }

  private async addCall(of: OfCase, call: PlannedDeadline & { round: number }): Promise<void> {
    await this.transactions.query(
      `INSERT INTO deadline (id, case_id, scope_path, clock_key, level, epoch, round, kind, urgent, due_at, fire_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        newId(),
        of.caseId,
        of.scopePath,
        call.clockKey,
        call.level,
        call.epoch,
        call.round,
        call.kind,
        call.urgent,
        call.dueAt,
        call.fireAt,
      ],
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

  /** Running clocks of a township's cases, closed ones too, that another calendar than `calendarVersionId` counts. */
  async countedOtherwise(townshipPath: string, calendarVersionId: string): Promise<CaseClockRow[]> {
    return this.transactions.query<CaseClockRow>(
      `SELECT ${CLOCK} FROM case_clock
        WHERE stopped_at IS NULL AND calendar_version_id <> $2 AND starts_with(scope_path, $1)
        ORDER BY case_id, started_at, epoch`,
      [townshipPath, calendarVersionId],
    );
  }

  /** How many calls a clock of a case has given in an epoch. */
  async callsGiven(caseId: string, clockKey: string, epoch: number): Promise<number> {
    const [row] = await this.transactions.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM deadline
        WHERE case_id = $1 AND clock_key = $2 AND epoch = $3 AND fired_at IS NOT NULL`,
      [caseId, clockKey, epoch],
    );
    return row?.count ?? 0;
  }

  /**
   * Claims the calls due at `now`, oldest due first, together with their cases; another instance passes over them until this
   * transaction ends. The case is locked with its call, and never waited for: whoever acts on a case holds it first and
   * its calls then, and the other order would be a deadlock.
   */
  async claimDue(now: Date, limit: number): Promise<DueDeadline[]> {
    return this.transactions.query<DueDeadline>(
      `SELECT d.id, d.case_id AS "caseId", d.clock_key AS "clockKey", d.level, d.epoch, d.kind, d.urgent,
              d.due_at AS "dueAt", d.attempts,
              EXISTS (SELECT 1 FROM deadline n
                       WHERE n.case_id = d.case_id AND n.clock_key = d.clock_key AND n.fire_at <= $1
                         AND n.fired_at IS NULL AND n.cancelled_at IS NULL
                         AND (n.epoch, n.due_at, n.level) > (d.epoch, d.due_at, d.level)) AS superseded
         FROM deadline d JOIN case_file c ON c.id = d.case_id
        WHERE d.fired_at IS NULL AND d.cancelled_at IS NULL AND d.fire_at <= $1
          AND (d.retry_at IS NULL OR d.retry_at <= $1)
        ORDER BY d.due_at, d.level, d.id LIMIT $2 FOR UPDATE OF d, c SKIP LOCKED`,
      [now, limit],
    );
  }

  async fired(id: string, superseded: boolean, at: Date): Promise<void> {
    await this.transactions.query('UPDATE deadline SET fired_at = $2, superseded = $3 WHERE id = $1', [
      id,
      at,
      superseded,
    ]);
  }

  /** Puts a failed call off; it is never given up silently, `last_error` says why it waits. */
  async failed(id: string, error: string, retryAt: Date): Promise<void> {
    await this.transactions.query(
      'UPDATE deadline SET attempts = attempts + 1, last_error = $2, retry_at = $3 WHERE id = $1',
      [id, error, retryAt],
    );
  }
}
