import type { Outcome } from '@caseway/rule-sets';

/** What rules say of a case beside its kind, path and department. */
export interface Said {
  marks: string[];
  sessions: string[];
  supervise: boolean;
  caseLead: boolean;
  urgent: boolean;
  level: string | null;
  /** Roles that are told of it; those that are told at once, at night too. */
  notify: string[];
  urgentTo: string[];
}

/** What happened later: an action, the daily round, or a call of a clock, by its epoch and level. */
export type Cause = { on: 'action' } | { on: 'day' } | { on: 'clock'; clock: string; epoch: number; level: number };

/** What was said of a case because of something that happened to it. */
export interface SaidSince {
  because: Cause;
  said: Said;
}

/**
 * Where what stands on a case comes from. `decided`: from the decision of its kind and way, and goes when that is
 * decided anew; `since`: from what happened later, each with its cause, the oldest first, and stays as long as that.
 */
export interface Standing {
  decided: Said;
  since: SaidSince[];
}

export const NOTHING_SAID: Said = {
  marks: [],
  sessions: [],
  supervise: false,
  caseLead: false,
  urgent: false,
  level: null,
  notify: [],
  urgentTo: [],
};

const united = (some: readonly string[], more: readonly string[]): string[] => [...new Set([...some, ...more])];

/** What an outcome says. */
export function saidOf(outcome: Outcome): Said {
  const notify = united(outcome.notify ?? [], []);
  return {
    marks: united(outcome.marks ?? [], []),
    sessions: united(outcome.sessions ?? [], []),
    supervise: outcome.supervise === true,
    caseLead: outcome.caseLead === true,
    urgent: outcome.urgent === true,
    level: outcome.level ?? null,
    notify,
    urgentTo: outcome.urgent === true ? notify : [],
  };
}

/** Both together: what is said later adds and never takes away; of levels the later one holds. */
export function bothSaid(first: Said, then: Said): Said {
  return {
    marks: united(first.marks, then.marks),
    sessions: united(first.sessions, then.sessions),
    supervise: first.supervise || then.supervise,
    caseLead: first.caseLead || then.caseLead,
    urgent: first.urgent || then.urgent,
    level: then.level ?? first.level,
    notify: united(first.notify, then.notify),
    urgentTo: united(first.urgentTo, then.urgentTo),
  };
}

/** All that stands on the case. */
export const saidInAll = ({ decided, since }: Standing): Said =>
  since.reduce((all, { said }) => bothSaid(all, said), decided);

const sameCause = (a: Cause, b: Cause): boolean =>
  a.on === 'clock' && b.on === 'clock'
    ? a.clock === b.clock && a.epoch === b.epoch && a.level === b.level
    : a.on === b.on;

/** The standing with something more said; of one cause there is one entry, where it was said last. */
export function saidSince(standing: Standing, because: Cause, said: Said): Standing {
  const before = standing.since.find((each) => sameCause(each.because, because));
  const others = standing.since.filter((each) => each !== before);
  return { ...standing, since: [...others, { because, said: before ? bothSaid(before.said, said) : said }] };
}

/** The case's columns that show it. */
export function shownOf(standing: Standing) {
  const { marks, sessions, supervise, caseLead, level } = saidInAll(standing);
  return { standing, marks, sessions, supervised: supervise, needsCaseLead: caseLead, level };
}

/** The same, with nothing told to a role that somebody else holds now. */
export function untold(standing: Standing, role: string): Standing {
  const without = (said: Said): Said => ({
    ...said,
    notify: said.notify.filter((key) => key !== role),
    urgentTo: said.urgentTo.filter((key) => key !== role),
  });
  const since = standing.since.map(({ because, said }) => ({ because, said: without(said) }));
  return { decided: without(standing.decided), since };
}

const LISTS = ['marks', 'sessions', 'notify', 'urgentTo'] as const;

/** What is said in `now` and was not before. */
export function newsIn(before: Said, now: Said): (keyof Said)[] {
  const grown = (name: (typeof LISTS)[number]) => now[name].some((key) => !before[name].includes(key));
  const news: (keyof Said)[] = [];
  for (const name of LISTS) if (grown(name)) news.push(name);
  for (const name of ['supervise', 'caseLead', 'urgent'] as const) if (now[name] && !before[name]) news.push(name);
  if (now.level !== before.level) news.push('level');
  return news;
}
