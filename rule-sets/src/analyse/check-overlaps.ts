import { type Context, nameOf, pointerOf, shown } from './context.ts';
import type { Lit } from './sat.ts';

/** So many of each sort are told, the heaviest where cases are counted; whoever shows them may begin with fewer. */
const SHOWN = 200;

interface Overlap {
  /** Decides, and matches together with it; indexes in deciding order. */
  first: number;
  second: number;
  /** A case shows it where one of these all hold. */
  ways: Lit[][];
  params: string[];
}

/** All pairs of which both match some case, and the first decides what the second would decide differently. */
function overlapsOf(context: Context): Overlap[] {
  const { prover } = context;
  const { logic } = prover;
  const matches = (index: number): Lit => logic.cases[index]?.matches ?? prover.sat.FALSE;
  return logic.cases.flatMap((_, first) => {
    const pairs = new Map<number, Overlap>();
    for (const { param, decides, others } of context.impossible.has(first) ? [] : logic.conflicts(first)) {
      const add = (second: number) => {
        const pair = pairs.get(second) ?? { first, second, ways: [], params: [] };
        pair.ways.push([decides, matches(second)]);
        pair.params.push(...(param === undefined ? logic.differing(first, second) : [param]));
        pairs.set(second, pair);
      };
      // Cases found before have settled many pairs already.
      const shown = new Set<number>();
      for (const matching of prover.seen) {
        if (logic.decidesIn(matching, first, param)) for (const at of others) if (matching[at]) shown.add(at);
      }
      let open = others.filter((other) => !context.impossible.has(other) && !shown.has(other));
      for (const other of others) if (shown.has(other)) add(other);
      // Each case that is found settles all pairs that it shows.
      while (open.length > 0) {
        const lits = open.map(matches);
        const found = prover.settle([prover.encoding.known, decides, lits], lits);
        if (!found) break;
        for (const second of open.filter((_, index) => found[index])) add(second);
        open = open.filter((_, index) => !found[index]);
      }
    }
    return [...pairs.values()];
  });
}

interface Crossing {
  first: number;
  seconds: number[];
  ways: Lit[][];
  params: string[];
  tie: boolean;
  cases: number | undefined;
}

/** Pairs whose order only the file decides stay apart; a rule that goes before several by its priority is told once. */
function addCrossing(
  crossings: Map<string, Crossing>,
  { first, second, ways, params }: Overlap,
  tie: boolean,
  cases?: number,
) {
  const key = tie ? `${first} ${second}` : `${first}:${params.join()}`;
  const known = crossings.get(key) ?? { first, seconds: [], ways: [], params, tie, cases: undefined };
  known.seconds.push(second);
  known.ways.push(...ways);
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
  for (const { first, seconds, ways, params, tie, cases: count } of sorted.slice(0, SHOWN)) {
    context.findings.push({
      code: 'overlap',
      severity: tie ? 'warning' : 'info',
      rules: [first, ...seconds.toSorted((a, b) => a - b)].map((index) => nameOf(context, index)),
      about: '',
      pointer: pointerOf(context, seconds[0] ?? first),
      params: { sort: tie ? 'tie' : 'crossing', params, ...(count !== undefined && { cases: count }) },
      ...shown(context, ways[0] ?? []),
    });
  }
  const general = [...exceptions].sort(([a], [b]) => a - b);
  const hidden = Math.max(0, sorted.length - SHOWN) + Math.max(0, general.length - SHOWN);
  if (hidden > 0) context.leftOut.push({ why: 'limit', code: 'overlap', count: hidden });
  for (const [second, group] of general.slice(0, SHOWN)) {
    context.findings.push({
      code: 'overlap',
      severity: 'info',
      rules: [...group.map(({ first }) => nameOf(context, first)), nameOf(context, second)],
      about: '',
      pointer: pointerOf(context, second),
      params: { sort: 'exceptions', params: [...new Set(group.flatMap(({ params }) => params))] },
      ...shown(context, group[0]?.ways[0] ?? []),
    });
  }
}

function implies({ prover }: Context, first: number, second: number): boolean {
  const { cases } = prover.logic;
  if (prover.seen.some((matching) => matching[first] && !matching[second])) return false;
  const [a, b] = [cases[first]?.matches ?? 0, cases[second]?.matches ?? 0];
  return prover.ask([a, -b], { certain: false }).is === 'no';
}
