import type { LocalizedText, OutcomeEffect } from '@caseway/form-schemas';
import type { ClockOwner, Duration } from './calendar.ts';
import type { Role } from './roles.ts';
import type { Condition } from './rule-set.ts';

export type { OutcomeEffect };

/** What a review makes of the decision that it is about, where that does not stand. */
export type ReviewEffect = Extract<OutcomeEffect, 'changed' | 'revoked'>;

/**
 * What starts or stops a clock. `step`: the case comes to it, from any step or from one (`from`). `delivered`: what the action
 * tells in writing (`tells`) has reached the petitioner. `decided-anew`: the case came from another path, and no other clock of
 * the authority runs, because what the petitioner was told of had been met there. `review-asked`: the petitioner has asked to have
 * what was decided reviewed. `reviewed`: a review ended with that effect, and the case has come back (`afterReview`).
 */
export type ClockTrigger =
  | { on: 'filed' }
  | { on: 'decided-anew' }
  | { on: 'review-asked' }
  | { on: 'reviewed'; effect: ReviewEffect }
  | { on: 'step'; step: string; from?: string }
  | { on: 'action'; action: string }
  | { on: 'delivered'; action: string };

/**
 * Where a due day falls on a day off. The Regulations know no roll-over: a day off never makes the authority later than
 * the law; the petitioner's periods move on, in the petitioner's favour. Hours never roll.
 */
export type RollOver = 'next-working-day' | 'previous-working-day' | 'none';

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
  /** The source does not say it: an assumption of this office. */
  assumed?: boolean;
  /**
   * Whose time it is; the authority's where absent. A petitioner's is never anybody's lateness, and outlives the case; nor is a
   * right of the authority (`authority-right`) that it did not use.
   */
  whose?: ClockOwner;
  startsOn: ClockTrigger[];
  /** What meets it: in time, or late. */
  stopsOn: ClockTrigger[];
  /** What ends it with nobody having met it: it is not owed any more, and is late only if it was by then. Goes before `stopsOn`. */
  endsOn?: ClockTrigger[];
  duration: Duration;
  /**
   * It runs to a day that somebody entered, in place of `duration`, and is not begun where none is: a pointer to a date in the
   * open data of the case's form (`form`), or in the form of an action done before or with the start. `review`: in the form with
   * which the review was decided; where it sets none, `duration` holds.
   */
  until?: { day: string; of: 'form' | 'review' | { action: string } };
  rollOver: RollOver;
  /** Key of the calendar's statutory limit that the duration may not exceed. */
  limit?: string;
  levels: ClockLevel[];
  /** Fires at night too. */
  urgent?: boolean;
  /** Shown on the receipt and told to the petitioner. */
  public?: boolean;
}

export interface PathOutcome {
  key: string;
  title: LocalizedText;
  /** Adverse ones (`not-supported`, `referred`, `upheld`) need a person's decision. */
  effect: OutcomeEffect;
  /** What the petitioner is told of their rights once it is decided, in place of the path's; null: nothing. */
  rights?: LocalizedText | null;
}

/** Days that somebody entered in the form of an action (`of`, this one or one done before): a pointer to a whole number. */
export interface EnteredDays {
  days: string;
  of: string;
}

/** What an action does besides moving the case. */
export type ActionEffect =
  | {
      type: 'extend-clock';
      clock: string;
      /** Entered days count in the clock's own unit. */
      by: Duration | EnteredDays;
      /** Key of the calendar's limit that this one extension may not exceed. */
      limit?: string;
      /** Key of the calendar's limit that all extensions of the clock together may not exceed. */
      inAll?: string;
    }
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

/**
 * What becomes of an action under a condition over the answers of its form and the facts of the case. What is absent is
 * the action's own; `null` is nothing: no outcome (one decided before is taken back), no notice.
 */
export interface ActionBranch {
  /** A json-rules-engine condition that starts with `all`, `any` or `not`. A field of the form hides a fact of its name. */
  when: Condition;
  to?: string;
  outcome?: string | null;
  effects?: ActionEffect[];
  notice?: LocalizedText | null;
  /** What its notice, or the action's where it has none of its own, says of the matter. */
  says?: OutcomeEffect[];
  /** The action cannot be done like this, and why. */
  refuse?: LocalizedText;
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
  /** The first that holds goes before the action's own target, outcome, effects and notice. */
  branches?: ActionBranch[];
  /** It tells the petitioner in writing: `form` (step form with binding `deliveredOn`) records each attempt to deliver it. */
  tells?: { form: string };
  /** Text told to the petitioner, with {number}, {title}, {reasons}, {outcome}, {department}, and {deadline:clock-key}. */
  notice?: LocalizedText;
  /**
   * It settles what is owed to the authority that sent the matter: `reported`, it has its report; `not-owed`, it asked for none,
   * or took the matter back. A path that has such an action comes to no end without one.
   */
  reportsBack?: 'reported' | 'not-owed';
  /**
   * What the petitioner is told of the matter by it, as effects of outcomes: no answer given with it may deny one of them.
   * Where absent it says what is decided; a telling that decides nothing must say it, if only that it says nothing (`[]`).
   */
  says?: OutcomeEffect[];
  /** May be done at most so many times in a case. */
  atMost?: number;
}

/** `work`: somebody does something. `human-decision`: a named person decides with written reasons. `end`: closed. */
export type StepKind = 'work' | 'human-decision' | 'end';

export interface PathStep {
  key: string;
  title: LocalizedText;
  /** What the petitioner reads in place of the title. */
  publicTitle?: LocalizedText;
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
  /** What the petitioner reads in place of the title; a path that may end against a person is not named without it. */
  publicTitle?: LocalizedText;
  description: LocalizedText;
  /** What the petitioner is told of their rights on the receipt, where the outcome says nothing else (`rightsOf`). */
  rights?: LocalizedText;
  source: LocalizedText;
  /** The steps to which a case comes back, closed or not, when a review revokes its decision, or puts its own in its place. */
  afterReview?: Partial<Record<ReviewEffect, string>>;
  clocks: PathClock[];
  outcomes: PathOutcome[];
  steps: PathStep[];
}
