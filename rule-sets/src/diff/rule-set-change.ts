import type { Json } from '@caseway/form-schemas';

/** `meaning`: cases may be decided otherwise. `words`: only what people read. `tests`: only what proves the rules. */
export type RuleSetChangeClass = 'meaning' | 'words' | 'tests';

export type RuleSetChangeCode =
  | 'rule-added'
  | 'rule-removed'
  | 'rule-renamed'
  | 'rule-moved'
  | 'rule-switched-off'
  | 'rule-switched-on'
  | 'parked-moved'
  | 'priority-changed'
  | 'condition-tightened'
  | 'condition-loosened'
  | 'condition-changed'
  | 'condition-rewritten'
  | 'outcome-changed'
  | 'event-type-changed'
  | 'say-changed'
  | 'title-changed'
  | 'source-changed'
  | 'assumed-changed'
  | 'comment-changed'
  | 'group-changed'
  | 'rule-field-changed'
  | 'named-added'
  | 'named-removed'
  | 'named-tightened'
  | 'named-loosened'
  | 'named-changed'
  | 'named-rewritten'
  | 'hit-policy-changed'
  | 'kind-changed'
  | 'key-changed'
  | 'form-changed'
  | 'also-forms-changed'
  | 'set-title-changed'
  | 'description-changed'
  | 'vocabulary-added'
  | 'vocabulary-removed'
  | 'vocabulary-title-changed'
  | 'vocabulary-changed'
  | 'value-added'
  | 'value-removed'
  | 'value-title-changed'
  | 'value-moved'
  | 'test-added'
  | 'test-removed'
  | 'test-changed'
  | 'test-moved'
  | 'accepted-added'
  | 'accepted-removed'
  | 'accepted-changed'
  | 'accepted-moved'
  | 'field-changed'
  | 'lists-changed';

/**
 * One step from the old rule set's sheet to the new one's: sets or, without `set`, removes what is at `at` (names, no
 * numbers). With `after`, `at` is a list's item, put behind the item of that name (null: first).
 */
export interface Edit {
  at: string[];
  set?: Json;
  after?: string | null;
}

/** A difference of two rule sets, as data. */
export interface RuleSetChange {
  class: RuleSetChangeClass;
  code: RuleSetChangeCode;
  /** RFC 6901 into the new rule set; into the old one for what was removed. */
  pointer: string;
  /** Name of the rule that it is about: the new one. */
  rule?: string;
  /** The rule of that name in the old one; undefined for a rule that was added. */
  oldRule?: string;
  /** What it is about beside the rule: a param, a named condition, a value, a test, a field. */
  subject?: string;
  before?: Json;
  after?: Json;
  /** Names of rules that it touches besides: those that use a named condition, those that are overtaken. */
  touches?: string[];
  /** What brings the old rule set to the new one. Of all changes together, in order. */
  edits: Edit[];
}
