import type { Stood } from './configuration-tag.ts';

/**
 * The versions that stood beside one the last time that it stood, just before it went; null where it still stands, or never
 * did.
 */
export function stoodWith(versionId: string, history: readonly Stood[]): string[] | null {
  const mine = history.filter((one) => one.versionId === versionId);
  if (mine.some(({ to }) => to === null)) return null;
  const ends = mine.flatMap(({ to }) => (to ? [to.getTime()] : []));
  if (ends.length === 0) return null;
  const end = Math.max(...ends);
  return history
    .filter(({ from, to }) => from.getTime() < end && (to === null || to.getTime() >= end))
    .map((one) => one.versionId);
}
