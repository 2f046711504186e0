import { type DataError, type FormData, readPointer } from '@caseway/form-schemas';

/**
 * The errors that still speak of what stands in the form, by pointer. `checked` is what was looked at: an answer takes
 * a moment, and a field filled in meanwhile must not be called blank.
 */
export function liveErrors(
  errors: readonly Pick<DataError, 'pointer' | 'message'>[],
  checked: FormData,
  now: FormData,
): Map<string, string> {
  const same = (pointer: string) =>
    JSON.stringify(readPointer(checked, pointer)) === JSON.stringify(readPointer(now, pointer));
  return new Map(errors.filter(({ pointer }) => same(pointer)).map(({ pointer, message }) => [pointer, message]));
}

const WHOLE = { pointer: '', message: '' };

type Named = Pick<DataError, 'pointer' | 'message'>;

/** What the server refused: the places it named, and what stood in the form when it answered. */
export interface Refused {
  errors: readonly Named[];
  of: FormData;
}

/**
 * Whether a refusal still speaks of what stands in the form. It goes when every place that it named was changed, or was
 * mended from another one: `checked` is the newest look at the form. One that named no place goes with any change.
 */
export function refusalStands(
  { errors, of }: Refused,
  checked: { errors: readonly Named[]; data: FormData } | undefined,
  now: FormData,
): boolean {
  const same = (data: FormData) => liveErrors([WHOLE], data, now).size > 0;
  if (errors.length === 0) return same(of);
  const live = [...liveErrors(errors, of, now).keys()];
  // A look at what was refused, or at what stood there before it, knows nothing of a mend: only filing asks everything.
  if (!checked || same(of) || !same(checked.data)) return live.length > 0;
  return live.some((pointer) => checked.errors.some((error) => error.pointer === pointer));
}
