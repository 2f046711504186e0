import type { Condition, Leaf } from '@caseway/rule-sets';
import type { RuleGroupType } from 'react-querybuilder';
import type { GroupItem, RuleItem } from './query-model.ts';

/** Our items are react-querybuilder's, with more in them, which it keeps: two views of the same object. */
export const asRqb = (query: GroupItem): RuleGroupType => query as object as RuleGroupType;
export const asQuery = (query: RuleGroupType): GroupItem => query as object as GroupItem;

/** One item as a condition, for reading it aloud; a comparison without regard to how its fact is written. */
export function asCondition(item: RuleItem): Condition {
  if (item.kind === 'opaque') return item.value;
  if (item.kind === 'named') return { condition: item.value };
  const [fact = '', ...rest] = item.field.split('.');
  const path = rest.length > 0 ? { path: `$.${rest.join('.')}` } : {};
  return { fact, ...path, operator: item.operator, value: item.value } satisfies Leaf;
}
