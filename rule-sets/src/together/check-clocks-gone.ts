import type { HandlingPath, PathClock } from '../model/handling-path.ts';
import type { Together, TogetherFinding } from './together.ts';

/** Whether a path still keeps the time that a clock kept: that clock, or another, by the same limit. */
const keeps = (path: HandlingPath, { limit }: PathClock): boolean => path.clocks.some((clock) => clock.limit === limit);

/**
 * Times that the law sets and that a path kept, and keeps no longer: the clock is gone, or goes by no limit any more. Cases that
 * come to the path then run without it, and nobody hears of it.
 */
export function checkClocksGone(whole: Together, before: Together): TogetherFinding[] {
  const limits = [...whole.calendars, ...before.calendars].flatMap(({ key, limits }) =>
    limits.map((limit, index) => ({ limit, place: { kind: 'calendars' as const, key, pointer: `/limits/${index}` } })),
  );
  return whole.paths.flatMap((path) => {
    const old = before.paths.find(({ key }) => key === path.key);
    if (!old || old === path) return [];
    return old.clocks.flatMap((clock): TogetherFinding[] => {
      const law = limits.find(({ limit }) => limit.key === clock.limit);
      if (!law || keeps(path, clock)) return [];
      const at = path.clocks.findIndex(({ key }) => key === clock.key);
      return [
        {
          severity: 'warning',
          code: 'clock-gone',
          places: [{ kind: 'paths', key: path.key, pointer: at < 0 ? '/clocks' : `/clocks/${at}` }, law.place],
          params: { document: path.title, part: clock.title, limit: law.limit.title, law: law.limit.source },
          mends: [],
        },
      ];
    });
  });
}
