import type { FactInfo } from '../facts.ts';
import type { CellType } from './cells.ts';

/** What a column of the table stands for. */
export type Column =
  | { kind: 'name' }
  | { kind: 'fact'; fact: string; cell: CellType }
  | { kind: 'fired'; cell: CellType }
  | { kind: 'param'; param: string; cell: CellType };

const PLAIN = /^[\p{L}_][\p{L}\p{N}_-]*$/u;
const FACT = 'fact.';
const EXPECT = 'expect.';

/** Params of an outcome whose type the platform knows; others are read by what they look like. */
const PARAM_TYPES: Readonly<Record<string, CellType['type']>> = {
  jointDepartments: 'texts',
  sessions: 'texts',
  marks: 'texts',
  notify: 'texts',
  atTownship: 'boolean',
  caseLead: 'boolean',
  supervise: 'boolean',
  urgent: 'boolean',
  category: 'text',
  path: 'text',
  department: 'text',
  level: 'text',
  say: 'object',
};

/** The column's heading; names that could be taken for something else are written as JSON. */
export function headingOf(column: Column): string {
  switch (column.kind) {
    case 'name':
      return 'name';
    case 'fired':
      return `${EXPECT}fired`;
    case 'fact':
      return PLAIN.test(column.fact) && column.fact !== 'name' ? column.fact : FACT + JSON.stringify(column.fact);
    case 'param':
      return (
        EXPECT + (PLAIN.test(column.param) && column.param !== 'fired' ? column.param : JSON.stringify(column.param))
      );
  }
}

/** The column of a fact, typed by the catalogue. */
export function factColumn(fact: string, facts: readonly FactInfo[]): Column {
  const info = facts.find((candidate) => candidate.fact === fact && candidate.path === undefined);
  const cell: CellType =
    !info || info.conflict ? { type: 'any' } : { type: info.type, ...(info.choices && { choices: info.choices }) };
  return { kind: 'fact', fact, cell };
}

export function paramColumn(param: string): Column {
  const type = Object.hasOwn(PARAM_TYPES, param) ? PARAM_TYPES[param] : undefined;
  return { kind: 'param', param, cell: { type: type ?? 'any' } };
}

export const FIRED_COLUMN: Column = { kind: 'fired', cell: { type: 'texts' } };

function nameIn(text: string): string | undefined {
  if (!text.startsWith('"')) return text === '' ? undefined : text;
  try {
    const name: unknown = JSON.parse(text);
    return typeof name === 'string' ? name : undefined;
  } catch {
    return undefined;
  }
}

/** What a heading stands for; undefined where it cannot be read. */
export function columnOf(heading: string, facts: readonly FactInfo[]): Column | undefined {
  const text = heading.trim();
  if (text === 'name') return { kind: 'name' };
  if (text === `${EXPECT}fired`) return FIRED_COLUMN;
  if (text.startsWith(EXPECT)) {
    const param = nameIn(text.slice(EXPECT.length));
    return param === undefined ? undefined : paramColumn(param);
  }
  const fact = text.startsWith(FACT) ? nameIn(text.slice(FACT.length)) : nameIn(text);
  return fact === undefined ? undefined : factColumn(fact, facts);
}
