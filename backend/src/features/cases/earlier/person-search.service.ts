import type { Locale } from '@caseway/form-schemas';
import { Injectable } from '@nestjs/common';
import type { PersonSearchBody, PersonSearchOut } from '../../../contract/index.ts';
import { Transactions } from '../../../database/transactions.ts';
import { DomainError } from '../../../errors/domain-error.ts';
import { Audit } from '../../audit/audit.service.ts';
import { KnownCases } from '../case/known-cases.service.ts';
import { Present } from '../case/present.ts';
import { CasePersons } from '../people/case-persons.service.ts';
import { PeopleStore } from '../people/people-store.ts';
import { CaseSummaries } from '../reading/case-summaries.service.ts';
import { TimelineStore } from '../timeline/timeline-store.ts';
import { NOBODY_NAMED } from './earlier-texts.ts';

/** As many as are shown; who has more is asked for a second part of the person. */
const SHOWN = 50;

/** Finds a person's cases by what the person says of themselves, exactly; nobody is found by a part of it. */
@Injectable()
export class PersonSearch {
  constructor(
    private readonly persons: CasePersons,
    private readonly people: PeopleStore,
    private readonly known: KnownCases,
    private readonly summaries: CaseSummaries,
    private readonly timeline: TimelineStore,
    private readonly audit: Audit,
    private readonly transactions: Transactions,
    private readonly present: Present,
  ) {}

  /**
   * The cases that the user may see, and whose people they may know. Recorded like a look at personal data, in the trail and on every case that is shown:
   * who, when, why, and by which hashes. What was typed is kept nowhere; the reason, in which people name whom they look for, is
   * sealed in the trail, and stands without what was typed on the cases.
   */
  async search(body: PersonSearchBody, locale: Locale): Promise<PersonSearchOut> {
    const { name = '', phone = '', idNumber = '', reason } = body;
    const keys = this.persons.keys({ name, phone, 'id-number': idNumber });
    if (!keys) throw new DomainError('invalid', {}, [{ pointer: '/name', message: NOBODY_NAMED[locale] }]);
    const known = await this.known.byIds(await this.people.accusationsOf(keys));
    const { ids, total } = await this.people.search(
      keys,
      known.map(({ id }) => id),
      SHOWN,
    );
    const rows = await this.known.byIds(ids);
    const byId = new Map(rows.map((row) => [row.id, row]));
    const found = ids.flatMap((id) => byId.get(id) ?? []);
    const { principal } = this.transactions;
    const at = await this.present.now();
    for (const { id, scopePath } of found) {
      await this.timeline.add({ caseId: id, scopePath, actorId: principal.userId, at }, 'searched', {
        reason: withoutTyped(reason, [name, phone, idNumber]),
      });
    }
    const by = Object.entries(keys).flatMap(([part, hash]) => (hash ? [[part, hash.toString('hex')]] : []));
    await this.audit.record({
      action: 'case.search',
      objectType: 'case',
      objectId: null,
      scopePath: principal.scopePath,
      after: {
        reason: this.audit.sealed(reason),
        by: Object.fromEntries(by),
        found: found.map(({ number }) => number),
        total,
      },
    });
    return { items: await this.summaries.of(found, locale), total };
  }
}

const TYPED_AS = '…';

/** A reason without what was searched for. */
export function withoutTyped(reason: string, typed: readonly string[]): string {
  const parts = typed.map((part) => part.trim()).filter((part) => part !== '');
  return parts.reduce((text, part) => text.split(part).join(TYPED_AS), reason);
}
