import type { Petitioner, PetitionerPart } from '@caseway/form-schemas';

/** A person as they are found: a keyed hash of each part that is known, null of what is not. */
export interface PersonKeys {
  name: Buffer | null;
  phone: Buffer | null;
  idNumber: Buffer | null;
}

/** Hashes a text for one use, so that what is equal in two uses is not seen to be. */
export type Hash = (use: string, text: string) => Buffer;

/** Counts the ways of writing parts alike: cases kept in an older way are kept anew at the next start. */
export const PEOPLE_KEPT = 1;

/** Spaces of every width, and characters that take no width at all. */
const BLANKS = /[\s\u00ad\u180e\u200b-\u200f\u2060\ufeff]/g;
/** Dots that people write between the parts of a name. */
const DOTS = /[\u00b7\u2022\u2027\u2219\u22c5\u30fb\uff65.]/g;

const plain = (text: string): string => text.normalize('NFKC').replace(BLANKS, '');

/** A telephone number as its digits: without the country's code, the area code with its zero. */
function phoneOf(text: string): string {
  const digits = plain(text).replace(/\D/g, '');
  const own = digits.replace(/^(?:00)?86(?=1[3-9]\d{9}$|0\d{9})/, '');
  const abroad = /^\s*(?:\+|00)\s*86/.test(text.normalize('NFKC'));
  if (own !== digits || !abroad) return own;
  return `0${digits.replace(/^(?:00)?86/, '')}`;
}

const ALIKE: Record<PetitionerPart, (text: string) => string> = {
  name: (text) => plain(text).replace(DOTS, '·').toLowerCase(),
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
