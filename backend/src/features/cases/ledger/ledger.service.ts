import type { Locale } from '@caseway/form-schemas';
import { addDays, dayEnd, dayStart, localDay } from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import type { Static } from 'typebox';
import { Clock } from '../../../clock/clock.ts';
import type { CaseQuery, CaseSummary } from '../../../contract/index.ts';
import { decodeCursor, encodeCursor } from '../../../http/cursor.ts';
import { Scopes } from '../../townships/scopes.service.ts';
import { CaseSummaries } from '../reading/case-summaries.service.ts';
import { type DueBounds, type LedgerFilter, LedgerStore } from './ledger-store.ts';

type Query = Static<typeof CaseQuery>;

const PAGE = 50;
/** What a cursor's place is, for each order. */
const CURSOR_PLACES = { '-receivedOn': 'day', receivedOn: 'day', number: 'text', due: 'moment' } as const;

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
  async list(
    query: Query,
    locale: Locale,
  ): Promise<{ items: CaseSummary[]; nextCursor: string | null; total: number }> {
    const limit = query.limit ?? PAGE;
    const sort = query.sort ?? '-receivedOn';
    const filter = await this.filter(query);
    const [place, id] = query.cursor ? decodeCursor(query.cursor, [CURSOR_PLACES[sort], 'id']) : [];
    const after = place !== undefined && id !== undefined ? { place, id } : null;
    const rows = await this.store.list(filter, sort, after, limit + 1);
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      items: await this.summaries.of(page, locale),
      nextCursor: rows.length > limit && last ? encodeCursor([last.place, last.id]) : null,
      total: await this.store.count(filter),
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

  private async filter({
    limit: _,
    cursor: __,
    sort: ___,
    township,
    place,
    due,
    ...rest
  }: Query): Promise<LedgerFilter> {
    return {
      ...rest,
      ...(township && { townshipId: (await this.scopes.byKeyOrId(township)).id }),
      ...(place && { placePath: (await this.scopes.byKeyOrId(place)).scopePath }),
      ...(due && { due: dueBounds(due, this.clock.now()) }),
    };
  }
}
