import { type FormSchema, isBlank, type Json, matches, resolveRef, yuanOf } from '@caseway/form-schemas';
import { DAY_MS } from '../clock/days.ts';
import { fenOf, shanghaiDay } from '../operators/operator-values.ts';
import { sampleTexts } from '../sample-values.ts';
import { type Cell, type CellKind, type Cells, one } from './cell.ts';
import { gaps, numberCells } from './number-cells.ts';

/** Part of a form that speaks about a value, with the schema in which its references are found. */
export interface Part {
  schema: FormSchema;
  root: FormSchema;
}

/** What rules compare a value with. */
export interface Use {
  operator: string;
  value: Json;
}

const EQUALITY = ['equal', 'notEqual', 'in', 'notIn'];
const ORDER = ['lessThan', 'lessThanInclusive', 'greaterThan', 'greaterThanInclusive'];
const DATES = ['dateBefore', 'dateAfter', 'dateOnOrBefore', 'dateOnOrAfter'];
const AMOUNTS = ['amountLessThan', 'amountAtLeast'];
const ELEMENTS = ['contains', 'doesNotContain', 'containsAny', 'containsAll', 'countAtLeast'];
const ANY_VALUE = [...EQUALITY, ...ELEMENTS, 'isPresent'];

/** Operators that give one answer for all values of a cell of that kind. */
const ALIKE: Record<Exclude<CellKind, 'one'>, ReadonlySet<string>> = {
  number: new Set([...ANY_VALUE, ...ORDER, ...DATES, ...AMOUNTS, 'textContains']),
  day: new Set([...ANY_VALUE, ...DATES, ...AMOUNTS]),
  fen: new Set([...ANY_VALUE, ...DATES, ...AMOUNTS]),
  text: new Set(ANY_VALUE),
  object: new Set([...ANY_VALUE, ...ORDER, ...DATES, ...AMOUNTS, 'textContains']),
};

/** Whether the operator cannot tell the values of the cell apart. */
export function isAlike(cell: Cell, operator: string): boolean {
  return cell.kind === 'one' || ALIKE[cell.kind].has(operator);
}

/** A schema with those that it is combined of. */
export function flattened({ schema: given, root }: Part, depth = 0): Part[] {
  if (depth > 8) return [];
  const schema = resolveRef(given, root);
  const { allOf = [], anyOf = [], oneOf = [], not, if: condition, then, else: otherwise } = schema;
  const inner = [...allOf, ...anyOf, ...oneOf, not, condition, then, otherwise].filter((part) => part !== undefined);
  return [{ schema, root }, ...inner.flatMap((part) => flattened({ schema: part, root }, depth + 1))];
}

/** The single values that rules compare for equality, or as elements. */
function equalityLiterals(uses: readonly Use[]): Json[] {
  return uses.flatMap(({ operator, value }) => {
    if (operator === 'in' || operator === 'notIn') return Array.isArray(value) ? value : [];
    return operator === 'equal' || operator === 'notEqual' ? [value] : [];
  });
}

const isScalar = (value: Json): boolean => typeof value !== 'object' || value === null;

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
const NO_DAY = '2026-03-09';

function dayCells(literals: readonly Json[], instants: boolean, exact: readonly Json[]): Cell[] {
  const days = [...new Set(literals.flatMap((value) => shanghaiDay(value) ?? []))].sort();
  const noon = (day: string) => (instants ? `${day}T04:00:00.000Z` : day);
  const singles = instants ? exact.filter((value) => shanghaiDay(value) !== undefined) : [];
  const cells: Cell[] = singles.map(one);
  for (const day of days) cells.push(instants ? { id: `d:${day}`, kind: 'day', value: noon(day) } : one(day));
  for (const { low, high, name } of gaps(days)) {
    const day =
      low !== undefined
        ? dayOf(Date.parse(low) + DAY_MS)
        : high === undefined
          ? NO_DAY
          : dayOf(Date.parse(high) - DAY_MS);
    if (shanghaiDay(day) !== day || (high !== undefined && day >= high)) continue;
    const single =
      !instants && low !== undefined && high !== undefined && Date.parse(high) - Date.parse(low) === 2 * DAY_MS;
    cells.push(single ? one(day) : { id: `d:${name}`, kind: 'day', value: noon(day) });
  }
  return cells;
}

function amountCells(literals: readonly Json[], exact: readonly Json[]): Cell[] {
  const spelled = exact.filter((value) => fenOf(value) !== undefined);
  const points = [...new Set([...literals, ...spelled].flatMap((value) => fenOf(value) ?? []))]
    .filter((fen) => fen >= 0n)
    .sort((a, b) => (a < b ? -1 : 1));
  const cells: Cell[] = spelled.map(one);
  const add = (name: string, fen: bigint) => {
    const text = yuanOf(fen);
    const other = [text, text.includes('.') ? `${text.padEnd(text.indexOf('.') + 3, '0')}` : `${text}.0`, `${text}.00`];
    const value = other.find((spelling) => !spelled.includes(spelling));
    if (value !== undefined) cells.push({ id: `a:${name}`, kind: 'fen', value });
  };
  for (const fen of points) add(String(fen), fen);
  for (const { low = -1n, high, name } of gaps(points)) {
    const fen = points.length === 0 ? 10_000n : low + 1n;
    if (high === undefined || fen < high) add(name, fen);
  }
  return cells;
}

function textCells(parts: readonly Part[], literals: ReadonlySet<string>): Cells {
  const cuts = parts.flatMap(({ schema: { minLength, maxLength } }) => [
    ...(minLength === undefined ? [] : [minLength]),
    ...(maxLength === undefined ? [] : [maxLength + 1]),
  ]);
  const points = [...new Set([1, ...cuts.filter((cut) => cut > 1)])].sort((a, b) => a - b);
  const cells: Cell[] = [...literals].map(one);
  let complete = true;
  points.forEach((least, index) => {
    const most = (points[index + 1] ?? Number.POSITIVE_INFINITY) - 1;
    const sample = sampleTexts(parts, [least, Math.min(most, 1_000_000)], literals)[0];
    if (sample !== undefined) cells.push({ id: `t:${least}`, kind: 'text', value: sample });
    else complete = false;
  });
  return { cells, complete };
}

function unique(cells: readonly Cell[]): Cell[] {
  return [...new Map(cells.toReversed().map((cell) => [JSON.stringify(cell.value), cell])).values()].toReversed();
}

const typesOf = ({ type }: FormSchema): string[] => (type === undefined ? [] : [type].flat());

/** A text that is an enumeration, or fixed, has no other values. */
const isOpenText = ({ enum: choices, const: fixed, type }: FormSchema): boolean =>
  type === 'string' && choices === undefined && fixed === undefined;

/**
 * Cuts the values that a field can hold (never a list or an object, and never nothing at all) into cells, by
 * everything that the forms' parts and the rules' uses compare them with. Values that fit no part have a cell too, or none.
 */
export function scalarCells(given: readonly Part[], uses: readonly Use[]): Cells {
  const parts = given.flatMap((part) => flattened(part));
  const schemas = parts.map(({ schema }) => schema);
  const exact = equalityLiterals(uses).filter(isScalar);
  const named = schemas.flatMap(({ enum: choices = [], const: fixed }) => [
    ...choices,
    ...(fixed === undefined ? [] : [fixed]),
  ]);
  const cells: Cell[] = named.filter(isScalar).map(one);
  const types = new Set(schemas.flatMap(typesOf));
  // What nobody says the type of may be anything.
  let complete = named.every(isScalar) && (types.size > 0 || named.length > 0);
  if (types.has('boolean')) cells.push(one(true), one(false));
  if (types.has('null')) cells.push(one(null));
  if (types.has('integer') || types.has('number')) {
    const compared = uses.flatMap(({ operator, value }) =>
      ORDER.includes(operator) && !Array.isArray(value) ? [Number(value)] : [],
    );
    const limits = schemas.flatMap((schema) => [
      schema.minimum,
      schema.maximum,
      schema.exclusiveMinimum,
      schema.exclusiveMaximum,
    ]);
    const bounds = [...compared, ...limits, ...[...exact, ...named].filter((value) => typeof value === 'number')];
    const finite = bounds.filter((bound): bound is number => bound !== undefined && Number.isFinite(bound));
    const fractions = schemas.some(({ type, enum: choices }) => type === 'number' && choices === undefined);
    const steps = schemas.flatMap(({ multipleOf }) => multipleOf ?? []);
    const numbers = numberCells({ bounds: finite, steps, whole: types.has('integer'), fractions });
    cells.push(...numbers.cells);
    complete &&= numbers.complete;
  }
  if (schemas.some(isOpenText)) {
    const format = schemas.find((schema) => schema.format !== undefined)?.format;
    const texts = new Set([...exact, ...named].filter((value) => typeof value === 'string' && !isBlank(value)));
    const dated = uses.flatMap(({ operator, value }) => (DATES.includes(operator) ? [value] : []));
    if (format === 'date') cells.push(...dayCells([...dated, ...texts], false, []));
    else if (format === 'date-time') cells.push(...dayCells([...dated, ...texts], true, [...texts]));
    else if (format === 'cny-amount') {
      const compared = uses.flatMap(({ operator, value }) => (AMOUNTS.includes(operator) ? [value] : []));
      cells.push(...amountCells(compared, [...texts]));
    } else {
      const open = textCells(parts, texts as Set<string>);
      cells.push(...open.cells);
      complete &&= open.complete;
    }
  }
  return { cells: unique(cells), complete };
}

/** Whether the schema's answer for the cell's value is its answer for all of the cell. */
export function isDecided(schema: FormSchema, cell: Cell, formats: number): boolean {
  if (cell.kind !== 'text' && cell.kind !== 'fen') return true;
  return flattened({ schema, root: schema }).every(
    ({ schema: part }) => part.pattern === undefined && (part.format === undefined || formats < 2),
  );
}

/** Whether a value fits a part. */
export const fitsPart = ({ schema, root }: Part, value: Json): boolean => matches(schema, value, root);
