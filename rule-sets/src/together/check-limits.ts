import type { LocalizedText } from '@caseway/form-schemas';
import { pointerTo } from '../json-value.ts';
import { boundsExtension, limitMisfits } from '../law/limit-fits.ts';
import type { BusinessCalendar } from '../model/calendar.ts';
import type { HandlingPath } from '../model/handling-path.ts';
import { plain, type Together, type TogetherCode, type TogetherFinding } from './together.ts';

type LimitCode = Extract<TogetherCode, `limit-${string}`>;

/** A place of a path that goes by a limit of the calendar, and what is wrong with that. */
interface Use {
  pointer: string;
  part: LocalizedText;
  limit: string;
  codes: LimitCode[];
}

function usesOf(path: HandlingPath, calendar: BusinessCalendar): Use[] {
  const limitOf = (key: string | undefined) => calendar.limits.find((limit) => limit.key === key);
  const clocks = path.clocks.flatMap((clock, at): Use[] => {
    if (clock.limit === undefined) return [];
    const limit = limitOf(clock.limit);
    const misfits = limit ? limitMisfits(clock, limit) : [];
    const other = misfits.some((misfit) => misfit !== 'looser-than-law' && misfit !== 'limit-without-source');
    const codes: LimitCode[] = [
      ...(limit ? [] : (['limit-gone'] as const)),
      ...(misfits.includes('looser-than-law') ? (['limit-below-clock'] as const) : []),
      ...(other ? (['limit-of-other'] as const) : []),
    ];
    return [{ pointer: `/clocks/${at}`, part: clock.title, limit: clock.limit, codes }];
  });
  const extensions = path.steps.flatMap((step, at) =>
    step.actions.flatMap((action, index) =>
      [action, ...(action.branches ?? [])].flatMap(({ effects = [] }, branch) =>
        effects.flatMap((effect, place) => {
          if (effect.type !== 'extend-clock') return [];
          const holder = branch === 0 ? [] : ['branches', branch - 1];
          const pointer = pointerTo('', 'steps', at, 'actions', index, ...holder, 'effects', place);
          const ofClock = limitOf(path.clocks.find(({ key }) => key === effect.clock)?.limit);
          return (['limit', 'inAll'] as const).flatMap((name): Use[] => {
            const key = effect[name];
            if (key === undefined) return [];
            const limit = limitOf(key);
            const fits = limit && (name === 'limit' || boundsExtension(limit, ofClock));
            const codes: LimitCode[] = !limit ? ['limit-gone'] : fits ? [] : ['limit-of-other'];
            return [{ pointer: `${pointer}/${name}`, part: action.title, limit: key, codes }];
          });
        }),
      ),
    ),
  );
  return [...clocks, ...extensions];
}

/** Clocks and extensions that allow more than the limit of the calendar they go by, another's, or one that it does not have. */
export function checkLimits({ paths, calendars }: Together): TogetherFinding[] {
  const [calendar] = calendars;
  if (!calendar) return [];
  return paths.flatMap((path) =>
    usesOf(path, calendar).flatMap(({ pointer, part, limit: key, codes }) => {
      const index = calendar.limits.findIndex((limit) => limit.key === key);
      const title = calendar.limits[index]?.title ?? plain(key);
      const params = { document: path.title, part, calendar: calendar.title, limit: title };
      const places: TogetherFinding['places'] = [
        { kind: 'paths', key: path.key, pointer },
        { kind: 'calendars', key: calendar.key, pointer: index < 0 ? '/limits' : `/limits/${index}` },
      ];
      return codes.map((code): TogetherFinding => ({ severity: 'error', code, places, params, mends: [] }));
    }),
  );
}
