import { type Calculated, calculate, withoutCalculated } from './calculate/calculate.ts';
import { calculatedPatterns } from './calculate/calculations.ts';
import { isDay } from './formats/id-number.ts';
import { equalJson, isObject } from './json/equal.ts';
import type { FormDefinition, FormSchema, Json } from './model/form-definition.ts';
import type { Present } from './model/present.ts';
import { normalise } from './normalise/normalise.ts';
import { isNothing, pruneData } from './resolve-form.ts';
import { resolveRef } from './schema-index.ts';
import { allProperties, MAX_DEPTH, readPointer } from './schema-walk.ts';

type Data = Record<string, Json>;
type Form = Pick<FormDefinition, 'schema' | 'bindings'>;

/** Normalised, without what is blank, hidden or unknown. */
export function keptOf(form: Form, data: Data): Data {
  let kept = pruneData(form, normalise(form, data));
  // What was hidden may have said what kind of field another one is.
  for (let rounds = Object.keys(data).length; rounds > 0; rounds--) {
    const next = pruneData(form, normalise(form, kept));
    if (equalJson(next, kept)) break;
    kept = next;
  }
  return kept;
}

/** The day that `today()` is: of receipt where the form binds one, so that whoever reckons again later gets the same. */
export function dayOfReckoning(form: Form, data: Data, present: Present): string | undefined {
  const pointer = form.bindings?.receivedOn;
  const received = pointer === undefined ? undefined : readPointer(data, pointer);
  return typeof received === 'string' && isDay(received) ? received : (present.asOf ?? present.today);
}

/** The data as entered with the calculated values of what is kept of them: rows in which nothing is given are not counted there. */
function overlaid(form: Form, entered: Data, kept: Data): Data {
  const patterns = calculatedPatterns(form.schema);
  const visit = (given: FormSchema, value: Json, from: Json, pattern: string, depth: number): Json => {
    const here = resolveRef(given, form.schema);
    if (depth > MAX_DEPTH) return value;
    const { items } = here;
    if (Array.isArray(value)) {
      if (!items || !Array.isArray(from)) return value;
      let index = 0;
      return value.map((row) =>
        isNothing(row) ? row : visit(items, row, from[index++] ?? null, `${pattern}/*`, depth + 1),
      );
    }
    if (!isObject(value) || !isObject(from)) return value;
    const next: Data = { ...value };
    for (const [name, property] of allProperties(here, form.schema)) {
      const at = `${pattern}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      const calculated = Object.hasOwn(from, name) ? from[name] : undefined;
      if (calculated === undefined) continue;
      const held = Object.hasOwn(value, name) ? value[name] : undefined;
      // A group that nobody has filled in can hold what is calculated.
      const start = held ?? (isObject(calculated) ? {} : undefined);
      if (patterns.has(at)) next[name] = calculated;
      else if (start !== undefined) {
        const inner = visit(property, start, calculated, at, depth + 1);
        if (held !== undefined || Object.keys(inner ?? {}).length > 0) next[name] = inner;
      }
    }
    return next;
  };
  return visit(form.schema, entered, kept, '', 0) as Data;
}

/** Rounds until what is calculated shows and hides nothing more; a form in which it goes round is told of by `checkForm`. */
const ROUNDS = 8;

/** What is kept of data as people typed them, and the calculated fields that have no value yet. */
export function taken(form: Form, data: Data, present: Present): Calculated {
  if (calculatedPatterns(form.schema).size === 0) return { data: keptOf(form, data), without: [] };
  const typed = withoutCalculated(form, data);
  const today = dayOfReckoning(form, keptOf(form, typed), present);
  let before: Data = {};
  let entered = typed;
  for (let round = 0; round < ROUNDS; round++) {
    const next = calculate(form, keptOf(form, entered), today);
    if (round > 0 && equalJson(next.data, before)) return next;
    before = next.data;
    entered = overlaid(form, typed, before);
  }
  return { data: keptOf(form, typed), without: [] };
}

/**
 * What is kept of data as people typed them: normalised, without what is blank, hidden or unknown, and with the calculated
 * fields as they are calculated, whatever stood there. `present`: what `today()` is, where the form binds no day of receipt.
 */
export function takeIn(form: Form, data: Data, present: Present): Data {
  return taken(form, data, present).data;
}

/** The data as entered, with the calculated fields as they come out now. The same object where nothing differs. */
export function withCalculated(form: Form, entered: Data, present: Present): Data {
  if (calculatedPatterns(form.schema).size === 0) return entered;
  const next = overlaid(form, withoutCalculated(form, entered), takeIn(form, entered, present));
  return equalJson(next, entered) ? entered : next;
}
