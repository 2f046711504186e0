import { createContext, useContext } from 'react';
import type { ShownFinding } from '../findings/shown-finding.ts';
import type { GroupItem } from '../query/query-model.ts';

/** One condition builder: what it edits, and how its parts change it. */
export interface Builder {
  /** Pointer of the conditions in the rule set. */
  pointer: string;
  query: GroupItem;
  findings: readonly ShownFinding[];
  /** Replaces the query; `focus`: the item that gets the keyboard. */
  change: (label: string, next: GroupItem, options?: { focus?: string; mergeKey?: string }) => void;
  newId: () => string;
  /** Gives a part of the conditions a name. */
  extract: (path: readonly number[]) => void;
  /** Writes out what a named condition says in its place. */
  inline: (path: readonly number[]) => void;
}

const BuilderContext = createContext<Builder | null>(null);
export const BuilderProvider = BuilderContext.Provider;

export function useBuilder(): Builder {
  const value = useContext(BuilderContext);
  if (!value) throw new Error('useBuilder outside of a condition builder');
  return value;
}
