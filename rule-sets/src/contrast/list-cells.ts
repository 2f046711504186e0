import { type Json, matches } from '@caseway/form-schemas';
import { sampleOf } from '../sample-values.ts';
import type { Cell, CellInput } from './cell.ts';
import { OTHER_TEXT } from './other-text.ts';

/** More entries than this are not tried in every combination. */
const MOST_ENTRIES = 8;

/** Every choice of some of the entries, at most `most` of them put in or taken out against what is there; those of the first entries first. */
function* combinations(entries: readonly Json[], there: ReadonlySet<Json>, most: number): Generator<Json[]> {
  const visit = function* (index: number, chosen: readonly Json[], left: number): Generator<Json[]> {
    const entry = entries[index];
    if (entry === undefined) {
      yield [...chosen];
      return;
    }
    const kept = there.has(entry);
    for (const take of [kept, !kept]) {
      const cost = take === kept ? 0 : 1;
      if (cost <= left) yield* visit(index - 1, take ? [entry, ...chosen] : chosen, left - cost);
    }
  };
  yield* visit(entries.length - 1, [], most);
}

/** More examples of an entry than this are not made. */
const MOST_ROWS = 50;

/** Entries that the form would take, to be put into a list of so many; `usable` false where none could be made up. */
function sampleRows({ schema, root, counts }: CellInput, there: number): { rows: Json[]; usable: boolean } {
  const item = schema?.items;
  if (!item) return { rows: [], usable: false };
  const wanted = Math.min(MOST_ROWS, Math.max(1, ...counts, schema.minItems ?? 0) - there);
  const rows = Array.from({ length: Math.max(0, wanted) }, (_, turn) => sampleOf(item, root ?? item, 1, turn));
  return { rows, usable: rows.every((row) => matches(item, row, root ?? item)) };
}

/**
 * Lists that differ in the entries rules name, and in how many others there are where counts are asked. Entries keep
 * their order; new ones stand last. A list of objects gets examples of its entries, as many as are asked about, and one of
 * free texts no more than one entry that no rule names.
 */
export function listCells(input: CellInput): { cells: Cell[]; complete: boolean } {
  const { original, info, type } = input;
  if (type === 'object') return { cells: [], complete: false };
  const there: Json[] = Array.isArray(original) ? original : [];
  const choices = info?.choices?.map((choice) => choice.value);
  const named = [...new Set([...input.literals.flat(), ...input.vocabulary])].filter(
    (entry): entry is Json => typeof entry === 'string' && (choices === undefined || choices.includes(entry)),
  );
  const entries = type === 'list' ? [] : named;
  if (choices) entries.sort((a, b) => choices.indexOf(a) - choices.indexOf(b));
  const present = new Set(there);
  const rest = there.filter((entry) => !entries.includes(entry));
  // Of free texts, one that no rule names.
  const rows = type === 'list' ? sampleRows(input, there.length) : { rows: [], usable: true };
  const ofTexts = type === 'texts' && input.vocabulary.length === 0 ? [OTHER_TEXT] : rows.rows;
  const all: readonly Json[] = choices ?? ofTexts;
  const spare = all.filter((entry) => !entries.includes(entry) && !present.has(entry));
  const limits = [input.schema?.minItems, input.schema?.maxItems].filter((count) => count !== undefined);
  const most = Math.max(0, ...input.counts, ...limits.filter((count) => count <= MOST_ENTRIES));
  // One other entry: a list that is given and holds none of those named.
  const lengths = new Set([rest.length, 0, Math.min(1, rest.length + spare.length)]);
  if (input.counts.length > 0 || limits.length > 0) {
    for (let count = 0; count <= Math.min(rest.length + spare.length, Math.max(most, rest.length)); count++) {
      lengths.add(count);
    }
  }
  const tooMany = entries.length > MOST_ENTRIES;
  const cells: Cell[] = [];
  for (const chosen of combinations(entries, present, tooMany ? 2 : entries.length)) {
    for (const length of lengths) {
      const others = [...rest, ...spare].slice(0, length);
      const wanted = new Set([...chosen, ...others]);
      const kept = there.filter((entry) => wanted.has(entry));
      const added = [...wanted].filter((entry) => !present.has(entry));
      cells.push({ value: [...kept, ...added], steps: there.length - kept.length + added.length });
    }
  }
  const unmet = input.counts.some((count) => count > entries.length + rest.length + spare.length);
  return {
    cells: cells.map((cell) => ({ ...cell, steps: Math.max(1, cell.steps) })),
    complete: !tooMany && !unmet && rows.usable,
  };
}
