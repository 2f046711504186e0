import type { Json } from '@caseway/form-schemas';
import { Injectable } from '@nestjs/common';

/** What of the rest of the office goes by the configuration; answered by who keeps it. */
export interface ConfigurationUses {
  /** So many cases of a form, as far as the asker sees them, have something in a field, or this very value. */
  casesWith: (form: string, path: readonly string[], value?: Json) => Promise<number>;
  /** How many saved views of the ledger, whoever's, filter by a value. Whose they are is not told. */
  viewsWith: (filter: string, value: string) => Promise<number>;
}

/** Asks those features for it that are built upon the configuration, and that it therefore cannot know. */
@Injectable()
export class Uses {
  private asked: ConfigurationUses = { casesWith: async () => 0, viewsWith: async () => 0 };

  answeredBy(uses: ConfigurationUses): void {
    this.asked = uses;
  }

  get office(): ConfigurationUses {
    return this.asked;
  }
}
