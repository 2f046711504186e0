import { useCallback, useMemo, useReducer } from 'react';
import {
  carryHistory,
  type Edit,
  editHistory,
  type History,
  redoHistory,
  startHistory,
  undoHistory,
} from './history.ts';

/** The next value, or how it follows from the one that stands. */
export type Next<T> = T | ((current: T) => T);

export interface EditHistory<T> {
  value: T;
  /** One step of undo called `label`; quick successions with one `mergeKey` are one step. Stable. */
  edit: (label: string, next: Next<T>, mergeKey?: string) => void;
  /** Stable. */
  undo: () => void;
  /** Stable. */
  redo: () => void;
  /** Brings others' changes in: into the value, and into what undo and redo lead to. Stable. */
  carry: (change: (value: T) => T) => void;
  canUndo: boolean;
  canRedo: boolean;
  undoLabel: string | undefined;
  redoLabel: string | undefined;
  /** Begins anew with a value, as when another one is loaded: nothing before it can be undone. Stable. */
  reset: (value: T) => void;
}

type Action<T> =
  | { do: 'undo' | 'redo' }
  | { do: 'reset'; value: T }
  | { do: 'carry'; change: (value: T) => T }
  | (Omit<Edit<T>, 'next'> & { do: 'edit'; next: Next<T> });

function step<T>(history: History<T>, action: Action<T>): History<T> {
  switch (action.do) {
    case 'undo':
      return undoHistory(history);
    case 'redo':
      return redoHistory(history);
    case 'reset':
      return startHistory(action.value);
    case 'carry':
      return carryHistory(history, action.change);
    case 'edit': {
      const { next } = action;
      const value = typeof next === 'function' ? (next as (current: T) => T)(history.value) : next;
      return editHistory(history, { ...action, next: value });
    }
  }
}

/** One history for everything that changes a value, whoever changes it. */
export function useHistory<T>(first: T): EditHistory<T> {
  const [history, act] = useReducer(step<T>, first, startHistory);
  const edit = useCallback(
    (label: string, next: Next<T>, mergeKey?: string) =>
      act({ do: 'edit', label, next, mergeKey, at: performance.now() }),
    [],
  );
  const undo = useCallback(() => act({ do: 'undo' }), []);
  const redo = useCallback(() => act({ do: 'redo' }), []);
  const reset = useCallback((value: T) => act({ do: 'reset', value }), []);
  const carry = useCallback((change: (value: T) => T) => act({ do: 'carry', change }), []);
  return useMemo(
    () => ({
      value: history.value,
      edit,
      undo,
      redo,
      reset,
      carry,
      canUndo: history.past.length > 0,
      canRedo: history.future.length > 0,
      undoLabel: history.past.at(-1)?.label,
      redoLabel: history.future.at(-1)?.label,
    }),
    [history, edit, undo, redo, reset, carry],
  );
}
