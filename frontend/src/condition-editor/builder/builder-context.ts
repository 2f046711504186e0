import { createContext, useContext } from 'react';
import type { ConditionFinding } from '../condition-finding.ts';
import type { GroupItem } from '../query/query-model.ts';

/** One condition builder: what it edits, and how its parts change it. */
export interface Builder {
  /** Pointer of the conditions in the host's document. */
  pointer: string;
  query: GroupItem;
  findings: readonly ConditionFinding[];
  /** Replaces the query; `focus`: the item that gets the keyboard. */
  change: (label: string, next: GroupItem, options?: { focus?: string; mergeKey?: string }) => void;
  newId: () => string;
  /** Asks for a name for a part of the conditions. Absent: not offered. */
  extract?: (path: readonly number[]) => void;
  /** Writes out what a named condition says in its place. Absent: not offered. */
  inline?: (path: readonly number[]) => void;
}

const BuilderContext = createContext<Builder | null>(null);
export const BuilderProvider = BuilderContext.Provider;

export function useBuilder(): Builder {
  const value = useContext(BuilderContext);
  if (!value) throw new Error('useBuilder outside of a condition builder');
  return value;
}
