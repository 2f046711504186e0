import type { Json } from '@caseway/form-schemas';
import { isJsonObject } from '../json-value.ts';

/** By what an item of a list is known in all versions of it; undefined: by nothing. */
export type Identify = (item: Json, steps: readonly string[]) => string | undefined;

/** Objects by `key`, `name` or `date`; plain values by themselves. */
export const identifyItem: Identify = (item) => {
  if (typeof item === 'string') return item;
  if (typeof item === 'number' || typeof item === 'boolean') return String(item);
  if (!isJsonObject(item)) return undefined;
  const name = [item.key, item.name, item.date].find((value) => value !== undefined);
  return typeof name === 'string' ? name : undefined;
};

/** The names of a list's items, in order; undefined unless every item has one of its own. */
export function idsOf(list: readonly Json[], identify: Identify, steps: readonly string[]): string[] | undefined {
  const ids = list.map((item) => identify(item, steps));
  const known = ids.filter((id) => id !== undefined);
  return known.length === list.length && new Set(known).size === list.length ? known : undefined;
}

/**
 * The fewest items of `now` that must be taken out and put elsewhere to come from the order of `old` to that of `now`;
 * both hold the same items.
 */
export function movedItems(old: readonly string[], now: readonly string[]): Set<string> {
  const place = new Map(old.map((id, index) => [id, index]));
  // Longest increasing subsequence of the old places, in the new order: these stay, the others move.
  const tails: number[] = [];
  const before: number[] = [];
  const places = now.map((id) => place.get(id) ?? -1);
  for (const [index, at] of places.entries()) {
    let low = 0;
    for (let high = tails.length; low < high; ) {
      const middle = (low + high) >> 1;
      if ((places[tails[middle] ?? 0] ?? 0) < at) low = middle + 1;
      else high = middle;
    }
    before[index] = low > 0 ? (tails[low - 1] ?? -1) : -1;
    tails[low] = index;
  }
  const stays = new Set<number>();
  for (let at = tails.at(-1) ?? -1; at >= 0; at = before[at] ?? -1) stays.add(at);
  return new Set(now.filter((_, index) => !stays.has(index)));
}

const sameOrder = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((id, i) => id === b[i]);

/** Items that stand only in `list`, by the common item that they follow (undefined: they come first). */
function groupsAfter(list: readonly string[], common: ReadonlySet<string>, alive: ReadonlySet<string>) {
  const groups = new Map<string | undefined, string[]>();
  let anchor: string | undefined;
  for (const id of list) {
    if (common.has(id)) anchor = id;
    else if (alive.has(id)) groups.set(anchor, [...(groups.get(anchor) ?? []), id]);
  }
  return groups;
}

/**
 * The order of the items in `alive` after a three-way merge. Who alone moved items has them moved; items that one side
 * added follow what they followed there; two groups added at one place come in an order that does not depend on whose
 * they are. `conflict`: both moved common items, each otherwise; then the order is that of `mine`, or as `choice` says.
 */
export function mergeOrder(
  base: readonly string[],
  mine: readonly string[],
  theirs: readonly string[],
  alive: ReadonlySet<string>,
  choice: 'mine' | 'theirs' = 'mine',
): { order: string[]; conflict?: { base: string[]; mine: string[]; theirs: string[] } } {
  const [inBase, inMine, inTheirs] = [new Set(base), new Set(mine), new Set(theirs)];
  const common = new Set(base.filter((id) => inMine.has(id) && inTheirs.has(id) && alive.has(id)));
  const only = (list: readonly string[]) => list.filter((id) => common.has(id));
  const [old, my, their] = [only(base), only(mine), only(theirs)];
  const clash = !sameOrder(my, their) && !sameOrder(my, old) && !sameOrder(their, old);
  const skeleton = clash ? (choice === 'mine' ? my : their) : sameOrder(my, old) ? their : my;

  const [ours, others] = [groupsAfter(mine, common, alive), groupsAfter(theirs, common, alive)];
  const placed = new Set<string>();
  const order: string[] = [];
  const put = (id: string) => {
    if (placed.has(id)) return;
    placed.add(id);
    order.push(id);
  };
  const putGroups = (anchor: string | undefined) => {
    const groups = [ours.get(anchor) ?? [], others.get(anchor) ?? []];
    // What both brought along stays where the first of them has it.
    groups.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    for (const group of groups) for (const id of group) put(id);
  };
  putGroups(undefined);
  for (const id of skeleton) {
    put(id);
    putGroups(id);
  }
  // An item of the base that is alive though neither list has it cannot be; were it so, it would be kept at the end.
  for (const id of alive) if (inBase.has(id) || inMine.has(id) || inTheirs.has(id)) put(id);
  return clash ? { order, conflict: { base: old, mine: my, theirs: their } } : { order };
}
