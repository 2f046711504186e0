import { type GroupItem, type Item, isGroupItem } from './query-model.ts';

/** JSON pointer, below the conditions' own, of what stands at a path of the query: what its conditions will have there. */
export function pointerOfPath(query: GroupItem, path: readonly number[]): string {
  let pointer = '';
  let at: Item = query;
  for (const index of path) {
    if (!isGroupItem(at)) return pointer;
    pointer += partsPointer(at);
    if (!isSole(at)) pointer += `/${index}`;
    const next: Item | undefined = at.rules[index];
    if (!next) return pointer;
    at = next;
  }
  return pointer;
}

const isSole = (group: GroupItem): boolean => group.bare === true && group.rules.length === 1;

/** Pointer from a group's condition to the list of its parts, or to its only part. */
function partsPointer(group: GroupItem): string {
  const not = group.not ? '/not' : '';
  return isSole(group) ? not : `${not}/${group.combinator}`;
}
