import { type Condition, pointerTo, type RuleSet } from '@caseway/rule-sets';
import { parentOf, removeAt, setAt, valueAt } from '../../editor-kit/json-at.ts';
import { fileOrder } from './order.ts';

const isGroup = (condition: Condition) => 'all' in condition || 'any' in condition || 'not' in condition;

/** Every named condition that a condition uses, as written in it. */
export function namesIn(condition: unknown): string[] {
  if (Array.isArray(condition)) return condition.flatMap(namesIn);
  if (condition === null || typeof condition !== 'object') return [];
  return Object.entries(condition).flatMap(([key, value]) => {
    if (key === 'condition' && typeof value === 'string') return [value];
    return key === 'all' || key === 'any' || key === 'not' ? namesIn(value) : [];
  });
}

/** How often a named condition is used, in rules (those switched off too) and in other named conditions. */
export function usesOf(ruleSet: RuleSet, name: string): number {
  const rules = fileOrder(ruleSet).map(({ rule }) => rule.conditions);
  return [...rules, ...Object.values(ruleSet.conditions ?? {})].flatMap(namesIn).filter((other) => other === name)
    .length;
}

/** The named conditions that some conditions need, those that they need in turn included. */
export function neededNames(ruleSet: RuleSet, conditions: readonly unknown[]): string[] {
  const needed = new Set<string>();
  const visit = (name: string): void => {
    const named = ruleSet.conditions ?? {};
    if (needed.has(name) || !Object.hasOwn(named, name)) return;
    needed.add(name);
    namesIn(named[name]).forEach(visit);
  };
  conditions.flatMap(namesIn).forEach(visit);
  return [...needed];
}

/** Gives the condition at a pointer a name, and puts the name in its place. The name must be free. */
export function extractCondition(ruleSet: RuleSet, pointer: string, name: string): RuleSet {
  const condition = valueAt(ruleSet, pointer) as unknown as Condition | undefined;
  if (!condition || Object.hasOwn(ruleSet.conditions ?? {}, name)) return ruleSet;
  // A named condition must start with a group.
  const named = isGroup(condition) ? condition : { all: [condition] };
  const replaced = setAt(ruleSet, pointer, { condition: name });
  return { ...replaced, conditions: { ...ruleSet.conditions, [name]: named } };
}

/** Puts what a named condition says in the place of its name; where nothing else uses the name, it goes. */
export function inlineCondition(ruleSet: RuleSet, pointer: string): RuleSet {
  const use = valueAt(ruleSet, pointer) as unknown as Condition | undefined;
  if (!use || !('condition' in use)) return ruleSet;
  const named = ruleSet.conditions ?? {};
  const said = Object.hasOwn(named, use.condition) ? named[use.condition] : undefined;
  if (!said) return ruleSet;
  const isInside = ['all', 'any'].includes(parentOf(parentOf(pointer).parent).step) || parentOf(pointer).step === 'not';
  const only = 'all' in said && said.all.length === 1 && Object.keys(said).length === 1 ? said.all[0] : undefined;
  const replaced = setAt(ruleSet, pointer, isInside && only && 'fact' in only ? only : said);
  return usesOf(replaced, use.condition) > 0 ? replaced : removeNamed(replaced, use.condition);
}

export function removeNamed(ruleSet: RuleSet, name: string): RuleSet {
  const next = removeAt(ruleSet, pointerTo('/conditions', name));
  if (Object.keys(next.conditions ?? {}).length > 0) return next;
  const { conditions: _, ...rest } = next;
  return rest;
}

/** A condition with other names for the named ones that it uses. */
export function renameUses<Part>(condition: Part, names: ReadonlyMap<string, string>): Part {
  if (Array.isArray(condition)) return condition.map((part) => renameUses(part, names)) as Part;
  if (condition === null || typeof condition !== 'object') return condition;
  return Object.fromEntries(
    Object.entries(condition).map(([key, value]) => {
      if (key === 'condition' && typeof value === 'string') return [key, names.get(value) ?? value];
      return [key, key === 'all' || key === 'any' || key === 'not' ? renameUses(value, names) : value];
    }),
  ) as Part;
}

/** Another name, wherever it is used. The new name must be free. */
export function renameNamed(ruleSet: RuleSet, before: string, name: string): RuleSet {
  const named = ruleSet.conditions ?? {};
  if (before === name || !Object.hasOwn(named, before) || Object.hasOwn(named, name)) return ruleSet;
  const names = new Map([[before, name]]);
  const conditions = Object.fromEntries(
    Object.entries(named).map(([key, said]) => [key === before ? name : key, renameUses(said, names)]),
  );
  const rules = ruleSet.rules.map((rule) => ({ ...rule, conditions: renameUses(rule.conditions, names) }));
  const parked = ruleSet.parked?.map((entry) => ({
    ...entry,
    rule: { ...entry.rule, conditions: renameUses(entry.rule.conditions, names) },
  }));
  return { ...ruleSet, conditions, rules, ...(parked ? { parked } : {}) };
}
