import type { Json } from '@caseway/form-schemas';
import { type FactInfo, factKey, isJsonObject, jsonEqual, parseFactPath, readFactPath } from '@caseway/rule-sets';
import { factsNamed } from '../../decisions/facts-named.ts';

const isDay = (value: Json) =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2}))?$/.test(value);

/** Whether a value tells nothing that somebody wrote freely. Checked value by value: a form may have let something else in. */
function isPlain({ type, system, choices = [] }: FactInfo, value: Json): boolean {
  const isChoice = (item: Json) => choices.some((choice) => jsonEqual(choice.value, item));
  switch (type) {
    case 'boolean':
      return typeof value === 'boolean';
    case 'integer':
    case 'number':
      return typeof value === 'number';
    case 'amount':
      return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value);
    case 'date':
    case 'instant':
      return isDay(value);
    case 'text':
    case 'choice':
      // Texts of the system are keys.
      return system || isChoice(value);
    case 'texts':
    case 'choices':
      return system || (Array.isArray(value) && value.every(isChoice));
    default:
      return false;
  }
}

/** Whether values of that kind are kept back, whatever they are. */
function isKeptBack({ type, system, choices, sensitive, conflict }: FactInfo): boolean {
  if (sensitive || conflict) return true;
  if (type === 'object' || type === 'list') return true;
  return (type === 'text' || type === 'texts') && !system && !choices;
}

function put(into: Record<string, Json>, steps: readonly string[], value: Json): Record<string, Json> {
  const [step, ...rest] = steps;
  if (step === undefined) return into;
  const inner = Object.hasOwn(into, step) ? into[step] : undefined;
  const next = rest.length === 0 ? value : put(isJsonObject(inner) ? inner : {}, rest, value);
  // Defined, not assigned: a step may be called __proto__.
  return Object.fromEntries([...Object.entries(into), [step, next]]);
}

/**
 * The facts that a rule set reads, and `form`, as far as a test may hold them. Left out is what is personal, what somebody
 * wrote freely, and what the catalogue does not know; where only a part of an object is read, only that part is kept.
 */
export function testFacts(
  ruleSet: unknown,
  given: Record<string, Json>,
  catalogue: readonly FactInfo[],
): { facts: Record<string, Json>; leftOut: string[] } {
  const known = new Map(catalogue.map((info) => [factKey(info.fact, info.path), info]));
  const leftOut: string[] = [];
  let facts: Record<string, Json> = {};
  for (const { fact, path } of [{ fact: 'form', path: null }, ...factsNamed(ruleSet)]) {
    const key = factKey(fact, path ?? undefined);
    const steps = path === null ? [] : parseFactPath(path);
    const whole = Object.hasOwn(given, fact) ? given[fact] : undefined;
    const value = steps ? readFactPath(whole, steps) : undefined;
    const info = known.get(key);
    if (!info || !steps ? value !== undefined : isKeptBack(info)) leftOut.push(key);
    else if (!info || !steps || value === undefined) continue;
    else if (value === null || isPlain(info, value)) facts = put(facts, [fact, ...steps], value);
    else leftOut.push(key);
  }
  return { facts, leftOut: [...new Set(leftOut)] };
}
