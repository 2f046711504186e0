import { boundsOf, DAY_BOUNDS } from '../day-bounds.ts';
import { DENIES } from '../denials.ts';
import { fieldTypeOf } from '../field-types/registry.ts';
import { escapeToken } from '../json/pointer.ts';
import type { FormSchema } from '../model/form-definition.ts';
import { recusesOf } from '../model/recuses.ts';
import type { Locale, LocalizedText } from '../model/text.ts';
import { resolveRef } from '../schema-index.ts';
import { allProperties } from '../schema-walk.ts';
import type { Field, Report } from './changes.ts';
import { diffChoices, diffLimits } from './limits.ts';
import { meaningOf, same } from './meaning.ts';

const WORDS = ['x-title', 'x-help', 'x-enum-titles'] as const;

export type Titles = ReadonlyMap<string, LocalizedText | undefined>;

/** Whether one of them is called now, in some language, what another was called before: names that were swapped or moved. */
export function areMoved(before: Titles, now: Titles): boolean {
  return [...now].some(([key, title]) =>
    Object.entries(title ?? {}).some(([locale, words]) => {
      const was = (titles: LocalizedText | undefined) => titles?.[locale as Locale];
      if (was(before.get(key)) === words) return false;
      return [...before].some(([other, titles]) => other !== key && was(titles) === words);
    }),
  );
}

const choiceTitles = ({ 'x-enum-titles': titles = {} }: FormSchema): Titles => new Map(Object.entries(titles));

function diffField(
  before: FormSchema,
  after: FormSchema,
  pointer: string,
  field: Field,
  others: Titles,
  roots: Roots,
  report: Report,
) {
  const [from, to] = [fieldTypeOf(before), fieldTypeOf(after)];
  if (from !== to) report('type-changed', pointer, { field, from, to });
  diffLimits(before, after, pointer, field, report);
  diffChoices(before, after, pointer, field, report);
  if (before.format !== after.format || before.pattern !== after.pattern) report('format-changed', pointer, { field });
  for (const keyword of DAY_BOUNDS) {
    if (same(boundsOf(before, keyword), boundsOf(after, keyword))) continue;
    const less = boundsOf(after, keyword).every((bound) => boundsOf(before, keyword).includes(bound));
    report(less ? 'limits-loosened' : 'limits-tightened', pointer, { field, keyword });
  }
  if (!same(before['x-sensitive'], after['x-sensitive'])) report('sensitivity-changed', pointer, { field });
  if (DENIES.some((word) => !same(before[word], after[word]))) report('denial-changed', pointer, { field });
  if (recusesOf(before) !== recusesOf(after)) report('recusal-changed', pointer, { field });
  const named = new Map(others).set(field.name, before['x-title']);
  const moved =
    areMoved(named, new Map([[field.name, after['x-title']]])) || areMoved(choiceTitles(before), choiceTitles(after));
  if (moved) report('words-moved', pointer, { field });
  else if (WORDS.some((word) => !same(before[word], after[word]))) report('words-changed', pointer, { field });
  if (before.items && after.items) {
    const [old, now] = [resolveRef(before.items, roots.before), resolveRef(after.items, roots.after)];
    diffChoices(old, now, `${pointer}/items`, field, report);
    if (areMoved(choiceTitles(old), choiceTitles(now))) report('words-moved', `${pointer}/items`, { field });
    else if (!same(old['x-enum-titles'], now['x-enum-titles'])) report('words-changed', `${pointer}/items`, { field });
    if (recusesOf(old) !== recusesOf(now)) report('recusal-changed', `${pointer}/items`, { field });
    diffObject(old, now, `${pointer}/items`, roots, report);
  }
  diffObject(before, after, pointer, roots, report);
}

export interface Roots {
  before: FormSchema;
  after: FormSchema;
}

export function diffObject(before: FormSchema, after: FormSchema, pointer: string, roots: Roots, report: Report): void {
  const old = allProperties(before, roots.before);
  const now = allProperties(after, roots.after);
  const wasRequired = new Set(before.required ?? []);
  const isRequired = new Set(after.required ?? []);
  const titles: Titles = new Map([...old].map(([name, schema]) => [name, schema['x-title']]));
  for (const [name, schema] of now) {
    const field = { name, title: schema['x-title'] };
    const at = `${pointer}/properties/${escapeToken(name)}`;
    const known = old.get(name);
    if (!known) {
      report(isRequired.has(name) ? 'required-field-added' : 'field-added', at, { field });
      continue;
    }
    if (isRequired.has(name) && !wasRequired.has(name)) report('became-required', at, { field });
    if (!isRequired.has(name) && wasRequired.has(name)) report('became-optional', at, { field });
    diffField(known, schema, at, field, titles, roots, report);
  }
  for (const [name, { 'x-title': title }] of old) {
    if (!now.has(name))
      report('field-removed', `${pointer}/properties/${escapeToken(name)}`, { field: { name, title } });
  }
  if (!same(conditionsOf(before), conditionsOf(after))) report('conditions-changed', `${pointer}/allOf`);
}

/** What decides when something is shown or required, without the fields themselves. */
function conditionsOf({ allOf, anyOf, oneOf, not, if: condition }: FormSchema): unknown {
  const branches = (allOf ?? []).map((part) => ({
    if: part.if,
    shown: Object.keys(part.then?.properties ?? {}).sort(),
    required: meaningOf('required', part.then?.required),
    otherwiseShown: Object.keys(part.else?.properties ?? {}).sort(),
    otherwiseRequired: meaningOf('required', part.else?.required),
  }));
  return { branches, anyOf, oneOf, not, condition };
}
