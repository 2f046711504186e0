import { fieldAt, type Json, jsonText, type LocalizedText, pointerTokens } from '@caseway/form-schemas';
import { parseFactPath } from '../fact-path.ts';
import { factKey } from '../facts.ts';
import { isJsonObject, own, pointerTo } from '../json-value.ts';
import { SYSTEM_FACTS } from '../model/system-facts.ts';
import { pathsOf } from './paths-of-form.ts';
import { type Place, plain, type Together } from './together.ts';

/** A document that asks for a field of a form, where, and how. */
export interface Reading {
  place: Place;
  /** What the document is called, and what of it reads. */
  document: LocalizedText;
  part: LocalizedText;
  fact: string;
  /** Steps into the fact's value. */
  steps: string[];
  operator: string;
  /** The literal that the field is compared with; undefined where it is compared with another fact. */
  value: Json | undefined;
  /** Keys of the forms whose data it is asked about; what a condition on the fact `form` leaves out is left out. */
  forms: ReadonlySet<string>;
  /** It asks only where the field is given, or whether it is. */
  asksIfGiven: boolean;
  /** The question as it is written, and what must hold besides for its answer to matter. */
  leaf: Json;
  context: readonly Json[];
}

/** What is asked, as one text: the same question in two versions of a document is the same reading. */
export const questionOf = ({ place, fact, steps, operator, value }: Reading): string =>
  JSON.stringify([place.kind, place.key, fact, steps, operator, value ?? null]);

/** What stands in a list; nothing of what is none. */
export const listOf = (value: unknown): Json[] => (Array.isArray(value) ? value : []);
/** A title as far as it is one; else how else it is called. */
export const textOf = (value: unknown, otherwise: string): LocalizedText =>
  isJsonObject(value)
    ? { 'zh-CN': jsonText(own(value, 'zh-CN') ?? otherwise), en: jsonText(own(value, 'en') ?? otherwise) }
    : plain(otherwise);

/** The forms that a condition on the fact `form` lets through; all where it is no such condition. */
function narrowed(forms: ReadonlySet<string>, condition: Json): ReadonlySet<string> {
  if (own(condition, 'fact') !== 'form' || own(condition, 'path') !== undefined) return forms;
  const value = own(condition, 'value');
  const named = new Set(Array.isArray(value) ? value : [value]);
  const operator = own(condition, 'operator');
  if (operator === 'equal' || operator === 'in') return new Set([...forms].filter((form) => named.has(form)));
  if (operator === 'notEqual' || operator === 'notIn') return new Set([...forms].filter((form) => !named.has(form)));
  return forms;
}

const asksPresence = (condition: Json) => own(condition, 'operator') === 'isPresent';

const keyOf = (holder: Json): string | undefined => {
  const fact = own(holder, 'fact');
  const path = own(holder, 'path');
  return typeof fact === 'string' ? factKey(fact, typeof path === 'string' ? path : undefined) : undefined;
};

interface Around {
  forms: ReadonlySet<string>;
  given: ReadonlySet<string>;
  /** The other parts of every `all` around it. */
  context: readonly Json[];
}

/** Calls back for every leaf of a condition, through named conditions, with what the conditions around it demand. */
function walk(
  condition: Json,
  pointer: string,
  around: Around,
  named: (name: string) => { condition: Json; pointer: string } | undefined,
  visit: (leaf: Json, pointer: string, around: Around) => void,
  depth = 0,
): void {
  if (!isJsonObject(condition) || depth > 20) return;
  const all = own(condition, 'all');
  if (Array.isArray(all)) {
    const inner: Around = {
      forms: all.reduce<ReadonlySet<string>>(narrowed, around.forms),
      given: new Set([
        ...around.given,
        ...all.flatMap((part) => (asksPresence(part) && own(part, 'value') === true ? (keyOf(part) ?? []) : [])),
      ]),
      context: around.context,
    };
    for (const [index, part] of all.entries()) {
      const context = [...around.context, ...all.filter((_, other) => other !== index)];
      walk(part, pointerTo(pointer, 'all', index), { ...inner, context }, named, visit, depth + 1);
    }
  }
  for (const [index, part] of listOf(own(condition, 'any')).entries()) {
    walk(part, pointerTo(pointer, 'any', index), around, named, visit, depth + 1);
  }
  const not = own(condition, 'not');
  if (not !== undefined) walk(not, pointerTo(pointer, 'not'), around, named, visit, depth + 1);
  const name = own(condition, 'condition');
  const target = typeof name === 'string' ? named(name) : undefined;
  if (target) walk(target.condition, target.pointer, around, named, visit, depth + 1);
  if (typeof own(condition, 'fact') === 'string') visit(condition, pointer, around);
}

/** The readings of one leaf: its own fact, and the one that it compares with. */
function ofLeaf(leaf: Json, around: Around): Omit<Reading, 'place' | 'document' | 'part'>[] {
  const value = own(leaf, 'value');
  const other = isJsonObject(value) && typeof own(value, 'fact') === 'string' ? value : undefined;
  return [leaf, ...(other ? [other] : [])].map((holder) => {
    const path = own(holder, 'path');
    return {
      fact: jsonText(own(holder, 'fact')),
      steps: typeof path === 'string' ? (parseFactPath(path) ?? []) : [],
      operator: jsonText(own(leaf, 'operator')),
      value: other ? undefined : value,
      forms: around.forms,
      asksIfGiven: asksPresence(leaf) || around.given.has(keyOf(holder) ?? ''),
      leaf,
      context: around.context,
    };
  });
}

function ofRuleSet(ruleSet: unknown): Reading[] {
  const key = jsonText(own(ruleSet, 'key'));
  const document = textOf(own(ruleSet, 'title'), key);
  const forms = new Set(
    [own(ruleSet, 'form'), ...listOf(own(ruleSet, 'alsoForms'))].filter((form) => typeof form === 'string'),
  );
  const conditions = own(ruleSet, 'conditions');
  const named = (name: string) => {
    const condition = own(conditions, name);
    return condition === undefined ? undefined : { condition, pointer: pointerTo('/conditions', name) };
  };
  return listOf(own(ruleSet, 'rules')).flatMap((rule, index) => {
    const readings: Reading[] = [];
    const part = textOf(own(rule, 'title'), jsonText(own(rule, 'name') ?? index + 1));
    walk(
      own(rule, 'conditions') ?? null,
      `/rules/${index}/conditions`,
      { forms, given: new Set(), context: [] },
      named,
      (leaf, pointer, around) => {
        for (const read of ofLeaf(leaf, around)) {
          readings.push({ place: { kind: 'rule-sets', key, pointer }, document, part, ...read });
        }
      },
    );
    return readings;
  });
}

export type Whole = Pick<Together, 'forms' | 'ruleSets' | 'paths'>;

/** The forms of the cases that rules may send a path. */
export const caseFormsOf = (path: string, whole: Whole): string[] =>
  whole.forms
    .filter(({ key, use }) => use === 'case' && pathsOf(key, whole).some((one) => one.key === path))
    .map(({ key }) => key);

/** Whose field a branch reads: its action's form before the case's, where that asks for it; of the platform's, no case's. */
function formsRead(fact: string, own: ReadonlySet<string>, ofCase: readonly string[], { forms }: Whole) {
  const asked = forms.some((form) => own.has(form.key) && fieldAt(form, pointerTo('', fact)));
  return asked || Object.hasOwn(SYSTEM_FACTS, fact) ? own : new Set([...own, ...ofCase]);
}

/** A path asks the form of an action, and that of the case, in the action's branches; and for days that are entered. */
function ofPath(path: Together['paths'][number], whole: Whole): Reading[] {
  const ofCase = caseFormsOf(path.key, whole);
  const actions = path.steps.flatMap((step, at) =>
    step.actions.map((action, index) => ({ action, pointer: `/steps/${at}/actions/${index}` })),
  );
  const formOf = (key: string) => actions.find(({ action }) => action.key === key)?.action.form;
  return actions.flatMap(({ action, pointer }) => {
    const readings: Reading[] = [];
    const shared = { document: path.title, part: action.title };
    const add = (at: string, read: ReturnType<typeof ofLeaf>[number]) =>
      readings.push({ place: { kind: 'paths', key: path.key, pointer: at }, ...shared, ...read });
    const forms = new Set(action.form === undefined ? [] : [action.form]);
    for (const [index, { when }] of (action.branches ?? []).entries()) {
      const start = `${pointer}/branches/${index}/when`;
      walk(
        when as Json,
        start,
        { forms, given: new Set(), context: [] },
        () => undefined,
        (leaf, at, around) => {
          for (const read of ofLeaf(leaf, around)) {
            add(at, { ...read, forms: formsRead(read.fact, around.forms, ofCase, whole) });
          }
        },
      );
    }
    for (const [index, effect] of (action.effects ?? []).entries()) {
      if (effect.type !== 'extend-clock' || !('days' in effect.by)) continue;
      const [fact, ...steps] = pointerTokens(effect.by.days);
      const form = formOf(effect.by.of);
      if (fact === undefined || form === undefined) continue;
      const leaf: Json = {
        fact,
        path: `$${steps.map((step) => `.${step}`).join('')}`,
        operator: 'isPresent',
        value: true,
      };
      const read = { operator: 'isPresent', value: true, forms: new Set([form]), asksIfGiven: true, leaf, context: [] };
      add(`${pointer}/effects/${index}/by/days`, { fact, steps, ...read });
    }
    return readings;
  });
}

/** Everything that asks for fields of forms. Rule sets may be anything; paths have their shape. */
export function readingsOf(whole: Whole): Reading[] {
  return [...whole.ruleSets.flatMap(ofRuleSet), ...whole.paths.flatMap((path) => ofPath(path, whole))];
}
