import { compileRuleSet } from '../rule-sets/dist/index.js';
import { inRounds, roundedAll, timed, timedAsync } from './measure.mjs';
import { handWritten } from './peers/hand-written.mjs';
import { jsonLogicBuilt } from './peers/json-logic.mjs';
import { jsonRulesEngine } from './peers/json-rules-engine.mjs';
import { zenTable } from './peers/zen.mjs';
import { describeSet, FACTS, makeCases, makeRuleSet } from './seeded-set.mjs';

const CASES = 20_000;
const ROUNDS = 7;
/** Slow contenders are timed on the first of the cases; all must agree on all. */
const SLOW_CASES = 1000;
const FAST_PASSES = 8;

/** One case at a time: which rule decides it. */
export async function run() {
  const ruleSet = makeRuleSet();
  const cases = makeCases(CASES);
  const facts = FACTS.map(({ name }) => name);
  const ours = compileRuleSet(ruleSet);
  const quick = {
    ours: ours.first,
    'hand-written (the limit)': handWritten(ruleSet, facts, 'destructured'),
    'hand-written, facts.x': handWritten(ruleSet, facts, 'inline'),
    'json-logic-engine built': jsonLogicBuilt(ruleSet),
  };
  const slow = { 'json-rules-engine run': jsonRulesEngine(ruleSet), 'zen-engine precompiled table': zenTable(ruleSet) };

  const winners = cases.map(quick['hand-written (the limit)']);
  let agree = true;
  const disagree = (name, row) => {
    agree = false;
    process.stderr.write(`decide: ${name} disagrees on case ${row}\n`);
  };
  for (const [name, decide] of Object.entries(quick)) {
    for (const [row, one] of cases.entries()) if (decide(one) !== winners[row]) disagree(name, row);
  }
  for (const [name, decide] of Object.entries(slow)) {
    for (const [row, one] of cases.entries()) if ((await decide(one)) !== winners[row]) disagree(name, row);
  }

  let sum = 0;
  const quickly = (decide) => () => {
    const ms = timed(() => {
      for (let pass = 0; pass < FAST_PASSES; pass++) for (let row = 0; row < CASES; row++) sum += decide(cases[row]);
    });
    return (FAST_PASSES * CASES * 1000) / ms;
  };
  const slowly = (decide) => async () => {
    const ms = await timedAsync(async () => {
      for (let row = 0; row < SLOW_CASES; row++) sum += await decide(cases[row]);
    });
    return (SLOW_CASES * 1000) / ms;
  };
  const { ours: own, ...peers } = roundedAll(
    await inRounds(ROUNDS, {
      ...Object.fromEntries(Object.entries(quick).map(([name, decide]) => [name, quickly(decide)])),
      ...Object.fromEntries(Object.entries(slow).map(([name, decide]) => [name, slowly(decide)])),
    }),
  );
  if (!Number.isFinite(sum)) throw new Error('nothing was decided');
  const bars = [
    ['≥ 300 × json-rules-engine run', own / peers['json-rules-engine run'] / 300],
    ['≥ 1 × json-logic-engine built', own / peers['json-logic-engine built']],
    ['≥ 0.5 × the limit', own / peers['hand-written (the limit)'] / 0.5],
  ];
  return [
    {
      name: 'decide',
      unit: 'decisions/s',
      better: 'more',
      ours: own,
      peers,
      agree,
      bars,
      set: describeSet(ruleSet, winners),
    },
  ];
}
