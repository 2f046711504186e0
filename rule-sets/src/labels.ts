import type { LocalizedText } from '@caseway/form-schemas';
import type { HandlingPath } from './model/handling-path.ts';

/** Names of values that no form declares (places, departments, paths), by fact or outcome param, then by value. */
export type Labels = Partial<Record<string, Record<string, LocalizedText>>>;

type Terms = Pick<HandlingPath, 'key' | 'title' | 'steps' | 'clocks'>;

/**
 * What the keys of paths, their steps and their clocks are called. Where paths use one key of a step or clock under several
 * titles, the first of them.
 */
export function pathLabels(paths: readonly Terms[]): Record<'path' | 'step' | 'clock', Record<string, LocalizedText>> {
  const named = (things: readonly { key: string; title: LocalizedText }[]): Record<string, LocalizedText> =>
    Object.fromEntries(things.map(({ key, title }) => [key, title]).reverse());
  return {
    path: named(paths),
    step: named(paths.flatMap(({ steps }) => steps)),
    clock: named(paths.flatMap(({ clocks }) => clocks)),
  };
}
