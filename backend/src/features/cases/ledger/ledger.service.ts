import type { Locale } from '@caseway/form-schemas';
import { addDays, dayEnd, dayStart, localDay } from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import type { Static } from 'typebox';
import { Clock } from '../../../clock/clock.ts';
import type { CaseQuery, CaseSummary, LedgerOut } from '../../../contract/index.ts';
import { decodeCursor, encodeCursor } from '../../../http/cursor.ts';
import { Scopes } from '../../townships/scopes.service.ts';
import { CaseSummaries } from '../reading/case-summaries.service.ts';
import { type DueBounds, type LedgerFilter, LedgerStore } from './ledger-store.ts';

type Query = Static<typeof CaseQuery>;

const PAGE = 50;
/** What a cursor's place is, for each order. */
const CURSOR_PLACES = {
  '-receivedOn': 'day',
  receivedOn: 'day',
  '-number': 'text',
  number: 'text',
  '-due': 'moment',
  due: 'moment',
  waiting: 'moment',
} as const;

function dueBounds(due: NonNullable<Query['due']>, now: Date): DueBounds {
  const today = localDay(now);
  if (due === 'overdue') return { after: null, before: now };
  const last = due === 'today' ? today : addDays(today, 7);
  return { after: due === 'today' ? dayStart(today) : now, before: new Date(dayEnd(last).getTime() + 1) };
}

/** The ledger 台账： cases found, ordered and paged. */
@Injectable()
export class Ledger {
  constructor(
    private readonly store: LedgerStore,
    private readonly summaries: CaseSummaries,
    private readonly scopes: Scopes,
    private readonly clock: Clock,
  ) {}

  /** One page; `total` counts every case that fits. */
  async list(query: Query, locale: Locale): Promise<LedgerOut & { total: number }> {
    const limit = query.limit ?? PAGE;
    const sort = query.sort ?? '-receivedOn';
    const filter = await this.filter(query);
    const [place, id] = query.cursor ? decodeCursor(query.cursor, [CURSOR_PLACES[sort], 'id']) : [];
    const after = place !== undefined && id !== undefined ? { place, id } : null;
    const rows = await this.store.list(filter, sort, after, limit + 1);
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    const totals = await this.store.totals(filter, this.clock.now());
    return {
      items: await this.summaries.of(page, locale),
      nextCursor: rows.length > limit && last ? encodeCursor([last.place, last.id]) : null,
      total: totals.total,
      totals,
    };
  }

  /** Every case that fits, in order, page by page. */
  async *all(query: Query, locale: Locale, most: number): AsyncGenerator<CaseSummary> {
    let cursor: string | undefined;
    let given = 0;
    do {
      const page = await this.list({ ...query, limit: 200, ...(cursor ? { cursor } : { cursor: undefined }) }, locale);
      for (const item of page.items) {
        if (given++ >= most) return;
        yield item;
      }
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
  }

  async count(query: Query): Promise<number> {
    return this.store.count(await this.filter(query));
  }

  /** How many fit in each township, by its id; one without any is left out. */
  async countByTownship(query: Query): Promise<Map<string, number>> {
    const rows = await this.store.countByTownship(await this.filter(query));
    return new Map(rows.map(({ townshipId, count }) => [townshipId, count]));
  }

  /** Keys of the sessions that open cases are for, those with most first. */
  async sessions(): Promise<string[]> {
    return (await this.store.sessions()).map(({ session }) => session);
  }

  /** Keys of the forms used since a day, most used first. */
  async formsByUse(since: string): Promise<string[]> {
    return (await this.store.formUse(since)).map(({ form }) => form);
  }

  private async filter({
    limit: _,
    cursor: __,
    sort: ___,
    township,
    place,
    due,
    late,
    registeredFrom,
    registeredTo,
    closedFrom,
    closedTo,
    ...rest
  }: Query): Promise<LedgerFilter> {
    return {
      ...rest,
      ...(late !== undefined && { late: { is: late, at: this.clock.now() } }),
      ...(registeredFrom && { registeredFrom: dayStart(registeredFrom) }),
      ...(registeredTo && { registeredBefore: dayStart(addDays(registeredTo, 1)) }),
      ...(closedFrom && { closedFrom: dayStart(closedFrom) }),
      ...(closedTo && { closedBefore: dayStart(addDays(closedTo, 1)) }),
      ...(township && { townshipId: (await this.scopes.byKeyOrId(township)).id }),
      ...(place && { placePath: (await this.scopes.byKeyOrId(place)).scopePath }),
      ...(due && { due: dueBounds(due, this.clock.now()) }),
    };
  }
}
