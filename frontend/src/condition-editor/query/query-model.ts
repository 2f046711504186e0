import type { Condition, FactInfo, Leaf } from '@caseway/rule-sets';

/** A comparison as react-querybuilder keeps it. `field` is the fact's key; one of the four kinds. */
export interface LeafItem {
  id: string;
  kind: 'leaf';
  field: string;
  operator: string;
  value: Leaf['value'];
  /** As it was written: what is not changed is given back to the letter. Absent for a new one. */
  source?: Leaf;
}

/** A named condition used. */
export interface NamedItem {
  id: string;
  kind: 'named';
  field: '';
  operator: '';
  value: string;
}

/** What the visual editor cannot express: kept as it is, shown, never changed. */
export interface OpaqueItem {
  id: string;
  kind: 'opaque';
  field: '';
  operator: '';
  value: Condition;
}

/**
 * A group. `bare`: stands for its only part itself (under `not`, for the negation of that part) as long as it has just
 * one: so `{not: leaf}` and a root that is no group are kept apart from a group of one.
 */
export interface GroupItem {
  id: string;
  combinator: 'all' | 'any';
  not: boolean;
  rules: Item[];
  bare?: true;
}

export type RuleItem = LeafItem | NamedItem | OpaqueItem;
export type Item = RuleItem | GroupItem;

export const isGroupItem = (item: Item): item is GroupItem => 'rules' in item;

/** The facts that may be edited visually, by key. */
export type EditableFacts = ReadonlyMap<string, FactInfo>;
