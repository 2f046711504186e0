import { Injectable } from '@nestjs/common';
import { Transactions } from '../../../database/transactions.ts';
import { newId } from '../../../new-id.ts';

/** A clock that a corrected calendar would count otherwise; it stays until a person has confirmed the other day. */
export interface ClockProposalRow {
  id: string;
  caseId: string;
  scopePath: string;
  clockKey: string;
  epoch: number;
  calendarVersionId: string;
  /** YYYY-MM-DD. */
  fromDueOn: string;
  toDueOn: string;
  /** Whether the petitioner has been told the day, on a receipt or in a notice. */
  toldPetitioner: boolean;
  /** Whether the clock has called already. */
  toldStaff: boolean;
  createdAt: Date;
}

const COLUMNS = `p.id, p.case_id AS "caseId", p.scope_path AS "scopePath", p.clock_key AS "clockKey", p.epoch,
  p.calendar_version_id AS "calendarVersionId", p.from_due_on::text AS "fromDueOn", p.to_due_on::text AS "toDueOn",
  p.told_petitioner AS "toldPetitioner", p.told_staff AS "toldStaff", p.created_at AS "createdAt"`;

/** Open: undecided, and the clock still runs and is due when it was found to be; one that moved since is counted rightly. */
const OPEN = `FROM clock_proposal p
  JOIN case_clock k ON k.case_id = p.case_id AND k.clock_key = p.clock_key AND k.epoch = p.epoch
 WHERE p.decided_at IS NULL AND p.withdrawn_at IS NULL AND k.stopped_at IS NULL AND k.due_on = p.from_due_on`;

@Injectable()
export class ClockProposalsStore {
  constructor(private readonly transactions: Transactions) {}

  async add(row: Omit<ClockProposalRow, 'id' | 'createdAt'>, at: Date): Promise<void> {
    await this.transactions.query(
      `INSERT INTO clock_proposal (id, case_id, scope_path, clock_key, epoch, calendar_version_id, from_due_on, to_due_on,
                                   told_petitioner, told_staff, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        newId(),
        row.caseId,
        row.scopePath,
        row.clockKey,
        row.epoch,
        row.calendarVersionId,
        row.fromDueOn,
        row.toDueOn,
        row.toldPetitioner,
        row.toldStaff,
        at,
      ],
    );
  }

  /** Another calendar came into force below a place: what an earlier one proposed counts no more. */
  async withdraw(scopePath: string, at: Date): Promise<void> {
    await this.transactions.query(
      `UPDATE clock_proposal SET withdrawn_at = $2
        WHERE starts_with(scope_path, $1) AND decided_at IS NULL AND withdrawn_at IS NULL`,
      [scopePath, at],
    );
  }

  /** Open proposals that the user sees below one of `places`, the earliest new day first; `total` counts all. */
  async open(places: readonly string[], limit: number): Promise<{ rows: ClockProposalRow[]; total: number }> {
    const where = `${OPEN} AND EXISTS (SELECT 1 FROM unnest($1::text[]) AS place WHERE starts_with(p.scope_path, place))`;
    const rows = await this.transactions.query<ClockProposalRow>(
      `SELECT ${COLUMNS} ${where} ORDER BY p.to_due_on, p.id LIMIT $2`,
      [places, limit],
    );
    const [counted] = await this.transactions.query<{ count: number }>(`SELECT count(*)::int AS count ${where}`, [
      places,
    ]);
    return { rows, total: counted?.count ?? 0 };
  }

  /** One that is open, locked; null where it is not, or never was. */
  async openById(id: string): Promise<ClockProposalRow | null> {
    const [row] = await this.transactions.query<ClockProposalRow>(
      `SELECT ${COLUMNS} ${OPEN} AND p.id = $1 FOR UPDATE OF p`,
      [id],
    );
    return row ?? null;
  }

  async decided(
    id: string,
    { adopted, reasons, by, at }: { adopted: boolean; reasons: string | null; by: string | null; at: Date },
  ): Promise<void> {
    await this.transactions.query(
      'UPDATE clock_proposal SET decided_at = $2, decided_by = $3, adopted = $4, reasons = $5 WHERE id = $1',
      [id, at, by, adopted, reasons],
    );
  }
}
