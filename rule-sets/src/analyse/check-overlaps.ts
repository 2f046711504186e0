import { type Context, nameOf, pointerOf, shown } from './context.ts';
import type { Lit } from './sat.ts';

/** So many are shown one by one; of more an admin reads none. */
const SHOWN = 100;

interface Overlap {
  /** Decides, and matches together with it; indexes in deciding order. */
  first: number;
  second: number;
  lit: Lit;
  params: string[];
}

/** All pairs of which both match some case, and the first decides what the second would decide differently. */
function overlapsOf(context: Context): Overlap[] {
  const { prover } = context;
  const { logic, sat } = prover;
  const overlaps: Overlap[] = [];
  const isOut = (index: number) => context.impossible.has(index);
  logic.cases.forEach((_, first) => {
    if (isOut(first)) return;
    let open: Overlap[] = [];
    for (let second = first + 1; second < logic.cases.length; second++) {
      if (isOut(second)) continue;
      const { lit, params } = logic.conflict(first, second);
      if (lit !== sat.FALSE) open.push({ first, second, lit, params });
    }
    // Each case that is found settles all pairs that it shows.
    while (open.length > 0) {
      const some = sat.or(open.map(({ lit }) => lit));
      const found = prover.settle(
        [some],
        open.map(({ lit }) => lit),
      );
      if (!found) break;
      overlaps.push(...open.filter((_, index) => found[index]));
      open = open.filter((_, index) => !found[index]);
    }
  });
  return overlaps;
}

interface Crossing {
  first: number;
  seconds: number[];
  lits: Lit[];
  params: string[];
  tie: boolean;
  cases: number | undefined;
}

/** Pairs whose order only the file decides stay apart; a rule that goes before several by its priority is told once. */
function addCrossing(
  crossings: Map<string, Crossing>,
  { first, second, lit, params }: Overlap,
  tie: boolean,
  cases?: number,
) {
  const key = tie ? `${first} ${second}` : `${first}:${params.join()}`;
  const known = crossings.get(key) ?? { first, seconds: [], lits: [], params, tie, cases: undefined };
  known.seconds.push(second);
  known.lits.push(lit);
  if (cases !== undefined) known.cases = Math.max(known.cases ?? 0, cases);
  crossings.set(key, known);
}

/**
 * Rules that match together and want different things. Where the order of their priorities was chosen and the first
 * is the more specific one, it is an exception; several exceptions from one rule are one finding.
 */
export function checkOverlaps(context: Context): void {
  const { prover, weigh } = context;
  const { cases } = prover.logic;
  const exceptions = new Map<number, Overlap[]>();
  const crossings = new Map<string, Crossing>();
  for (const overlap of overlapsOf(context)) {
    const { first, second } = overlap;
    const tie = cases[first]?.rule.priority === cases[second]?.rule.priority;
    if (!tie && implies(context, first, second)) exceptions.set(second, [...(exceptions.get(second) ?? []), overlap]);
    else addCrossing(crossings, overlap, tie, weigh?.([nameOf(context, first), nameOf(context, second)]));
  }
  const sorted = [...crossings.values()].sort(
    (a, b) => (b.cases ?? 0) - (a.cases ?? 0) || Number(b.tie) - Number(a.tie) || a.first - b.first,
  );
  for (const { first, seconds, lits, params, tie, cases: count } of sorted.slice(0, SHOWN)) {
    context.findings.push({
      code: 'overlap',
      severity: tie ? 'warning' : 'info',
      rules: [first, ...seconds.toSorted((a, b) => a - b)].map((index) => nameOf(context, index)),
      about: '',
      pointer: pointerOf(context, seconds[0] ?? first),
      params: { sort: tie ? 'tie' : 'crossing', params, ...(count !== undefined && { cases: count }) },
      ...shown(context, [prover.sat.or(lits)]),
    });
  }
  if (sorted.length > SHOWN) context.leftOut.push({ why: 'limit', code: 'overlap', count: sorted.length - SHOWN });
  for (const [second, group] of [...exceptions].sort(([a], [b]) => a - b)) {
    context.findings.push({
      code: 'overlap',
      severity: 'info',
      rules: [...group.map(({ first }) => nameOf(context, first)), nameOf(context, second)],
      about: '',
      pointer: pointerOf(context, second),
      params: { sort: 'exceptions', params: [...new Set(group.flatMap(({ params }) => params))] },
      ...shown(context, [prover.sat.or(group.map(({ lit }) => lit))]),
    });
  }
}

function implies({ prover }: Context, first: number, second: number): boolean {
  const { cases } = prover.logic;
  if (prover.seen.some((matching) => matching[first] && !matching[second])) return false;
  const [a, b] = [cases[first]?.matches ?? 0, cases[second]?.matches ?? 0];
  return prover.ask([a, -b], { certain: false }).is === 'no';
}
