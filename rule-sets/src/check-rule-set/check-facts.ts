import { type FormDefinition, type Json, jsonText } from '@caseway/form-schemas';
import { parseFactPath } from '../fact-path.ts';
import { type FactInfo, factCatalogue, factKey, isVisibleTo } from '../facts.ts';
import { isJsonObject, type JsonObject, own, pointerTo } from '../json-value.ts';
import type { RuleSetKind } from '../model/rule-set.ts';
import { SYSTEM_FACTS, type SystemFact } from '../model/system-facts.ts';
import { fenOf, shanghaiDay } from '../operators/operator-values.ts';
import { type FactValueType, findOperator, type OperatorInfo } from '../operators/operators.ts';
import type { LeafPlace } from './check-conditions.ts';
import { finding, type RuleSetFinding } from './finding-catalogue.ts';

const KINDS: readonly string[] = ['classification', 'routing', 'escalation'] satisfies RuleSetKind[];
const ORDERING = new Set(['lessThan', 'lessThanInclusive', 'greaterThan', 'greaterThanInclusive']);
/** Types whose values may be compared with each other. */
const FAMILY: Partial<Record<FactValueType, string>> = {
  text: 'text',
  choice: 'text',
  integer: 'number',
  number: 'number',
  date: 'day',
  instant: 'day',
  texts: 'texts',
  choices: 'texts',
};
const familyOf = (type: FactValueType) => FAMILY[type] ?? type;

/** The forms that a rule set names: its own and the further ones. */
export function formsOf(ruleSet: JsonObject, forms: readonly FormDefinition[]): FormDefinition[] {
  const also = own(ruleSet, 'alsoForms');
  const keys = [own(ruleSet, 'form'), ...(Array.isArray(also) ? also : [])];
  return forms.filter((form) => keys.includes(form.key));
}

/** Levenshtein distance of at most 2, for "is … meant?". */
function isSimilar(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 2) return false;
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(swap, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1));
    }
    previous = current;
  }
  const distance = previous[b.length] ?? 0;
  return distance <= Math.min(2, Math.floor(b.length / 3));
}

export interface FactChecks {
  findings: RuleSetFinding[];
  /** Whether a top-level name is a fact of the rule set; everything is where its forms are not at hand. */
  isKnown(fact: string): boolean;
}

/**
 * Facts, operators and values of every leaf against the forms. Without `forms` only system facts are known, and
 * any other fact passes unchecked.
 */
export function checkFacts(
  ruleSet: JsonObject,
  leaves: readonly LeafPlace[],
  forms: readonly FormDefinition[] | undefined,
): FactChecks {
  const findings: RuleSetFinding[] = [];
  const kind = own(ruleSet, 'kind');
  const mine = forms ? formsOf(ruleSet, forms) : [];
  const catalogue = factCatalogue(mine);
  const byKey = new Map(catalogue.map((info) => [factKey(info.fact, info.path), info]));
  const complete = forms !== undefined && checkForms(ruleSet, mine, findings);
  const told = new Set<string>();

  /** The fact's entry; undefined where it is unknown or must not be read, which is then a finding. */
  const lookUp = (fact: string, path: unknown, pointer: string): FactInfo | undefined => {
    const report = (code: Parameters<typeof finding>[0], at: string, params: RuleSetFinding['params']) => {
      findings.push(finding(code, at, params));
      return undefined;
    };
    const factAt = pointerTo(pointer, 'fact');
    if (fact in {}) return report('inherited-fact', factAt, { fact });
    const steps = typeof path === 'string' ? (parseFactPath(path) ?? []) : [];
    const name = [fact, ...steps].join('.');
    const top = byKey.get(fact);
    if (!top) {
      if (!complete) return undefined;
      const similar = catalogue.find((other) => !other.path && isSimilar(fact, other.fact));
      return similar
        ? report('similar-fact', factAt, { fact, suggestion: similar.fact })
        : report('unknown-fact', factAt, { fact });
    }
    if (top.system && typeof kind === 'string' && KINDS.includes(kind)) {
      if (!isVisibleTo(fact as SystemFact, kind as RuleSetKind)) return report('fact-not-yet-known', factAt, { fact });
    }
    const pathAt = pointerTo(pointer, 'path');
    if (steps.length > 0 && top.type !== 'object' && top.type !== 'list') {
      return report('path-on-plain-fact', pathAt, { fact });
    }
    const info = byKey.get(name);
    if (!info) return report('unknown-fact', pathAt, { fact: name });
    if (info.sensitive) return report('sensitive-fact', factAt, { fact: name });
    if (info.conflict) return report('fact-types-differ', factAt, { fact: name, types: info.conflict.join(', ') });
    if (complete && !info.system && info.forms.length < mine.length && !told.has(name)) {
      told.add(name);
      report('fact-in-some-forms', factAt, { fact: name, forms: info.forms.join(', ') });
    }
    return info;
  };

  for (const place of leaves) checkLeaf(place, lookUp, findings, mine.length);
  return { findings, isKnown: (fact) => !complete || byKey.has(fact) };
}

/** Unknown forms and fields that hide a system fact; true where every form is at hand. */
function checkForms(ruleSet: JsonObject, mine: readonly FormDefinition[], findings: RuleSetFinding[]): boolean {
  const known = new Set(mine.map((form) => form.key));
  const also = own(ruleSet, 'alsoForms');
  const named: [string, Json | undefined][] = [['/form', own(ruleSet, 'form')]];
  if (Array.isArray(also)) for (const [index, key] of also.entries()) named.push([`/alsoForms/${index}`, key]);
  let complete = true;
  for (const [pointer, key] of named) {
    if (typeof key !== 'string' || known.has(key)) continue;
    findings.push(finding('unknown-form', pointer, { form: key }));
    complete = false;
  }
  for (const info of factCatalogue(mine)) {
    if (info.system || info.path !== undefined || !Object.hasOwn(SYSTEM_FACTS, info.fact)) continue;
    findings.push(finding('shadowed-system-fact', '/form', { form: info.forms.join(', '), fact: info.fact }));
  }
  return complete;
}

type LookUp = (fact: string, path: unknown, pointer: string) => FactInfo | undefined;

function checkLeaf(place: LeafPlace, lookUp: LookUp, findings: RuleSetFinding[], forms: number): void {
  const { leaf, pointer } = place;
  const info = lookUp(leaf.fact, own(leaf, 'path'), pointer);
  const operator = findOperator(leaf.operator);
  const value = own(leaf, 'value') as Json;
  const valueAt = pointerTo(pointer, 'value');
  const isReference = isJsonObject(value) && Object.hasOwn(value, 'fact');
  const otherName = isReference ? own(value, 'fact') : undefined;
  const other = typeof otherName === 'string' ? lookUp(otherName, own(value, 'path'), valueAt) : undefined;
  if (isReference && typeof otherName !== 'string') {
    findings.push(finding('wrong-kind', pointerTo(valueAt, 'fact'), { expected: 'text' }));
    return;
  }
  if (!operator) {
    findings.push(...decoratedTraps(leaf.operator, value, isReference, info, pointer));
    return;
  }
  if ((operator.name === 'in' || operator.name === 'notIn') && !Array.isArray(value)) {
    findings.push(finding('in-needs-list', valueAt, { operator: operator.name }));
    return;
  }
  if (operator.value === 'list' && Array.isArray(value) && value.length === 0) {
    findings.push(finding('empty-list', valueAt));
  }
  if (!info) return;
  const name = factKey(info.fact, info.path);
  if (!operator.types.includes(info.type)) {
    findings.push(unsuitable(operator, info, name, pointerTo(pointer, 'operator')));
    return;
  }
  if (other) {
    const asElement = operator.value === 'one' && (info.type === 'texts' || info.type === 'choices');
    if (familyOf(other.type) !== (asElement ? 'text' : familyOf(info.type))) {
      const params = { fact: name, type: info.type, other: factKey(other.fact, other.path), otherType: other.type };
      findings.push(finding('value-fact-type', valueAt, params));
    }
  } else if (!isReference) findings.push(...checkValue(operator, info, name, value, valueAt));
  const trueWhenMissing = operator.name !== 'isPresent' && operator.onMissing !== place.negated;
  const mayBeMissing = !info.required || info.forms.length < forms;
  if (trueWhenMissing && mayBeMissing && !info.system && !place.given.has(name)) {
    findings.push(finding('true-when-missing', pointer, { fact: name }));
  }
}

/** Decorators that leave alone what stands on the side in question: behind them the plain operator's trap is open. */
const KEEPS_VALUE = ['not', 'someFact', 'everyFact'];
const KEEPS_FACT = ['not', 'someValue', 'everyValue'];

/** What json-rules-engine takes silently from the plain operator it takes from the decorated one too. */
function decoratedTraps(
  name: string,
  value: Json,
  isReference: boolean,
  info: FactInfo | undefined,
  pointer: string,
): RuleSetFinding[] {
  const decorators = name.split(':');
  const operator = decorators.pop() ?? '';
  const isMembership = operator === 'in' || operator === 'notIn';
  if (isMembership && !isReference && !Array.isArray(value) && decorators.every((part) => KEEPS_VALUE.includes(part))) {
    return [finding('in-needs-list', pointerTo(pointer, 'value'), { operator: name })];
  }
  if (info && ORDERING.has(operator) && isTextual(info) && decorators.every((part) => KEEPS_FACT.includes(part))) {
    return [finding('ordering-on-text', pointerTo(pointer, 'operator'), { fact: factKey(info.fact, info.path) })];
  }
  return [];
}

const isTextual = (info: FactInfo) => ['text', 'choice', 'date', 'instant', 'amount'].includes(info.type);

function unsuitable(operator: OperatorInfo, info: FactInfo, fact: string, pointer: string): RuleSetFinding {
  if (ORDERING.has(operator.name) && isTextual(info)) return finding('ordering-on-text', pointer, { fact });
  if (['contains', 'doesNotContain'].includes(operator.name) && isTextual(info)) {
    return finding('contains-on-text', pointer, { fact, operator: operator.name });
  }
  return finding('operator-not-for-type', pointer, { operator: operator.name, fact, type: info.type });
}

/** Whether one literal can equal a value of the type. */
const FITS: Record<FactValueType, (value: Json) => boolean> = {
  text: (value) => typeof value === 'string',
  choice: () => true,
  integer: (value) => Number.isInteger(value),
  number: (value) => typeof value === 'number',
  amount: (value) => fenOf(value) !== undefined,
  boolean: (value) => typeof value === 'boolean',
  date: (value) => typeof value === 'string' && value.length === 10 && shanghaiDay(value) === value,
  instant: (value) => shanghaiDay(value) !== undefined,
  texts: (value) => typeof value === 'string',
  choices: () => true,
  list: () => true,
  object: () => true,
};
const ELEMENT: Partial<Record<FactValueType, string>> = { texts: 'text', choices: 'choice' };

function checkValue(
  operator: OperatorInfo,
  info: FactInfo,
  fact: string,
  value: Json,
  pointer: string,
): RuleSetFinding[] {
  const wrong = (expected: string) => [finding('value-type', pointer, { fact, expected })];
  if (operator.value === 'flag') return typeof value === 'boolean' ? [] : wrong('boolean');
  if (operator.value === 'count') return Number.isInteger(value) && Number(value) >= 1 ? [] : wrong('integer');
  if (operator.value === 'list') {
    if (!Array.isArray(value)) return wrong('list');
    return value.flatMap((item, index) => checkOne(info, fact, item, pointerTo(pointer, index)));
  }
  return checkOne(info, fact, value, pointer, operator);
}

function checkOne(
  info: FactInfo,
  fact: string,
  value: Json,
  pointer: string,
  operator?: OperatorInfo,
): RuleSetFinding[] {
  // Days and amounts compare by more than one way of writing; only equality needs the stored one.
  const type = operator && info.type === 'date' && operator.name.startsWith('date') ? 'instant' : info.type;
  if (!FITS[type](value)) {
    return [finding('value-type', pointer, { fact, expected: ELEMENT[info.type] ?? info.type })];
  }
  if (value === '') return [finding('too-short', pointer)];
  if (info.choices && !info.choices.some((choice) => choice.value === value)) {
    const choices = info.choices.map((choice) => jsonText(choice.value));
    const shown = choices.length > 12 ? [...choices.slice(0, 12), '…'] : choices;
    return [finding('value-not-a-choice', pointer, { value: jsonText(value), fact, choices: shown.join(', ') })];
  }
  return [];
}
