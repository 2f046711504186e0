import type { PreviewOut } from '@caseway/backend/contract';
import { type FormData, isNothing, type Json, readPointer } from '@caseway/form-schemas';
import type { AsInCase } from '../../form-renderer/as-in-case.ts';
import { putValue } from '../../form-renderer/put-value.ts';

/** What the chosen case says already, as the server offers it: personal values as masks. */
export type Offer = NonNullable<PreviewOut['takeOver']>;

/** What stands in a form as it does in an earlier case. */
export interface Taken {
  /** Id and number of that case. */
  case: Offer['case'];
  /** Open values by pointer, as they were filled in. */
  open: Record<string, Json>;
  /** Pointers of personal fields left to the server: no value of theirs is in the page. */
  personal: string[];
}

export interface Filled {
  values: FormData;
  taken: Taken | null;
}

const same = (one: Json | undefined, other: Json | undefined): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Without what stands as in the case; what was changed since is somebody's own, and stays. */
function released(values: FormData, taken: Taken | null): FormData {
  const left = Object.entries(taken?.open ?? {}).filter(([pointer, value]) =>
    same(readPointer(values, pointer), value),
  );
  return left.reduce((data, [pointer]) => putValue(data, pointer, undefined), values);
}

/**
 * The form once `about` is chosen: what another case had put there goes, and what this one says fills what is empty, once. What
 * is emptied afterwards stays empty.
 *
 * @param offer What the server said last, maybe of another case.
 */
export function takeOver(values: FormData, taken: Taken | null, about: Json | undefined, offer: Offer | null): Filled {
  if (taken && taken.case.id !== about) return takeOver(released(values, taken), null, about, offer);
  if (!offer || offer.case.id !== about) return { values, taken };
  const empty = offer.fields.filter(({ pointer }) => isNothing(readPointer(values, pointer)));
  if (taken) {
    // What the case does not offer any more cannot be left to it.
    const personal = taken.personal.filter((pointer) => offer.fields.some((field) => field.pointer === pointer));
    return { values, taken: personal.length === taken.personal.length ? taken : { ...taken, personal } };
  }
  const open = empty.filter(({ personal }) => !personal).map(({ pointer, value }) => [pointer, value as Json] as const);
  return {
    values: open.reduce((data, [pointer, value]) => putValue(data, pointer, value), values),
    taken: {
      case: offer.case,
      open: Object.fromEntries(open),
      personal: empty.filter(({ personal }) => personal).map(({ pointer }) => pointer),
    },
  };
}

/** Puts one field back to what the case says. */
export function takeOne({ values, taken }: Filled, { case: of, fields }: Offer, pointer: string): Filled {
  const field = fields.find((one) => one.pointer === pointer);
  if (!field) return { values, taken };
  const { open, personal } = taken ?? { open: {}, personal: [] };
  if (field.personal) return { values, taken: { case: of, open, personal: [...new Set([...personal, pointer])] } };
  const value = field.value as Json;
  return {
    values: putValue(values, pointer, value),
    taken: { case: of, open: { ...open, [pointer]: value }, personal },
  };
}

/** By pointer; fields that have nothing to do with the case are not there. */
export function standings({ values, taken }: Filled, offer: Offer | null, about: string): Map<string, AsInCase> {
  const found = new Map<string, AsInCase>();
  if (!offer || readPointer(values, about) !== offer.case.id) return found;
  for (const { pointer, value, personal } of offer.fields) {
    const now = readPointer(values, pointer);
    if (isNothing(now)) {
      const shown = personal ? String(value) : null;
      if (shown !== null && taken?.personal.includes(pointer)) found.set(pointer, { is: 'unseen', shown });
      else found.set(pointer, { is: 'offered', shown });
    } else if (!personal && same(now, taken?.open[pointer])) found.set(pointer, { is: 'same' });
  }
  const count = [...found.values()].filter(({ is }) => is !== 'offered').length;
  if (count > 0) found.set(about, { is: 'source', count });
  return found;
}

/** What filing and its preview are told of it: personal fields that were left to the case that the data asks about. */
export function leftToCase(taken: Taken | null, about: Json | undefined): { asInCase?: string[] } {
  return taken && taken.case.id === about && taken.personal.length > 0 ? { asInCase: taken.personal } : {};
}
