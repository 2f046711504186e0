import { contentHash } from './content-hash.ts';

/** A version that was in force from one moment (ISO 8601 or a date) until before another; `to` null: it still is. */
export interface Stood {
  versionId: string;
  from: Date;
  to: Date | null;
}

/** Names the versions that are in force together: the same versions, whatever put them there, have the same name. */
export const configurationTag = (items: readonly { versionId: string }[]): string =>
  contentHash(items.map(({ versionId }) => versionId).sort()).slice(0, 24);

/** The versions that a name names, if they ever were in force together in that place: the last time that they were. */
export function versionsNamed(tag: string, history: readonly Stood[]): string[] | null {
  const moments = new Set(history.flatMap(({ from, to }) => (to ? [from.getTime(), to.getTime()] : [from.getTime()])));
  for (const moment of [...moments].sort((a, b) => b - a)) {
    const standing = history.filter(({ from, to }) => from.getTime() <= moment && (!to || to.getTime() > moment));
    if (configurationTag(standing) === tag) return standing.map(({ versionId }) => versionId);
  }
  return null;
}
