import type { FormDefinition } from '@caseway/form-schemas';
import type { FactInfo, Labels, Reading, Rule, RuleSet, SentencePart } from '@caseway/rule-sets';
import { createContext, type ReactNode, useContext } from 'react';
import type { EditableFacts } from '../condition-editor/query/query-model.ts';
import type { ShownFinding } from './findings/shown-finding.ts';

/** What every part of the editor knows of the rule set, whichever rule it shows. Changes seldom: not with a keystroke. */
export interface Surroundings {
  /** The rule set without its rules and tests: its words, names and ways. */
  frame: RuleSet;
  /** Prepared words for reading rules aloud. */
  reading: Reading;
  /** A rule as a sentence; read once, as long as neither it nor the words change. */
  read: (rule: Rule) => readonly SentencePart[];
  /** Every fact that rules may name. */
  facts: readonly FactInfo[];
  /** Those that are offered, personal data left out, by key. */
  editable: EditableFacts;
  forms: readonly FormDefinition[];
  labels: Labels;
  /** Keys of the handling paths that exist; absent while they are not known. */
  paths: readonly string[] | undefined;
  mayEdit: boolean;
  /** One edit as one step of undo; quick successions under one `mergeKey` are one step. Stable. */
  edit: (label: string, change: (ruleSet: RuleSet) => RuleSet, mergeKey?: string) => void;
  /** The rule set as it stands now, for what is asked at a click. Stable. */
  current: () => RuleSet;
  /** Ways out of a finding that is between this document and another. Stable. */
  ways: (finding: ShownFinding) => ReactNode;
  /** Brings a place into view. Stable. */
  goTo: (pointer: string) => void;
  /** Opens a place in the source. Stable. */
  goToSource: (pointer: string) => void;
}

const SurroundingsContext = createContext<Surroundings | null>(null);
export const SurroundingsProvider = SurroundingsContext.Provider;

export function useSurroundings(): Surroundings {
  const value = useContext(SurroundingsContext);
  if (!value) throw new Error('useSurroundings outside of the rule editor');
  return value;
}
