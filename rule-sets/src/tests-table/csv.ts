/** A row of a table with the line of the text on which it begins, from 1. */
export interface CsvRow {
  line: number;
  cells: string[];
}

export interface CsvText {
  rows: CsvRow[];
  /** Line of the quotation mark that is never closed; what stands after it is one cell. */
  unclosed?: number;
}

const BOM = '\uFEFF';
/** What a spreadsheet takes for the beginning of a formula. */
const FORMULA = /^[=+\-@\t\r]/;
const NUMBER = /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i;

/** A text that no spreadsheet runs: an apostrophe before what would begin a formula, and before an apostrophe. */
export function guardCell(cell: string): string {
  return (FORMULA.test(cell) && !NUMBER.test(cell)) || cell.startsWith("'") ? `'${cell}` : cell;
}

/** Takes the apostrophe of `guardCell` away; other leading apostrophes stay. */
export function unguardCell(cell: string): string {
  return cell.startsWith("'") && (cell[1] === "'" || FORMULA.test(cell.slice(1))) ? cell.slice(1) : cell;
}

/** RFC 4180 with a byte order mark, so that spreadsheets open it as UTF-8; cells are guarded against formulas. */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  const quoted = (cell: string) => (/[",;\r\n]|^$|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  const lines = rows.map((row) => row.map((cell) => (cell === '' && row.length > 1 ? '' : quoted(guardCell(cell)))));
  return BOM + lines.map((cells) => `${cells.join(',')}\r\n`).join('');
}

/**
 * Reads RFC 4180, and what spreadsheets make of it: any line ending, an optional byte order mark. Anything is read; a quote that
 * never closes is told. A text without a row gives none.
 */
export function readCsv(given: string): CsvText {
  const text = given.startsWith(BOM) ? given.slice(1) : given;
  const rows: CsvRow[] = [];
  let cells: string[] = [];
  let at = 0;
  let line = 1;
  let begin = 1;
  let unclosed: number | undefined;
  const endRow = () => {
    rows.push({ line: begin, cells });
    cells = [];
  };
  const quotedCell = (): string => {
    const opened = line;
    let cell = '';
    for (at++; at < text.length; at++) {
      const sign = text[at] as string;
      if (sign === '"') {
        if (text[at + 1] !== '"') {
          at++;
          return cell;
        }
        at++;
      }
      if (sign === '\n') line++;
      cell += sign;
    }
    unclosed ??= opened;
    return cell;
  };
  while (at < text.length) {
    let cell = text[at] === '"' ? quotedCell() : '';
    const rest = /[^,\r\n]*/y;
    rest.lastIndex = at;
    cell += rest.exec(text)?.[0] ?? '';
    at = rest.lastIndex;
    cells.push(unguardCell(cell));
    if (text[at] === ',') {
      at++;
      // A comma at the very end: one empty cell more.
      if (at < text.length) continue;
      cells.push('');
    }
    if (text[at] === '\r' && text[at + 1] === '\n') at++;
    if (at < text.length) at++;
    endRow();
    line++;
    begin = line;
  }
  return { rows, ...(unclosed !== undefined && { unclosed }) };
}
