import type { ClockState } from '@caseway/rule-sets';
import type { PlannedDeadline } from './deadline-plan.ts';

/** A clock of a case as stored. */
export interface CaseClockRow {
  caseId: string;
  state: ClockState;
  pathVersionId: string;
  /** What it is counted with. */
  calendarVersionId: string;
  startedAt: Date;
  stoppedAt: Date | null;
  dueAt: Date | null;
  /** YYYY-MM-DD, Asia/Shanghai. */
  dueOn: string | null;
  provisional: boolean;
}

/** A call whose time has come, claimed by this transaction. */
export interface DueDeadline {
  id: string;
  caseId: string;
  clockKey: string;
  level: number;
  epoch: number;
  kind: PlannedDeadline['kind'];
  urgent: boolean;
  dueAt: Date;
  /** How often it has failed. */
  attempts: number;
  /** A later call of the same clock is due as well: this one is written down, and nobody is reminded of what has passed. */
  superseded: boolean;
}
