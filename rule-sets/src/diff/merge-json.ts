import type { Json } from '@caseway/form-schemas';
import { isJsonObject, type JsonObject, jsonEqual, own, pointerTo } from '../json-value.ts';
import { type Identify, identifyItem, idsOf, mergeOrder } from './keyed-list.ts';
import { hunksOf } from './merge-lists.ts';

/** A place that two people changed, each otherwise. What is undefined is not there in that version. */
export interface MergeConflict {
  /** Names the place whatever the order of lists: a pointer whose list steps are names instead of numbers. */
  place: string;
  /** RFC 6901, into `merged`; of what is not there, its nearest parent. */
  pointer: string;
  base: Json | undefined;
  mine: Json | undefined;
  theirs: Json | undefined;
}

export interface MergeResult<T> {
  /** Both sides' changes; where they conflict, as chosen, else mine. */
  merged: T;
  conflicts: MergeConflict[];
}

export type Side = 'mine' | 'theirs';

export interface MergeOptions {
  /** What a person chose for the conflict at a place. It stays listed as a conflict. */
  choose?: (place: string) => Side | undefined;
  identify?: Identify;
  /** Places that are taken from one side as a whole, never mixed. */
  whole?: (steps: readonly string[], isNew: boolean) => boolean;
}

type Value = Json | undefined;
type Steps = readonly string[];

/** A conflict with its pointer as steps, to be prefixed by whatever holds it. */
interface Found {
  place: Steps;
  at: (string | number)[];
  base: Value;
  mine: Value;
  theirs: Value;
}

interface Merged {
  value: Value;
  found: Found[];
}

const below = (step: string | number, found: readonly Found[]): Found[] =>
  found.map((conflict) => ({ ...conflict, at: [step, ...conflict.at] }));

class Merger {
  private readonly choose: NonNullable<MergeOptions['choose']>;
  private readonly identify: Identify;
  private readonly whole: NonNullable<MergeOptions['whole']>;

  constructor({ choose = () => undefined, identify = identifyItem, whole = () => false }: MergeOptions) {
    this.choose = choose;
    this.identify = identify;
    this.whole = whole;
  }

  merge(steps: Steps, base: Value, mine: Value, theirs: Value): Merged {
    if (jsonEqual(mine, theirs) || jsonEqual(base, theirs)) return { value: mine, found: [] };
    if (jsonEqual(base, mine)) return { value: theirs, found: [] };
    if (!this.whole(steps, base === undefined)) {
      if (isJsonObject(mine) && isJsonObject(theirs)) return this.mergeObjects(steps, base, mine, theirs);
      if (Array.isArray(mine) && Array.isArray(theirs)) {
        return this.mergeLists(steps, Array.isArray(base) ? base : [], mine, theirs);
      }
    }
    return this.conflict(steps, base, mine, theirs);
  }

  private conflict(place: Steps, base: Value, mine: Value, theirs: Value): Merged {
    const value = this.choose(placeOf(place)) === 'theirs' ? theirs : mine;
    return { value, found: [{ place, at: [], base, mine, theirs }] };
  }

  private mergeObjects(steps: Steps, base: Value, mine: JsonObject, theirs: JsonObject): Merged {
    const old = isJsonObject(base) ? base : {};
    const entries = new Map<string, Json>();
    const found: Found[] = [];
    for (const key of new Set([...Object.keys(old), ...Object.keys(mine), ...Object.keys(theirs)])) {
      const part = this.merge([...steps, key], own(old, key), own(mine, key), own(theirs, key));
      if (part.value !== undefined) entries.set(key, part.value);
      found.push(...(part.value === undefined ? part.found : below(key, part.found)));
    }
    // The order of keys has no meaning, but people read it.
    const { order } = mergeOrder(Object.keys(old), Object.keys(mine), Object.keys(theirs), new Set(entries.keys()));
    return { value: Object.fromEntries(order.map((key) => [key, entries.get(key) as Json])), found };
  }

  private mergeLists(steps: Steps, base: Json[], mine: Json[], theirs: Json[]): Merged {
    const lists = [base, mine, theirs].map((list) => {
      const ids = idsOf(list, this.identify, steps);
      return ids && { ids, byId: new Map(ids.map((id, index) => [id, list[index]])) };
    });
    const [b, m, t] = lists;
    if (!b || !m || !t) return this.mergeRuns(steps, base, mine, theirs);
    const values = new Map<string, Json>();
    const inside = new Map<string, Found[]>();
    for (const id of new Set([...b.ids, ...m.ids, ...t.ids])) {
      const part = this.merge([...steps, id], b.byId.get(id), m.byId.get(id), t.byId.get(id));
      if (part.value !== undefined) values.set(id, part.value);
      inside.set(id, part.found);
    }
    const place = [...steps, ORDER];
    const { order, conflict } = mergeOrder(b.ids, m.ids, t.ids, new Set(values.keys()), this.choose(placeOf(place)));
    const index = new Map(order.map((id, at) => [id, at]));
    const found = [...inside].flatMap(([id, list]) => {
      const at = index.get(id);
      return at === undefined ? list : below(at, list);
    });
    if (conflict) found.push({ place, at: [], ...conflict });
    return { value: order.map((id) => values.get(id) as Json), found };
  }

  /** Lists whose items have no names: runs that only one side changed are taken from it. */
  private mergeRuns(steps: Steps, base: Json[], mine: Json[], theirs: Json[]): Merged {
    const hunks = hunksOf(base, mine, theirs, canonical);
    if (!hunks) return this.conflict(steps, base, mine, theirs);
    const value: Json[] = [];
    const found: Found[] = [];
    for (const [index, hunk] of hunks.entries()) {
      if (hunk.stable || jsonEqual(hunk.base, hunk.theirs) || jsonEqual(hunk.mine, hunk.theirs))
        value.push(...hunk.mine);
      else if (jsonEqual(hunk.base, hunk.mine)) value.push(...hunk.theirs);
      else if (hunk.base.length === hunk.mine.length && hunk.base.length === hunk.theirs.length) {
        // As many as there were: each was changed in its place.
        for (const [item, was] of hunk.base.entries()) {
          const part = this.merge([...steps, `#${index}.${item}`], was, hunk.mine[item], hunk.theirs[item]);
          found.push(...below(value.length, part.found));
          if (part.value !== undefined) value.push(part.value);
        }
      } else {
        const part = this.conflict([...steps, `#${index}`], hunk.base, hunk.mine, hunk.theirs);
        found.push(...part.found);
        value.push(...(Array.isArray(part.value) ? part.value : []));
      }
    }
    return { value, found };
  }
}

/** The last step of the place of a conflict about the order of a list. */
export const ORDER = '#order';

function canonical(value: Json): string {
  return JSON.stringify(value, (_, part: unknown) =>
    isJsonObject(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part,
  );
}

/** The steps of a place as text, unique to them. */
export const placeOf = (steps: readonly string[]): string => pointerTo('', ...steps);

/** The steps that a place was made of. */
export function stepsOf(place: string): string[] {
  return place
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/**
 * Brings the changes that two people made to one document together, place by place: objects by key, lists by the names
 * of their items (`key`, `name`, `date`; plain values by themselves), other lists by the runs that differ. Guarantees,
 * up to the order of keys: with only one side changed, that side; with both the same, that; what one side alone changed
 * is in `merged`; what both changed otherwise is a conflict with both values, and `merged` has the chosen one, or mine.
 */
export function mergeJson<T = Json>(base: T, mine: T, theirs: T, options: MergeOptions = {}): MergeResult<T> {
  const { value, found } = new Merger(options).merge([], base as Json, mine as Json, theirs as Json);
  return {
    merged: value as T,
    conflicts: found.map(({ place, at, ...values }) => ({
      place: placeOf(place),
      pointer: pointerTo('', ...at),
      ...values,
    })),
  };
}
