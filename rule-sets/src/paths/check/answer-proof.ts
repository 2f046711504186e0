import { terrainOf } from '../../analyse/places.ts';
import { Prover, Stopped } from '../../analyse/prover.ts';
import type { Lit } from '../../analyse/sat.ts';
import type { OutcomeEffect } from '../../model/handling-path.ts';
import { normaliseRuleSet } from '../../reference/normalise.ts';
import type { AnswerRules } from './answer-rules.ts';

/** Questions to the solver for one action: a draft is checked while somebody waits. */
const MOST_QUESTIONS = 2000;

/** What is asked of the solver about one action. */
export class AnswerProof {
  readonly prover: Prover;
  private readonly branches: number;
  private readonly rules: AnswerRules;

  constructor(rules: AnswerRules, branches: number) {
    let questions = 0;
    const mayGoOn = () => {
      if (++questions > MOST_QUESTIONS) throw new Stopped('time');
    };
    const normal = normaliseRuleSet(rules.ruleSet);
    this.rules = rules;
    this.branches = branches;
    this.prover = new Prover(terrainOf(rules.ruleSet, normal, rules.forms), mayGoOn);
  }

  /** The answers take that branch; -1: none holds. */
  takes(branch: number): Lit {
    const { sat, logic } = this.prover;
    if (branch >= 0) return logic.first[branch] ?? sat.FALSE;
    return sat.and(logic.cases.slice(0, this.branches).map(({ matches }) => -matches));
  }

  /** Some answer denies an outcome of that effect: one decided or told with it, or one decided before. */
  denies(effect: OutcomeEffect, when: 'effects' | 'earlier' = 'effects'): Lit {
    const { sat, logic } = this.prover;
    return sat.or(
      this.rules.denials.flatMap((denial, index) => {
        const { matches } = logic.cases[this.branches + index] ?? {};
        return matches !== undefined && denial[when].includes(effect) ? [matches] : [];
      }),
    );
  }

  /** "No" is certain only where every value has been thought of. */
  ask(lits: readonly Lit[], { certain = false } = {}): 'yes' | 'no' | 'perhaps' {
    const { is } = this.prover.ask(lits, certain ? { certain } : {});
    return is === 'no' && this.prover.incomplete.length > 0 ? 'perhaps' : is;
  }
}
