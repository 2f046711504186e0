import type { LocalizedText } from '@caseway/form-schemas';
import { plain, type Together, type TogetherFinding } from './together.ts';

/** Where a document puts a case on the agenda of a meeting. */
interface Naming {
  place: TogetherFinding['places'][0];
  document: LocalizedText;
  session: string;
  title: LocalizedText;
}

function namings({ ruleSets, paths }: Together): Naming[] {
  const vocabularies = ruleSets.flatMap((set) =>
    (set.outcomes?.sessions?.values ?? []).map(({ key, title }, index) => ({
      place: { kind: 'rule-sets' as const, key: set.key, pointer: `/outcomes/sessions/values/${index}` },
      ...{ document: set.title, session: key, title },
    })),
  );
  const titles = new Map(vocabularies.map(({ session, title }) => [session, title]));
  const effects = paths.flatMap((path) =>
    path.steps.flatMap((step, at) =>
      step.actions.flatMap((action, index) =>
        [action, ...(action.branches ?? [])].flatMap(({ effects: done = [] }, branch) =>
          done.flatMap((effect, place) => {
            if (effect.type !== 'session') return [];
            const holder = branch === 0 ? '' : `/branches/${branch - 1}`;
            const pointer = `/steps/${at}/actions/${index}${holder}/effects/${place}`;
            const { session } = effect;
            const title = titles.get(session) ?? plain(session);
            return [
              { place: { kind: 'paths' as const, key: path.key, pointer }, document: path.title, session, title },
            ];
          }),
        ),
      ),
    ),
  );
  return [...vocabularies, ...effects];
}

/** Meetings on whose agenda rules and paths put cases, and for which the calendar has a day no longer. */
export function checkSessions(whole: Together, before: Together): TogetherFinding[] {
  const [calendar] = whole.calendars;
  if (!calendar) return [];
  const had = new Set(before.calendars.flatMap(({ recurring }) => recurring.map(({ key }) => key)));
  const has = new Set(calendar.recurring.map(({ key }) => key));
  return namings(whole).flatMap(({ place, document, session, title }): TogetherFinding[] => {
    if (has.has(session) || !had.has(session)) return [];
    return [
      {
        severity: 'warning',
        code: 'session-unplanned',
        places: [place, { kind: 'calendars', key: calendar.key, pointer: '/recurring' }],
        params: { document, part: title, calendar: calendar.title },
        mends: [],
      },
    ];
  });
}
