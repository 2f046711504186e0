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
