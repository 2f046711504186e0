import { type Condition, factKey, isJsonObject, type Leaf } from '@caseway/rule-sets';
import { expressible } from './expressible.ts';
import { type EditableFacts, type GroupItem, type Item, isGroupItem } from './query-model.ts';

const only = (object: object, name: string): boolean => Object.keys(object).length === 1 && Object.hasOwn(object, name);

/**
 * Conditions of json-rules-engine as a query of react-querybuilder. Nothing is lost: what the visual editor cannot
 * express (decorated operators, params, priorities and names of conditions, `any` beside `all`, facts and operators
 * that nobody knows) stands in it as opaque data. `toConditions` gives back exactly what came in.
 *
 * `before`: the query shown until now; parts in the same place keep their ids, and with them the focus.
 */
export function toQuery(
  conditions: Condition,
  facts: EditableFacts,
  newId: () => string,
  before?: GroupItem,
): GroupItem {
  const item = itemOf(conditions, facts, newId, before);
  if (isGroupItem(item)) return item;
  // The root of a query is a group; where the conditions are none, it is one in name only.
  const inside = before?.bare && !before.not ? before.rules[0] : undefined;
  const id = before?.id ?? newId();
  return { id, combinator: 'all', not: false, rules: [itemOf(conditions, facts, newId, inside)], bare: true };
}

function itemOf(condition: unknown, facts: EditableFacts, newId: () => string, before?: Item): Item {
  const id = before?.id ?? newId();
  if (isJsonObject(condition)) {
    const wasGroup = before && isGroupItem(before) ? before : undefined;
    for (const combinator of ['all', 'any'] as const) {
      const parts = condition[combinator];
      if (!only(condition, combinator) || !Array.isArray(parts)) continue;
      const rules = parts.map((part, index) => itemOf(part, facts, newId, wasGroup?.rules[index]));
      return { id, combinator, not: false, rules };
    }
    if (only(condition, 'not')) {
      const group = groupInside(condition.not);
      if (group) {
        const rules = group.parts.map((part, index) => itemOf(part, facts, newId, wasGroup?.rules[index]));
        return { id, combinator: group.combinator, not: true, rules };
      }
      const rules = [itemOf(condition.not, facts, newId, wasGroup?.rules[0])];
      return { id, combinator: 'all', not: true, rules, bare: true };
    }
    if (only(condition, 'condition') && typeof condition.condition === 'string') {
      return { id, kind: 'named', field: '', operator: '', value: condition.condition };
    }
    if (expressible(condition, facts)) {
      const leaf = condition as object as Leaf;
      const field = factKey(leaf.fact, leaf.path);
      return { id, kind: 'leaf', field, operator: leaf.operator, value: leaf.value, source: leaf };
    }
  }
  return { id, kind: 'opaque', field: '', operator: '', value: condition as Condition };
}

/** The plain group that stands under a `not`. */
function groupInside(condition: unknown): { combinator: 'all' | 'any'; parts: unknown[] } | undefined {
  if (!isJsonObject(condition)) return undefined;
  const combinator = only(condition, 'all') ? 'all' : only(condition, 'any') ? 'any' : undefined;
  const parts = combinator && condition[combinator];
  return combinator && Array.isArray(parts) ? { combinator, parts } : undefined;
}
