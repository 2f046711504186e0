import { compareConditions } from '../../diff/compare-conditions.ts';
import { type Clause, clauseOf } from '../../explain/reading.ts';
import type { Condition } from '../../model/rule-set.ts';
import { branchRules } from '../run/action-branches.ts';

const NO_RULES = branchRules([], '');

/** A branch's condition as it is compared; a path has no named conditions. */
export const clausesOf = (when: Condition): Clause => clauseOf(when, NO_RULES);

export { compareConditions };
