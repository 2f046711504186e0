import { isPlainSchema } from '../derive/as-form.ts';
import { holdsMoreThan, isTooDeep } from '../json/usable.ts';
import { IMPORT_LIMITS, type Imported, type ImportOptions } from './foreign/contract.ts';
import { utf8 } from './foreign/utf8.ts';
import { fromFormIo, isFormIo } from './form-io/form-io.ts';
import { fromRjsf, isRjsf } from './rjsf/rjsf.ts';
import { fromSurveyJs, isSurveyJs } from './survey-js/survey-js.ts';
import { rowsOfHtml, rowsOfText } from './table/pasted-rows.ts';
import { fromHeaderRow, fromTable } from './table/table.ts';
import { isWorkbook, readWorkbook } from './workbook/read-workbook.ts';
import { fromXlsForm, isXlsForm } from './xls-form/xls-form.ts';

/** What a form can be brought from. `form`: one of ours. */
export const IMPORT_KINDS = ['form', 'rjsf', 'survey-js', 'form-io', 'xls-form', 'sheet', 'table'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

export type ImportResult =
  | ({ kind: ImportKind } & Imported)
  /** `unknown`: nothing that is known here; `empty`: known, and no field of it has a like here; `large`: more than is looked at. */
  | { kind: null; why: 'unknown' | 'empty' | 'large' };

const of = (kind: ImportKind, made: Imported | null): ImportResult =>
  made ? { kind, ...made } : { kind: null, why: 'empty' };

function ofJson(given: unknown, options: ImportOptions): ImportResult {
  if (isTooDeep(given, IMPORT_LIMITS.depth) || holdsMoreThan(given, IMPORT_LIMITS.values))
    return { kind: null, why: 'large' };
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return { kind: null, why: 'unknown' };
  if (!isPlainSchema(given)) return { kind: 'form', form: given as Imported['form'], told: [] };
  if (isRjsf(given)) return of('rjsf', fromRjsf(given, options));
  if (isFormIo(given)) return of('form-io', fromFormIo(given, options));
  if (isSurveyJs(given)) return of('survey-js', fromSurveyJs(given, options));
  const isSchema = ['properties', '$ref', 'allOf', 'anyOf', 'oneOf', '$defs'].some((name) => name in given);
  return isSchema ? of('rjsf', fromRjsf(given, options)) : { kind: null, why: 'unknown' };
}

/**
 * A form from whatever is brought: the text of a file or of what was pasted, or the bytes of a file; its kind is recognised by
 * itself. Pure, whatever it is given: bounded by counting, no code of it runs, and what is made has no errors by `checkForm`.
 */
export function importForm(given: string | Uint8Array, options: ImportOptions = {}): ImportResult {
  if (typeof given !== 'string') {
    if (!isWorkbook(given)) return importForm(utf8(given.subarray(0, IMPORT_LIMITS.size * 3 + 1)), options);
    const sheets = readWorkbook(given);
    if (!sheets) return { kind: null, why: 'large' };
    if (isXlsForm(sheets)) return of('xls-form', fromXlsForm(sheets, options));
    const sheet = sheets.find(({ rows }) => rows.length > 0);
    return sheet ? of('sheet', fromHeaderRow(sheet.rows, options)) : { kind: null, why: 'empty' };
  }
  if (given.length > IMPORT_LIMITS.size) return { kind: null, why: 'large' };
  const text = given.replace(/^\ufeff/, '').trim();
  if (text === '') return { kind: null, why: 'unknown' };
  if (/^[[{]/.test(text)) {
    try {
      return ofJson(JSON.parse(text), options);
    } catch {
      // A text that only begins like one.
      return { kind: null, why: 'unknown' };
    }
  }
  if (/<t[dh][\s>]/i.test(text)) return of('table', fromTable(rowsOfHtml(text), options));
  return of(text.includes('\t') && text.includes('\n') ? 'table' : 'sheet', fromTable(rowsOfText(text), options));
}
