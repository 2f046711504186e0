import type { Json } from '@caseway/form-schemas';
import { isJsonObject } from '@caseway/rule-sets';

/** The steps of an RFC 6901 pointer. */
export function stepsOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** What stands at a pointer; undefined where it leads nowhere. */
export function valueAt(root: unknown, pointer: string): Json | undefined {
  let at: unknown = root;
  for (const step of stepsOf(pointer)) {
    if (Array.isArray(at)) at = /^\d+$/.test(step) ? at[Number(step)] : undefined;
    else if (isJsonObject(at) && Object.hasOwn(at, step)) at = at[step];
    else return undefined;
  }
  return at as Json | undefined;
}

type Change = (value: unknown) => { value: unknown } | 'remove';

function changed(at: unknown, steps: readonly string[], change: Change): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) {
    const next = change(at);
    return next === 'remove' ? at : next.value;
  }
  if (Array.isArray(at)) {
    const index = Number(step);
    if (!(index >= 0 && index < at.length)) return at;
    if (rest.length === 0 && change(at[index]) === 'remove') return at.filter((_, other) => other !== index);
    const inner = changed(at[index], rest, change);
    return Object.is(inner, at[index]) ? at : at.map((item, other) => (other === index ? inner : item));
  }
  if (!isJsonObject(at)) return at;
  if (rest.length === 0 && change(own(at, step)) === 'remove') {
    return Object.fromEntries(Object.entries(at).filter(([name]) => name !== step));
  }
  if (rest.length > 0 && !Object.hasOwn(at, step)) return at;
  const inner = changed(own(at, step), rest, change);
  if (Object.hasOwn(at, step) && Object.is(inner, at[step])) return at;
  // In its old place where it stood already, at the end where it is new.
  const entries = Object.entries(at).map(([name, value]) => [name, name === step ? inner : value]);
  return Object.fromEntries(Object.hasOwn(at, step) ? entries : [...entries, [step, inner]]);
}

const own = (object: Record<string, unknown>, name: string): unknown =>
  Object.hasOwn(object, name) ? object[name] : undefined;

/** `root` with another value at the pointer; the same object where the pointer's parent is not there. Shares the rest. */
export function setAt<Root>(root: Root, pointer: string, value: unknown): Root {
  return changed(root, stepsOf(pointer), () => ({ value })) as Root;
}

/** `root` with the value at the pointer made from the one there. */
export function updateAt<Root>(root: Root, pointer: string, update: (value: Json | undefined) => unknown): Root {
  return changed(root, stepsOf(pointer), (value) => ({ value: update(value as Json | undefined) })) as Root;
}

/** `root` without what stands at the pointer: a key of an object, an item of a list. */
export function removeAt<Root>(root: Root, pointer: string): Root {
  return changed(root, stepsOf(pointer), () => 'remove') as Root;
}

/** The pointer one step above; the last step with it. */
export function parentOf(pointer: string): { parent: string; step: string } {
  const steps = stepsOf(pointer);
  return { parent: pointer.slice(0, Math.max(0, pointer.lastIndexOf('/'))), step: steps.at(-1) ?? '' };
}

/** Whether a pointer leads to a place or into it. */
export function isWithin(pointer: string, place: string): boolean {
  return pointer === place || pointer.startsWith(`${place}/`);
}
