import type { FormDefinition } from '@caseway/form-schemas';
import type { Condition, FactInfo, Reading } from '@caseway/rule-sets';
import { createContext, type ReactNode, useContext } from 'react';
import type { ConditionFinding } from './condition-finding.ts';
import type { EditableFacts } from './query/query-model.ts';
import type { ValueChoice } from './value-choice.ts';

/**
 * What the editor of conditions asks of whoever shows it: what may be asked about, under which words, and where a change
 * goes. Must be the same object as long as none of it changes; not a new one with a keystroke.
 */
export interface ConditionHost {
  /** The facts offered, by key; of each its `operators` are offered, of which a host may leave some out. */
  editable: EditableFacts;
  /** By whose sections the facts are found. */
  forms: readonly FormDefinition[];
  /** Key of the form whose facts come first. */
  mainForm: string;
  /** Prepared words for facts and for conditions read aloud. */
  reading: Reading;
  mayEdit: boolean;
  /** A fact is compared with values alone, never with another fact. */
  literalsOnly?: boolean;
  /** Names of the conditions that have one; where there are none, none is offered. */
  names: readonly string[];
  /** The values among which one of a fact is chosen; empty where anything may be written. */
  choicesOf: (info: FactInfo) => readonly ValueChoice[];
  /**
   * Other conditions at the pointer of a builder: one step of undo called `label`, a translated text; quick successions
   * under one `mergeKey` are one step.
   */
  put: (label: string, pointer: string, conditions: Condition, mergeKey?: string) => void;
  /** Gives the condition at a pointer a name, one not in `names`. Absent: not offered. */
  extract?: (pointer: string, name: string) => void;
  /** Writes out the named condition used at a pointer. Absent: not offered. */
  inline?: (pointer: string) => void;
  /** Opens a place in the source. Absent: not offered. */
  goToSource?: (pointer: string) => void;
  /** A finding where it stands. */
  renderFinding: (finding: ConditionFinding) => ReactNode;
}

const HostContext = createContext<ConditionHost | null>(null);
export const ConditionHostProvider = HostContext.Provider;

export function useHost(): ConditionHost {
  const value = useContext(HostContext);
  if (!value) throw new Error('useHost outside of a ConditionHostProvider');
  return value;
}
