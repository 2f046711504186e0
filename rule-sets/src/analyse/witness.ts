import {
  type FormDefinition,
  type FormSchema,
  type Json,
  jsonText,
  matches,
  pruneData,
  type ResolvedField,
  resolveFields,
  resolveRef,
  splitSensitive,
} from '@caseway/form-schemas';
import { isJsonObject, jsonEqual } from '../json-value.ts';
import { resolveOperator } from '../operators/evaluators.ts';
import { shanghaiDay } from '../operators/operator-values.ts';
import { traceCondition } from '../reference/trace.ts';
import { sampleOf, sampleTexts } from '../sample-values.ts';
import type { Cell } from './cell.ts';
import type { TextQuestion } from './domains.ts';
import type { Encoding } from './encoding.ts';
import type { RuleLogic } from './rule-logic.ts';
import type { Read } from './sat.ts';

/** A case that shows a finding: data as the form keeps them, with the platform's own facts that the rules read. */
export interface Witness {
  form: string;
  facts: Record<string, Json>;
}

/** A solution, taken out of the solver. */
export interface Solution {
  form: string;
  /** By place; a place with nothing in it is not there. */
  standing: Map<string, { cells: Cell[]; length: number }>;
  /** Other fields that are to be filled in. */
  filled: Set<string>;
  texts: (TextQuestion & { answer: boolean })[];
  unknowns: Map<number, boolean>;
  matching: boolean[];
}

/** Takes a solution out of the solver while it lasts. */
export function readSolution(encoding: Encoding, logic: RuleLogic, value: Read): Solution {
  const standing: Solution['standing'] = new Map();
  for (const [key, domain] of encoding.domains) {
    const what = domain.read(value);
    if (what) standing.set(key, what);
  }
  const unknowns = [...encoding.unknowns.values()];
  return {
    form: encoding.terrain.forms.map(({ form }) => form.key).find((key) => value(encoding.form(key))) ?? '',
    standing,
    filled: new Set(encoding.filledFields(value)),
    texts: unknowns.flatMap(({ lit, text }) => (text ? [{ ...text, answer: value(lit) }] : [])),
    unknowns: new Map(unknowns.map(({ lit }) => [lit, value(lit)])),
    matching: logic.cases.map(({ matches: lit }) => value(lit)),
  };
}

/** A text that mentions what it is to mention, and nothing else that is asked for. */
function textFor(cell: Cell, questions: Solution['texts']): Json {
  if (cell.kind !== 'text' || questions.length === 0) return cell.value;
  const wanted = questions.filter(({ answer }) => answer).map(({ value }) => jsonText(value));
  const candidates = [cell.value, wanted.join(''), [cell.value, ...wanted].join('，')];
  const right = candidates.find((text) =>
    questions.every(({ operator, value, answer }) => resolveOperator(operator)?.(text, value) === answer),
  );
  return right ?? cell.value;
}

function listFor(
  cells: readonly Cell[],
  length: number,
  schemas: readonly { schema: FormSchema; root: FormSchema }[],
): Json[] {
  const [first] = schemas;
  const items = first ? resolveRef(first.schema.items ?? {}, first.root) : {};
  const root = first?.root ?? {};
  const make = (cell: Cell, turn: number): Json => {
    if (cell.kind === 'object') return sampleOf(items, root, 1, turn);
    if (turn === 0 || cell.kind === 'one') return cell.value;
    const range = [1, 4000] as const;
    return cell.kind === 'text'
      ? (sampleTexts([{ schema: items, root }], range, new Set([jsonText(cell.value)]))[turn - 1] ?? cell.value)
      : cell.value;
  };
  // Rows with fields of their own: as the list as a whole asks for them.
  const whole = first && cells.every(({ kind }) => kind === 'object') ? sampleOf(first.schema, first.root) : undefined;
  const list = Array.isArray(whole) ? whole : cells.map((cell) => make(cell, 0));
  // What may stand in it more than once, or has other values, makes up its length.
  const filler = cells.find(({ kind }) => kind !== 'one') ?? cells[0];
  for (let turn = 1; filler && list.length < length; turn++) list.push(make(filler, turn));
  return list;
}

/** What a solution says stands in the form, filled in. */
export function ownData(encoding: Encoding, form: FormDefinition, solution: Solution): Record<string, Json> {
  const { places } = encoding.terrain;
  const fill = (data: Record<string, Json>, fields: readonly ResolvedField[], prefix: string): Record<string, Json> => {
    // What was filled in and is no longer shown goes again.
    const next: Record<string, Json> = {};
    for (const { name, schema, pointer, required } of fields) {
      if (Object.hasOwn(data, name)) next[name] = data[name] ?? null;
      const key = prefix + name;
      const place = places.get(key);
      const standing = solution.standing.get(key);
      if (!place) {
        if (!(required || solution.filled.has(key)) || Object.hasOwn(next, name)) continue;
        next[name] = sampleOf(schema, form.schema);
      } else if (standing && place.shape === 'object') {
        const inner = next[name];
        const here = isJsonObject(inner) ? inner : {};
        next[name] = fill(here, resolveFields(form, schema, here, pointer), `${key}.`);
      } else if (standing && place.shape === 'list') {
        const parts = encoding.terrain.forms
          .find(({ form: { key: other } }) => other === form.key)
          ?.fields.get(key)?.parts;
        next[name] = listFor(standing.cells, standing.length, parts ?? []);
      } else if (standing?.cells[0]) {
        next[name] = textFor(
          standing.cells[0],
          solution.texts.filter(({ place: at }) => at === place),
        );
      }
    }
    return next;
  };
  // What is filled in may show more fields: until there is nothing more to fill in.
  let data: Record<string, Json> = {};
  for (let round = 0; round < 10; round++) {
    const next = fill(data, resolveFields(form, form.schema, data, ''), '');
    if (jsonEqual(next, data)) break;
    data = next;
  }
  return data;
}

/** Facts of one case cannot contradict each other about its days. */
function daysAgree(facts: Record<string, Json>): boolean {
  const { receivedAt, receivedOn, today, ageDays } = facts;
  const on = typeof receivedOn === 'string' ? receivedOn : undefined;
  const at = receivedAt === undefined ? undefined : shanghaiDay(receivedAt);
  const received = on ?? at;
  if (on !== undefined && at !== undefined && on !== at) return false;
  if (typeof today !== 'string' || received === undefined) return true;
  const age = (Date.parse(today) - Date.parse(received)) / 86_400_000;
  return age >= 0 && (ageDays === undefined || ageDays === age);
}

/**
 * The case of a solution, made and tried: it is what the form keeps and finds valid, and each rule matches exactly where
 * the solution says so. Undefined where it is not.
 */
export function confirmedCase(
  encoding: Encoding,
  logic: RuleLogic,
  solution: Solution,
): { witness: Witness; deciding: Record<string, Json> } | undefined {
  const form = encoding.terrain.forms.find(({ form: { key } }) => key === solution.form)?.form;
  if (!form) return undefined;
  const data = ownData(encoding, form, solution);
  if (!jsonEqual(pruneData(form, data), data) || !matches(form.schema, data, form.schema)) return undefined;
  const system: Record<string, Json> = {};
  const several = encoding.terrain.forms.length + encoding.terrain.strangers.length > 1;
  for (const { key, system: own, read, shape } of encoding.terrain.places.values()) {
    const standing = solution.standing.get(key);
    if (!own || !standing || !(read || several)) continue;
    const [cell] = standing.cells;
    if (shape === 'list')
      system[key] = listFor(standing.cells, standing.length, encoding.terrain.places.get(key)?.parts ?? []);
    else if (cell)
      system[key] = textFor(
        cell,
        solution.texts.filter(({ place }) => place.key === key),
      );
  }
  if (!daysAgree(system)) return undefined;
  const deciding = { ...splitSensitive(form, data).open, ...system };
  const { named } = encoding.terrain.normal;
  const agree = logic.cases.every(({ rule }, index) => {
    const { trace, failure } = traceCondition(rule.conditions, deciding, named);
    return failure === undefined && trace.result === solution.matching[index];
  });
  return agree ? { witness: { form: form.key, facts: { ...data, ...system } }, deciding } : undefined;
}
