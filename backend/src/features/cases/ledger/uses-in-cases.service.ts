import type { Json } from '@caseway/form-schemas';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Uses } from '../../configuration/uses.ts';
import { LedgerStore } from './ledger-store.ts';
import { SavedViewsStore } from './saved-views-store.ts';

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
      viewsWith: (filter: string, value: string) => this.views.countWith(filter, value),
    });
  }
}
