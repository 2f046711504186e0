import type { Json } from '@caseway/form-schemas';
import type { ChangeKind } from '../contrast/change-kind.ts';

/** One fact that would have to be other than it is. */
export interface FactChange {
  fact: string;
  path?: string;
  /** On whom it depends: what the person tells, what the office decides, or time, which only goes on. */
  kind: Exclude<ChangeKind, 'fixed'>;
  /** Null: not given. */
  from: Json;
  to: Json;
  /** Any value (of a text: that no rule names) would do; `to` is an example. */
  other: boolean;
  /** Short: the fact, and what it is and would be. */
  text: string;
}

/** A rule whose part in the outcome would change. */
export interface Target {
  /** `rule` would decide (of `all`: would join in), `without` would no longer, `otherwise` would answer. */
  kind: 'rule' | 'without' | 'otherwise';
  /** Empty for `otherwise`. */
  rule: string;
  title: string;
}

/** A change by which the case would be decided otherwise. */
export interface Difference {
  /** Every rule of which this is the smallest change. */
  targets: Target[];
  changes: FactChange[];
  /** What would then be asked and have to be filled in; no rule looks at it. */
  toFill: string[];
  /** What becomes of the outcome: only what is not as it is now. */
  outcome: string;
  /** True: no smaller change leads there. False: the search ended before that was certain. */
  exact: boolean;
  /** The whole as one sentence. */
  text: string;
}

/** What would have to differ for another outcome. */
export interface Differences {
  /** The smallest first. */
  differences: Difference[];
  /** Rules that nothing anybody can change would bring about (or end). */
  impossible: Target[];
  /** Rules about which the search ended without an answer. */
  unknown: Target[];
  /** True: every answer above is certain. */
  exact: boolean;
  /** Facts of which not every value could be tried. */
  leftOut: string[];
}
