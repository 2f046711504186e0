import type { FormSchema } from '../../model/form-definition.ts';
import { builtForm, type ForeignField, type ForeignSection } from '../foreign/build.ts';
import { IMPORT_LIMITS, type Imported, type ImportOptions } from '../foreign/contract.ts';
import { choicesSchema, inItsLanguage, plainText } from '../foreign/read.ts';
import { Told } from '../foreign/told.ts';

/** Cells of a table, row by row. */
export type Rows = readonly (readonly string[])[];

const DAY = /^\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?$/;
const NUMBER = /^-?\d{1,15}(\.\d{1,6})?$/;

/** What a label says of its field, the first that fits. */
const BY_LABEL: [RegExp, FormSchema, string][] = [
  [/身份证|证件号码|identity (card )?number/i, { type: 'string', format: 'cn-id-number' }, 'cn-id-number'],
  [/手机|mobile/i, { type: 'string', format: 'cn-mobile' }, 'cn-mobile'],
  [/电话|联系方式|telephone|phone/i, { type: 'string', format: 'cn-phone' }, 'cn-phone'],
  [/邮编|邮政编码|postal code/i, { type: 'string', format: 'cn-postal-code' }, 'cn-postal-code'],
  [/日期|年月日|时间$|\bdate\b/i, { type: 'string', format: 'date' }, 'date'],
  [/金额|元[）)]$|\bamount\b/i, { type: 'string', format: 'cny-amount' }, 'cny-amount'],
  [/人数|户数|次数|年龄|\bage\b|number of/i, { type: 'integer', minimum: 0 }, 'integer'],
  [/说明|情况|内容|理由|意见|备注|经过|简介|remarks|details|description/i, { type: 'string', maxLength: 1000 }, 'text'],
  [/^是否|^有无/, { type: 'boolean' }, 'boolean'],
];

function guessed(label: string, values: readonly string[]): [FormSchema, string] | undefined {
  const given = values.filter((value) => value.trim() !== '');
  const named = BY_LABEL.find(([words]) => words.test(label));
  if (named) return [named[1], named[2]];
  if (given.length < 2) return undefined;
  if (given.every((value) => DAY.test(value.trim()))) return [{ type: 'string', format: 'date' }, 'date'];
  if (!given.every((value) => NUMBER.test(value.trim()))) return undefined;
  return given.every((value) => /^-?\d+$/.test(value.trim()))
    ? [{ type: 'integer' }, 'integer']
    : [{ type: 'number' }, 'number'];
}

/** `*` or （必填） behind a label: it must be answered. */
const REQUIRED = /(\*|＊|[(（]必填[)）])\s*$|^[*＊]/;
const labelOf = (text: string): string =>
  text
    .replace(REQUIRED, '')
    .replace(/[:：]\s*$/, '')
    .trim();

function fieldOf(cell: string, values: readonly string[], place: string, told: Told): ForeignField | undefined {
  const text = plainText(cell, place, told);
  const label = text && labelOf(text);
  if (!text || !label) return undefined;
  const guess = guessed(label, values);
  if (guess) told.add(place, 'guessed', guess[1]);
  const personal = guess && ['cn-id-number', 'cn-mobile', 'cn-phone'].includes(guess[1]);
  return {
    place,
    name: label,
    title: inItsLanguage(label),
    required: REQUIRED.test(text),
    schema: {
      ...(guess?.[0] ?? { type: 'string', maxLength: 60 }),
      ...(personal && {
        'x-sensitive': { reason: { 'zh-CN': '用于核实身份、联系本人', en: 'To know who it is and to reach them' } },
      }),
    },
  };
}

const isEmpty = (cell: string | undefined): boolean => (cell ?? '').trim() === '';
const cellName = (row: number, column: number): string => `${row + 1}, ${column + 1}`;

/** Choices written as boxes: `□男 □女`. */
function boxes(cell: string): string[] {
  if (!/[□☐○◯▢☑■]/.test(cell)) return [];
  return cell
    .split(/[□☐○◯▢☑■]/)
    .map((part) => part.trim())
    .filter((part) => part !== '' && part.length <= 60);
}

/** The header row of a sheet: a field for each column. */
export function fromHeaderRow(rows: Rows, options: ImportOptions = {}): Imported | null {
  const [header, ...data] = rows.filter((row) => row.some((cell) => !isEmpty(cell)));
  if (!header) return null;
  const told = new Told();
  const samples = data.slice(0, 200);
  const fields = header.slice(0, IMPORT_LIMITS.fields + 1).flatMap((cell, column) => {
    if (isEmpty(cell)) return [];
    const values = samples.map((row) => row[column] ?? '');
    return fieldOf(cell, values, cell.trim().slice(0, 60), told) ?? [];
  });
  if (data.length > 0) told.add('', 'rows', data.length);
  return builtForm({ title: undefined }, [{ title: undefined, fields }], told, options);
}

/** A paper form as a table: labels with empty cells or boxes beside them; a row of one text is a heading. */
export function fromPaperTable(rows: Rows, options: ImportOptions = {}): Imported | null {
  const told = new Told();
  const sections: ForeignSection[] = [{ title: undefined, fields: [] }];
  for (const [at, row] of rows.entries()) {
    const filled = row.flatMap((cell, column) => (isEmpty(cell) ? [] : [{ cell, column }]));
    const [first] = filled;
    if (!first) continue;
    if (filled.length === 1 && row.length === 1) {
      const title = plainText(first.cell, cellName(at, 0), told);
      sections.push({ title: title === undefined ? undefined : inItsLanguage(title), fields: [] });
      continue;
    }
    for (let column = 0; column < row.length; column++) {
      const cell = row[column] ?? '';
      if (isEmpty(cell)) continue;
      const beside = row[column + 1];
      const place = `${cell.trim().slice(0, 60)} (${cellName(at, column)})`;
      const choices = beside === undefined ? [] : boxes(beside);
      const field = isEmpty(beside) || choices.length > 0 ? fieldOf(cell, [], place, told) : undefined;
      if (!field || (beside === undefined && column > 0)) {
        told.add(place, 'text', cell.trim());
        continue;
      }
      const chosen = choicesSchema(
        choices.map((value) => ({ value, title: inItsLanguage(value) })),
        place,
        told,
      );
      sections.at(-1)?.fields.push(chosen ? { ...field, schema: chosen } : field);
      column += 1;
    }
  }
  return builtForm({ title: undefined }, sections, told, options);
}

/** A table that somebody pastes: with empty cells beside labels it is a paper form, else the header row of a sheet. */
export function fromTable(rows: Rows, options: ImportOptions = {}): Imported | null {
  const [first = []] = rows.filter((row) => row.some((cell) => !isEmpty(cell)));
  const isHeader =
    first.length > 1 && first.every((cell) => !isEmpty(cell)) && first.every((cell) => boxes(cell).length === 0);
  const cells = rows.slice(1).flat();
  const isPaper = cells.some((cell) => boxes(cell).length > 0) || !isHeader;
  return isPaper && rows.flat().some(isEmpty) ? fromPaperTable(rows, options) : fromHeaderRow(rows, options);
}
