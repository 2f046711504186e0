import type { Json } from '@caseway/form-schemas';
import { isJsonObject, type JsonObject, own } from '../json-value.ts';

/** A rule by its name, and where it returns to if it is switched off. */
export type SheetRule = { rule: JsonObject; at?: number };

/**
 * A rule set laid out for comparing: a rule is one entry whether it is on or off, and its place is no part of it. Lists
 * of rules that are none (a draft may hold anything) stay among the `fields`.
 */
export type Sheet = {
  fields: JsonObject;
  rules: Record<string, SheetRule>;
  /** Names of the rules that are on, then of those that are off. */
  order: string[];
  parkedOrder: string[];
  /** Which of the two lists the file has, even if empty. */
  lists: Record<string, true>;
};

function isParked(item: Json): item is { at: number; rule: JsonObject } {
  return isJsonObject(item) && Object.keys(item).length === 2 && typeof item.at === 'number' && isJsonObject(item.rule);
}

/** Whether the lists of rules are what they should be, so that they can be laid out. */
export function isRegular(content: JsonObject): boolean {
  const [rules, parked] = [own(content, 'rules'), own(content, 'parked')];
  return (
    Array.isArray(rules) &&
    rules.every(isJsonObject) &&
    (parked === undefined || (Array.isArray(parked) && parked.every(isParked)))
  );
}

export const nameOf = (rule: JsonObject): string => (typeof rule.name === 'string' ? rule.name : '');

/** Lays a rule set out; `whole`: leaves its lists of rules as they are. Loses nothing: `contentOf` gives it back. */
export function sheetOf(content: JsonObject, whole = !isRegular(content)): Sheet {
  const sheet: Sheet = { fields: content, rules: {}, order: [], parkedOrder: [], lists: {} };
  if (whole) return sheet;
  const { rules, parked, ...fields } = content;
  sheet.fields = fields;
  const taken = new Map<string, SheetRule>();
  const add = (rule: JsonObject, order: string[], at?: number) => {
    let id = nameOf(rule);
    // A name that stands twice: the later ones are told apart by how often it came.
    for (let count = 2; taken.has(id); count++) id = `${nameOf(rule)} #${count}`;
    taken.set(id, at === undefined ? { rule } : { rule, at });
    order.push(id);
  };
  for (const rule of Array.isArray(rules) ? rules.filter(isJsonObject) : []) add(rule, sheet.order);
  for (const item of Array.isArray(parked) ? parked.filter(isParked) : []) add(item.rule, sheet.parkedOrder, item.at);
  sheet.rules = Object.fromEntries(taken);
  sheet.lists = { rules: true, ...(parked === undefined ? {} : { parked: true }) };
  return sheet;
}

/** The order of keys that rule set files are written in; what is not named here comes before the rules. */
const AFTER_RULES = ['parked', 'accepted', 'otherwise', 'tests'];

/** The rule set of a sheet. */
export function contentOf({ fields, rules, order, parkedOrder, lists }: Sheet): JsonObject {
  const entries = new Map(Object.entries(rules));
  // A rule is where its entry says; the lists only tell the order.
  const listed = [...new Set([...order, ...parkedOrder, ...entries.keys()])];
  const on = listed.flatMap((id) => {
    const entry = entries.get(id);
    return entry && entry.at === undefined ? [entry.rule] : [];
  });
  const off = [...new Set([...parkedOrder, ...listed])].flatMap((id) => {
    const entry = entries.get(id);
    return entry?.at === undefined ? [] : [{ at: entry.at, rule: entry.rule }];
  });
  const hasRules = Object.hasOwn(lists, 'rules') || on.length > 0;
  const hasParked = Object.hasOwn(lists, 'parked') || off.length > 0;
  const isAfter = ([key]: [string, Json]) => AFTER_RULES.includes(key);
  const all = Object.entries(fields);
  return Object.fromEntries([
    ...all.filter((entry) => !isAfter(entry)),
    ...(hasRules ? [['rules', on] as [string, Json]] : []),
    ...(hasParked ? [['parked', off] as [string, Json]] : []),
    ...all.filter(isAfter),
  ]);
}

/** RFC 6901 steps of a rule in the rule set of a sheet; undefined where there is none of that name. */
export function ruleSteps({ rules, order, parkedOrder }: Sheet, id: string): (string | number)[] | undefined {
  const entry = Object.hasOwn(rules, id) ? rules[id] : undefined;
  if (!entry) return undefined;
  return entry.at === undefined ? ['rules', order.indexOf(id)] : ['parked', parkedOrder.indexOf(id), 'rule'];
}

/** The rules of `old` that `now` has under another name, with everything else the same: old name → new name. */
export function renamedRules(old: Sheet, now: Sheet): Map<string, string> {
  const text = ({ rule: { name: _, ...rest } }: SheetRule) =>
    JSON.stringify(rest, (_key, part: unknown) =>
      isJsonObject(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part,
    );
  const [gone, come] = [
    Object.entries(old.rules).filter(([id]) => !Object.hasOwn(now.rules, id)),
    Object.entries(now.rules).filter(([id]) => !Object.hasOwn(old.rules, id)),
  ];
  const byText = new Map<string, string[]>();
  for (const [id, entry] of come) byText.set(text(entry), [...(byText.get(text(entry)) ?? []), id]);
  const renamed = new Map<string, string>();
  for (const [id, entry] of gone) {
    const twin = byText.get(text(entry))?.shift();
    if (twin !== undefined) renamed.set(id, twin);
  }
  return renamed;
}
