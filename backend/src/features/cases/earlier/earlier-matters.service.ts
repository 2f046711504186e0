import type { Locale } from '@caseway/form-schemas';
import { Injectable } from '@nestjs/common';
import type { EarlierMatter, EarlierOut, EarlierReason } from '../../../contract/index.ts';
import { Transactions } from '../../../database/transactions.ts';
import { Scopes } from '../../townships/scopes.service.ts';
import type { CaseRow } from '../case/case-row.ts';
import { KnownCases } from '../case/known-cases.service.ts';
import { CasePersons } from '../people/case-persons.service.ts';
import { type EarlierCase, PeopleStore } from '../people/people-store.ts';
import { caseReference } from './case-reference.ts';
import { REASONS } from './earlier-texts.ts';

/** As many as somebody looks through while a person waits. */
const OFFERED = 20;
const OFFERED_OF_PLACE = 5;

/** What earlier matters are looked for with: of a case being registered, or of one that is. */
export interface LookFor {
  /** Found already: of the same people, and linked. */
  earlier: readonly EarlierCase[];
  placeId: string | null;
  matter: string | null;
  self: string | null;
}

function reasonsOf({ samePerson, samePhone, linked, repeats }: EarlierCase): EarlierReason[] {
  return [
    ...(samePerson ? (['same-person'] as const) : []),
    ...(samePhone ? (['same-phone'] as const) : []),
    ...(linked ? (['linked-same-matter'] as const) : []),
    ...(repeats && !linked ? (['same-matter'] as const) : []),
  ];
}

/** Earlier matters of the same person and of the same place, with the reasons why each is offered. */
@Injectable()
export class EarlierMatters {
  constructor(
    private readonly known: KnownCases,
    private readonly people: PeopleStore,
    private readonly persons: CasePersons,
    private readonly scopes: Scopes,
    private readonly transactions: Transactions,
  ) {}

  /**
   * What the user may see of it; of the rest only how many there are, those that the user is kept out of not among
   * them: who is recused, or works at the place that a matter speaks against, learns nothing of a case, nor that there is one; and
   * by people nobody learns of a matter that speaks against somebody who may not know who brings it.
   */
  async offered({ earlier, placeId, matter, self }: LookFor, locale: Locale): Promise<EarlierOut> {
    const reasons = new Map(earlier.map((one) => [one.id, reasonsOf(one)]));
    if (placeId !== null && matter !== null) {
      for (const id of await this.people.ofPlace(placeId, matter, OFFERED_OF_PLACE + 1)) {
        const known = reasons.get(id) ?? [];
        // The same matter of the same person needs no weaker reason besides.
        if (id !== self && !known.includes('same-matter')) reasons.set(id, [...known, 'same-place-and-matter']);
      }
    }
    const rows = await this.known.byIds([...reasons.keys()]);
    const seen = new Map(rows.map((row) => [row.id, row]));
    const unseen = earlier
      .filter(({ id, keptFromPlace, accuses }) => !seen.has(id) && !keptFromPlace && !accuses)
      .map(({ id }) => id);
    const recused = await this.people.recusedAmong(unseen, this.transactions.principal.userId);
    const counted = new Set(earlier.filter(({ repeats }) => repeats).map(({ id }) => id));
    const matters = [...reasons].flatMap(([id, codes]): EarlierMatter[] => {
      const row = seen.get(id);
      const words = codes.map((code) => ({ code, text: REASONS[code][locale] }));
      return row ? [{ case: caseReference(row), reasons: words, counted: counted.has(id) }] : [];
    });
    return { earlier: matters.slice(0, OFFERED), earlierHidden: unseen.length - recused.length };
  }

  /** The same of a registered case; what came before it and what came after, but what it asks about: its page leads there anyway. */
  async ofCase(row: CaseRow, locale: Locale): Promise<EarlierOut> {
    if (!(await this.known.knows(row))) return { earlier: [], earlierHidden: 0 };
    const township = await this.scopes.byId(row.townshipId);
    const { people, matter, accuses, placeId } = await this.people.ofCase(row.id);
    const related = await this.people.relatedTo(row.id);
    const sought = {
      townshipPath: township.scopePath,
      people,
      matter,
      accuses,
      placeId,
      sameMatter: [row.id],
      related,
      before: null,
    };
    const earlier = (await this.persons.earlier(sought)).filter(({ id }) => id !== row.id && id !== row.aboutId);
    return this.offered({ earlier, placeId: row.placeId, matter, self: row.id }, locale);
  }
}
