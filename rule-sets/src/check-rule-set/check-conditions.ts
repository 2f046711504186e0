import { jsonText } from '@caseway/form-schemas';
import { parseFactPath } from '../fact-path.ts';
import { isJsonObject, type JsonObject, own, pointerTo } from '../json-value.ts';
import { RULE_SET_LIMITS } from '../meta-schema.ts';
import { resolveOperator } from '../operators/evaluators.ts';
import { isUnsafeKey } from './check-shape.ts';
import { finding, type RuleSetFinding } from './finding-catalogue.ts';

/** A leaf that can be read, with what stands around it. */
export interface LeafPlace {
  leaf: JsonObject & { fact: string; operator: string };
  pointer: string;
  /** Inside an odd number of `not`. */
  negated: boolean;
  /** Facts that an enclosing `all` demands to be given, as `fact` or `fact.a.b`. */
  given: ReadonlySet<string>;
}

export interface CheckedConditions {
  findings: RuleSetFinding[];
  leaves: LeafPlace[];
}

/** In the order in which json-rules-engine looks for them, but for `condition`, which it places by where it stands. */
const KINDS = ['condition', 'any', 'all', 'not', 'fact'] as const;
const ALLOWED: Record<(typeof KINDS)[number], readonly string[]> = {
  condition: ['condition', 'name', 'priority'],
  any: ['any', 'name', 'priority'],
  all: ['all', 'name', 'priority'],
  not: ['not', 'name', 'priority'],
  fact: ['fact', 'operator', 'value', 'path', 'params', 'name', 'priority'],
};

/** The facts that a list of conditions, all of which must hold, demands to be given. */
function demanded(parts: readonly unknown[]): string[] {
  return parts.flatMap((part) => {
    const fact = own(part, 'fact');
    const path = own(part, 'path');
    if (own(part, 'operator') !== 'isPresent' || own(part, 'value') !== true || typeof fact !== 'string') return [];
    const steps = typeof path === 'string' ? (parseFactPath(path) ?? []) : [];
    return [[fact, ...steps].join('.')];
  });
}

/** Structure of the named conditions and of every rule's conditions; gives the leaves for the checks of facts. */
export function checkConditions(ruleSet: JsonObject): CheckedConditions {
  const findings: RuleSetFinding[] = [];
  const leaves: LeafPlace[] = [];
  const rawNamed = own(ruleSet, 'conditions');
  const named = isJsonObject(rawNamed) ? rawNamed : {};
  const uses = new Map<string, Set<string>>();
  let user = '';

  const checkExtras = (raw: JsonObject, kind: (typeof KINDS)[number], pointer: string): void => {
    const others = KINDS.filter((other) => other !== kind && Object.hasOwn(raw, other));
    for (const ignored of others) findings.push(finding('mixed-condition', pointer, { used: kind, ignored }));
    for (const name of Object.keys(raw)) {
      const at = pointerTo(pointer, name);
      if (isUnsafeKey(name)) findings.push(finding('unsafe-key', at, { name }));
      else if (!ALLOWED[kind].includes(name) && !others.some((other) => ALLOWED[other].includes(name))) {
        findings.push(finding('unknown-property', at, { name }));
      }
    }
    const priority = own(raw, 'priority');
    if (priority !== undefined && !(Number.isInteger(priority) && Number(priority) > 0)) {
      findings.push(finding('bad-priority', pointerTo(pointer, 'priority')));
    }
  };

  const checkPath = (holder: JsonObject, pointer: string): boolean => {
    const path = own(holder, 'path');
    if (path === undefined || (typeof path === 'string' && parseFactPath(path))) return true;
    findings.push(finding('path-not-plain', pointerTo(pointer, 'path'), { path: jsonText(path) }));
    return false;
  };

  const checkLeaf = (raw: JsonObject, pointer: string, negated: boolean, given: ReadonlySet<string>): void => {
    const { fact, operator } = raw;
    for (const name of ['operator', 'value']) {
      if (!Object.hasOwn(raw, name)) findings.push(finding('missing-property', pointer, { name }));
    }
    const value = own(raw, 'value');
    const otherPath = isJsonObject(value) && Object.hasOwn(value, 'fact') ? value : undefined;
    const plain = checkPath(raw, pointer) && (!otherPath || checkPath(otherPath, pointerTo(pointer, 'value')));
    if (typeof fact !== 'string' || fact === '') {
      findings.push(finding('wrong-kind', pointerTo(pointer, 'fact'), { expected: 'text' }));
      return;
    }
    if (typeof operator !== 'string' || !resolveOperator(operator)) {
      if (operator !== undefined) {
        findings.push(finding('unknown-operator', pointerTo(pointer, 'operator'), { operator: jsonText(operator) }));
      }
      return;
    }
    if (operator.includes(':'))
      findings.push(finding('decorated-operator', pointerTo(pointer, 'operator'), { operator }));
    if (plain && value !== undefined) leaves.push({ leaf: { ...raw, fact, operator }, pointer, negated, given });
  };

  const checkReference = (name: unknown, pointer: string): void => {
    if (typeof name !== 'string') findings.push(finding('wrong-kind', pointer, { expected: 'text' }));
    else if (!Object.hasOwn(named, name)) findings.push(finding('unknown-condition', pointer, { name }));
    else uses.set(user, (uses.get(user) ?? new Set()).add(name));
  };

  const visit = (
    raw: unknown,
    pointer: string,
    depth: number,
    negated: boolean,
    given: ReadonlySet<string>,
    root = false,
  ): void => {
    if (!isJsonObject(raw)) {
      findings.push(finding('condition-shape', pointer));
      return;
    }
    if (depth > RULE_SET_LIMITS.conditionDepth) {
      findings.push(finding('condition-too-deep', pointer, { limit: RULE_SET_LIMITS.conditionDepth }));
      return;
    }
    // At the root of a rule json-rules-engine looks for `condition` last, elsewhere first.
    const order = root ? (['any', 'all', 'not', 'condition', 'fact'] as const) : KINDS;
    const kind = order.find((key) => Object.hasOwn(raw, key));
    if (!kind) {
      findings.push(finding('condition-shape', pointer));
      return;
    }
    checkExtras(raw, kind, pointer);
    if (kind === 'fact') {
      if (depth === 1) findings.push(finding('condition-root', pointer));
      else checkLeaf(raw, pointer, negated, given);
    } else if (kind === 'condition') checkReference(raw.condition, pointerTo(pointer, 'condition'));
    else if (kind === 'not') visit(raw.not, pointerTo(pointer, 'not'), depth + 1, !negated, given);
    else visitGroup(kind, raw[kind], pointerTo(pointer, kind), depth, negated, given);
  };

  const visitGroup = (
    kind: 'all' | 'any',
    parts: unknown,
    pointer: string,
    depth: number,
    negated: boolean,
    given: ReadonlySet<string>,
  ): void => {
    if (!Array.isArray(parts)) {
      findings.push(finding('wrong-kind', pointer, { expected: 'list' }));
      return;
    }
    if (parts.length === 0) findings.push(finding('empty-group', pointer, { group: kind }));
    if (parts.length > RULE_SET_LIMITS.groupSize) {
      findings.push(finding('too-long', pointer, { limit: RULE_SET_LIMITS.groupSize }));
      return;
    }
    const demands = kind === 'all' && !negated ? new Set([...given, ...demanded(parts)]) : given;
    parts.forEach((part, index) => {
      visit(part, pointerTo(pointer, index), depth + 1, negated, demands);
    });
  };

  for (const [name, condition] of Object.entries(named)) {
    user = `#${name}`;
    visit(condition, pointerTo('/conditions', name), 1, false, new Set());
  }
  const rules = own(ruleSet, 'rules');
  if (Array.isArray(rules)) {
    rules.forEach((rule, index) => {
      user = `rule ${index}`;
      if (isJsonObject(rule) && Object.hasOwn(rule, 'conditions')) {
        visit(rule.conditions, `/rules/${index}/conditions`, 1, false, new Set(), true);
      }
    });
  }
  findings.push(...checkNames(Object.keys(named), uses));
  return { findings, leaves };
}

/** Circles among named conditions, each told once, and names that nothing uses. */
function checkNames(names: readonly string[], uses: ReadonlyMap<string, ReadonlySet<string>>): RuleSetFinding[] {
  const findings: RuleSetFinding[] = [];
  const settled = new Set<string>();
  const follow = (name: string, trail: readonly string[]): void => {
    if (trail.includes(name)) {
      const circle = trail.slice(trail.indexOf(name));
      findings.push(
        finding('cyclic-condition', pointerTo('/conditions', name), { circle: [...circle, name].join(' → ') }),
      );
      return;
    }
    if (settled.has(name)) return;
    for (const next of uses.get(`#${name}`) ?? []) follow(next, [...trail, name]);
    settled.add(name);
  };
  for (const name of names) follow(name, []);
  const used = new Set([...uses.values()].flatMap((targets) => [...targets]));
  for (const name of names) {
    if (!used.has(name)) findings.push(finding('unused-condition', pointerTo('/conditions', name), { name }));
  }
  return findings;
}
