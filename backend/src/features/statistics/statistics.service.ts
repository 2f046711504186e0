import { addDays, localDay, type PathOutcome } from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../clock/clock.ts';
import type { Figures, StatisticsOut, Term } from '../../contract/index.ts';
import { Terms } from '../cases/case/terms.service.ts';
import { ConfigurationReader } from '../configuration/configuration-reader.ts';
import { isKind } from '../configuration/versioned.ts';
import { Scopes } from '../townships/scopes.service.ts';
import { outcomeQuery, withQueries } from './outcome-queries.ts';
import { decisionRows, outcomeRows } from './outcome-rows.ts';
import { monthWithin, type Period, periodBefore, periodYearBefore } from './periods.ts';
import { type Dimension, type StatisticsFilter, StatisticsStore } from './statistics-store.ts';

const none = (zh: string, en: string): Term => ({ key: '', title: { 'zh-CN': zh, en } });
/** What a case without one is called, by what it lacks. */
const NONE: Record<Dimension, Term> = {
  category: none('未判定类别', 'No kind decided'),
  path: none('无处理路径', 'No path'),
  township: none('未知镇街', 'Unknown township'),
  place: none('不按村居统计', 'Counted by no village'),
};

type Texts = Record<string, string>;

/** Counts of cases received in a time, and of what happened in it; never by person, and no success by fewer petitions. */
@Injectable()
export class Statistics {
  constructor(
    private readonly store: StatisticsStore,
    private readonly terms: Terms,
    private readonly scopes: Scopes,
    private readonly reader: ConfigurationReader,
    private readonly clock: Clock,
  ) {}

  /** The last year where no days are given. */
  async of(query: { from?: string; to?: string; township?: string }): Promise<StatisticsOut> {
    const now = this.clock.now();
    const to = query.to ?? localDay(now);
    const filter: StatisticsFilter = {
      from: query.from ?? addDays(to, -365),
      to,
      townshipId: query.township ? (await this.scopes.byKeyOrId(query.township)).id : null,
    };
    const { from } = filter;
    const where: Texts = query.township ? { township: query.township } : {};
    const received: Texts = { ...where, receivedFrom: from, receivedTo: to };
    const { all, ...book } = await this.words();
    const scope = new Map((await this.scopes.all()).map((item) => [item.id, { key: item.key, title: item.title }]));
    const counted = async (dimension: Dimension, term: (key: string) => Term) =>
      (await this.store.by(dimension, filter)).map(({ key, count }) => {
        const found = key === null ? NONE[dimension] : term(key);
        return { term: found, count, query: { ...received, ...rowQuery(dimension, found) } };
      });
    const paths = new Map(all.paths.map((path) => [path.key, path]));
    const place = (dimension: Dimension) => (id: string) => scope.get(id) ?? NONE[dimension];
    const [ends, decisions] = [await this.store.byOutcome(filter), await this.store.byDecision(filter)];
    const outcomesOf = await this.outcomesOf([...ends, ...decisions]);
    const figures = (period: Period) => this.figures({ ...filter, ...period }, where, now);
    return {
      from,
      to,
      ...(await this.store.totals(filter, now)),
      queries: {
        total: received,
        open: { ...received, status: 'open' },
        closed: { ...received, status: 'closed' },
        onTime: { ...received, late: 'false' },
        late: { ...received, late: 'true' },
      },
      figures: {
        now: await figures({ from, to }),
        before: await figures(periodBefore({ from, to })),
        yearBefore: await figures(periodYearBefore({ from, to })),
      },
      byCategory: await counted('category', (key) => book.category(key)),
      byPath: await counted('path', (key) => paths.get(key) ?? { key, title: { 'zh-CN': key, en: key } }),
      byTownship: await counted('township', place('township')),
      byPlace: await counted('place', place('place')),
      byOutcome: withQueries(outcomeRows(ends, outcomesOf), (key) => outcomeQuery(received, key)),
      byDecision: withQueries(decisionRows(decisions, outcomesOf), (key) => ({ ...received, decided: key })),
      byMonth: (await this.store.byMonth(filter)).map((row) => {
        const within = monthWithin(row.month, { from, to });
        return {
          ...row,
          queries: {
            received: { ...where, receivedFrom: within.from, receivedTo: within.to },
            closed: { ...where, closedFrom: within.from, closedTo: within.to },
          },
        };
      }),
    };
  }

  private async figures(filter: StatisticsFilter, where: Texts, now: Date): Promise<Figures> {
    const { from, to } = filter;
    const closed: Texts = { ...where, closedFrom: from, closedTo: to };
    return {
      from,
      to,
      ...(await this.store.figures(filter, now)),
      queries: {
        received: { ...where, receivedFrom: from, receivedTo: to },
        closed,
        closedOnTime: { ...closed, late: 'false' },
        openLate: { ...where, due: 'overdue', dueFrom: from, dueTo: to },
      },
    };
  }

  /** The outcomes of versions of paths. */
  private async outcomesOf(counted: readonly { versionId: string }[]): Promise<(id: string) => readonly PathOutcome[]> {
    const versions = await this.reader.versions([...new Set(counted.map(({ versionId }) => versionId))]);
    return (id) => {
      const version = versions.get(id);
      return version && isKind(version, 'paths') ? version.content.outcomes : [];
    };
  }

  private async words() {
    const book = await this.terms.book();
    return { all: book.all, category: (key: string) => book.term('category', key) };
  }
}

/** The filter of the ledger for a row: by what it counts, or for what lacks it. */
function rowQuery(dimension: Dimension, { key }: Term): Texts {
  if (key !== '') return { [dimension]: key };
  if (dimension === 'category') return { noCategory: 'true' };
  return dimension === 'place' ? { noPlace: 'true' } : {};
}
