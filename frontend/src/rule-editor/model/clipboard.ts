import { type LocalizedText, parseJson } from '@caseway/form-schemas';
import { type Condition, isJsonObject, jsonEqual, type Rule, type RuleSet, VOCABULARY_OF } from '@caseway/rule-sets';
import { neededNames, renameUses } from './named-conditions.ts';
import { addRule, ruleAt, ruleNames, uniqueName } from './rules.ts';
import { addValue, usedValues, type VocabularyValue, valuesOf, vocabularyOf } from './vocabulary.ts';

/** Rules on their way from one rule set to another, with what they need. Travels as JSON text. */
export interface CopiedRules {
  kind: 'caseway-rules';
  rules: Rule[];
  /** Named conditions that the rules use. */
  conditions?: Record<string, Condition>;
  /** Labels of the outcome values that the rules give, by param. */
  values?: Record<string, VocabularyValue[]>;
}

/** Rules as text, with the named conditions and the labels of values that they need. */
export function copyRules(ruleSet: RuleSet, pointers: readonly string[]): string {
  const rules = pointers.map((pointer) => ruleAt(ruleSet, pointer)).filter((rule) => rule !== undefined);
  const named = ruleSet.conditions ?? {};
  const names = neededNames(
    ruleSet,
    rules.map((rule) => rule.conditions),
  );
  const conditions = Object.fromEntries(names.flatMap((name) => (named[name] ? [[name, named[name]]] : [])));
  const values = Object.fromEntries(
    [...new Set(Object.values(VOCABULARY_OF))].flatMap((param) => {
      const used = usedValues(
        rules.map(({ event }) => event),
        param,
      );
      const labelled = valuesOf(ruleSet, param).filter(({ key }) => used.includes(key));
      return labelled.length > 0 ? [[param, labelled]] : [];
    }),
  );
  const copied: CopiedRules = { kind: 'caseway-rules', rules, conditions, values };
  return JSON.stringify(copied, null, 2);
}

const blank: LocalizedText = { 'zh-CN': '', en: '' };

/** A rule as another json-rules-engine has it, with what people need to know it by. */
function asRule(raw: Record<string, unknown>, index: number): Rule {
  const name = typeof raw.name === 'string' && raw.name !== '' ? raw.name : `rule-${index + 1}`;
  return { ...{ title: { 'zh-CN': name, en: name }, source: blank }, ...(raw as object as Rule), name };
}

const isRule = (value: unknown): value is Record<string, unknown> =>
  isJsonObject(value) && isJsonObject(value.conditions) && isJsonObject(value.event);

/**
 * Reads what was copied: rules from here, or one or several rules of any json-rules-engine. Undefined for anything
 * else.
 */
export function readCopied(text: string): CopiedRules | undefined {
  let raw: unknown;
  try {
    raw = parseJson(text);
  } catch {
    // Anything may lie on a clipboard.
    return undefined;
  }
  const list = Array.isArray(raw) ? raw : isJsonObject(raw) && Array.isArray(raw.rules) ? raw.rules : [raw];
  if (list.length === 0 || !list.every(isRule)) return undefined;
  const more = isJsonObject(raw) && raw.kind === 'caseway-rules' ? (raw as unknown as CopiedRules) : undefined;
  return {
    kind: 'caseway-rules',
    rules: list.map(asRule),
    ...(isJsonObject(more?.conditions) ? { conditions: more.conditions } : {}),
    ...(isJsonObject(more?.values) ? { values: more.values } : {}),
  };
}

/** Outcome values that copied rules give and the rule set does not declare, with the labels they come with. */
export function missingValues(ruleSet: RuleSet, copied: CopiedRules): { param: string; value: VocabularyValue }[] {
  const events = copied.rules.map(({ event }) => event);
  return [...new Set(Object.values(VOCABULARY_OF))].flatMap((param) => {
    const known = new Set(valuesOf(ruleSet, param).map(({ key }) => key));
    return usedValues(events, param)
      .filter((key) => !known.has(key))
      .map((key) => {
        const given = copied.values?.[vocabularyOf(param)];
        const label = (Array.isArray(given) ? given : []).find((value) => value.key === key);
        return { param, value: label ?? { key, title: { 'zh-CN': key, en: key } } };
      });
  });
}

/**
 * Adds copied rules behind the others. Names that are taken get a number; named conditions come along, under another
 * name where theirs means something else here; `values` are declared too.
 */
export function pasteRules(
  ruleSet: RuleSet,
  copied: CopiedRules,
  values: readonly { param: string; value: VocabularyValue }[] = [],
): { ruleSet: RuleSet; pointers: string[] } {
  const named: Record<string, Condition> = { ...ruleSet.conditions };
  const names = new Map<string, string>();
  const brought = Object.entries(copied.conditions ?? {});
  for (const [name, said] of brought) {
    const here = Object.hasOwn(named, name) ? named[name] : undefined;
    const taken = new Set([...Object.keys(named), ...names.values()]);
    names.set(name, here === undefined || jsonEqual(here as never, said as never) ? name : uniqueName(name, taken));
  }
  for (const [name, said] of brought) named[names.get(name) ?? name] = renameUses(said, names);
  let next = values.reduce((at, { param, value }) => addValue(at, param, value), ruleSet);
  if (brought.length > 0) next = { ...next, conditions: named };
  const added: string[] = [];
  for (const rule of copied.rules) {
    const name = uniqueName(rule.name, ruleNames(next));
    next = addRule(next, { ...rule, name, conditions: renameUses(rule.conditions, names) }).ruleSet;
    added.push(name);
  }
  const placed = next;
  return {
    ruleSet: placed,
    pointers: added.map((name) => `/rules/${placed.rules.findLastIndex((rule) => rule.name === name)}`),
  };
}
