import { type Petitioner, type PetitionerPart, withoutDots, withoutInvisible } from '@caseway/form-schemas';

/** A person as they are found: a keyed hash of each part that is known, null of what is not. */
export interface PersonKeys {
  name: Buffer | null;
  phone: Buffer | null;
  idNumber: Buffer | null;
}

/** Hashes a text for one use, so that what is equal in two uses is not seen to be. */
export type Hash = (use: string, text: string) => Buffer;

/** Counts the ways of writing parts alike: cases kept in an older way are kept anew at the next start. */
export const PEOPLE_KEPT = 2;

const plain = (text: string): string => withoutInvisible(text.normalize('NFKC')).replace(/\s/g, '');

/** A telephone number as its digits: without the country's code, the area code with its zero. */
function phoneOf(text: string): string {
  const digits = plain(text).replace(/\D/g, '');
  const own = digits.replace(/^(?:00)?86(?=1[3-9]\d{9}$|0\d{9})/, '');
  const abroad = /^\s*(?:\+|00)\s*86/.test(text.normalize('NFKC'));
  if (own !== digits || !abroad) return own;
  return `0${digits.replace(/^(?:00)?86/, '')}`;
}

const ALIKE: Record<PetitionerPart, (text: string) => string> = {
  name: (text) => withoutDots(plain(text)).toLowerCase(),
  phone: phoneOf,
  'id-number': (text) => plain(text).replace(/-/g, '').toUpperCase(),
};

/** A part of a person as it is compared: however it was typed, the same person gives the same text. */
export const alike = (part: PetitionerPart, text: string): string => ALIKE[part](text);

/** The keys of a person; null where nothing is left of them. */
export function personKeys(person: Petitioner, hash: Hash): PersonKeys | null {
  const key = (part: PetitionerPart): Buffer | null => {
    const text = alike(part, person[part] ?? '');
    return text === '' ? null : hash(`person-${part}`, text);
  };
  const keys = { name: key('name'), phone: key('phone'), idNumber: key('id-number') };
  return keys.name || keys.phone || keys.idNumber ? keys : null;
}

/** Whether two are one person as far as both say: by the identity number, else by name and telephone together. */
export function isSamePerson(one: Petitioner, other: Petitioner): boolean {
  const same = (part: PetitionerPart): boolean | null => {
    const [a, b] = [alike(part, one[part] ?? ''), alike(part, other[part] ?? '')];
    return a === '' || b === '' ? null : a === b;
  };
  return same('id-number') ?? (same('name') === true && same('phone') === true);
}
