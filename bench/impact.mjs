import { Bitset, backtest, FactTable, ManyEvaluator } from '../rule-sets/dist/index.js';
import { median, rounded, timed } from './measure.mjs';
import { handWritten } from './peers/hand-written.mjs';
import { editOneRule, FACTS, makeCases, makeRuleSet, SEED } from './seeded-set.mjs';

const EDITS = 40;
/** Edits before: "once warm". */
const WARMING = 20;
const BATCH = 50_000;
const CHECKED = 20_000;

/** Memory of this process at its highest, in MB. */
const peak = () => process.resourceUsage().maxRSS / 1024;

function load(rows) {
  const table = new FactTable();
  table.reserve(rows);
  // Batch by batch, as cases come from a database: the objects do not stay.
  for (let done = 0; done < rows; done += BATCH) {
    for (const one of makeCases(Math.min(BATCH, rows - done), SEED + 10 + done)) table.append(one);
  }
  return table;
}

function agrees(table, before, after, found) {
  const [byHand, byHandAfter] = [before, after].map((set) =>
    handWritten(
      set,
      FACTS.map(({ name }) => name),
    ),
  );
  const path = (set, winner) => (winner === -1 ? set.otherwise : set.rules[winner].event).params.path;
  const select = Bitset.where(table.size, (row) => row < CHECKED);
  let changed = 0;
  for (let row = 0; row < CHECKED; row++) {
    const facts = table.facts(row);
    if (path(before, byHand(facts)) !== path(after, byHandAfter(facts))) changed++;
  }
  return found(select).changed === changed;
}

/** A draft against many cases: all figures of `backtest`, new after each edit of one rule. */
export async function run() {
  const before = makeRuleSet();
  const benches = [];
  for (const [rows, bar] of [
    [100_000, 30],
    [1_000_000, 300],
  ]) {
    const table = load(rows);
    const evaluator = new ManyEvaluator(table);
    for (let step = 0; step < WARMING; step++) backtest(before, editOneRule(before, EDITS + step), evaluator);
    const times = [];
    let agree = true;
    for (let step = 0; step < EDITS; step++) {
      const after = editOneRule(before, step);
      times.push(timed(() => backtest(before, after, evaluator)));
      if (step < 3) {
        const found = (select) => backtest(before, after, evaluator, { select });
        agree &&= agrees(table, before, after, found);
      }
    }
    const ours = rounded(median(times));
    benches.push({
      name: `impact: new figures after an edit, ${rows} cases × 40 rules`,
      unit: 'ms',
      better: 'less',
      ours,
      peers: { bar, 'slowest of ours': rounded(Math.max(...times)) },
      agree,
      bars: [[`≤ ${bar} ms`, bar / ours]],
    });
  }
  const ours = rounded(peak());
  benches.push({
    name: 'impact: memory at its highest, 1000000 cases of 17 facts',
    unit: 'MB',
    better: 'less',
    ours,
    peers: { bar: 600 },
    agree: true,
    bars: [['≤ 600 MB', 600 / ours]],
  });
  return benches;
}
