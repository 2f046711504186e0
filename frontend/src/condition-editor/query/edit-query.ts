import type { Json } from '@caseway/form-schemas';
import { type FactInfo, factKey, findOperator, OPERATORS, type OperatorName } from '@caseway/rule-sets';
import { comparableFacts } from './expressible.ts';
import { type EditableFacts, type GroupItem, type Item, isGroupItem, type LeafItem } from './query-model.ts';

/** What stands at a path of the query. */
export function itemAt(query: GroupItem, path: readonly number[]): Item | undefined {
  return path.reduce<Item | undefined>((at, index) => (at && isGroupItem(at) ? at.rules[index] : undefined), query);
}

/** The query with the group at a path changed; the same where there is none. */
export function updateGroup(
  query: GroupItem,
  path: readonly number[],
  change: (group: GroupItem) => GroupItem,
): GroupItem {
  const [index, ...rest] = path;
  if (index === undefined) return change(query);
  const inner = query.rules[index];
  if (!inner || !isGroupItem(inner)) return query;
  return { ...query, rules: query.rules.with(index, updateGroup(inner, rest, change)) };
}

/** The query with another item at a path. */
export function replaceItem(query: GroupItem, path: readonly number[], item: Item): GroupItem {
  const index = path.at(-1);
  if (index === undefined) return isGroupItem(item) ? item : query;
  return updateGroup(query, path.slice(0, -1), (group) =>
    index < group.rules.length ? { ...group, rules: group.rules.with(index, item) } : group,
  );
}

/** The query with an item behind the others of a group. */
export function appendItem(query: GroupItem, group: readonly number[], item: Item): GroupItem {
  return updateGroup(query, group, (before) => ({ ...before, rules: [...before.rules, item] }));
}

export function removeItem(query: GroupItem, path: readonly number[]): GroupItem {
  return updateGroup(query, path.slice(0, -1), (group) => ({
    ...group,
    rules: group.rules.toSpliced(path.at(-1) ?? 0, 1),
  }));
}

/** The item as another one: with ids of its own throughout. */
export function copyOfItem<Part extends Item>(item: Part, newId: () => string): Part {
  const id = newId();
  return isGroupItem(item)
    ? { ...item, id, rules: item.rules.map((part) => copyOfItem(part, newId)) }
    : { ...item, id };
}

/** A copy right behind the item. */
export function duplicateItem(query: GroupItem, path: readonly number[], newId: () => string): GroupItem {
  const item = itemAt(query, path);
  const index = path.at(-1);
  if (!item || index === undefined) return query;
  return updateGroup(query, path.slice(0, -1), (group) => ({
    ...group,
    rules: group.rules.toSpliced(index + 1, 0, copyOfItem(item, newId)),
  }));
}

/** The item alone in a group of its own, in its place: for alternatives to it. */
export function wrapItem(query: GroupItem, path: readonly number[], newId: () => string): GroupItem {
  const item = itemAt(query, path);
  return item && path.length > 0
    ? replaceItem(query, path, { id: newId(), combinator: 'any', not: false, rules: [item] })
    : query;
}

/** A group's parts in the group's place. */
export function unwrapGroup(query: GroupItem, path: readonly number[]): GroupItem {
  const item = itemAt(query, path);
  const index = path.at(-1);
  if (!item || !isGroupItem(item) || index === undefined) return query;
  return updateGroup(query, path.slice(0, -1), (group) => ({
    ...group,
    rules: group.rules.toSpliced(index, 1, ...item.rules),
  }));
}

/** A value to begin with: nothing chosen where that can be told apart from a choice. */
export function firstValue(operator: OperatorName, info: FactInfo): Json {
  const { value } = OPERATORS[operator];
  if (value === 'flag') return true;
  if (value === 'count') return 1;
  if (value === 'list') return [];
  return info.type === 'boolean' ? true : '';
}

/** A comparison of a fact to begin with: by the first operator of its type. */
export function newLeaf(info: FactInfo, newId: () => string): LeafItem {
  const operator = info.operators[0] ?? 'isPresent';
  return {
    id: newId(),
    kind: 'leaf',
    field: factKey(info.fact, info.path),
    operator,
    value: firstValue(operator, info),
  };
}

/** Another operator; the value stays where the new one takes it. */
export function withOperator(leaf: LeafItem, name: OperatorName, facts: EditableFacts): LeafItem {
  const info = facts.get(leaf.field);
  const before = findOperator(leaf.operator);
  const operator = OPERATORS[name];
  if (!info) return leaf;
  const isReference = leaf.value !== null && typeof leaf.value === 'object' && !Array.isArray(leaf.value);
  if (isReference) {
    const canStay = before?.value === operator.value && comparableFacts(facts, info, operator).length > 0;
    return { ...leaf, operator: name, value: canStay ? leaf.value : firstValue(name, info) };
  }
  if (before?.value === operator.value) return { ...leaf, operator: name };
  const value = leaf.value as Json;
  if (before?.value === 'one' && operator.value === 'list')
    return { ...leaf, operator: name, value: value === '' ? [] : [value] };
  if (before?.value === 'list' && operator.value === 'one') {
    return { ...leaf, operator: name, value: (Array.isArray(value) ? value[0] : undefined) ?? firstValue(name, info) };
  }
  return { ...leaf, operator: name, value: firstValue(name, info) };
}

/** Another fact; operator and value stay where they suit it too. */
export function withFact(leaf: LeafItem, info: FactInfo, before: FactInfo | undefined): LeafItem {
  const field = factKey(info.fact, info.path);
  const operator = info.operators.find((name) => name === leaf.operator) ?? info.operators[0] ?? 'isPresent';
  const isSameKind = operator === leaf.operator && before?.type === info.type && !before.choices && !info.choices;
  const isFree = OPERATORS[operator].value === 'flag' || OPERATORS[operator].value === 'count';
  const stays = operator === leaf.operator && (isSameKind || isFree);
  const { source: _, ...rest } = leaf;
  return { ...rest, field, operator, value: stays ? leaf.value : firstValue(operator, info) };
}
