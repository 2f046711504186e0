import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import { RE2JS } from 're2js';
import { FORMATS } from './formats/formats.ts';
import type { DataError, FormData, FormDefinition, Json } from './model/form-definition.ts';
import type { Locale } from './model/text.ts';
import { pruneData } from './resolve-form.ts';
import { allProperties, escapeToken, fieldAt } from './schema-walk.ts';
import { errorPointer, errorText } from './validation-messages.ts';

/** A form ready to check data with. */
export interface CompiledForm {
  /** Everything wrong with the data, in words of the locale, one entry a place; empty: valid. Hidden parts are not checked. */
  validate: (data: FormData, locale: Locale) => DataError[];
  /** The data without what is blank, hidden or unknown: what is stored. */
  prune: (data: FormData) => FormData;
  /** What a new form holds before anybody has typed: the defaults. */
  initialData: () => FormData;
}

/** Linear-time patterns: an admin's expression cannot hang the server. */
function linearRegExp(pattern: string): { test: (text: string) => boolean } {
  const compiled = RE2JS.compile(pattern);
  return { test: (text) => compiled.matcher(text).find() };
}
linearRegExp.code = 'linear';

/** The validator of forms: JSON Schema 2020-12 with the product's keywords and formats. One a form: versions share no ids. */
export function formAjv(): Ajv2020 {
  const ajv = new Ajv2020({
    allErrors: true,
    strict: false,
    validateFormats: true,
    code: { regExp: linearRegExp },
    keywords: ['x-title', 'x-help', 'x-enum-titles', 'x-sensitive', 'x-recuses', 'x-petitioner', 'x-place'],
  });
  for (const [name, { test }] of Object.entries(FORMATS)) ajv.addFormat(name, { type: 'string', validate: test });
  return ajv;
}

/** Errors that only say that one of their branches failed: the branch's own say more. */
const SUMMARY_KEYWORDS = new Set(['if', 'anyOf', 'oneOf', 'not']);

/** What the person at the counter knows the place as: an entry of a list goes by the name of its list. */
function labelAt(form: FormDefinition, pointer: string, locale: Locale): string {
  const title = fieldAt(form, pointer)?.['x-title']?.[locale];
  if (title !== undefined) return title;
  const [, parent = '', last = ''] = /^(.*)\/([^/]*)$/.exec(pointer) ?? [];
  return /^\d+$/.test(last) ? labelAt(form, parent, locale) : last;
}

function dataErrors(form: FormDefinition, errors: readonly ErrorObject[], locale: Locale): DataError[] {
  const told = new Map<string, DataError>();
  const specific = errors.filter(({ keyword }) => !SUMMARY_KEYWORDS.has(keyword));
  for (const error of specific.length > 0 ? specific : errors) {
    const pointer = errorPointer(error);
    if (told.has(pointer)) continue;
    const label = labelAt(form, pointer, locale);
    const message = errorText(error.keyword, error.params, label, locale);
    told.set(pointer, { pointer, keyword: error.keyword, message });
  }
  return [...told.values()];
}

function unknownFields(form: FormDefinition, data: FormData, locale: Locale): DataError[] {
  const known = allProperties(form.schema, form.schema);
  return Object.keys(data)
    .filter((name) => !known.has(name))
    .map((name) => ({
      pointer: `/${escapeToken(name)}`,
      keyword: 'unknown',
      message: errorText('unknown', {}, name, locale),
    }));
}

/** Compiles a form once. Throws where its schema is none: `checkForm` says so before it can be published. */
export function compileForm(form: FormDefinition): CompiledForm {
  const check = formAjv().compile(form.schema);
  return {
    validate: (data, locale) => {
      const errors = check(pruneData(form, data)) ? [] : dataErrors(form, check.errors ?? [], locale);
      return [...errors, ...unknownFields(form, data, locale)];
    },
    prune: (data) => pruneData(form, data),
    initialData: () => {
      const data: FormData = {};
      for (const [name, { default: value }] of allProperties(form.schema, form.schema)) {
        if (value !== undefined) data[name] = JSON.parse(JSON.stringify(value)) as Json;
      }
      return data;
    },
  };
}
