import { diffForms, type FormChangeCode, type FormDefinition, pointerTokens } from '@caseway/form-schemas';
import { pointerTo } from '../json-value.ts';
import type { RuleSet } from '../model/rule-set.ts';
import { boundReadings, checkBindings, keyOfPointer } from './bindings-read.ts';
import type { Fields } from './field-problems.ts';
import { type Loss, lossesOf, sourcesOf, takesTheSame } from './form-twins.ts';
import type { Reading } from './readings.ts';
import { plain, type Together, type TogetherFinding, type TogetherMend } from './together.ts';

type Said = Pick<TogetherFinding, 'code' | 'severity'>;

/** What can no longer be read is an error; what may be lacking, or decides nothing any more, somebody has to answer for. */
const OF_LOSS: Record<Loss, Said> = {
  'never-given': { code: 'field-never-given', severity: 'error' },
  'never-holds': { code: 'never-holds', severity: 'warning' },
  'always-holds': { code: 'always-holds', severity: 'warning' },
  moved: { code: 'field-moved', severity: 'warning' },
  optional: { code: 'field-optional', severity: 'warning' },
  unproven: { code: 'field-unproven', severity: 'warning' },
};

const NARROWING = new Set<FormChangeCode>(['limits-tightened', 'choice-removed', 'format-changed']);

/** Fields that take less than before, by their keys; items of a list count as the list. */
function narrowedFields(before: FormDefinition, now: FormDefinition): ReadonlySet<string> {
  const keys = diffForms(before, now).flatMap(({ code, pointer }) => {
    if (!NARROWING.has(code)) return [];
    const names: string[] = [];
    const tokens = pointerTokens(pointer);
    for (let at = 1; tokens[at] === 'properties'; at += 2) names.push(tokens[at + 1] ?? '');
    return names.length > 0 ? [names.join('.')] : [];
  });
  return new Set(keys);
}

/** The form demands the field again, where a list of demanded fields is at hand. */
function demandAgain(form: FormDefinition, key: string, title: TogetherMend['params'][string]): TogetherMend[] {
  if (key.includes('.') || !form.schema.required || !form.schema.properties?.[key]) return [];
  const edits = [{ pointer: '/schema/required/-', add: key }];
  return [{ kind: 'forms', key: form.key, code: 'demand-again', params: { field: title }, edits }];
}

interface Changed {
  before: FormDefinition;
  now: FormDefinition;
  fields: Record<'before' | 'now', Fields>;
}

function told(reading: Reading, said: Said, key: string, { before, now, fields }: Changed): TogetherFinding {
  const title = (fields.now.get(key) ?? fields.before.get(key))?.title ?? plain(key);
  const names = key.split('.').flatMap((name) => ['properties', name]);
  return {
    ...said,
    places: [reading.place, { kind: 'forms', key: now.key, pointer: pointerTo('/schema', ...names) }],
    params: { document: reading.document, part: reading.part, form: now.title, field: title },
    mends: said.code === 'field-optional' && before.schema.required?.includes(key) ? demandAgain(now, key, title) : [],
    field: { form: now.key, path: key.split('.') },
  };
}

const isSame = (a: TogetherFinding, b: TogetherFinding): boolean => JSON.stringify(a) === JSON.stringify(b);

function starvedBy(
  changed: Changed,
  readings: readonly Reading[],
  ruleSets: ReadonlyMap<string, RuleSet>,
  isTold: IsTold,
) {
  const { before, now, fields } = changed;
  const narrowed = narrowedFields(before, now);
  const byReader = new Map<string, Reading[]>();
  for (const reading of readings) {
    // Whether it is given is asked of the form alone, whoever asks; and paths have no words of their own to read by.
    const reader = reading.place.kind === 'rule-sets' ? reading.place.key : '';
    const name = reading.leaf === null ? '' : `${reading.place.kind}/${reader}`;
    byReader.set(name, [...(byReader.get(name) ?? []), reading]);
  }
  const findings: TogetherFinding[] = [];
  for (const own of byReader.values()) {
    // Of what is gone or holds something else nothing more is to be said.
    const rest = own.filter((reading) => {
      const there = sourcesOf(reading, before).filter(({ key }) => fields.before.has(key) && fields.now.has(key));
      return there.length > 0 && !isTold(reading, now);
    });
    const place = rest[0]?.place;
    if (!place) continue;
    const losses = lossesOf(place.kind === 'rule-sets' ? ruleSets.get(place.key) : undefined, rest, before, now);
    for (const [index, reading] of rest.entries()) {
      const keys = sourcesOf(reading, before).map(({ key }) => key);
      const lost = losses[index] ?? [];
      findings.push(...lost.map(({ loss, key }) => told(reading, OF_LOSS[loss], key, changed)));
      const less = keys.find((key) => narrowed.has(key));
      if (less !== undefined && !lost.some(({ key }) => key === less)) {
        findings.push(told(reading, { code: 'field-narrowed', severity: 'info' }, less, changed));
      }
    }
  }
  return findings.filter((finding, index) => findings.findIndex((other) => isSame(other, finding)) === index);
}

type IsTold = (reading: Reading, form: FormDefinition) => boolean;

/**
 * Everybody who reads a form that changed, and what the change takes from each: fields that cannot be given any more or may
 * be lacking where they never were, conditions that no answer can meet any more, or every one does, and bindings that are gone or lead elsewhere. `isTold`: the
 * reading has been found wrong already. Pure.
 */
export function checkStarved(
  whole: Together,
  before: Together,
  readings: readonly Reading[],
  fieldsOf: (form: FormDefinition) => Fields,
  isTold: IsTold,
): TogetherFinding[] {
  const stood = new Map(before.forms.map((form) => [form.key, form]));
  const ruleSets = new Map(whole.ruleSets.map((set) => [set.key, set]));
  return whole.forms.flatMap((now) => {
    const old = stood.get(now.key);
    if (!old || old === now) return [];
    const changed: Changed = { before: old, now, fields: { before: fieldsOf(old), now: fieldsOf(now) } };
    const mine = readings.filter(({ forms }) => forms.has(now.key));
    const fieldAt = (form: FormDefinition, pointer: string) => fieldsOf(form).get(keyOfPointer(pointer));
    return [
      ...checkBindings(old, now, whole, mine, fieldAt),
      ...(takesTheSame(old, now) ? [] : starvedBy(changed, [...mine, ...boundReadings(now, whole)], ruleSets, isTold)),
    ];
  });
}
