import type { Json } from '@caseway/form-schemas';
import type { Outcome, RuleSet } from '@caseway/rule-sets';

/** One decision as the database keeps it, on its way into the columns. */
export interface FactRow {
  /** Of the decision. */
  id: string;
  caseId: string;
  /** Milliseconds since 1970. */
  decidedAt: number;
  /** Day of receipt, days since 1970-01-01. */
  day: number;
  scopePath: string;
  /** The version of the form that the case was filed in. */
  formVersion: string;
  /** A person corrected the kind of the case. */
  person: boolean;
  /** What the row is of: the case, or one occasion of it. A row of the same subject takes the earlier one's place. */
  subject: string;
  /** Made up of what is known of the filing: any recorded decision of the same subject goes before it. */
  madeUp: boolean;
  /** The facts given to the rule set, as JSON text: parsed where they are kept. */
  facts: string;
  /** Facts known of the case besides, as JSON text; used where the decision has none of that name. */
  fill: string;
}

/** A table holds decisions of one kind; a section of it, those on the cases of one form in one township. */
export type ToWorker =
  | { type: 'open'; table: string; keep: string[] }
  | { type: 'append'; table: string; section: string; rows: FactRow[] }
  | { type: 'persons'; table: string; caseIds: string[] }
  | { type: 'drop'; table: string }
  | { type: 'ask'; id: number; question: Question };

/** What is asked of a table: only of sections that the user may see, masked to what they may see of each. */
export interface Question {
  table: string;
  draft: RuleSet;
  /** Rule sets by an id that never changes its content; only those not sent before. */
  ruleSets: Record<string, RuleSet>;
  groups: QuestionGroup[];
  /** Days of receipt, both included; days since 1970-01-01. */
  from: number;
  to: number;
  /** Rows below one of these paths are counted, no others. */
  scopePaths: string[];
  /** Cases that the user is recused from. */
  recused: string[];
  examples: number;
  /** Sets of names of the draft's rules, to count the rows that all of a set match. */
  together: readonly (readonly string[])[];
}

/** Sections that are compared with the same. */
export interface QuestionGroup {
  sections: string[];
  /** Id of the rule set compared with; null: with one that says nothing. */
  old: string | null;
  /** Id of the routing that reads the category; null: none does. */
  chain: string | null;
}

/** Rows decided so before and so after; `from` and `to` are places in the answer's outcomes. */
export interface Pair {
  from: number;
  to: number;
  count: number;
  /** The latest by day of receipt first; none where both are the same. */
  examples: { caseId: string; day: number }[];
}

export interface Effect {
  pairs: Pair[];
  failed: number;
}

export interface GroupAnswer extends Effect {
  cases: number;
  person: { cases: number; changed: number };
  chain: Effect | null;
}

export interface Answer {
  outcomes: Outcome[];
  /** As they were asked for. */
  groups: GroupAnswer[];
  /** Facts that the draft reads, with the rows that lack them, by the version of the form they were filed in. */
  missing: { fact: string; path: string | null; byFormVersion: Record<string, number>; filled: number }[];
  rules: { name: string; before: number | null; after: number | null }[];
  /** As they were asked for, over the rows that `cases` of the groups counts. */
  together: number[];
  millis: number;
  bytes: number;
}

/** Facts that rules read and the columns were opened without; none where the whole table is gone. */
export interface Lacking {
  lacking: string[];
}

export type FromWorker =
  | { type: 'answer'; id: number; answer: Answer | Lacking }
  | { type: 'refused'; id: number; message: string }
  | { type: 'size'; table: string; bytes: number };

/** The facts of a row. */
export type Facts = Record<string, Json>;
