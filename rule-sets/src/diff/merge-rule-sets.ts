import type { Json } from '@caseway/form-schemas';
import { isJsonObject, type JsonObject, jsonEqual, own, pointerTo } from '../json-value.ts';
import type { RuleSet } from '../model/rule-set.ts';
import { type Identify, identifyItem, mergeOrder } from './keyed-list.ts';
import {
  type MergeConflict,
  type MergeOptions,
  type MergeResult,
  mergeJson,
  ORDER,
  placeOf,
  stepsOf,
} from './merge-json.ts';
import { contentOf, isRegular, renamedRules, ruleSteps, type Sheet, sheetOf } from './rule-set-sheet.ts';

/** Parts of a rule set that make sense only as one: they are never mixed of two people's. */
function isWhole(steps: readonly string[], isNew: boolean): boolean {
  const [section, name, part, inner] = steps;
  if (section === 'rules') {
    if (steps.length === 2) return isNew;
    return steps.length === 4 && part === 'rule' && inner === 'conditions';
  }
  if (section !== 'fields') return false;
  if (name === 'conditions') return steps.length === 3;
  if (name === 'accepted') return steps.length === 3;
  if (name === 'tests') return steps.length === 3 ? isNew : steps.length === 4;
  return false;
}

/** Findings that were accepted are known by what they are about. */
export const identifyPart: Identify = (item, steps) => {
  const [section, name] = steps;
  if (section === 'fields' && name === 'accepted' && steps.length === 2) {
    return isJsonObject(item) ? JSON.stringify([item.code ?? null, item.rules ?? null]) : undefined;
  }
  return identifyItem(item, steps);
};

const renameIn = (list: Json | undefined, from: string, to: string): Json | undefined =>
  Array.isArray(list) ? list.map((item) => (item === from ? to : item)) : list;

/** The rule set with one rule called otherwise, where it stands and where it is spoken of. */
function renamed(content: JsonObject, from: string, to: string): JsonObject {
  const rule = (item: Json): Json => (isJsonObject(item) && item.name === from ? { ...item, name: to } : item);
  const each = (key: string, change: (item: JsonObject) => Json): JsonObject => {
    const list = own(content, key);
    return Array.isArray(list) ? { [key]: list.map((item) => (isJsonObject(item) ? change(item) : item)) } : {};
  };
  const mentions = (holder: JsonObject, key: string): JsonObject =>
    Object.hasOwn(holder, key) ? { ...holder, [key]: renameIn(holder[key], from, to) as Json } : holder;
  return {
    ...content,
    ...each('rules', rule),
    ...each('parked', (item) => (Object.hasOwn(item, 'rule') ? { ...item, rule: rule(item.rule as Json) } : item)),
    ...each('tests', (test) =>
      isJsonObject(test.expect) ? { ...test, expect: mentions(test.expect, 'fired') } : test,
    ),
    ...each('accepted', (item) => mentions(item, 'rules')),
  };
}

const NAME = 'name';

/** Gives every rule one name in all three versions, so that a rule renamed here and changed there is still one rule. */
function alignNames(
  base: JsonObject,
  mine: JsonObject,
  theirs: JsonObject,
  choose: NonNullable<MergeOptions['choose']>,
): { base: JsonObject; mine: JsonObject; theirs: JsonObject; conflicts: MergeConflict[] } {
  const [old, my, their] = [sheetOf(base), sheetOf(mine), sheetOf(theirs)];
  const [byMe, byThem] = [renamedRules(old, my), renamedRules(old, their)];
  const aligned = { base, mine, theirs };
  const conflicts: MergeConflict[] = [];
  for (const id of Object.keys(old.rules)) {
    const [myName, theirName] = [byMe.get(id), byThem.get(id)];
    if (myName !== undefined && theirName !== undefined) {
      if (myName === theirName) {
        aligned.base = renamed(aligned.base, id, myName);
        continue;
      }
      const place = placeOf(['rules', id, 'rule', NAME]);
      const name = choose(place) === 'theirs' ? theirName : myName;
      aligned.base = renamed(aligned.base, id, name);
      aligned.mine = renamed(aligned.mine, myName, name);
      aligned.theirs = renamed(aligned.theirs, theirName, name);
      conflicts.push({ place, pointer: '', base: id, mine: myName, theirs: theirName });
    } else if (myName !== undefined && Object.hasOwn(their.rules, id) && !Object.hasOwn(their.rules, myName)) {
      aligned.base = renamed(aligned.base, id, myName);
      aligned.theirs = renamed(aligned.theirs, id, myName);
    } else if (theirName !== undefined && Object.hasOwn(my.rules, id) && !Object.hasOwn(my.rules, theirName)) {
      aligned.base = renamed(aligned.base, id, theirName);
      aligned.mine = renamed(aligned.mine, id, theirName);
    }
  }
  return { ...aligned, conflicts };
}

/** Where the place of a conflict stands in the merged rule set; of what is not there, its nearest parent. */
function pointerOf(merged: Sheet, conflict: MergeConflict): string {
  const [section, id = '', ...rest] = stepsOf(conflict.place);
  const at = stepsOf(conflict.pointer);
  if (section === 'fields') return pointerTo('', ...at.slice(1));
  const steps = section === 'rules' ? ruleSteps(merged, id) : undefined;
  if (!steps) return pointerTo('', section === 'parkedOrder' ? 'parked' : 'rules');
  return rest[0] === 'rule' ? pointerTo('', ...steps, ...at.slice(3)) : pointerTo('', ...steps);
}

/**
 * Brings the changes that two people made to one rule set together: by rule (title, source, priority, comment, group,
 * condition, each param of its outcome; on or off; its place), named condition, value of a vocabulary, test, accepted
 * finding and field. A rule renamed by one is the same rule to the other. Guarantees as of `mergeJson`. Takes any JSON
 * object: where the lists of rules are none, they are merged as any other list.
 */
export function mergeRuleSets<T extends object = RuleSet>(
  base: T,
  mine: T,
  theirs: T,
  { choose = () => undefined }: Pick<MergeOptions, 'choose'> = {},
): MergeResult<T> {
  const three = [base, mine, theirs] as unknown as [JsonObject, JsonObject, JsonObject];
  if (jsonEqual(three[1], three[2]) || jsonEqual(three[0], three[2])) return { merged: mine, conflicts: [] };
  if (jsonEqual(three[0], three[1])) return { merged: theirs, conflicts: [] };
  const whole = !three.every(isRegular);
  const { conflicts: names, ...versions } = whole
    ? { base: three[0], mine: three[1], theirs: three[2], conflicts: [] }
    : alignNames(...three, choose);
  const layOut = (content: JsonObject) => sheetOf(content, whole);
  const [old, my, their] = [layOut(versions.base), layOut(versions.mine), layOut(versions.theirs)];
  const parts = ({ fields, rules, lists }: Sheet) => ({ fields, rules, lists }) as Json;
  const { merged, conflicts } = mergeJson<Json>(parts(old), parts(my), parts(their), {
    choose,
    identify: identifyPart,
    whole: isWhole,
  });
  const sheet: Sheet = { ...(merged as Pick<Sheet, 'fields' | 'rules' | 'lists'>), order: [], parkedOrder: [] };
  for (const key of ['order', 'parkedOrder'] as const) {
    const place = placeOf([key, ORDER]);
    // Which rules there are is settled: an order can only put them in line.
    const alive = new Set(
      Object.keys(sheet.rules).filter((id) => (sheet.rules[id]?.at === undefined) === (key === 'order')),
    );
    const { order, conflict } = mergeOrder(old[key], my[key], their[key], alive, choose(place));
    sheet[key] = order;
    if (conflict) conflicts.push({ place, pointer: '', ...conflict });
  }
  const content = contentOf(sheet);
  // Rules by name again: what is on and off may have come from different sides.
  const shown = sheetOf(content, whole);
  return {
    merged: content as unknown as T,
    conflicts: [...names, ...conflicts].map((conflict) => ({ ...conflict, pointer: pointerOf(shown, conflict) })),
  };
}
