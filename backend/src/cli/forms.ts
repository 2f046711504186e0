import { basename } from 'node:path';
import {
  asForm,
  type CompiledForm,
  checkForm,
  compileForm,
  type FormDefinition,
  isPlainSchema,
  type Locale,
  renderFinding,
} from '@caseway/form-schemas';
import { SYSTEM_FACTS } from '@caseway/rule-sets';
import { readJson, UnusableInput } from './files.ts';

export const PROGRAM_LOCALE: Locale = 'en';

/** A plain schema goes by the name of its file. */
const named = (file: string): string => basename(file).replace(/(\.schema)?\.json$/, '') || 'form';

/** The first thing that makes a file unusable as a form. */
function refuse(file: string, content: unknown, otherwise: string): never {
  const [first] = checkForm(content, Object.keys(SYSTEM_FACTS)).filter(({ severity }) => severity === 'error');
  const why = first ? `${first.pointer}: ${renderFinding(first, PROGRAM_LOCALE)}` : `: ${otherwise}`;
  throw new UnusableInput(`${file}${why}`);
}

function contentOf(file: string): unknown {
  const content = readJson(file);
  const isOther = checkForm(content).some(({ code }) => code === 'not-an-object' || code === 'no-schema');
  if (!isOther) return content;
  throw new UnusableInput(`${file}: no form; it needs "key" and "schema", or to be a JSON Schema.`);
}

/** A form, or a plain JSON Schema as one. */
export function formOf(file: string): FormDefinition {
  return asForm(contentOf(file), named(file));
}

function sound(file: string, content: unknown, name: string): FormDefinition {
  const errors = checkForm(content, Object.keys(SYSTEM_FACTS)).filter(({ severity }) => severity === 'error');
  if (errors.length > 0) refuse(file, content, '');
  return asForm(content, name);
}

/** A form in which nothing is wrong. */
export const soundFormOf = (file: string): FormDefinition => sound(file, contentOf(file), named(file));

/** Two versions of a form, nothing wrong in either: a plain schema says no key, and goes by that of the other. */
export function soundVersionsOf(older: string, newer: string): [FormDefinition, FormDefinition] {
  const [before, after] = [contentOf(older), contentOf(newer)];
  const said = [before, after].find((content) => !isPlainSchema(content));
  const name = said === undefined ? named(newer) : asForm(said).key;
  return [sound(older, before, name), sound(newer, after, name)];
}

/** What judges data by a form, or by any JSON Schema: what is unwise in it as a form does not matter here. */
export function validatorOf(file: string): CompiledForm {
  const content = contentOf(file);
  if (!isPlainSchema(content)) return compileForm(soundFormOf(file));
  try {
    return compileForm(asForm(content, named(file)));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return refuse(file, content, error.message);
  }
}
