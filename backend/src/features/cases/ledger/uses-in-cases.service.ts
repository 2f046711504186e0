import type { Json } from '@caseway/form-schemas';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Uses } from '../../configuration/uses.ts';
import { type LedgerFilter, LedgerStore } from './ledger-store.ts';
import { SavedViewsStore } from './saved-views-store.ts';

/** Params of outcomes that cases can be found by, with the filter. */
const FILTERS: Partial<Record<string, keyof LedgerFilter>> = {
  category: 'category',
  department: 'department',
  path: 'path',
  marks: 'mark',
  sessions: 'session',
  outcome: 'outcome',
};

/** Tells the configuration what of it cases and saved views go by. */
@Injectable()
export class UsesInCases implements OnModuleInit {
  constructor(
    private readonly uses: Uses,
    private readonly ledger: LedgerStore,
    private readonly views: SavedViewsStore,
  ) {}

  onModuleInit(): void {
    this.uses.answeredBy({
      casesWith: (versions: readonly string[], path: readonly string[], value?: Json) =>
        this.ledger.countWith(versions, path, value),
      casesOf: async (param: string, value: string) => {
        const filter = FILTERS[param];
        if (!filter) return null;
        const counts = await this.ledger.countByTownship({ [filter]: value });
        return counts.reduce((sum, { count }) => sum + count, 0);
      },
      viewsWith: (filter: string, value: string) => this.views.countWith(filter, value),
      viewsBy: (filters: readonly string[]) => this.views.countBy(filters),
    });
  }
}
