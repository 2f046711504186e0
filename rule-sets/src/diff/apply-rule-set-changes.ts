import type { Json } from '@caseway/form-schemas';
import { cloneJson, isJsonObject, type JsonObject } from '../json-value.ts';
import type { RuleSet } from '../model/rule-set.ts';
import { idsOf } from './keyed-list.ts';
import { identifyPart } from './merge-rule-sets.ts';
import type { Edit, RuleSetChange } from './rule-set-change.ts';
import { contentOf, type Sheet, sheetOf } from './rule-set-sheet.ts';

const refuse = (edit: Edit): never => {
  throw new Error(`The changes are not of this rule set: nothing at ${edit.at.join(' / ')}.`);
};

/** Sets an own property, one named `__proto__` too. */
function put(holder: JsonObject, key: string, value: Json): void {
  Object.defineProperty(holder, key, { value, writable: true, enumerable: true, configurable: true });
}

function applyToList(list: Json[], id: string, edit: Edit, steps: readonly string[]): void {
  const ids = idsOf(list, identifyPart, steps) ?? refuse(edit);
  const index = ids.indexOf(id);
  if (edit.set === undefined || edit.after !== undefined) {
    if (index >= 0) list.splice(index, 1);
    else if (edit.set === undefined) refuse(edit);
  } else if (index >= 0) list[index] = edit.set;
  else refuse(edit);
  if (edit.set === undefined || edit.after === undefined) return;
  const before = edit.after === null ? -1 : list.findIndex((item) => identifyPart(item, steps) === edit.after);
  if (edit.after !== null && before < 0) refuse(edit);
  list.splice(before + 1, 0, edit.set);
}

function applyEdit(root: Json, edit: Edit): void {
  let holder: Json | undefined = root;
  const steps = edit.at.slice(0, -1);
  for (const [depth, step] of steps.entries()) {
    if (Array.isArray(holder)) {
      const at: number = idsOf(holder, identifyPart, steps.slice(0, depth))?.indexOf(step) ?? -1;
      holder = holder[at];
    } else holder = isJsonObject(holder) && Object.hasOwn(holder, step) ? holder[step] : undefined;
  }
  const last = edit.at.at(-1) ?? '';
  if (Array.isArray(holder)) applyToList(holder, last, edit, steps);
  else if (!isJsonObject(holder)) refuse(edit);
  else if (edit.set !== undefined) put(holder, last, edit.set);
  else delete holder[last];
}

/**
 * The new rule set, made of the old one and all the changes that `diffRuleSets` found between them, in their order; equal
 * to it as JSON (the order of keys apart). Throws where the changes are of another rule set. `old` stays as it is.
 */
export function applyRuleSetChanges(old: RuleSet, changes: readonly RuleSetChange[]): RuleSet {
  const content = cloneJson(old) as unknown as JsonObject;
  const whole = changes.some(({ code }) => code === 'lists-changed');
  const sheet = sheetOf(content, whole || undefined) as unknown as Json;
  for (const edit of changes.flatMap(({ edits }) => edits)) applyEdit(sheet, cloneJson(edit));
  return contentOf(sheet as unknown as Sheet) as unknown as RuleSet;
}
