import {
  choicesOf,
  deniedBy,
  type FormDefinition,
  formatValue,
  jsonText,
  type LocalizedText,
  pointerTokens,
} from '@caseway/form-schemas';
import { Unevaluable } from '../../analyse/domains.ts';
import { Stopped } from '../../analyse/prover.ts';
import { type Lit, TooLarge } from '../../analyse/sat.ts';
import type { HandlingPath, OutcomeEffect, PathAction } from '../../model/handling-path.ts';
import { EFFECT_TITLES } from '../effect-titles.ts';
import { factsRead } from '../run/action-branches.ts';
import { type ActionWay, waysOf } from '../run/resolve-action.ts';
import { type Decided, earlierEffect, outcomeOf, saidBy, standingAfter } from '../run/what-stands.ts';
import { AnswerProof } from './answer-proof.ts';
import { type AnswerRules, answerRules } from './answer-rules.ts';
import type { PathSurroundings, Report } from './surroundings.ts';

/** Where an action stands, and what may have been decided when it is begun. */
export interface Asked {
  path: HandlingPath;
  action: PathAction;
  carried: readonly Decided[];
  pointer: string;
}

/** The ways that answers take, by what was decided before; all of them, where nothing is known of that. */
export type ProvedWays = (before?: Decided) => readonly ActionWay[];

/**
 * Proves, over everything that the action's form takes and any facts of a case, that no answer leads to an outcome that it
 * denies, nor to being told of one, that each branch is taken by some answer, and that some answer is accepted: whatever was
 * decided before. Gives the ways that answers take.
 */
export function proveAnswers(asked: Asked, around: PathSurroundings, report: Report): ProvedWays {
  const { path, action, pointer } = asked;
  const ways = waysOf(action);
  const rules = answerRules(action, around);
  if (!rules) return () => ways;
  checkDeclared(path, action, rules, pointer, report);
  if (rules.ruleSet.rules.length === 0) return () => ways;
  try {
    return proved(asked, ways, new AnswerProof(rules, action.branches?.length ?? 0), rules, report);
  } catch (error) {
    if (!(error instanceof Stopped || error instanceof TooLarge || error instanceof Unevaluable)) throw error;
    report('answers-unproved', pointer, { action: action.key });
    return () => ways;
  }
}

/** Something that is said with an action and that no answer of it may deny. */
interface Said {
  code: 'answer-denies-outcome' | 'answer-denies-telling';
  effect: OutcomeEffect;
  /** Key of the outcome, or the effect that is told. */
  key: string;
  title: LocalizedText;
}

function saidWith(path: HandlingPath, action: PathAction, way: ActionWay, before: Decided): Said[] {
  const outcome = outcomeOf(path, standingAfter(path, way, before));
  const told = saidBy(path, action, way, before).filter((effect) => effect !== outcome?.effect);
  return [
    ...(outcome
      ? [{ code: 'answer-denies-outcome', effect: outcome.effect, key: outcome.key, title: outcome.title } as const]
      : []),
    ...told.map(
      (effect): Said => ({ code: 'answer-denies-telling', effect, key: effect, title: EFFECT_TITLES[effect] }),
    ),
  ];
}

function proved(
  { path, action, carried, pointer }: Asked,
  ways: readonly ActionWay[],
  proof: AnswerProof,
  rules: AnswerRules,
  report: Report,
): ProvedWays {
  const { FALSE } = proof.prover.sat;
  let unproved = false;
  const taken = new Set<number>();
  for (const branch of [-1, ...(action.branches ?? []).keys()]) {
    const answer = proof.ask([proof.takes(branch)]);
    if (answer !== 'no') taken.add(branch);
    else if (branch >= 0) report('branch-unreachable', `${pointer}/branches/${branch}`, { action: action.key });
    unproved ||= answer === 'perhaps';
  }
  const denied = new Map<string, () => void>();
  /** Whether some answer goes that way where that was decided before; what goes there and should not is noted. */
  const isOpen = (way: ActionWay, before: Decided): boolean => {
    const earlier = earlierEffect(path, before);
    const fits = [proof.takes(way.branch), ...(earlier ? [-proof.denies(earlier, 'earlier')] : [])];
    const said = saidWith(path, action, way, before);
    const at = way.branch < 0 ? pointer : `${pointer}/branches/${way.branch}`;
    for (const one of said) {
      const name = `${at} ${one.code} ${one.key}`;
      const denies = proof.denies(one.effect);
      if (denied.has(name) || denies === FALSE) continue;
      const lits = [...fits, denies];
      const answer = proof.ask(lits, { certain: true });
      unproved ||= answer === 'perhaps';
      if (answer === 'yes') denied.set(name, () => reportDenied(proof, lits, rules.form, one, at, report));
    }
    if (fits.length === 1 && said.length === 0) return true;
    return proof.ask([...fits, ...said.map(({ effect }) => -proof.denies(effect))]) !== 'no';
  };
  const cases = carried.map((before) => ({
    before,
    open: ways.filter((way) => taken.has(way.branch) && isOpen(way, before)),
  }));
  const none = cases.filter(({ open }) => open.length === 0);
  if (unproved) report('answers-unproved', pointer, { action: action.key });
  if (none.length === cases.length) {
    report('every-answer-refused', pointer, { action: action.key });
    return () => ways;
  }
  for (const tell of denied.values()) tell();
  for (const { before } of none) {
    const outcome = outcomeOf(path, before.outcome);
    if (outcome) report('no-answer-fits-outcome', pointer, { action: action.key, outcome: outcome.key });
  }
  return (before) => {
    const asked = cases.filter((one) => !before || isSame(one.before, before));
    return ways.filter((way) => asked.some(({ open }) => open.includes(way)));
  };
}

const isSame = (a: Decided, b: Decided): boolean => a.outcome === b.outcome && a.reviewed === b.reviewed;

function reportDenied(
  { prover }: AnswerProof,
  lits: readonly Lit[],
  form: FormDefinition,
  { code, effect, key, title }: Said,
  pointer: string,
  report: Report,
): void {
  const witness = prover.example(lits);
  const [denial] = witness ? deniedBy(form, witness.facts, effect) : [];
  if (!witness || !denial) return;
  const { field, answer } = denial;
  const words = {
    field: field['x-title'] ?? { 'zh-CN': denial.pointer, en: denial.pointer },
    answer: { 'zh-CN': formatValue(field, answer, 'zh-CN'), en: formatValue(field, answer, 'en') },
    outcome: title,
  };
  report(code, pointer, { field: denial.pointer, answer: jsonText(answer), outcome: key }, { words, witness });
}

/**
 * Where answers could speak against what is decided or told, somebody has thought about whether they do: of each choice that a
 * branch reads, or else of one. A telling that decides nothing says what it says.
 */
function checkDeclared(
  path: HandlingPath,
  action: PathAction,
  { form, denials }: AnswerRules,
  pointer: string,
  report: Report,
): void {
  const ways = waysOf(action);
  const isEnd = (step: string) => path.steps.some(({ key, kind }) => key === step && kind === 'end');
  const decides = ways.some(({ outcome, to }) => typeof outcome === 'string' || isEnd(to));
  const tells = ways.some(({ notice }) => notice !== undefined);
  const read = factsRead(action);
  const choices = choicesOf(form);
  const untold = choices.filter(({ field }) => field['x-denies'] === undefined);
  const about = { action: action.key, form: form.key };
  const unthought = untold.filter(({ pointer }) => read.has(pointerTokens(pointer)[0] ?? ''));
  for (const { pointer: place, field } of unthought) {
    const name = pointerTokens(place).at(-1) ?? place;
    const words = { field: field['x-title'] ?? { 'zh-CN': name, en: name } };
    report('answer-unthought', pointer, { ...about, field: name }, { words });
  }
  if (!decides && !tells) return;
  if (choices.length > 0 && untold.length === choices.length && unthought.length === 0) {
    report('answers-not-held-against-outcome', pointer, about);
  }
  if (!denials.some(({ effects }) => effects.length > 0)) return;
  for (const way of ways) {
    const held = action.branches?.[way.branch];
    const own = held?.notice !== undefined || held?.says !== undefined ? held : action;
    const nothing: Decided = { outcome: undefined, reviewed: false };
    // What a branch takes over is told of once, at the action.
    if ((own === action && way.branch >= 0) || !way.notice || own.says) continue;
    if (saidBy(path, action, way, nothing).length > 0) continue;
    report('telling-says-nothing', own === action ? pointer : `${pointer}/branches/${way.branch}`, about);
  }
}
