import type { Json, LocalizedText } from '@caseway/form-schemas';
import type { AppliedAction, CaseEvent, ClockState, HandlingPath, PathState, ReviewEffect } from '@caseway/rule-sets';
import type { CorrectedSince } from '../../../contract/index.ts';
import type { CaseDecision, MadeDecision } from '../../decisions/decide-case.ts';
import type { CaseRow } from './case-row.ts';
import type { Standing } from './case-standing.ts';
import type { KeptOut } from './kept-out.ts';

/** What deciding gives a case; all else of it is what was registered. */
type Decidable =
  | 'category'
  | 'pathKey'
  | 'pathVersionId'
  | 'calendarVersionId'
  | 'pathState'
  | 'step'
  | 'status'
  | 'outcome'
  | 'closedAt'
  | 'department'
  | 'jointDepartments'
  | 'level'
  | 'marks'
  | 'sessions'
  | 'needsCaseLead'
  | 'supervised'
  | 'standing'
  | 'handlerId'
  | 'caseLeadId';

/** A case as registered, before anything is decided; a stored case with corrected data is one, too. */
export type RegisteredCase = Omit<CaseRow, Decidable>;

/** Why a case is decided: it is filed, a person gives it another kind, or what was registered is corrected. */
export type Why =
  | { by: 'filing'; form: LocalizedText }
  | { by: 'person'; reasons: string }
  /** `since`: `start`, it was so from the beginning; `now`: it became so. */
  | { by: 'correction'; reasons: string; since: CorrectedSince };

/** Why the escalation rule sets are asked. */
export interface Occasion {
  event: CaseEvent;
  /** The clock that calls in its epoch, with the level of the call and the day (YYYY-MM-DD) on which the clock is due. */
  clock?: { key: string; epoch: number; level: number; dueOn: string };
  at: Date;
  /** Asked again of a case decided anew: what stood on it before. Only what is new is told. */
  known?: Standing;
  /** Who may take no part, beside those whom the case keeps out already. */
  not?: KeptOut;
}

/** Whether a clock of that path, as it stands in that state, has called at a level by the moment of the decision. */
export type Called = (path: HandlingPath, state: ClockState, level: number) => boolean;

/** What may happen to a case. */
export type CaseHappening =
  | {
      is: 'decided';
      registered: RegisteredCase;
      decision: CaseDecision;
      /** The path on which the case now is; of a case that is only now filed there is none. */
      onPath?: HandlingPath;
      /** The calendar in force, for a case that starts on a path. */
      calendarVersionId: string;
      /** Of a case whose registration is corrected: what its clocks called for is asked of them anew. */
      called?: Called;
      /** Of such a case, its facts as they are now registered: acts that they would have led elsewhere are looked at once more. */
      facts?: Record<string, Json>;
      why: Why;
      at: Date;
    }
  | { is: 'escalated'; made: MadeDecision; occasion: Occasion }
  | {
      is: 'acted';
      applied: AppliedAction;
      /** Told with the action: words, form data, what was decided. */
      details: Record<string, Json>;
      /** The petitioner is told so; null where nothing is told. */
      notice: { text: LocalizedText; language: string } | null;
      /** What it told in writing, and an attempt to deliver that at once. */
      delivery: Record<string, Json> | null;
      at: Date;
    }
  | {
      /** A review of what was decided was asked for, and the period for that used; or the request was taken back. */
      is: 'review-asked';
      state: PathState;
      at: Date;
    }
  | {
      /** A review made something else of the decision, and the case comes back to its path. */
      is: 'came-back';
      path: HandlingPath;
      state: PathState;
      message: LocalizedText;
      review: { number: string; effect: ReviewEffect };
      at: Date;
    }
  | {
      /** Something told in writing earlier: an attempt to deliver it, or nobody can. */
      is: 'delivered';
      as: 'delivery' | 'undeliverable';
      state: PathState;
      details: Record<string, Json>;
      after: Record<string, Json>;
      at: Date;
    };
