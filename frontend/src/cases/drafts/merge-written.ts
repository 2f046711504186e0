import { escapeToken, type FormData, isNothing, type Json } from '@caseway/form-schemas';

/** What somebody has written: the form's data, and what was said beside it, by names. */
export interface Written {
  data: FormData;
  beside: Record<string, Json>;
}

/** A place that two have written otherwise: what stands there in the result, and what the other one wrote; null: took out. */
export interface BothWrote {
  pointer: string;
  other: Json;
}

export interface Merged {
  written: Written;
  conflicts: BothWrote[];
}

export const NOTHING_WRITTEN: Written = { data: {}, beside: {} };

const isGroup = (value: Json | undefined): value is FormData =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

const isEmpty = (value: Json | undefined): boolean =>
  isNothing(value) || (isGroup(value) && Object.values(value).every(isEmpty));

/** What was never filled in and what was emptied are the same: nothing is typed there. */
export function sameWritten(one: Json | undefined, other: Json | undefined): boolean {
  if (isEmpty(one) || isEmpty(other)) return isEmpty(one) && isEmpty(other);
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((part, at) => sameWritten(part, other[at]));
  if (isGroup(one) && isGroup(other))
    return [...new Set([...Object.keys(one), ...Object.keys(other)])].every((name) =>
      sameWritten(one[name], other[name]),
    );
  return one === other;
}

/** Names of both, in the order of the first. */
const namesOf = (one: FormData, other: FormData): string[] => [
  ...new Set([...Object.keys(one), ...Object.keys(other)]),
];

/**
 * Brings together what two have written over what both had before, place by place: what one of them changed stands, and where both did,
 * `mine` stands and the other is told as a conflict. Lists that both changed are brought together row by row where none of them has grown
 * or shrunk, else as a whole.
 */
export function mergeWritten(base: Written, mine: Written, theirs: Written): Merged {
  const conflicts: BothWrote[] = [];
  const visit = (
    was: Json | undefined,
    own: Json | undefined,
    other: Json | undefined,
    at: string,
  ): Json | undefined => {
    if (sameWritten(own, other) || sameWritten(was, other)) return own;
    if (sameWritten(was, own)) return other;
    if (isGroup(own) && isGroup(other)) {
      const before = isGroup(was) ? was : {};
      const parts = namesOf(own, other).map((name) => {
        const part = visit(before[name], own[name], other[name], `${at}/${escapeToken(name)}`);
        return [name, part] as const;
      });
      return Object.fromEntries(parts.filter((part): part is [string, Json] => part[1] !== undefined));
    }
    if (Array.isArray(was) && Array.isArray(own) && Array.isArray(other)) {
      const [before, rows] = [was, own];
      if (before.length === rows.length && rows.length === other.length)
        return other.map((row, index) => visit(before[index], rows[index], row, `${at}/${index}`) ?? null);
    }
    conflicts.push({ pointer: at, other: other ?? null });
    return own;
  };
  const [data, beside] = (['data', 'beside'] as const).map((part) =>
    visit(withOthers(base, {})[part], withOthers(mine, {})[part], withOthers(theirs, {})[part], `/${part}`),
  );
  return { written: { data: isGroup(data) ? data : {}, beside: isGroup(beside) ? beside : {} }, conflicts };
}

const OTHERS = 'others';

/** What was written otherwise elsewhere and nobody has chosen yet, by the place it is of. */
export function othersOf({ beside }: Written): Record<string, Json[]> {
  const { [OTHERS]: others } = beside;
  if (!isGroup(others)) return {};
  return Object.fromEntries(Object.entries(others).map(([pointer, values]) => [pointer, [values].flat()]));
}

export function withOthers({ data, beside }: Written, others: Record<string, Json[]>): Written {
  const { [OTHERS]: _, ...rest } = beside;
  const left = Object.entries(others).filter(([, values]) => values.length > 0);
  return { data, beside: left.length > 0 ? { ...rest, [OTHERS]: Object.fromEntries(left) } : rest };
}

/**
 * As `mergeWritten`, with what two wrote otherwise kept beside the form until somebody chooses: nothing that was typed is in neither.
 * What was chosen on one side is chosen.
 */
export function mergeKeepingBoth(base: Written, mine: Written, theirs: Written): Written {
  const { written, conflicts } = mergeWritten(base, mine, theirs);
  const [was, own, other] = [othersOf(base), othersOf(mine), othersOf(theirs)];
  const has = (list: readonly Json[] | undefined, value: Json) => list?.some((one) => sameWritten(one, value)) ?? false;
  const all = (pointer: string): Json[] => {
    const kept = [...(own[pointer] ?? []), ...(other[pointer] ?? [])].filter(
      (value) => !has(was[pointer], value) || (has(own[pointer], value) && has(other[pointer], value)),
    );
    const now = conflicts.filter((conflict) => conflict.pointer === pointer).map((conflict) => conflict.other);
    return [...kept, ...now].filter(
      (value, at, list) => list.findIndex((one) => one === value || sameWritten(one, value)) === at,
    );
  };
  const pointers = [...Object.keys(own), ...Object.keys(other), ...conflicts.map(({ pointer }) => pointer)];
  return withOthers(written, Object.fromEntries([...new Set(pointers)].map((pointer) => [pointer, all(pointer)])));
}
