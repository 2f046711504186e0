import type { LocalizedText } from '@caseway/form-schemas';
import type { Duration } from './calendar.ts';
import type { Role } from './roles.ts';

/** What starts or stops a clock. */
export type ClockTrigger = { on: 'filed' } | { on: 'step'; step: string } | { on: 'action'; action: string };

/** A reminder before, or a further level after, the due moment of a clock. */
export interface ClockLevel {
  /** `before` gives event `deadline-near`, `after` gives `deadline-overdue`. The due moment itself is always fired. */
  at: 'before' | 'after';
  offset: Duration;
}

/** A clock of a path. Its epoch starts at a trigger; an extension or a new trigger opens the next epoch. */
export interface PathClock {
  key: string;
  title: LocalizedText;
  source?: LocalizedText;
  startsOn: ClockTrigger[];
  stopsOn: ClockTrigger[];
  duration: Duration;
  /** Where a due day falls on a day off; hours never roll. The law gives an authority no day more: `previous-working-day`. */
  rollOver: 'next-working-day' | 'previous-working-day' | 'none';
  /** Whose time it is; the authority's where absent. A petitioner's period is never anybody's lateness. */
  whose?: 'authority' | 'petitioner';
  /** Key of the calendar's statutory limit that the duration may not exceed. */
  limit?: string;
  levels: ClockLevel[];
  /** Fires at night too. */
  urgent?: boolean;
  /** Shown on the receipt and told to the petitioner. */
  public?: boolean;
}

/** What an outcome means for the person: adverse ones (`not-supported`, `referred`) need a person's decision. */
export type OutcomeEffect =
  | 'supported'
  | 'explained'
  | 'not-supported'
  | 'referred'
  | 'assisted'
  | 'agreed'
  | 'withdrawn';

export interface PathOutcome {
  key: string;
  title: LocalizedText;
  effect: OutcomeEffect;
}

/** What an action does besides moving the case. */
export type ActionEffect =
  | { type: 'extend-clock'; clock: string; by: Duration; limit?: string; inAll?: string }
  /** `source`: the law by which the time is not counted; without one, a clock with a statutory limit runs on. */
  | { type: 'pause-clock'; clock: string; source?: LocalizedText }
  | { type: 'resume-clock'; clock: string }
  | { type: 'task'; title: LocalizedText; to: Assignee; within?: Duration }
  | { type: 'notify'; roles: Role[]; message: LocalizedText }
  | { type: 'session'; session: string };

/** Who is responsible. No department: the one that routing named. */
export interface Assignee {
  role: Role;
  department?: string;
}

export interface PathDocument {
  key: string;
  title: LocalizedText;
  required: boolean;
}

export interface PathAction {
  key: string;
  title: LocalizedText;
  help?: LocalizedText;
  /** Who may do it. */
  by: Role[];
  /** Step it leads to; the same step keeps the case where it is. */
  to: string;
  /** Key of a form (`use: step`) filled with the action. */
  form?: string;
  /** What the person must write down. */
  requires?: { reasons?: boolean; legalBasis?: boolean; policyBasis?: boolean; documents?: string[] };
  /** Outcome it decides; its effect decides which safeguards must stand. */
  outcome?: string;
  /** Key of an earlier action that this one approves: another person than its author must do it. */
  approves?: string;
  effects?: ActionEffect[];
  /** Text told to the petitioner, with {number}, {title}, {deadline}, {reasons}, {outcome}, {department}. */
  notice?: LocalizedText;
  /** May be done at most so many times in a case. */
  atMost?: number;
}

/** `work`: somebody does something. `human-decision`: a named person decides with written reasons. `end`: closed. */
export type StepKind = 'work' | 'human-decision' | 'end';

export interface PathStep {
  key: string;
  title: LocalizedText;
  help?: LocalizedText;
  kind: StepKind;
  /** Absent only on `end`. */
  assignee?: Assignee;
  documents?: PathDocument[];
  actions: PathAction[];
}

/** A handling path: a state machine as data. The first step is where a case starts. */
export interface HandlingPath {
  key: string;
  title: LocalizedText;
  description: LocalizedText;
  /** What the petitioner is told of their rights on the receipt: how to ask, and how to have it reviewed. */
  rights?: LocalizedText;
  source: LocalizedText;
  clocks: PathClock[];
  outcomes: PathOutcome[];
  steps: PathStep[];
}
