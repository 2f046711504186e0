import { type Json, jsonText, type LocalizedText, pointerTokens } from '@caseway/form-schemas';
import { parseFactPath, withFactStep } from '../fact-path.ts';
import { isJsonObject, own, pointerTo } from '../json-value.ts';
import type { HandlingPath } from '../model/handling-path.ts';
import { caseFormsOf, listOf, type Reading, readingsOf, textOf, type Whole } from './readings.ts';
import { type Place, plain, type TogetherEdit } from './together.ts';

/** In what a document names a field. */
export type NamedIn = 'rule' | 'parked' | 'condition' | 'test' | 'accepted' | 'branch' | 'days' | 'day';

/** A place in which a rule set or a path names a field of a form. */
export interface NamedField {
  place: Place;
  /** What the document is called, and what of it names the field. */
  document: LocalizedText;
  part: LocalizedText;
  as: NamedIn;
  /** Names on the way to the field, from the top of the form. */
  tokens: readonly string[];
  /** Keys of the forms whose field it may be. */
  forms: ReadonlySet<string>;
  /** The edit that gives another name at a step of the way; undefined: it cannot be written there. */
  renamed: (step: number, to: string) => TogetherEdit | undefined;
}

/** What is named once, for as many forms as ask there. */
function gathered(all: readonly NamedField[]): NamedField[] {
  const found = new Map<string, NamedField>();
  for (const each of all) {
    const name = JSON.stringify([each.place.kind, each.place.key, each.place.pointer, each.tokens]);
    const known = found.get(name);
    found.set(name, known ? { ...known, forms: new Set([...known.forms, ...each.forms]) } : each);
  }
  return [...found.values()];
}

/** How a condition names a field: as a fact, and a path into it. */
function renamedHolder(holder: Json, pointer: string): NamedField['renamed'] {
  return (step, to) => {
    if (step === 0) return { pointer: pointerTo(pointer, 'fact'), value: to };
    const path = own(holder, 'path');
    const value = typeof path === 'string' ? withFactStep(path, step - 1, to) : undefined;
    return value === undefined ? undefined : { pointer: pointerTo(pointer, 'path'), value };
  };
}

const renamedPointer =
  (given: string, pointer: string): NamedField['renamed'] =>
  (step, to) => {
    const tokens = pointerTokens(given).with(step, to);
    return { pointer, value: pointerTo('', ...tokens) };
  };

type Named = Pick<NamedField, 'tokens' | 'renamed'> & { pointer: string };

/** The fields that a leaf names: the one it asks about, and the one that it compares with. */
function namedInLeaf(leaf: Json, pointer: string): Named[] {
  const value = own(leaf, 'value');
  const holders: [Json, string][] = [[leaf, pointer]];
  if (value !== undefined && isJsonObject(value) && typeof own(value, 'fact') === 'string') {
    holders.push([value, pointerTo(pointer, 'value')]);
  }
  return holders.map(([holder, at]) => {
    const path = own(holder, 'path');
    const steps = typeof path === 'string' ? (parseFactPath(path) ?? []) : [];
    return { tokens: [jsonText(own(holder, 'fact')), ...steps], pointer: at, renamed: renamedHolder(holder, at) };
  });
}

/** Every leaf of a condition, whatever it is a condition of. */
function leavesOf(condition: Json | undefined, pointer: string, depth = 0): [Json, string][] {
  if (!isJsonObject(condition) || depth > 20) return [];
  const inner = (['all', 'any'] as const).flatMap((name) =>
    listOf(own(condition, name)).flatMap((part, index) => leavesOf(part, pointerTo(pointer, name, index), depth + 1)),
  );
  return [
    ...inner,
    ...leavesOf(own(condition, 'not'), pointerTo(pointer, 'not'), depth + 1),
    ...(typeof own(condition, 'fact') === 'string' ? [[condition, pointer] as [Json, string]] : []),
  ];
}

/** Names of fields in the facts of an example; rows of a list as `*`. */
function namedInFacts(facts: Json | undefined, pointer: string, trail: readonly string[] = []): Named[] {
  if (Array.isArray(facts)) {
    return facts.flatMap((row, index) => namedInFacts(row, pointerTo(pointer, index), [...trail, '*']));
  }
  if (!isJsonObject(facts) || trail.length > 8) return [];
  return Object.entries(facts).flatMap(([name, value]) => {
    const tokens = [...trail, name];
    const at = pointerTo(pointer, name);
    const last = tokens.length - 1;
    const renamed: Named['renamed'] = (step, to) => (step === last ? { pointer: at, name: to } : undefined);
    return [{ tokens, pointer: at, renamed }, ...namedInFacts(value, at, tokens)];
  });
}

/** `field`, `field.inner` or `field=value,value`: what an accepted finding is about. Of a gap it is about forms. */
function namedInAccepted(accepted: Json, pointer: string): Named[] {
  const about = own(accepted, 'about');
  if (typeof about !== 'string' || about === '' || own(accepted, 'code') === 'gap') return [];
  const [field = '', ...values] = about.split('=');
  const tokens = field.split('.');
  const rest = values.length > 0 ? `=${values.join('=')}` : '';
  const renamed: Named['renamed'] = (step, to) => ({
    pointer: pointerTo(pointer, 'about'),
    value: `${tokens.with(step, to).join('.')}${rest}`,
  });
  return [{ tokens, pointer: pointerTo(pointer, 'about'), renamed }];
}

/** What a rule set names besides what its rules ask: rules switched off, conditions that none uses, examples, what is accepted. */
function besidesRules(ruleSet: unknown, read: ReadonlySet<string>): NamedField[] {
  const key = jsonText(own(ruleSet, 'key'));
  const document = textOf(own(ruleSet, 'title'), key);
  const forms = new Set(
    [own(ruleSet, 'form'), ...listOf(own(ruleSet, 'alsoForms'))].filter((form) => typeof form === 'string'),
  );
  const shown = (as: NamedIn, part: LocalizedText, named: readonly Named[], of: ReadonlySet<string> = forms) =>
    named.map(({ pointer, ...rest }) => ({
      place: { kind: 'rule-sets' as const, key, pointer },
      document,
      part,
      as,
      forms: of,
      ...rest,
    }));
  const parked = listOf(own(ruleSet, 'parked')).flatMap((one, index) => {
    const rule = own(one, 'rule');
    const leaves = leavesOf(own(rule, 'conditions'), `/parked/${index}/rule/conditions`);
    const named = leaves.flatMap(([leaf, at]) => namedInLeaf(leaf, at));
    return shown('parked', textOf(own(rule, 'title'), jsonText(own(rule, 'name') ?? index + 1)), named);
  });
  const conditions = own(ruleSet, 'conditions');
  const unused = Object.entries(isJsonObject(conditions) ? conditions : {}).flatMap(([name, condition]) => {
    const leaves = leavesOf(condition, pointerTo('/conditions', name)).filter(([, at]) => !read.has(at));
    const named = leaves.flatMap(([leaf, at]) => namedInLeaf(leaf, at));
    return shown('condition', plain(name), named);
  });
  const tests = listOf(own(ruleSet, 'tests')).flatMap((test, index) => {
    const facts = own(test, 'facts');
    const form = own(facts, 'form');
    const named = namedInFacts(facts, `/tests/${index}/facts`);
    const of = typeof form === 'string' ? new Set([form]) : forms;
    return shown('test', plain(jsonText(own(test, 'name') ?? index + 1)), named, of);
  });
  const accepted = listOf(own(ruleSet, 'accepted')).flatMap((one, index) =>
    shown('accepted', textOf(own(one, 'reason'), ''), namedInAccepted(one, `/accepted/${index}`)),
  );
  return [...parked, ...unused, ...tests, ...accepted];
}

/** Days of clocks that run to what somebody entered: in the form of the case, of an action, or of a review. */
function daysOfClocks(path: HandlingPath, whole: Whole, ofCase: readonly string[]): NamedField[] {
  const actions = path.steps.flatMap((step) => step.actions);
  return path.clocks.flatMap(({ until, title }, index) => {
    if (!until) return [];
    const { day, of } = until;
    const pointer = `/clocks/${index}/until/day`;
    const forms =
      of === 'form'
        ? ofCase
        : of === 'review'
          ? whole.forms.filter(({ use }) => use === 'step').map(({ key }) => key)
          : actions.flatMap(({ key, form }) => (key === of.action && form !== undefined ? [form] : []));
    return [
      {
        place: { kind: 'paths' as const, key: path.key, pointer },
        document: path.title,
        part: title,
        as: 'day' as const,
        tokens: pointerTokens(day),
        forms: new Set(forms),
        renamed: renamedPointer(day, pointer),
      },
    ];
  });
}

function ofReading(read: Reading): NamedField[] {
  const { place, document, part, leaf, forms, fact, steps } = read;
  const shared = { document, part, forms };
  if (place.pointer.endsWith('/days')) {
    const given = pointerTo('', fact, ...steps);
    const renamed = renamedPointer(given, place.pointer);
    return [{ ...shared, place, as: 'days', tokens: [fact, ...steps], renamed }];
  }
  const as = place.kind === 'paths' ? 'branch' : 'rule';
  // Each of the fields of a leaf is a reading of its own, of the forms that it may be asked of.
  return namedInLeaf(leaf, place.pointer)
    .filter(({ tokens }) => JSON.stringify(tokens) === JSON.stringify([fact, ...steps]))
    .map(({ pointer, tokens, renamed }) => ({ ...shared, place: { ...place, pointer }, as, tokens, renamed }));
}

/** Every place in which rule sets and paths name fields of forms. Rule sets may be anything; paths have their shape. */
export function namedFieldsIn(whole: Whole): NamedField[] {
  const readings = readingsOf(whole);
  const read = gathered(readings.flatMap(ofReading));
  const pointersOf = (key: string) =>
    new Set(readings.flatMap(({ place }) => (place.kind === 'rule-sets' && place.key === key ? [place.pointer] : [])));
  return [
    ...read,
    ...whole.ruleSets.flatMap((ruleSet) => besidesRules(ruleSet, pointersOf(jsonText(own(ruleSet, 'key'))))),
    ...whole.paths.flatMap((path) => daysOfClocks(path, whole, caseFormsOf(path.key, whole))),
  ];
}
