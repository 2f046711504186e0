import { findLossyNumbers, type Json, jsonText, LossyNumberError, parseJson } from '@caseway/form-schemas';
import type { FactChoice } from '../facts.ts';
import { jsonEqual } from '../json-value.ts';
import type { FactValueType } from '../operators/operators.ts';

/** What a column holds; `any`: read by what the cell looks like. */
export interface CellType {
  type: FactValueType | 'any';
  choices?: readonly FactChoice[];
}

/** Why a cell cannot be read. */
export type CellProblem =
  | 'not-a-number'
  | 'not-yes-or-no'
  | 'not-a-date'
  | 'not-a-choice'
  | 'not-json'
  | 'loses-digits';

export type CellReading = { value: Json | undefined } | { problem: CellProblem };

const NUMBER = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i;
const YES = ['true', 'yes', '是', '1'];
const NO = ['false', 'no', '否', '0'];
/** As spreadsheets rewrite a day. */
const DAY = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/;
const JSON_MARK = 'json:';

function fromJson(text: string): CellReading {
  try {
    return { value: parseJson(text) as Json };
  } catch (error) {
    return {
      problem:
        error instanceof LossyNumberError && !error.numbers.some((lost) => 'name' in lost)
          ? 'loses-digits'
          : 'not-json',
    };
  }
}

function choiceOf(cell: string, choices: readonly FactChoice[]): Json | undefined {
  const byKey = choices.find(({ value }) => jsonText(value) === cell);
  return (byKey ?? choices.find(({ title }) => title['zh-CN'] === cell || title.en === cell))?.value;
}

function numberOf(cell: string): number | undefined {
  return NUMBER.test(cell) && findLossyNumbers(cell).length === 0 ? Number(cell) : undefined;
}

function dayOf(cell: string): string | undefined {
  const [, year, month = '', day = ''] = DAY.exec(cell) ?? [];
  if (year === undefined) return undefined;
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const time = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text ? undefined : text;
}

function readOne(cell: string, { type, choices }: CellType): CellReading {
  switch (type) {
    case 'integer':
    case 'number': {
      const value = numberOf(cell);
      if (value !== undefined) return { value };
      return { problem: NUMBER.test(cell) ? 'loses-digits' : 'not-a-number' };
    }
    case 'boolean': {
      const word = cell.toLowerCase();
      if (YES.includes(word)) return { value: true };
      return NO.includes(word) ? { value: false } : { problem: 'not-yes-or-no' };
    }
    case 'date': {
      const value = dayOf(cell);
      return value === undefined ? { problem: 'not-a-date' } : { value };
    }
    case 'any': {
      const word = cell.toLowerCase();
      return { value: word === 'true' ? true : word === 'false' ? false : (numberOf(cell) ?? cell) };
    }
    default: {
      if (!choices || choices.length === 0) return { value: cell };
      const value = choiceOf(cell, choices);
      return value === undefined ? { problem: 'not-a-choice' } : { value };
    }
  }
}

/**
 * Reads a cell by the type of its column: empty is "not given", `null` is null; what begins with `[`, `{` or `"`, or
 * stands after `json:`, is JSON; lists are joined by `;`; a choice may be written by its key or by its words.
 */
export function readCell(given: string, column: CellType): CellReading {
  const cell = given.trim();
  if (cell === '') return { value: undefined };
  if (cell === 'null') return { value: null };
  if (cell.startsWith(JSON_MARK)) return fromJson(cell.slice(JSON_MARK.length));
  if (/^[[{"]/.test(cell)) return fromJson(cell);
  switch (column.type) {
    case 'object':
    case 'list':
      return fromJson(cell);
    case 'texts':
    case 'choices': {
      const values: Json[] = [];
      for (const item of cell.split(/[;；]/).map((part) => part.trim())) {
        if (item === '') continue;
        const read = readOne(item, column);
        if ('problem' in read) return read;
        if (read.value !== undefined) values.push(read.value);
      }
      return { value: values };
    }
    default:
      return readOne(cell, column);
  }
}

/** The plainest text that `readCell` reads as exactly this value. */
export function writeCell(value: Json | undefined, column: CellType): string {
  if (value === undefined) return '';
  const json = JSON.stringify(value);
  const items = Array.isArray(value) ? value : [value];
  const plain = items.some((item) => typeof item === 'object') ? json : items.map(jsonText).join(';');
  const found = [plain, json].find((text) => {
    const read = readCell(text, column);
    return 'value' in read && jsonEqual(read.value, value);
  });
  return found ?? `${JSON_MARK}${json}`;
}
