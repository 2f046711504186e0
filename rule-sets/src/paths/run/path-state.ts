import type { Json, LocalizedText } from '@caseway/form-schemas';
import type { ClockState } from '../../clock/clock-state.ts';
import type { PathClock, PathOutcome, ReviewEffect } from '../../model/handling-path.ts';

/** Something told in writing. */
export interface Told {
  /** YYYY-MM-DD, Asia/Shanghai; null as long as it is not known to have arrived. */
  deliveredOn: string | null;
  /** ISO 8601, UTC: a person said then that it cannot be delivered; why stands in the case's history. */
  givenUpAt?: string;
}

/** What must be known of an action whose path the case has left. */
export interface EarlierAction {
  title: LocalizedText;
  /** Key of the form that records its delivery. */
  form?: string;
  /** The petitioner's clocks that its delivery starts. */
  starts?: PathClock[];
  /** What it decided, as that path calls it; absent too where the path was left before this was kept. */
  outcome?: Pick<PathOutcome, 'title' | 'effect'>;
}

/** What of the case the branches of an action read when it was done. */
export interface FactsThen {
  /** Facts that were registered with the case: what they are now is asked of the case. */
  registered: string[];
  /** All else as it was: open answers of the action's form, and facts of that moment. */
  known: Record<string, Json>;
}

/** One action done, or what a review or a correction did to the case (`reviewed`, `corrected`; `action` is empty). Instants are ISO 8601, UTC. */
export interface PathEvent {
  action: string;
  from: string;
  to: string;
  /** User id; null where the platform itself did it. */
  by: string | null;
  at: string;
  /** The outcome that it decided; null: it took back the one decided before. */
  outcome?: string | null;
  /** It told the petitioner in writing. */
  told?: Told;
  /** A review ended so, and the case came back. */
  reviewed?: ReviewEffect;
  /** What was registered is corrected, and led the case here. */
  corrected?: true;
  /** Where something that was registered decided where it led. */
  read?: FactsThen;
  /** It was done on a path that the case has left. */
  earlier?: EarlierAction;
  /** Days that its form asked for and a later action extends by, by pointer into its data. */
  entered?: Record<string, number>;
  /** Days (YYYY-MM-DD) that its form asked for and to which a clock runs that starts later, by pointer into its data. */
  enteredDays?: Record<string, string>;
  /** Day (YYYY-MM-DD) on which it was done, where its form says one (binding `doneOn`); else that of `at`. */
  doneOn?: string;
}

/** Where a case stands on its path: plain JSON, kept with the case. */
export interface PathState {
  step: string;
  enteredAt: string;
  clocks: ClockState[];
  history: PathEvent[];
  /** The outcome decided last. */
  outcome?: string;
}

/** What a person wrote down with an action. */
export interface ActionInput {
  reasons?: string;
  legalBasis?: string;
  policyBasis?: string;
  /** Document key → attachment id. */
  documents?: Record<string, string>;
}
