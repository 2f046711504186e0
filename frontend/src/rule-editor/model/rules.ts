import type { LocalizedText } from '@caseway/form-schemas';
import { isJsonObject, type Rule, type RuleEvent, type RuleSet } from '@caseway/rule-sets';
import { removeAt, setAt, updateAt, valueAt } from '../../editor-kit/json-at.ts';
import { decidingOrder, fileOrder, placeRule, withFileOrder } from './order.ts';

/** The rule at a pointer such as `/rules/3` or `/parked/0/rule`. */
export function ruleAt(ruleSet: RuleSet, pointer: string): Rule | undefined {
  return valueAt(ruleSet, pointer) as unknown as Rule | undefined;
}

export function ruleNames(ruleSet: RuleSet): Set<string> {
  return new Set(fileOrder(ruleSet).map(({ rule }) => rule.name));
}

/** The name itself where it is free, else with the first number that makes it so. */
export function uniqueName(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted;
  const stem = wanted.replace(/-\d+$/, '');
  for (let number = 2; ; number++) if (!taken.has(`${stem}-${number}`)) return `${stem}-${number}`;
}

/** A rule that asks nothing yet and says what is said where none matches. */
export function blankRule(ruleSet: RuleSet, title: LocalizedText): Rule {
  return {
    name: uniqueName(`rule-${ruleSet.rules.length + 1}`, ruleNames(ruleSet)),
    title,
    source: { 'zh-CN': '', en: '' },
    conditions: { all: [] },
    event: { type: ruleSet.otherwise?.type || 'decided', params: {} },
  };
}

/** True for a rule that matches every case: it asks only whether there is a form. */
function asksNothing({ conditions }: Rule): boolean {
  const all = isJsonObject(conditions) && 'all' in conditions ? conditions.all : undefined;
  const only = Array.isArray(all) && all.length === 1 ? all[0] : undefined;
  return isJsonObject(only) && only.fact === 'form' && only.operator === 'isPresent' && only.value === true;
}

/**
 * Adds a rule at an index of the deciding order; without one before the rules at the end that match everything, since
 * behind them it would be in vain. Answers its pointer too.
 */
export function addRule(ruleSet: RuleSet, rule: Rule, index?: number): { ruleSet: RuleSet; pointer: string } {
  const order = decidingOrder(ruleSet);
  const lastAsking = order.findLastIndex((entry) => !asksNothing(entry.rule));
  const next = placeRule(ruleSet, fileOrder(ruleSet), { rule, parked: false }, index ?? lastAsking + 1);
  return { ruleSet: next, pointer: pointerOf(next, rule.name) };
}

/** Where the last rule of that name stands. */
export function pointerOf(ruleSet: RuleSet, name: string): string {
  return fileOrder(ruleSet).findLast(({ rule }) => rule.name === name)?.pointer ?? '';
}

/** Takes a rule away, and nothing else: tests that expect it say so themselves. */
export function removeRule(ruleSet: RuleSet, pointer: string): RuleSet {
  const placed = fileOrder(ruleSet);
  const rest = placed.filter((entry) => entry.pointer !== pointer);
  return rest.length === placed.length ? ruleSet : withFileOrder(ruleSet, rest);
}

/** A copy right behind the rule, under a name of its own. */
export function duplicateRule(ruleSet: RuleSet, pointer: string, suffix: LocalizedText) {
  const rule = ruleAt(ruleSet, pointer);
  if (!rule) return { ruleSet, pointer };
  const copy: Rule = {
    ...rule,
    name: uniqueName(rule.name, ruleNames(ruleSet)),
    title: { 'zh-CN': `${rule.title?.['zh-CN'] ?? ''}${suffix['zh-CN']}`, en: `${rule.title?.en ?? ''}${suffix.en}` },
  };
  const index = decidingOrder(ruleSet).findIndex((entry) => entry.pointer === pointer);
  return addRule(ruleSet, copy, index + 1);
}

/** Another name, also in the tests that expect the rule and in the findings accepted of it. */
export function renameRule(ruleSet: RuleSet, pointer: string, name: string): RuleSet {
  const before = ruleAt(ruleSet, pointer)?.name;
  if (before === undefined || before === name) return ruleSet;
  const renamed = setAt(ruleSet, `${pointer}/name`, name);
  // Another rule of the old name is the one that they may mean.
  if (ruleNames(renamed).has(before)) return renamed;
  const swap = (names: readonly string[]) => names.map((other) => (other === before ? name : other));
  const tests = renamed.tests?.map((test) =>
    test.expect.fired?.includes(before)
      ? { ...test, expect: { ...test.expect, fired: swap(test.expect.fired) } }
      : test,
  );
  const accepted = renamed.accepted?.map((entry) =>
    entry.rules.includes(before) ? { ...entry, rules: swap(entry.rules) } : entry,
  );
  return { ...renamed, ...(tests ? { tests } : {}), ...(accepted ? { accepted } : {}) };
}

/** Sets what a rule says of itself; undefined takes an optional entry away. */
export function patchRule(
  ruleSet: RuleSet,
  pointer: string,
  patch: Partial<{ [Key in keyof Rule]: Rule[Key] | undefined }>,
): RuleSet {
  return Object.entries(patch).reduce(
    (next, [name, value]) =>
      value === undefined ? removeAt(next, `${pointer}/${name}`) : setAt(next, `${pointer}/${name}`, value),
    ruleSet,
  );
}

/** Sets or, with undefined, removes one param of an event at `/rules/3/event` or `/otherwise`. */
export function setParam(ruleSet: RuleSet, event: string, param: string, value: unknown): RuleSet {
  return updateAt(ruleSet, event, (before) => {
    const { params = {}, ...rest } = before as unknown as RuleEvent;
    const kept = Object.entries(params).filter(([name]) => name !== param || value !== undefined);
    const isNew = value !== undefined && !Object.hasOwn(params, param);
    const entries = kept.map(([name, old]) => [name, name === param ? value : old]);
    const next = Object.fromEntries(isNew ? [...entries, [param, value]] : entries);
    return { ...rest, params: next };
  });
}

/** Switches a rule off or on. Off, it is kept outside of the rules that decide, and remembers its place among them. */
export function switchRule(ruleSet: RuleSet, pointer: string, on: boolean): RuleSet {
  const placed = fileOrder(ruleSet);
  const isChange = placed.some((entry) => entry.pointer === pointer && entry.parked === on);
  if (!isChange) return ruleSet;
  return withFileOrder(
    ruleSet,
    placed.map((entry) => (entry.pointer === pointer ? { ...entry, parked: !on } : entry)),
  );
}
