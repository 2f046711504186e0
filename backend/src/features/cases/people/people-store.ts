import type { FormData } from '@caseway/form-schemas';
import { Injectable } from '@nestjs/common';
import { Transactions } from '../../../database/transactions.ts';
import { PEOPLE_KEPT, type PersonKeys } from './person-keys.ts';

/** A case whose people are still to be kept. */
export interface WaitingCase {
  id: string;
  scopePath: string;
  formVersionId: string;
  data: FormData;
  sensitive: Buffer | null;
}

/** What a case is compared by: its people, what it is about, and the cases that somebody has linked it with. */
export interface Sought {
  /** Cases below it are looked at. */
  townshipPath: string;
  people: readonly PersonKeys[];
  matter: string | null;
  /** It speaks against somebody: it repeats nothing, and nothing repeats it. */
  accuses: boolean;
  /** Where it is about; null: nowhere below the township. */
  placeId: string | null;
  /** Cases about the same matter, as a person said; a stored case counts itself. */
  sameMatter: readonly string[];
  /** Cases that a person linked as merely related: however alike, another matter. */
  related: readonly string[];
  /** A stored case: only what was registered before it counts. */
  before: { id: string; createdAt: Date } | null;
}

/** A case that has something to do with the sought one. */
export interface EarlierCase {
  id: string;
  /** The same identity number, or the same name and telephone where one of the two has no identity number. */
  samePerson: boolean;
  /** The same telephone; another name, or another identity number. */
  samePhone: boolean;
  /** A person said that it is the same matter. */
  linked: boolean;
  /** One of the same person on the same matter: it counts as a repetition. */
  repeats: boolean;
  /** It lies above the place that it is about: who works there learns nothing of it, nor that there is one. */
  keptFromPlace: boolean;
  /** It speaks against somebody: only who may know its people learns of it by them, nor that there is one. */
  accuses: boolean;
}

/** An array of hashes as PostgreSQL takes it. */
const hashes = (people: readonly PersonKeys[], part: keyof PersonKeys) => people.map((keys) => keys[part]);

/** Of a case `c`: it is of the person with the hashes of name, telephone and identity number, as far as they are given. */
const OF_PERSON = `EXISTS (SELECT 1 FROM case_person p WHERE p.case_id = c.id
  AND ($1::bytea IS NULL OR p.name_hash = $1) AND ($2::bytea IS NULL OR p.phone_hash = $2)
  AND ($3::bytea IS NULL OR p.id_hash = $3))`;

/** People of cases as keyed hashes. A row says nothing of a person to who has no key. */
@Injectable()
export class PeopleStore {
  constructor(private readonly transactions: Transactions) {}

  /** Keeps the people of a case, in place of those kept before, and what the case is about. */
  async keep(
    { id, scopePath }: { id: string; scopePath: string },
    people: readonly PersonKeys[],
    matter: string | null,
  ): Promise<void> {
    await this.transactions.query('DELETE FROM case_person WHERE case_id = $1', [id]);
    await this.transactions.query(
      `INSERT INTO case_person (case_id, person, scope_path, name_hash, phone_hash, id_hash)
       SELECT $1, w.person - 1, $2, w.name, w.phone, w.id
         FROM unnest($3::bytea[], $4::bytea[], $5::bytea[]) WITH ORDINALITY AS w(name, phone, id, person)`,
      [id, scopePath, hashes(people, 'name'), hashes(people, 'phone'), hashes(people, 'idNumber')],
    );
    await this.transactions.query('UPDATE case_file SET people_kept = $2, matter = $3 WHERE id = $1', [
      id,
      PEOPLE_KEPT,
      matter,
    ]);
  }

  async ofCase(id: string): Promise<Pick<Sought, 'people' | 'matter' | 'accuses' | 'placeId'>> {
    const people = await this.transactions.query<PersonKeys>(
      `SELECT name_hash AS name, phone_hash AS phone, id_hash AS "idNumber" FROM case_person
        WHERE case_id = $1 ORDER BY person`,
      [id],
    );
    const [row] = await this.transactions.query<Pick<Sought, 'matter' | 'accuses' | 'placeId'>>(
      'SELECT matter, accuses, place_id AS "placeId" FROM case_file WHERE id = $1',
      [id],
    );
    return { people, matter: row?.matter ?? null, accuses: row?.accuses ?? false, placeId: row?.placeId ?? null };
  }

  /** Cases kept in no way or in an older one, locked: another instance waits, and finds them done. */
  async waiting(limit: number): Promise<WaitingCase[]> {
    return this.transactions.query<WaitingCase>(
      `SELECT id, scope_path AS "scopePath", form_version_id AS "formVersionId", data, sensitive FROM case_file
        WHERE people_kept < $1 ORDER BY people_kept, id LIMIT $2 FOR UPDATE`,
      [PEOPLE_KEPT, limit],
    );
  }

  /**
   * Cases of one person, newest first: every part given must be the same of one person. Of those that speak against somebody
   * only the `known`. `total` counts beyond `limit`.
   */
  async search(
    { name, phone, idNumber }: PersonKeys,
    known: readonly string[],
    limit: number,
  ): Promise<{ ids: string[]; total: number }> {
    const rows = await this.transactions.query<{ id: string; total: number }>(
      `SELECT c.id, count(*) OVER ()::int AS total FROM case_file c
        WHERE ${OF_PERSON} AND (NOT c.accuses OR c.id = ANY ($4::uuid[]))
        ORDER BY c.received_on DESC, c.id DESC LIMIT $5`,
      [name, phone, idNumber, known, limit],
    );
    return { ids: rows.map(({ id }) => id), total: rows[0]?.total ?? 0 };
  }

  /** Cases of one person that speak against somebody. */
  async accusationsOf({ name, phone, idNumber }: PersonKeys): Promise<string[]> {
    const rows = await this.transactions.query<{ id: string }>(
      `SELECT c.id FROM case_file c WHERE c.accuses AND ${OF_PERSON}`,
      [name, phone, idNumber],
    );
    return rows.map(({ id }) => id);
  }

  /** Cases of the same people and linked ones, newest first. */
  async earlier(sought: Sought): Promise<EarlierCase[]> {
    const { townshipPath, people, matter, accuses, placeId, sameMatter, related, before } = sought;
    return this.transactions.query<EarlierCase>(
      `WITH RECURSIVE wanted AS (
         SELECT * FROM unnest($2::bytea[], $3::bytea[], $4::bytea[]) AS w(name, phone, id)
       ), linked(id) AS (
         SELECT unnest($6::uuid[])
         UNION
         SELECT CASE WHEN l.case_id = linked.id THEN l.other_id ELSE l.case_id END
           FROM linked JOIN case_link l ON linked.id IN (l.case_id, l.other_id) WHERE l.kind = 'same-matter'
       ), people AS (
         SELECT p.case_id AS id, bool_or(
             p.id_hash = w.id
             OR (p.name_hash = w.name AND p.phone_hash = w.phone AND (p.id_hash IS NULL OR w.id IS NULL))
           ) IS TRUE AS same
           FROM case_person p JOIN wanted w ON p.id_hash = w.id OR p.phone_hash = w.phone
          GROUP BY p.case_id
       ), found AS (SELECT id FROM people UNION SELECT id FROM linked)
       SELECT c.id, people.same IS TRUE AS "samePerson", people.same IS FALSE AS "samePhone",
              linked.id IS NOT NULL AS linked,
              NOT $11::boolean AND NOT c.accuses AND people.same IS TRUE AND (linked.id IS NOT NULL OR (c.matter = $5
                AND c.place_id IS NOT DISTINCT FROM $10::uuid AND c.id <> ALL ($7::uuid[]))) IS TRUE AS repeats,
              EXISTS (SELECT 1 FROM scope place WHERE place.id = c.place_id AND place.scope_path <> c.scope_path)
                AS "keptFromPlace", c.accuses
         FROM found JOIN case_file c ON c.id = found.id
         LEFT JOIN people ON people.id = c.id LEFT JOIN linked ON linked.id = c.id
        WHERE starts_with(c.scope_path, $1)
          AND ($8::uuid IS NULL OR (c.created_at, c.id) < ($9::timestamptz, $8::uuid))
        ORDER BY c.received_on DESC, c.id DESC`,
      [
        townshipPath,
        hashes(people, 'name'),
        hashes(people, 'phone'),
        hashes(people, 'idNumber'),
        matter,
        sameMatter,
        related,
        before?.id ?? null,
        before?.createdAt ?? null,
        placeId,
        accuses,
      ],
    );
  }

  /** Cases that a person linked with this one as merely related. */
  async relatedTo(id: string): Promise<string[]> {
    const rows = await this.transactions.query<{ id: string }>(
      `SELECT CASE WHEN case_id = $1 THEN other_id ELSE case_id END AS id FROM case_link
        WHERE $1 IN (case_id, other_id) AND kind = 'related'`,
      [id],
    );
    return rows.map(({ id: other }) => other);
  }

  /** The newest cases of a place about the same matter; where one that speaks against somebody has its place is not told. */
  async ofPlace(placeId: string, matter: string, limit: number): Promise<string[]> {
    const rows = await this.transactions.query<{ id: string }>(
      `SELECT id FROM case_file WHERE place_id = $1 AND matter = $2 AND NOT accuses
        ORDER BY received_on DESC, id DESC LIMIT $3`,
      [placeId, matter, limit],
    );
    return rows.map(({ id }) => id);
  }

  /** Of these cases, those that somebody is recused from. */
  async recusedAmong(ids: readonly string[], userId: string | null): Promise<string[]> {
    const rows = await this.transactions.query<{ id: string }>(
      'SELECT c.id FROM unnest($1::uuid[]) AS c(id) WHERE c.id IN (SELECT caseway_recused($2))',
      [ids, userId],
    );
    return rows.map(({ id }) => id);
  }
}
