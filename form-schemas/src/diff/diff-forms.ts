import { pointerTokens } from '../json/pointer.ts';
import type { FormDefinition, FormSchema } from '../model/form-definition.ts';
import type { LocalizedText } from '../model/text.ts';
import { CHANGES, type FormChange, type FormChangeCode, type Report } from './changes.ts';
import { diffObject } from './fields.ts';
import { tellForm } from './form-parts.ts';
import { inWordsOf, same } from './meaning.ts';
import { tellPlaces } from './places.ts';

/** Which field a change is of, by the names on the way to it: through branches and entries, to which it makes no difference. */
function placeOf({ pointer, params }: Pick<FormChange, 'pointer' | 'params'>): string {
  const tokens = pointerTokens(pointer);
  const names: string[] = [];
  for (let at = 0; at < tokens.length; at++) if (tokens[at] === 'properties') names.push(tokens[++at] ?? '');
  // What is demanded is told at the object that demands it.
  if (tokens.at(-1) === 'required' && names.at(-1) !== 'required') names.push(params.field ?? '');
  return JSON.stringify(names);
}

/** The same thing told of the same field. */
const toldKey = ({ code, pointer, params }: FormChange): string =>
  code === 'conditions-changed' ? code : JSON.stringify([code, params, placeOf({ pointer, params })]);

/** What is said better already: a field that is new and required is not told as added; moved words not as changed. */
const COVERED: Partial<Record<FormChangeCode, readonly FormChangeCode[]>> = {
  'required-field-added': ['field-added', 'became-required'],
  'field-added': ['became-required'],
  'field-removed': ['became-optional'],
  'words-moved': ['words-changed'],
  'type-changed': ['meaning-changed'],
};

/** Whether `unevaluated…` stands somewhere: what it asks of the rest, it asks of more where less is spoken of. */
const asksOfRest = (schema: FormSchema): boolean => JSON.stringify(schema).includes('"unevaluated');

/** What changed between two versions of a form, classed by what it means for cases filed before. Equal forms: nothing. */
export function diffForms(before: FormDefinition, said: FormDefinition): FormChange[] {
  const after = { ...said, schema: inWordsOf(before.schema, said.schema) as FormSchema };
  const changes: FormChange[] = [];
  const report: Report = (code, pointer, params = {}) => {
    const named = Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'string' ? { name: value } : value,
    ]);
    const parts = named as [string, { name: string; title?: LocalizedText }][];
    changes.push({
      class: CHANGES[code].class,
      code,
      pointer,
      params: Object.fromEntries(parts.map(([param, { name }]) => [param, name])),
      titles: Object.fromEntries(parts.flatMap(([param, { title }]) => (title ? [[param, title]] : []))),
    });
  };
  if (before.key !== after.key) report('key-changed', '/key');
  if (before.use !== after.use) report('use-changed', '/use');
  if (!same([before.title, before.description], [after.title, after.description])) {
    report('words-changed', '/title', { field: { name: after.key, title: after.title } });
  }
  diffObject(before.schema, after.schema, '/schema', { before: before.schema, after: after.schema }, report);
  const told = new Set(changes.map(toldKey));
  const better = new Set(
    changes.flatMap((change) => (COVERED[change.code] ?? []).map((other) => `${other} ${placeOf(change)}`)),
  );
  const more: Report = (code, pointer, params = {}) => {
    report(code, pointer, params);
    const change = changes.at(-1);
    if (!change) return;
    const key = toldKey(change);
    if (told.has(key) || better.has(`${code} ${placeOf(change)}`)) changes.pop();
    told.add(key);
  };
  const start = { pointer: '/schema', field: { name: after.key, title: after.title }, titles: new Map() };
  const roots = { before: before.schema, after: after.schema };
  tellPlaces(before.schema, after.schema, start, roots, more);
  if (asksOfRest(after.schema) && changes.some(({ code }) => CHANGES[code].class === 'safe')) {
    more('conditions-changed', '/schema');
  }
  tellForm(before, after, more);
  if (!same(before.ui, after.ui)) report('layout-changed', '/ui');
  if (!same(before.bindings, after.bindings)) report('bindings-changed', '/bindings');
  return changes;
}
