import { type Codes, widened } from './fact-column.ts';
import type { Outcomes } from './many-evaluator.ts';
import { FAILED, type OutcomeClass } from './outcome-classes.ts';

/**
 * Two answers on the same rows as one, as a case gets both (its kind, then its way): params of the second win;
 * failed where either failed. `rules` of the classes are empty: they are places in two different rule sets.
 * Throws RangeError where they are not on the same number of cases.
 */
export function joinOutcomes(first: Outcomes, second: Outcomes): Outcomes {
  if (first.cases !== second.cases) throw new RangeError('the answers to join are on different numbers of cases');
  const width = second.classes.length;
  const known = new Map<number, number>();
  const classes: OutcomeClass[] = [];
  let classOf: Codes = new Uint8Array(first.cases);
  for (let row = 0; row < first.cases; row++) {
    const pair = (first.classOf[row] as number) * width + (second.classOf[row] as number);
    let joined = known.get(pair);
    if (joined === undefined) {
      const [a, b] = [first.classes[Math.floor(pair / width)], second.classes[pair % width]];
      joined = classes.push(a && b ? join(a, b) : FAILED) - 1;
      known.set(pair, joined);
      classOf = widened(classOf, classes.length);
    }
    classOf[row] = joined;
  }
  return { cases: first.cases, classes, classOf };
}

function join(a: OutcomeClass, b: OutcomeClass): OutcomeClass {
  if (a.failed || b.failed) return FAILED;
  return {
    rules: [],
    byDefault: a.byDefault && b.byDefault,
    failed: false,
    events: [...a.events, ...b.events],
    outcome: { ...a.outcome, ...b.outcome },
  };
}
