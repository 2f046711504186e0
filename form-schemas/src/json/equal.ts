import type { Json } from '../model/form-definition.ts';

export const isObject = (value: unknown): value is Record<string, Json> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** Equal as JSON Schema says it: the order of an object's keys does not count; names like `valueOf` are names. */
export function equalJson(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((item, index) => equalJson(item, b[index]));
  }
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && equalJson(a[key], b[key]))
  );
}

/** A list or an object as text: the same for all that are equal. */
function canonicalText(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join()}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.keys(value).sort();
  return `{${members.map((name) => `${JSON.stringify(name)}:${canonicalText(value[name] ?? null)}`).join()}}`;
}

/** Values, each once, as `equalJson` tells them apart; asked as fast for thousands as for one. */
export class JsonSet {
  private readonly scalars = new Set<Json>();
  private readonly others = new Set<string>();

  constructor(values: readonly Json[] = []) {
    for (const value of values) this.add(value);
  }

  has(value: Json): boolean {
    return value === null || typeof value !== 'object'
      ? this.scalars.has(value)
      : this.others.has(canonicalText(value));
  }

  /** False where an equal one is there. */
  add(value: Json): boolean {
    const [values, one] =
      value === null || typeof value !== 'object'
        ? ([this.scalars, value] as const)
        : ([this.others as Set<Json>, canonicalText(value)] as const);
    const { size } = values;
    return values.add(one).size > size;
  }
}
