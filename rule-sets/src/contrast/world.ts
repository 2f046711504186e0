import { bindingValue, type FormDefinition, fieldAt, isNothing, type Json } from '@caseway/form-schemas';
import { parseFactPath } from '../fact-path.ts';
import { type FactInfo, factCatalogue, factKey } from '../facts.ts';
import { isJsonObject } from '../json-value.ts';
import type { Labels } from '../labels.ts';
import type { RuleSet } from '../model/rule-set.ts';
import { CASE_EVENTS, SYSTEM_FACTS } from '../model/system-facts.ts';
import { type NormalRuleSet, normaliseRuleSet } from '../reference/normalise.ts';
import { readFact } from '../reference/trace.ts';
import { type ChangeKind, changeKindOf } from './change-kind.ts';
import { type FormShape, formShapeOf } from './form-shape.ts';
import { Comparisons, type Tree } from './goal-conditions.ts';

export type Facts = Record<string, Json>;

/** Something that could be otherwise: a fact that rules read, or an answer on which one of those depends. */
export interface Variable {
  index: number;
  key: string;
  fact: string;
  path?: string;
  kind: ChangeKind;
  info: FactInfo | undefined;
  original: Json | undefined;
  /** The top-level field of the form that it is, or is part of. */
  field: string | undefined;
  /** May be offered another value at all. */
  mayChange: boolean;
}

/** A fact as rules read it: a variable, or one computed from it. */
export interface Source {
  variable: number;
  /** The fact's value where the variable has the given one. */
  of: (value: Json | undefined) => Json | undefined;
  /** Values of the variable at which the fact has the given one. */
  back: (value: Json) => Json;
}

export interface WorldOptions {
  forms?: readonly FormDefinition[];
  labels?: Labels;
  /** To find facts rather than to change a case: also what nobody could change may be otherwise. */
  free?: boolean;
}

export interface World {
  ruleSet: RuleSet;
  normal: NormalRuleSet;
  facts: Facts;
  free: boolean;
  shape: FormShape | undefined;
  comparisons: Comparisons;
  /** By `normal.order`. */
  trees: Tree[];
  variables: Variable[];
  byField: Map<string, number[]>;
  sourceOf: (key: string) => Source | undefined;
  vocabularyOf: (variable: Variable) => Json[];
}

const DAY_MS = 86_400_000;
/** What the form stores of an answer: nothing of a blank one. */
export const stored = (value: Json | undefined): Json | undefined => (isNothing(value) ? undefined : value);

function formOf(ruleSet: RuleSet, facts: Facts, forms: readonly FormDefinition[]): FormDefinition | undefined {
  const keys = [ruleSet.form, ...(ruleSet.alsoForms ?? [])];
  const mine = forms.filter((form) => keys.includes(form.key));
  return mine.find((form) => form.key === facts.form) ?? mine.find((form) => form.key === ruleSet.form);
}

/** Reads the rule set and the case once, for many questions. Throws RuleSetError for a rule set that cannot be read. */
export function worldOf(ruleSet: RuleSet, facts: Facts, options: WorldOptions): World {
  const normal = normaliseRuleSet(ruleSet);
  const form = formOf(ruleSet, facts, options.forms ?? []);
  const shape = form && formShapeOf(form);
  const comparisons = new Comparisons(normal.named);
  const trees = normal.order.map((rule) => comparisons.treeOf(rule.conditions));
  const catalogue = new Map(factCatalogue(form ? [form] : []).map((info) => [factKey(info.fact, info.path), info]));
  const free = options.free === true;
  const variables: Variable[] = [];
  const byKey = new Map<string, number>();
  const byField = new Map<string, number[]>();
  const sources = new Map<string, Source>();

  const add = (fact: string, path?: string): number => {
    const key = factKey(fact, path);
    const known = byKey.get(key);
    if (known !== undefined) return known;
    const info = catalogue.get(key);
    const isSystem = Object.hasOwn(SYSTEM_FACTS, fact);
    const kind = changeKindOf(fact, form);
    const steps = path === undefined ? [] : (parseFactPath(path) ?? []);
    const inList = steps.some((step) => /^\d+$/.test(step)) || Array.isArray(facts[fact]);
    const unknown = form !== undefined && info === undefined && !isSystem;
    // Of a form that does not ask for it, everybody comes alone.
    const notAsked = fact === 'headcount' && form !== undefined && form.bindings?.headcount === undefined;
    const variable: Variable = {
      index: variables.length,
      key,
      fact,
      ...(steps.length > 0 && path !== undefined ? { path } : {}),
      kind,
      info,
      original: isSystem ? readFact(facts, fact, path) : stored(readFact(facts, fact, path)),
      field: !isSystem && shape ? fact : undefined,
      mayChange:
        fact !== 'form' &&
        info?.sensitive !== true &&
        !unknown &&
        !(steps.length > 0 && inList) &&
        (free || (kind !== 'fixed' && !notAsked)),
    };
    variables.push(variable);
    byKey.set(key, variable.index);
    if (variable.field !== undefined) byField.set(fact, [...(byField.get(fact) ?? []), variable.index]);
    for (const controller of shape?.controllersOf(fact) ?? []) add(controller);
    return variable.index;
  };
  const plain = (variable: number): Source => ({ variable, of: (value) => value, back: (value) => value });
  const read = (fact: string, path?: string): void => {
    const key = factKey(fact, path);
    if (sources.has(key)) return;
    sources.set(key, (path === undefined ? derived(fact) : undefined) ?? plain(add(fact, path)));
  };
  /** A system fact that the platform computes from an answer changes with it. */
  const derived = (fact: string): Source | undefined => {
    if (fact !== 'headcount' || !form || !Object.hasOwn(facts, fact)) return undefined;
    const field = /^\/([^/]+)$/.exec(form.bindings?.headcount ?? '')?.[1];
    const bound = bindingValue(form, facts, 'headcount');
    if (field === undefined || facts.headcount !== (typeof bound === 'number' ? bound : 1)) return undefined;
    return {
      variable: add(field),
      of: (value) => (typeof value === 'number' ? value : 1),
      back: (value) => value,
    };
  };
  for (const { leaf, other } of comparisons.list) {
    read(String(leaf.fact), leaf.path);
    if (other === undefined || !isJsonObject(leaf.value)) continue;
    read(String(leaf.value.fact), typeof leaf.value.path === 'string' ? leaf.value.path : undefined);
  }
  // What no rule reads must still fit when an answer that rules read moves its bounds.
  for (const field of shape?.described ?? []) {
    if ([...(shape?.controllersOf(field) ?? [])].some((name) => byField.has(name))) add(field);
  }
  followTime(facts, byKey, sources);
  return {
    ruleSet,
    normal,
    facts,
    free,
    shape,
    comparisons,
    trees,
    variables,
    byField,
    sourceOf: (key) => sources.get(key),
    vocabularyOf: ({ fact, path }) => (path === undefined ? vocabularyOf(ruleSet, fact, options.labels ?? {}) : []),
  };
}

/** Where a case becomes older, the day moves on as well. */
function followTime(facts: Facts, byKey: ReadonlyMap<string, number>, sources: Map<string, Source>): void {
  const age = byKey.get('ageDays');
  const { today, ageDays } = facts;
  if (age === undefined || !sources.has('today') || typeof today !== 'string' || typeof ageDays !== 'number') return;
  const start = Date.parse(today) / DAY_MS - ageDays;
  if (!Number.isFinite(start)) return;
  sources.set('today', {
    variable: age,
    of: (value) =>
      typeof value === 'number' ? new Date((start + value) * DAY_MS).toISOString().slice(0, 10) : undefined,
    back: (value) => (typeof value === 'string' ? Date.parse(value) / DAY_MS - start : value),
  });
}

/** The keys that a text of the platform may be, where the rule set or the labels name them. */
function vocabularyOf(ruleSet: RuleSet, fact: string, labels: Labels): Json[] {
  if (!Object.hasOwn(SYSTEM_FACTS, fact)) return [];
  if (fact === 'event') return [...CASE_EVENTS];
  const outcomes = ruleSet.outcomes ?? {};
  const declared = Object.hasOwn(outcomes, fact) ? (outcomes[fact]?.values.map(({ key }) => key) ?? []) : [];
  const given = Object.hasOwn(labels, fact) ? Object.keys(labels[fact] ?? {}) : [];
  return [...new Set([...declared, ...given])];
}

/** The form's own schema of a variable. */
export function schemaOf({ shape }: World, { field, path }: Variable) {
  if (!shape || field === undefined) return undefined;
  const steps = path === undefined ? [] : (parseFactPath(path) ?? []);
  return fieldAt(shape.form, `/${[field, ...steps].join('/')}`);
}
