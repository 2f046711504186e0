import type { Locale } from '@caseway/form-schemas';
import { localDay, type Role } from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../clock/clock.ts';
import type { DayOut, DaySection } from '../../contract/index.ts';
import { Transactions } from '../../database/transactions.ts';
import { DayOfConfiguration } from './day-of-configuration.service.ts';
import { DayOfPerson } from './day-of-person.service.ts';
import { DayOfPlace } from './day-of-place.service.ts';
import { type SectionKey, sectionsFor, toldOnce } from './day-sections.ts';

/** A person's day: what their roles have them look at, in one answer. */
@Injectable()
export class Day {
  private readonly sections: Record<SectionKey, (locale: Locale, roles: readonly Role[]) => Promise<DaySection | null>>;

  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    person: DayOfPerson,
    place: DayOfPlace,
    configuration: DayOfConfiguration,
  ) {
    this.sections = {
      urgent: (locale) => place.list('urgent', locale),
      register: () => person.register(),
      decisions: (locale) => person.decisions(locale),
      'to-give': () => person.toGive(),
      due: (locale) => person.due(locale),
      // A letter is its case's handler's and lead's, and always also the centre's: theirs may be gone, or kept out since.
      undelivered: (locale, roles) =>
        roles.includes('centre') ? place.list('undelivered', locale) : person.undelivered(locale),
      townships: () => place.townships(),
      overdue: (locale) => place.list('overdue', locale),
      sessions: (locale) => place.sessions(locale),
      'handed-up': (locale) => place.list('handed-up', locale),
      supervised: (locale) => place.list('supervised', locale),
      'registered-today': (locale) => person.registeredToday(locale),
      months: () => place.months(),
      releases: () => configuration.releases(),
      drafts: (locale) => configuration.ofDrafts(locale),
      calendars: () => configuration.calendars(),
    };
  }

  /** Each section as the holder of the roles that open it: it shows what lies where these were granted. */
  async of(locale: Locale): Promise<DayOut> {
    const held = this.transactions.principal.grants.map(({ role }) => role);
    const sections: DaySection[] = [];
    for (const { key, roles } of sectionsFor(held)) {
      const section = await this.transactions.asHolderOf(roles, () => this.sections[key](locale, roles));
      if (section) sections.push(section);
    }
    return { today: localDay(this.clock.now()), sections: toldOnce(sections) };
  }
}
