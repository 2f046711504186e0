import type { Fault } from '../evaluate/check.ts';
import { isObject } from '../json/equal.ts';
import { escapeToken } from '../json/pointer.ts';
import type { FormDefinition, FormSchema, Json } from '../model/form-definition.ts';
import { resolveRef } from '../schema-index.ts';
import { allProperties, MAX_DEPTH } from '../schema-walk.ts';
import { calculatedPatterns, hasChecks } from './calculations.ts';
import { Calculator } from './calculator.ts';
import type { ObjectFrame, Why } from './model.ts';

type Data = Record<string, Json>;
type Form = Pick<FormDefinition, 'schema'>;

/** A calculated field without a value, and why. */
export interface WithoutValue {
  pointer: string;
  /** Fields that hold nothing that is understood, in the order in which they are read. */
  missing: string[];
  why: Why[];
}

export interface Calculated {
  data: Data;
  without: WithoutValue[];
}

/** Walks all objects of the data that are there now. */
function eachObject(calculator: Calculator, at: ObjectFrame, visit: (frame: ObjectFrame) => void, depth = 0): void {
  visit(at);
  if (depth > MAX_DEPTH) return;
  for (const [name, schema] of at.shown) {
    const held = Object.hasOwn(at.data, name) ? at.data[name] : undefined;
    if (Array.isArray(held)) {
      for (const [index, row] of held.entries()) {
        const frame = isObject(row) && calculator.row(at, name, index, row);
        if (frame) eachObject(calculator, frame, visit, depth + 1);
      }
    } else if (schema.type !== 'array') {
      const frame = calculator.group(at, name);
      if (frame) eachObject(calculator, frame, visit, depth + 1);
    }
  }
}

/** Puts the calculated values of a frame, and of what it holds, in the place of those that stand there. */
function filled(calculator: Calculator, at: ObjectFrame, without: WithoutValue[], depth = 0): Data {
  let next: Data = at.data;
  const put = (name: string, value: Json | undefined) => {
    if (value === next[name] && (value !== undefined || !Object.hasOwn(next, name))) return;
    const { [name]: _, ...others } = next;
    next = value === undefined ? others : { ...next, [name]: value };
  };
  if (depth > MAX_DEPTH) return next;
  for (const [name, schema] of at.shown) {
    if (schema['x-calculate'] !== undefined) {
      const { json, unanswered } = calculator.outcome(at, name, schema);
      if (json === undefined) {
        const pointer = `${at.pointer}/${escapeToken(name)}`;
        without.push({ pointer, missing: [...unanswered.missing], why: [...unanswered.why] });
      }
      put(name, json);
      continue;
    }
    const held = Object.hasOwn(at.data, name) ? at.data[name] : undefined;
    if (Array.isArray(held)) {
      const rows = held.map((row, index) => {
        const frame = isObject(row) ? calculator.row(at, name, index, row) : undefined;
        return frame ? filled(calculator, frame, without, depth + 1) : row;
      });
      if (rows.some((row, index) => row !== held[index])) put(name, rows);
    } else if (schema.type !== 'array') {
      const frame = calculator.group(at, name);
      const inner = frame && filled(calculator, frame, without, depth + 1);
      if (inner && inner !== frame?.data && (held !== undefined || Object.keys(inner).length > 0)) put(name, inner);
    }
  }
  return next;
}

/**
 * The data with the calculated fields that are there now; what stood in their places is replaced, and one without an answer
 * is absent. `data`: normalised, as they are stored; `today`: YYYY-MM-DD, of the clock of Shanghai. The same data where
 * nothing differs.
 */
export function calculate(form: Form, data: Data, today: string | undefined): Calculated {
  if (calculatedPatterns(form.schema).size === 0) return { data, without: [] };
  const calculator = new Calculator(form.schema, data, today);
  const without: WithoutValue[] = [];
  return { data: filled(calculator, calculator.top, without), without };
}

/** Checks between fields that do not hold for data as they are stored; what cannot be answered yet is not judged. */
export function checkFaults(form: Form, data: Data, today: string | undefined): Fault[] {
  if (!hasChecks(form.schema)) return [];
  const calculator = new Calculator(form.schema, data, today);
  const faults: Fault[] = [];
  eachObject(calculator, calculator.top, (frame) => {
    for (const { holds, message, at } of frame.checks) {
      const { value } = calculator.answer(holds, frame);
      if (value?.is === 'yes-no' && !value.yes) {
        faults.push({ pointer: `${frame.pointer}${at}`, keyword: 'x-checks', params: { said: message } });
      }
    }
  });
  return faults;
}

/** The data without what stands in the places of calculated fields, whether these are there now or not. */
export function withoutCalculated(form: Form, data: Data): Data {
  const patterns = calculatedPatterns(form.schema);
  if (patterns.size === 0) return data;
  const visit = (given: FormSchema, value: Json, pattern: string, depth: number): Json => {
    const here = resolveRef(given, form.schema);
    if (depth > MAX_DEPTH) return value;
    const { items } = here;
    if (Array.isArray(value)) {
      return items ? value.map((row) => visit(items, row, `${pattern}/*`, depth + 1)) : value;
    }
    if (!isObject(value)) return value;
    const known = allProperties(here, form.schema);
    const kept = Object.entries(value).flatMap(([name, part]): [string, Json][] => {
      const at = `${pattern}/${escapeToken(name)}`;
      const property = known.get(name);
      if (patterns.has(at)) return [];
      return [[name, property ? visit(property, part, at, depth + 1) : part]];
    });
    return Object.fromEntries(kept);
  };
  return visit(form.schema, data, '', 0) as Data;
}
