import {
  allProperties,
  answersOf,
  deniedBy,
  type FormDefinition,
  type FormSchema,
  formatValue,
  jsonText,
} from '@caseway/form-schemas';
import { Unevaluable } from '../../analyse/domains.ts';
import { terrainOf } from '../../analyse/places.ts';
import { Prover, Stopped } from '../../analyse/prover.ts';
import { type Lit, TooLarge } from '../../analyse/sat.ts';
import type { HandlingPath, OutcomeEffect, PathAction } from '../../model/handling-path.ts';
import { normaliseRuleSet } from '../../reference/normalise.ts';
import { type ActionWay, waysOf } from '../run/resolve-action.ts';
import { type AnswerRules, answerRules, factsRead } from './answer-rules.ts';
import type { PathSurroundings, Report } from './surroundings.ts';

/** Questions to the solver for one action: a draft is checked while somebody waits. */
const MOST_QUESTIONS = 2000;

/** What is asked of the solver about one action. */
class AnswerProof {
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

  /** Some answer denies an outcome of that effect. */
  denies(effect: OutcomeEffect): Lit {
    const { sat, logic } = this.prover;
    return sat.or(
      this.rules.denials.flatMap(({ effects }, index) => {
        const { matches } = logic.cases[this.branches + index] ?? {};
        return matches !== undefined && effects.includes(effect) ? [matches] : [];
      }),
    );
  }

  /** "No" is certain only where every value has been thought of. */
  ask(lits: readonly Lit[], { certain = false } = {}): 'yes' | 'no' | 'perhaps' {
    const { is } = this.prover.ask(lits, certain ? { certain } : {});
    return is === 'no' && this.prover.incomplete.length > 0 ? 'perhaps' : is;
  }
}

/** Outcomes with which the case may stand when the action has gone that way, as far as answers are held against them. */
function outcomesOf(path: HandlingPath, way: ActionWay, carried: ReadonlySet<string | undefined>): (string | null)[] {
  if (way.outcome !== undefined) return [way.outcome];
  const closes = path.steps.some(({ key, kind }) => key === way.to && kind === 'end');
  return closes ? [...carried].map((outcome) => outcome ?? null) : [];
}

/**
 * Proves, over everything that the action's form takes and any facts of a case, that no answer leads to an outcome that it
 * denies, that each branch is taken by some answer, and that some answer is accepted. Gives the ways that answers take.
 */
export function proveAnswers(
  path: HandlingPath,
  action: PathAction,
  carried: ReadonlySet<string | undefined>,
  pointer: string,
  around: PathSurroundings,
  report: Report,
): readonly ActionWay[] {
  const ways = waysOf(action);
  const rules = answerRules(action, around);
  if (!rules) return ways;
  checkDeclared(action, rules.form, pointer, report);
  if (rules.ruleSet.rules.length === 0) return ways;
  try {
    return proved(
      path,
      action,
      ways,
      new AnswerProof(rules, action.branches?.length ?? 0),
      rules,
      carried,
      pointer,
      report,
    );
  } catch (error) {
    if (!(error instanceof Stopped || error instanceof TooLarge || error instanceof Unevaluable)) throw error;
    report('answers-unproved', pointer, { action: action.key });
    return ways;
  }
}

function proved(
  path: HandlingPath,
  action: PathAction,
  ways: readonly ActionWay[],
  proof: AnswerProof,
  rules: AnswerRules,
  carried: ReadonlySet<string | undefined>,
  pointer: string,
  report: Report,
): readonly ActionWay[] {
  let unproved = false;
  const taken = new Set<number>();
  for (const branch of [-1, ...(action.branches ?? []).keys()]) {
    const answer = proof.ask([proof.takes(branch)]);
    if (answer !== 'no') taken.add(branch);
    else if (branch >= 0) report('branch-unreachable', `${pointer}/branches/${branch}`, { action: action.key });
    unproved ||= answer === 'perhaps';
  }
  const denied: (() => void)[] = [];
  const accepted = ways.filter((way) => {
    if (!taken.has(way.branch)) return false;
    const at = way.branch < 0 ? pointer : `${pointer}/branches/${way.branch}`;
    const outcomes = outcomesOf(path, way, carried);
    const open = outcomes.filter((outcome) => {
      const known = path.outcomes.find(({ key }) => key === outcome);
      const denies = known ? proof.denies(known.effect) : proof.prover.sat.FALSE;
      if (!known || denies === proof.prover.sat.FALSE) return true;
      const lits = [proof.takes(way.branch), denies];
      const answer = proof.ask(lits, { certain: true });
      unproved ||= answer === 'perhaps';
      if (answer === 'yes') denied.push(() => reportDenied(proof, lits, rules.form, known, at, report));
      return proof.ask([proof.takes(way.branch), -denies]) !== 'no';
    });
    return outcomes.length === 0 || open.length > 0;
  });
  if (accepted.length === 0) report('every-answer-refused', pointer, { action: action.key });
  else for (const tell of denied) tell();
  if (unproved) report('answers-unproved', pointer, { action: action.key });
  return accepted.length === 0 ? ways : accepted;
}

function reportDenied(
  { prover }: AnswerProof,
  lits: readonly Lit[],
  form: FormDefinition,
  outcome: HandlingPath['outcomes'][number],
  pointer: string,
  report: Report,
): void {
  const witness = prover.example(lits);
  const [denial] = witness ? deniedBy(form, witness.facts, outcome.effect) : [];
  if (!witness || !denial) return;
  const { field, answer } = denial;
  const words = {
    field: field['x-title'] ?? { 'zh-CN': denial.pointer, en: denial.pointer },
    answer: { 'zh-CN': formatValue(field, answer, 'zh-CN'), en: formatValue(field, answer, 'en') },
    outcome: outcome.title,
  };
  const params = { field: denial.pointer, answer: jsonText(answer), outcome: outcome.key };
  report('answer-denies-outcome', pointer, params, { words, witness });
}

/** Where answers could speak against an outcome, somebody has thought about whether they do. */
function checkDeclared(action: PathAction, form: FormDefinition, pointer: string, report: Report): void {
  const decides = waysOf(action).some(({ outcome }) => typeof outcome === 'string');
  const read = factsRead(action);
  const fields = (schema: FormSchema, top?: string): [string, FormSchema][] =>
    [...allProperties(schema, form.schema)].flatMap(([name, field]) => [
      [top ?? name, field] as [string, FormSchema],
      ...(field.properties ? fields(field, top ?? name) : []),
    ]);
  const answers = fields(form.schema).filter(([, field]) => answersOf(field) !== undefined);
  const thoughtOf = answers.some(([name, field]) => read.has(name) || field['x-denies'] !== undefined);
  if (decides && answers.length > 0 && !thoughtOf) {
    report('answers-not-held-against-outcome', pointer, { action: action.key, form: form.key });
  }
}
