import { ROLES, type Role } from '@caseway/rule-sets';
import type { DaySection } from '../../contract/index.ts';

export type SectionKey = DaySection['key'];

/** What a role looks at in the morning. Several roles add up. */
const OF_ROLE: Record<Role, readonly SectionKey[]> = {
  clerk: ['register', 'due', 'registered-today'],
  handler: ['due', 'undelivered'],
  'case-lead': ['decisions', 'to-give', 'due', 'undelivered'],
  'township-lead': ['urgent', 'decisions', 'to-give', 'overdue', 'supervised', 'due', 'townships', 'months'],
  centre: ['urgent', 'register', 'to-give', 'due', 'undelivered', 'sessions', 'handed-up', 'townships'],
  'policy-admin': ['drafts', 'calendars'],
  approver: ['releases'],
  'platform-admin': ['releases', 'drafts', 'calendars'],
  auditor: ['townships', 'overdue', 'urgent'],
};

/** The order in which to look, whatever the roles: what cannot wait first. */
const ORDER: readonly SectionKey[] = [
  'urgent',
  'register',
  'decisions',
  'to-give',
  'due',
  'undelivered',
  'townships',
  'overdue',
  'sessions',
  'handed-up',
  'supervised',
  'registered-today',
  'months',
  'releases',
  'drafts',
  'calendars',
];

/** The sections that open to somebody with these roles, in order, each with the roles that open it. */
export function sectionsFor(roles: readonly Role[]): { key: SectionKey; roles: Role[] }[] {
  return ORDER.map((key) => ({
    key,
    roles: ROLES.filter((role) => roles.includes(role) && OF_ROLE[role].includes(key)),
  })).filter((section) => section.roles.length > 0);
}

/** What stands among the urgent is not told again among what is due: it is one piece of work. */
export function toldOnce(sections: readonly DaySection[]): DaySection[] {
  const urgent = new Set(
    sections.flatMap((one) => (one.kind === 'cases' && one.key === 'urgent' ? one.cases.map(({ id }) => id) : [])),
  );
  return sections.map((one) => {
    if (one.kind !== 'waiting') return one;
    const items = one.items.filter((item) => item.case === null || !urgent.has(item.case.id));
    return { ...one, items, total: one.total - (one.items.length - items.length) };
  });
}

/** This month up to a day, and the same days of the month before; that one's last where it is shorter. Days as YYYY-MM-DD. */
export function monthsAt(day: string): { from: string; to: string; beforeFrom: string; beforeTo: string } {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const text = (at: Date): string => at.toISOString().slice(0, 10);
  const lastBefore = new Date(Date.UTC(year, month - 1, 0)).getUTCDate();
  return {
    from: text(new Date(Date.UTC(year, month - 1, 1))),
    to: day,
    beforeFrom: text(new Date(Date.UTC(year, month - 2, 1))),
    beforeTo: text(new Date(Date.UTC(year, month - 2, Math.min(date, lastBefore)))),
  };
}
