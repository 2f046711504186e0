import { isObject } from '../json/equal.ts';

type Step = string | number;

/**
 * The value with what stands at a place changed; undefined takes it out of its object. The same object where nothing
 * changes. A place that is not there is made of objects.
 */
export function changeAt<T>(value: T, steps: readonly Step[], change: (part: unknown) => unknown): T {
  const [step, ...rest] = steps;
  if (step === undefined) return change(value) as T;
  if (Array.isArray(value)) {
    const index = Number(step);
    const next = changeAt(value[index] as unknown, rest, change);
    return next === value[index] ? value : (value.with(index, next) as T);
  }
  const object: Record<string, unknown> = isObject(value) ? value : {};
  const before = Object.hasOwn(object, step) ? object[step] : undefined;
  const next = changeAt(before, rest, change);
  if (next === before) return value;
  return (next === undefined ? without(object, String(step)) : { ...object, [step]: next }) as T;
}

/** The object without a member; the same one where it has none of that name. */
export function without<T extends object>(object: T, name: string): T {
  if (!Object.hasOwn(object, name)) return object;
  const { [name as keyof T]: _, ...rest } = object;
  return rest as T;
}

/** The object with members set, those of undefined taken out. */
export function patched<T extends object>(object: T, patch: { [K in keyof T]?: T[K] | undefined }): T {
  let next = object;
  for (const [name, value] of Object.entries(patch)) {
    if (value === undefined) next = without(next, name);
    else if (next[name as keyof T] !== value) next = { ...next, [name]: value };
  }
  return next;
}
