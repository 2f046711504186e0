import type { State } from './demand.ts';
import type { Problem } from './problem.ts';

export interface SearchLimits {
  /** States looked at before the search gives up. */
  budget: number;
  /** Most facts changed at once. */
  most: number;
  /** Of a state that meets every demand: whether it will do. */
  accept?: (state: State) => boolean;
}

export interface SearchResult {
  state: State | undefined;
  /** Facts changed, and how far altogether. */
  size: number;
  steps: number;
  /**
   * True: no smaller change does it (or, where none was found, none at all, among the values tried). False: the budget
   * or the number of facts ended the search.
   */
  proven: boolean;
  /** The demands can be met so, but `accept` refused every change of this size. */
  refused: boolean;
  looked: number;
}

/**
 * The smallest change that meets every demand: fewest variables, then fewest steps, then the first in order. Exact:
 * deepens one changed variable at a time; at each state takes an unmet demand, of whose variables at least one more
 * must change in every solution from there on, and tries each, keeping fixed those tried before it. Deterministic.
 */
export function smallestChange(problem: Problem, { budget, most, accept }: SearchLimits): SearchResult {
  const { variables, cells, demands, demandsOf } = problem;
  const state: State = new Int32Array(variables.length);
  const unmet = new Uint8Array(demands.length);
  const closed = new Uint8Array(variables.length);
  let looked = 0;
  let best: { state: State; steps: number } | undefined;
  let cut = false;
  let refused = false;

  const judge = (indexes: readonly number[]) => {
    for (const index of indexes) unmet[index] = demands[index]?.isMet(state) === false ? 1 : 0;
  };
  const freeOf = (index: number): number[] =>
    (demands[index]?.variables ?? []).filter((at) => closed[at] === 0 && (cells[at]?.length ?? 0) > 1);

  /** The unmet demand with the fewest ways out; how many demands are unmet that share none. */
  const choose = (): { ways: number[]; apart: number } | undefined => {
    let chosen: number[] | undefined;
    let apart = 0;
    const touched = new Set<number>();
    for (let index = 0; index < demands.length; index++) {
      if (unmet[index] === 0) continue;
      const ways = freeOf(index);
      if (!ways.some((at) => touched.has(at))) {
        apart += 1;
        for (const at of ways) touched.add(at);
      }
      if (!chosen || ways.length < chosen.length) chosen = ways;
    }
    return chosen && { ways: chosen, apart };
  };

  const descend = (left: number, steps: number): void => {
    if (looked++ >= budget) {
      cut = true;
      return;
    }
    if (best && steps + left >= best.steps && left > 0) return;
    const next = choose();
    if (!next) {
      if (best && steps >= best.steps) return;
      if (accept && !accept(state)) refused = true;
      else best = { state: state.slice(), steps };
      return;
    }
    if (next.ways.length === 0) return;
    if (next.apart > left) {
      cut = true;
      return;
    }
    for (const at of next.ways) {
      closed[at] = 1;
      const bearing = demandsOf[at] ?? [];
      const kept = bearing.map((index) => unmet[index] ?? 0);
      for (let cell = 1; cell < (cells[at]?.length ?? 0); cell++) {
        state[at] = cell;
        judge(bearing);
        descend(left - 1, steps + (cells[at]?.[cell]?.steps ?? 1));
        if (looked > budget) break;
      }
      state[at] = 0;
      bearing.forEach((index, place) => {
        unmet[index] = kept[place] ?? 0;
      });
    }
    // Only now free again: what was tried with the first is not tried with the second once more.
    for (const at of next.ways) closed[at] = 0;
  };

  judge(demands.map((_, index) => index));
  for (let size = 0; size <= Math.min(most, variables.length); size++) {
    cut = false;
    descend(size, 0);
    if (best) return { ...best, size, proven: looked <= budget, refused, looked };
    if (!cut || refused) return { state: undefined, size, steps: 0, proven: looked <= budget, refused, looked };
    if (looked > budget) break;
  }
  return { state: undefined, size: most, steps: 0, proven: false, refused, looked };
}
