import type { FactInfo } from '../facts.ts';
import type { RuleTest } from '../model/rule-set.ts';
import { writeCell } from './cells.ts';
import { type Column, FIRED_COLUMN, factColumn, headingOf, paramColumn } from './columns.ts';
import { writeCsv } from './csv.ts';

/** Tests as rows of text under their headings. */
export interface TestTable {
  headings: string[];
  rows: string[][];
}

const own = <Value>(object: Record<string, Value> | undefined, key: string): Value | undefined =>
  object && Object.hasOwn(object, key) ? object[key] : undefined;

function cellOf(test: RuleTest, column: Column): string {
  switch (column.kind) {
    case 'name':
      // Quoted where reading would trim it or take it for something else.
      return writeCell(test.name, { type: 'text' });
    case 'fact':
      return writeCell(own(test.facts, column.fact), column.cell);
    case 'fired':
      return writeCell(test.expect.fired, column.cell);
    case 'param':
      return writeCell(own(test.expect.outcome, column.param), column.cell);
  }
}

/**
 * Tests as a table: their name, one column a fact that some test gives, in the order in which they are met,
 * `expect.fired` and one column an expected param. `readTests` reads the same tests from it; an empty `expect.outcome`,
 * which expects nothing, is not kept.
 */
export function testsToTable(tests: readonly RuleTest[], facts: readonly FactInfo[]): TestTable {
  const given = new Set(tests.flatMap((test) => Object.keys(test.facts)));
  const params = new Set(tests.flatMap(({ expect }) => Object.keys(expect.outcome ?? {})));
  const columns: Column[] = [
    { kind: 'name' },
    ...[...given].map((fact) => factColumn(fact, facts)),
    ...(tests.some(({ expect }) => expect.fired) ? [FIRED_COLUMN] : []),
    ...[...params].map(paramColumn),
  ];
  return {
    headings: columns.map(headingOf),
    rows: tests.map((test) => columns.map((column) => cellOf(test, column))),
  };
}

/** The same as a text that spreadsheets open. */
export function testsToCsv(tests: readonly RuleTest[], facts: readonly FactInfo[]): string {
  const { headings, rows } = testsToTable(tests, facts);
  return writeCsv([headings, ...rows]);
}
