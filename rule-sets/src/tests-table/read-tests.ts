import { type Json, jsonText } from '@caseway/form-schemas';
import type { FactInfo } from '../facts.ts';
import type { RuleTest } from '../model/rule-set.ts';
import { type CellType, readCell } from './cells.ts';
import { type Column, columnOf, headingOf } from './columns.ts';
import { type CsvRow, readCsv } from './csv.ts';
import type { TableProblem, TableProblemCode } from './table-problems.ts';

export interface ReadTests {
  /** The rows without an error, in their order. */
  tests: RuleTest[];
  /** How many rows were left out. */
  leftOut: number;
  problems: TableProblem[];
}

export interface ReadTestsOptions {
  facts: readonly FactInfo[];
  /** Names of the rules there are; where absent, rules named are not checked. */
  rules?: readonly string[];
  /** Names of tests there are already. */
  taken?: readonly string[];
}

const WARNINGS: readonly TableProblemCode[] = ['unknown-fact', 'unknown-rule', 'duplicate-name', 'expects-nothing'];
/** More of a cell, or of its choices, makes no sentence. */
const SHOWN = 60;
const MOST_CHOICES = 12;

const short = (text: string): string => (text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text);

function problem(code: TableProblemCode, line: number, more: Omit<Partial<TableProblem>, 'code'> = {}): TableProblem {
  return { code, severity: WARNINGS.includes(code) ? 'warning' : 'error', line, params: {}, ...more };
}

interface Heading {
  text: string;
  column: Column;
}

function readHeadings(row: CsvRow, facts: readonly FactInfo[], problems: TableProblem[]): (Heading | undefined)[] {
  const met = new Set<string>();
  return row.cells.map((cell) => {
    const text = cell.trim();
    const column = columnOf(text, facts);
    if (!column) {
      // A column without heading, as spreadsheets leave at the end, matters only where something stands in it.
      if (text !== '') problems.push(problem('unreadable-heading', row.line, { params: { value: short(text) } }));
      return undefined;
    }
    const id = headingOf(column);
    if (met.has(id)) {
      problems.push(problem('duplicate-column', row.line, { column: text, params: { value: short(text) } }));
      return undefined;
    }
    met.add(id);
    if (column.kind === 'fact' && !facts.some(({ fact }) => fact === column.fact)) {
      problems.push(problem('unknown-fact', row.line, { column: text, params: { value: short(column.fact) } }));
    }
    return { text, column };
  });
}

function choicesText({ choices = [] }: CellType): string {
  const shown = choices.slice(0, MOST_CHOICES).map(({ value }) => jsonText(value));
  return shown.join(' / ') + (choices.length > MOST_CHOICES ? ' / …' : '');
}

function readRow({ line, cells }: CsvRow, headings: readonly (Heading | undefined)[]) {
  const problems: TableProblem[] = [];
  const facts: [string, Json][] = [];
  const outcome: [string, Json][] = [];
  let name = '';
  let fired: string[] | undefined;
  if (cells.slice(headings.length).some((cell) => cell.trim() !== '')) problems.push(problem('too-many-cells', line));
  headings.forEach((heading, index) => {
    if (!heading) return;
    const { column, text } = heading;
    const given = cells[index] ?? '';
    const type: CellType = column.kind === 'name' ? { type: 'text' } : column.cell;
    const read = readCell(given, type);
    if ('problem' in read) {
      const params = {
        value: short(given.trim()),
        ...(read.problem === 'not-a-choice' && { choices: choicesText(type) }),
      };
      problems.push(problem(read.problem, line, { column: text, params }));
      return;
    }
    const { value } = read;
    if (column.kind === 'name') name = typeof value === 'string' ? value : value == null ? '' : given.trim();
    else if (value === undefined) return;
    else if (column.kind === 'fact') facts.push([column.fact, value]);
    else if (column.kind === 'param') outcome.push([column.param, value]);
    else if (Array.isArray(value) && value.every((item) => typeof item === 'string')) fired = value;
    else problems.push(problem('not-json', line, { column: text, params: { value: short(given.trim()) } }));
  });
  if (name === '' && problems.length === 0) problems.push(problem('no-name', line, { column: 'name' }));
  const test: RuleTest = {
    name,
    facts: Object.fromEntries(facts),
    expect: { ...(fired && { fired }), ...(outcome.length > 0 && { outcome: Object.fromEntries(outcome) }) },
  };
  return { test, problems };
}

/** What may be wrong with a test that can be read. */
function doubtsOf(test: RuleTest, line: number, taken: ReadonlySet<string>, rules: readonly string[] | undefined) {
  const doubts: TableProblem[] = [];
  const { fired, outcome } = test.expect;
  if (taken.has(test.name)) {
    doubts.push(problem('duplicate-name', line, { column: 'name', params: { value: short(test.name) } }));
  }
  if (!fired && !outcome) doubts.push(problem('expects-nothing', line));
  for (const rule of rules ? (fired ?? []) : []) {
    if (!rules?.includes(rule)) {
      doubts.push(problem('unknown-rule', line, { column: 'expect.fired', params: { value: short(rule) } }));
    }
  }
  return doubts;
}

/** Reads tests from the text of a table. Never throws: rows that cannot be read are told and left out. */
export function testsFromCsv(text: string, { facts, rules, taken = [] }: ReadTestsOptions): ReadTests {
  const { rows, unclosed } = readCsv(text);
  const filled = rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  const [first, ...rest] = filled;
  const problems: TableProblem[] = [];
  if (unclosed !== undefined) problems.push(problem('unclosed-quote', unclosed));
  if (!first) return { tests: [], leftOut: 0, problems: [...problems, problem('empty-table', 1)] };
  const headings = readHeadings(first, facts, problems);
  if (!headings.some((heading) => heading?.column.kind === 'name')) {
    problems.push(problem('no-name-column', first.line));
    return { tests: [], leftOut: rest.length, problems };
  }
  const names = new Set(taken);
  const tests: RuleTest[] = [];
  let leftOut = 0;
  rest.forEach((row, index) => {
    const { test, problems: found } = readRow(row, headings);
    // Where a quote never closes, the last row has swallowed the rest of the text.
    const isBroken = unclosed !== undefined && index === rest.length - 1;
    if (found.length > 0 || isBroken) {
      problems.push(...found);
      leftOut++;
      return;
    }
    problems.push(...doubtsOf(test, row.line, names, rules));
    names.add(test.name);
    tests.push(test);
  });
  return { tests, leftOut, problems };
}
