import type { Locale } from '@caseway/form-schemas';
import { addDays, localDay, recurringDays } from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import type { Static } from 'typebox';
import { Clock } from '../../clock/clock.ts';
import type { CaseQuery, DaySectionOf } from '../../contract/index.ts';
import { Transactions } from '../../database/transactions.ts';
import { Terms } from '../cases/case/terms.service.ts';
import { Ledger } from '../cases/ledger/ledger.service.ts';
import { ConfigurationReader } from '../configuration/configuration-reader.ts';
import { Scopes } from '../townships/scopes.service.ts';
import { textsOf } from './day-of-person.service.ts';
import { monthsAt } from './day-sections.ts';
import { SHOWN } from './shown.ts';

type Query = Omit<Static<typeof CaseQuery>, 'limit' | 'cursor'>;

/** Lists of cases that a place answers for. */
export const LISTS = {
  urgent: { status: 'open', urgent: true, sort: 'due' },
  overdue: { status: 'open', due: 'overdue', sort: 'due' },
  supervised: { status: 'open', supervised: true, sort: 'due' },
  'handed-up': { status: 'open', fromVillage: true, untouched: true, sort: 'due' },
  undelivered: { status: 'closed', undelivered: true, sort: 'due' },
} as const satisfies Record<string, Query>;

/** Columns of the table by township, each a filter of the ledger. */
const COLUMNS = {
  open: { status: 'open' },
  overdue: LISTS.overdue,
  urgent: LISTS.urgent,
  supervised: LISTS.supervised,
} as const satisfies Record<string, Query>;

/** Any recurring day comes round within this. */
const AHEAD_DAYS = 62;

/** What stands out in a place: of all its cases, whoever they were given to. */
@Injectable()
export class DayOfPlace {
  constructor(
    private readonly ledger: Ledger,
    private readonly terms: Terms,
    private readonly scopes: Scopes,
    private readonly reader: ConfigurationReader,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  async list(key: keyof typeof LISTS, locale: Locale): Promise<DaySectionOf<'cases'>> {
    const { items, total } = await this.ledger.list({ ...LISTS[key], limit: SHOWN }, locale);
    return { kind: 'cases', key, total, query: textsOf(LISTS[key]), cases: items };
  }

  /** What is for each session, those held soonest first. */
  async sessions(locale: Locale): Promise<DaySectionOf<'sessions'>> {
    const keys = await this.ledger.sessions();
    const book = await this.terms.book();
    const next = await this.nextDays(keys);
    const items: DaySectionOf<'sessions'>['items'] = [];
    for (const session of keys) {
      const query = { status: 'open', session, sort: 'due' } as const;
      const { items: cases, total } = await this.ledger.list({ ...query, limit: SHOWN }, locale);
      const term = book.term('sessions', session);
      items.push({ session: term, on: next.get(session) ?? null, total, query: textsOf(query), cases });
    }
    items.sort((a, b) => (a.on ?? '~').localeCompare(b.on ?? '~'));
    return { kind: 'sessions', key: 'sessions', total: items.reduce((sum, { total }) => sum + total, 0), items };
  }

  async months(): Promise<DaySectionOf<'months'>> {
    const days = monthsAt(localDay(this.clock.now()));
    const { from, to, beforeFrom, beforeTo } = days;
    const closed = (late: Query) => (start: string, end: string) => ({ ...late, closedFrom: start, closedTo: end });
    const asked = {
      received: (start: string, end: string): Query => ({ receivedFrom: start, receivedTo: end }),
      closed: closed({}),
      closedLate: closed({ late: true }),
    } as const;
    const figures: DaySectionOf<'months'>['figures'] = [];
    for (const key of ['received', 'closed', 'closedLate'] as const) {
      const query = asked[key](from, to);
      const [now, before] = [await this.ledger.count(query), await this.ledger.count(asked[key](beforeFrom, beforeTo))];
      figures.push({ key, now, before, query: textsOf(query) });
    }
    return { kind: 'months', key: 'months', total: figures.length, ...days, figures };
  }

  /** Township by township; null where there is only one to look at. */
  async townships(): Promise<DaySectionOf<'townships'> | null> {
    const townships = await this.visibleTownships();
    if (townships.length < 2) return null;
    const counts = {
      open: await this.ledger.countByTownship(COLUMNS.open),
      overdue: await this.ledger.countByTownship(COLUMNS.overdue),
      urgent: await this.ledger.countByTownship(COLUMNS.urgent),
      supervised: await this.ledger.countByTownship(COLUMNS.supervised),
    };
    const rows = townships.map(({ id, key, title }) => ({
      township: { key, title },
      open: counts.open.get(id) ?? 0,
      overdue: counts.overdue.get(id) ?? 0,
      urgent: counts.urgent.get(id) ?? 0,
      supervised: counts.supervised.get(id) ?? 0,
    }));
    rows.sort((a, b) => b.urgent - a.urgent || b.overdue - a.overdue || b.open - a.open);
    const queries = Object.fromEntries(Object.entries(COLUMNS).map(([name, query]) => [name, textsOf(query)]));
    return { kind: 'townships', key: 'townships', total: rows.length, queries, rows };
  }

  private async visibleTownships() {
    const { scopePath, within = [''] } = this.transactions.principal;
    const seen = (path: string) => path.startsWith(scopePath) && within.some((place) => path.startsWith(place));
    return (await this.scopes.all()).filter((scope) => scope.kind === 'township' && seen(scope.scopePath));
  }

  /** The next day of each session by the calendars in force; one on which they differ is left out. */
  private async nextDays(keys: readonly string[]): Promise<Map<string, string>> {
    const { scopePath } = this.transactions.principal;
    const all = (await this.scopes.all()).filter(({ kind }) => kind === 'township');
    const here = all.filter((scope) => scope.scopePath.startsWith(scopePath) || scopePath.startsWith(scope.scopePath));
    const inForce = await this.reader.inForceIn(
      here.map(({ id }) => id),
      'now',
    );
    const today = localDay(this.clock.now());
    const calendars = [...inForce.values()].flatMap((whole) => whole.ofKind('calendars').map(({ content }) => content));
    const found = new Map<string, string>();
    for (const key of keys) {
      const days = calendars.flatMap((calendar) => {
        const day = calendar.recurring.find((one) => one.key === key);
        return day ? (recurringDays(calendar, day, today, addDays(today, AHEAD_DAYS))[0]?.on ?? []) : [];
      });
      const [first, ...others] = new Set(days);
      if (first && others.length === 0) found.set(key, first);
    }
    return found;
  }
}
