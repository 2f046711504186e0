import type { Json } from '@caseway/form-schemas';
import { type Condition, factKey, jsonEqual, type Leaf } from '@caseway/rule-sets';
import { type EditableFacts, type GroupItem, type Item, isGroupItem, type LeafItem } from './query-model.ts';

/** A query as conditions of json-rules-engine. What nobody changed is the very object that it was made from. */
export function toConditions(query: GroupItem, facts: EditableFacts): Condition {
  return conditionOf(query, facts);
}

function conditionOf(item: Item, facts: EditableFacts): Condition {
  if (!isGroupItem(item)) {
    if (item.kind === 'opaque') return item.value;
    return item.kind === 'named' ? { condition: item.value } : leafOf(item, facts);
  }
  const parts = item.rules.map((part) => conditionOf(part, facts));
  const [first] = parts;
  const group: Condition =
    item.bare && first !== undefined && parts.length === 1
      ? first
      : item.combinator === 'any'
        ? { any: parts }
        : { all: parts };
  return item.not ? { not: group } : group;
}

function leafOf({ field, operator, value, source }: LeafItem, facts: EditableFacts): Leaf {
  if (source && factKey(source.fact, source.path) === field) {
    const isSame = source.operator === operator && jsonEqual(source.value as Json, value as Json);
    return isSame ? source : { ...source, operator, value };
  }
  const info = facts.get(field);
  if (!info) return { fact: field, operator, value };
  const { fact, path } = info;
  return { fact, ...(path === undefined ? {} : { path }), operator, value };
}
