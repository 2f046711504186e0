import { addDays, localDay } from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../clock/clock.ts';
import type { StatisticsOut, Term } from '../../contract/index.ts';
import { Terms } from '../cases/case/terms.service.ts';
import { ConfigurationReader } from '../configuration/configuration-reader.ts';
import { isKind } from '../configuration/versioned.ts';
import { Scopes } from '../townships/scopes.service.ts';
import { type CountedEnd, outcomeRows } from './outcome-rows.ts';
import { type StatisticsFilter, StatisticsStore } from './statistics-store.ts';

const NONE: Term = { key: '', title: { 'zh-CN': '未填写', en: 'Not given' } };

/** Counts of cases received in a time; never by person, and no success by fewer petitions. */
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
    const { all, ...book } = await this.words();
    const scope = new Map((await this.scopes.all()).map((item) => [item.id, { key: item.key, title: item.title }]));
    const counted = async (dimension: 'category' | 'path' | 'township' | 'place', term: (key: string) => Term) =>
      (await this.store.by(dimension, filter)).map(({ key, count }) => ({
        term: key === null ? NONE : term(key),
        count,
      }));
    const paths = new Map(all.paths.map((path) => [path.key, path]));
    const place = (id: string) => scope.get(id) ?? NONE;
    return {
      ...(await this.store.totals(filter, now)),
      byCategory: await counted('category', (key) => book.category(key)),
      byPath: await counted('path', (key) => paths.get(key) ?? { key, title: { 'zh-CN': key, en: key } }),
      byTownship: await counted('township', place),
      byPlace: await counted('place', place),
      byOutcome: await this.outcomes(await this.store.byOutcome(filter)),
      byDecision: await this.outcomes(await this.store.byDecision(filter)),
      byMonth: await this.store.byMonth(filter),
    };
  }

  private async outcomes(ends: readonly CountedEnd[]) {
    const versions = await this.reader.versions([...new Set(ends.map(({ versionId }) => versionId))]);
    return outcomeRows(ends, (id) => {
      const version = versions.get(id);
      return version && isKind(version, 'paths') ? version.content.outcomes : [];
    });
  }

  private async words() {
    const book = await this.terms.book();
    return { all: book.all, category: (key: string) => book.term('category', key) };
  }
}
