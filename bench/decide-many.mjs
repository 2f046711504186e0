import { FactTable, ManyEvaluator } from '../rule-sets/dist/index.js';
import { inRounds, median, roundedAll, timed, timedAsync } from './measure.mjs';
import { handWritten } from './peers/hand-written.mjs';
import { jsonLogicBuilt } from './peers/json-logic.mjs';
import { jsonRulesEngine } from './peers/json-rules-engine.mjs';
import { zenTable } from './peers/zen.mjs';
import { editOneRule, FACTS, makeCases, makeRuleSet } from './seeded-set.mjs';

const CASES = 20_000;
const ROUNDS = 15;
const SLOW_CASES = 500;
const EDITS = 40;
const LIMIT = 'hand-written (the limit)';

const winnerOf = (result, row) => result.classes[result.classOf[row]].rules[0] ?? -1;

function tableOf(cases) {
  const table = new FactTable();
  table.reserve(cases.length);
  for (const one of cases) table.append(one);
  return table;
}

/** Which rule decides each of 20,000 cases: the first time, and again after one rule was edited. */
export async function run() {
  const ruleSet = makeRuleSet();
  const cases = makeCases(CASES);
  const facts = FACTS.map(({ name }) => name);
  const table = tableOf(cases);
  const warm = new ManyEvaluator(table);
  warm.evaluate(ruleSet);

  let agree = true;
  const check = (edited) => {
    const [result, byHand] = [warm.evaluate(edited), handWritten(edited, facts)];
    for (const [row, one] of cases.entries()) {
      if (winnerOf(result, row) === byHand(one)) continue;
      agree = false;
      process.stderr.write(`decide-many: disagrees on case ${row}\n`);
    }
  };
  check(ruleSet);
  for (let step = 0; step < EDITS; step++) check(editOneRule(ruleSet, step));
  const [logic, zen, engine] = [jsonLogicBuilt(ruleSet), zenTable(ruleSet), jsonRulesEngine(ruleSet)];
  const result = warm.evaluate(ruleSet);
  for (const [row, one] of cases.entries()) {
    const winner = winnerOf(result, row);
    if (logic(one) !== winner || (await zen(one)) !== winner || (await engine(one)) !== winner) agree = false;
  }

  const winners = new Int32Array(CASES);
  const each = (decide) => () =>
    timed(() => {
      for (let row = 0; row < CASES; row++) winners[row] = decide(cases[row]);
    });
  const slowly = (decide) => async () => {
    const ms = await timedAsync(async () => {
      for (let row = 0; row < SLOW_CASES; row++) winners[row] = await decide(cases[row]);
    });
    return (ms * CASES) / SLOW_CASES;
  };
  let step = EDITS;
  const figures = roundedAll(
    await inRounds(ROUNDS, {
      first: () => timed(() => new ManyEvaluator(table).evaluate(ruleSet)),
      loaded: () => timed(() => new ManyEvaluator(tableOf(cases)).evaluate(ruleSet)),
      edited: () => {
        // One edit after the other, as somebody types.
        const edits = Array.from({ length: EDITS }, () => editOneRule(ruleSet, step++));
        return median(edits.map((one) => timed(() => warm.evaluate(one))));
      },
      [LIMIT]: each(handWritten(ruleSet, facts)),
      'json-logic-engine built': each(logic),
      'json-rules-engine run': slowly(engine),
      'zen-engine precompiled table': slowly(zen),
    }),
  );
  const { first, loaded, edited, ...peers } = figures;
  const bench = (name, ours, times) => ({
    name,
    unit: `ms for ${CASES} cases`,
    better: 'less',
    ours,
    peers,
    agree,
    bars: times ? [[`≥ ${times} × the limit`, peers[LIMIT] / ours / times]] : [],
  });
  return [
    bench('decide-many: first pass, facts held in columns', first, 1),
    bench('decide-many: first pass, putting the facts in columns included', loaded),
    bench('decide-many: after an edit of one rule', edited, 20),
  ];
}
