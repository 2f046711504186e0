import {
  bindingValue,
  type FormData,
  type FormDefinition,
  type Json,
  keepsOutNamed,
  type Petitioner,
  petitionersIn,
} from '@caseway/form-schemas';
import { Injectable } from '@nestjs/common';
import { Transactions } from '../../../database/transactions.ts';
import { FieldCipher } from '../../../secrets/field-cipher.ts';
import { type EarlierCase, PeopleStore, type Sought } from './people-store.ts';
import { type PersonKeys, personKeys } from './person-keys.ts';

/** The people of a case and what it is about, as they are compared. */
export interface Compared {
  people: PersonKeys[];
  matter: string | null;
  /** Whether it speaks against somebody. */
  accuses: boolean;
}

/** One text for what is about the same, whatever the order of a list; null where nothing is said. */
export function matterKey(value: Json | undefined): string | null {
  if (value === undefined || value === null || value === '') return null;
  if (typeof value === 'string') return value.trim() || null;
  if (!Array.isArray(value)) return JSON.stringify(value);
  return value.length === 0 ? null : JSON.stringify(value.map((item) => JSON.stringify(item)).sort());
}

/**
 * What a case is compared by as its matter. A request about another case belongs to that one's matter by being about it: it
 * repeats nothing, and nothing repeats it.
 */
export const matterOf = (form: FormDefinition, data: FormData): string | null =>
  form.review ? null : matterKey(bindingValue(form, data, 'matter'));

/** Who brings a case: kept and compared as keyed hashes. */
@Injectable()
export class CasePersons {
  constructor(
    private readonly store: PeopleStore,
    private readonly cipher: FieldCipher,
    private readonly transactions: Transactions,
  ) {}

  /** What a form's whole data says. */
  compared(form: FormDefinition, data: FormData): Compared {
    const people = petitionersIn(form, data).map((person) => this.keys(person));
    return {
      people: people.filter((keys) => keys !== null),
      matter: matterOf(form, data),
      accuses: keepsOutNamed(form),
    };
  }

  keys(person: Petitioner): PersonKeys | null {
    return personKeys(person, (use, text) => this.cipher.keyedHash(use, text));
  }

  async keep(
    row: { id: string; scopePath: string },
    { people, matter }: Pick<Compared, 'people' | 'matter'>,
  ): Promise<void> {
    await this.store.keep(row, people, matter);
  }

  /**
   * Everything of the same people and linked matters in a township, also what the user may not see: a count for rules, and
   * never shown as it is.
   */
  async earlier(sought: Sought): Promise<EarlierCase[]> {
    if (sought.people.length === 0 && sought.sameMatter.length === 0) return [];
    return this.transactions.seeing(sought.townshipPath, () => this.store.earlier(sought));
  }

  /**
   * Whether people who are named are none of those of a stored case: by their name or identity number, as far as both say.
   * Nothing is said where either has neither.
   */
  async areOthers(caseId: string, townshipPath: string, people: readonly PersonKeys[]): Promise<boolean> {
    const named = people.filter(({ name, idNumber }) => name || idNumber);
    if (named.length === 0) return false;
    const { people: kept } = await this.transactions.seeing(townshipPath, () => this.store.ofCase(caseId));
    const same = (one: Buffer | null, other: Buffer | null) => one !== null && other !== null && one.equals(other);
    const known = kept.filter(({ name, idNumber }) => name || idNumber);
    return (
      known.length > 0 &&
      !named.some((one) => known.some((it) => same(one.name, it.name) || same(one.idNumber, it.idNumber)))
    );
  }

  /** How many earlier cases of the same people a stored case repeats: on the same matter, in its township. */
  async repeatCount(row: { id: string; createdAt: Date }, townshipPath: string): Promise<number> {
    return this.transactions.seeing(townshipPath, async () => {
      const { people, ...about } = await this.store.ofCase(row.id);
      if (people.length === 0) return 0;
      const related = await this.store.relatedTo(row.id);
      const sought = { townshipPath, people, ...about, sameMatter: [row.id], related, before: row };
      return (await this.store.earlier(sought)).filter(({ repeats }) => repeats).length;
    });
  }
}
