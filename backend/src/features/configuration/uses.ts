import type { Json } from '@caseway/form-schemas';
import { Injectable } from '@nestjs/common';

/** What of the rest of the office goes by the configuration; answered by who keeps it. */
export interface ConfigurationUses {
  /**
   * In so many cases, as far as the asker sees them, something was filled in at a place in a form that is not sealed there, or
   * this very value: when the case was registered, or with one of its steps; with an empty
   * path, whatever was filled in. `versions`: ids of the form's versions.
   */
  casesWith: (versions: readonly string[], path: readonly string[], value?: Json) => Promise<number>;
  /** To so many cases, as far as the asker sees them, rules or people gave a value of an outcome; null where that is not counted. */
  casesOf: (param: string, value: string) => Promise<number | null>;
  /** How many saved views of the ledger, whoever's, filter by a value. Whose they are is not told. */
  viewsWith: (filter: string, value: string) => Promise<number>;
  /** How many filter by one of these, whatever the value. */
  viewsBy: (filters: readonly string[]) => Promise<number>;
}

/** Asks those features for it that are built upon the configuration, and that it therefore cannot know. */
@Injectable()
export class Uses {
  private asked: ConfigurationUses = {
    casesWith: async () => 0,
    casesOf: async () => null,
    viewsWith: async () => 0,
    viewsBy: async () => 0,
  };

  answeredBy(uses: ConfigurationUses): void {
    this.asked = uses;
  }

  get office(): ConfigurationUses {
    return this.asked;
  }
}
