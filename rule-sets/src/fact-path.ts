import type { Json } from '@caseway/form-schemas';

const NAME = String.raw`[\w\-\u0080-\uffff]+`;
const PLAIN_PATH = new RegExp(String.raw`^(?:\$|${NAME})(?:\.${NAME}|\[\d+\]|\['${NAME}'\])*$`);
const WHOLE_NAME = new RegExp(`^${NAME}$`);
const STEP = new RegExp(NAME, 'g');

/**
 * The property steps of a plain path: `$.a.b`, `$.a[0]`, `$['a']`, `a.b`; `$` alone has no step.
 * Undefined for every other JSONPath expression: those are never evaluated.
 */
export function parseFactPath(path: string): string[] | undefined {
  if (!PLAIN_PATH.test(path)) return undefined;
  return path.match(STEP) ?? [];
}

/** The path with another name at one of its steps; undefined where there is no such step, or the name cannot be written in a path. */
export function withFactStep(path: string, step: number, name: string): string | undefined {
  if (!WHOLE_NAME.test(name) || parseFactPath(path)?.[step] === undefined) return undefined;
  let at = -1;
  return path.replace(STEP, (given) => {
    at += 1;
    return at === step ? name : given;
  });
}

/** Follows own properties only; undefined where a step leads nowhere. */
export function readSteps(value: Json | undefined, steps: readonly string[]): Json | undefined {
  let at: unknown = value;
  for (const step of steps) {
    // As JSONPath does it: a text has a length and characters, anything falsy has nothing.
    if (!at || !Object.hasOwn(Object(at), step)) return undefined;
    at = (at as Record<string, unknown>)[step];
  }
  return at as Json | undefined;
}

/** The fact's value below `path` as a rule reads it: the path of something that is no object gives the fact itself. */
export function readFactPath(value: Json | undefined, steps: readonly string[]): Json | undefined {
  return typeof value === 'object' && value !== null ? readSteps(value, steps) : value;
}
