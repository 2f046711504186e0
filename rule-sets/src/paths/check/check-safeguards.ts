import type { HandlingPath, OutcomeEffect, PathAction, PathStep } from '../../model/handling-path.ts';
import { type ActionWay, isAdverse, waysOf } from '../run/resolve-action.ts';
import type { Decided } from '../run/what-stands.ts';
import type { Report } from './surroundings.ts';

/** Outcomes that refuse what was asked for: the petitioner must learn of them in writing, with the basis (article 32). */
const REFUSES: readonly OutcomeEffect[] = ['not-supported', 'upheld'];
/** Outcomes that say that something happened outside of the office: somebody must say so in a form, which could deny it. */
const HAPPENED: readonly OutcomeEffect[] = ['assisted', 'agreed'];
/** Outcomes that rest on the person's paper, or on another's approval. */
const ON_PAPER: readonly OutcomeEffect[] = ['withdrawn', 'referred'];
const POSITIVE: readonly OutcomeEffect[] = ['supported', ...HAPPENED];

const effectsOf = (path: HandlingPath, outcomes: Iterable<string | null | undefined>): OutcomeEffect[] => {
  const keys = new Set(outcomes);
  return path.outcomes.filter(({ key }) => keys.has(key)).map(({ effect }) => effect);
};

/**
 * What stands between an action and an outcome: against a person a human decision with reasons, its basis, told in writing;
 * a referral also another's approval; what happened, a form that says so; a withdrawal, its paper.
 */
export function checkSafeguards(
  path: HandlingPath,
  step: PathStep,
  action: PathAction,
  pointer: string,
  report: Report,
): void {
  const { requires = {}, key } = action;
  const effects = effectsOf(
    path,
    waysOf(action).map(({ outcome }) => outcome),
  );
  const has = (some: readonly OutcomeEffect[]) => effects.some((effect) => some.includes(effect));
  if (effects.some(isAdverse) && (step.kind !== 'human-decision' || !requires.reasons)) {
    report('adverse-needs-decision', pointer);
  }
  if (has(REFUSES) && !requires.legalBasis) report('refusal-needs-basis', pointer, { action: key });
  if (has(REFUSES) && !action.tells) report('refusal-not-told', pointer, { action: key });
  if (has(['withdrawn']) && (requires.documents ?? []).length === 0) {
    report('withdrawal-needs-paper', pointer, { action: key });
  }
  if (has(HAPPENED) && action.form === undefined) report('outcome-without-form', pointer, { action: key });
  const untold = !action.tells && !has(ON_PAPER) && effects.length > 0;
  if (untold && !has(HAPPENED) && action.form === undefined) report('result-without-form', pointer, { action: key });
  if (!has(['referred'])) return;
  if (!requires.legalBasis) report('referral-needs-basis', pointer);
  const onlyLead = action.by.every((role) => role === 'case-lead');
  if (action.approves === undefined || !onlyLead) report('referral-needs-approval', pointer);
}

/**
 * An action that closes a case as one in which the petitioner got something asks at least what was done: a form, reasons or
 * a document. `carried`: outcomes with which a case may come to it.
 */
export function checkClosing(
  path: HandlingPath,
  action: PathAction,
  ways: readonly ActionWay[],
  carried: readonly Decided[],
  pointer: string,
  report: Report,
): void {
  const ends = new Set(path.steps.filter(({ kind }) => kind === 'end').map(({ key }) => key));
  const closing = ways.filter(({ to }) => ends.has(to));
  const outcomes = closing.flatMap(({ outcome }) =>
    outcome === undefined ? carried.map((before) => before.outcome) : [outcome],
  );
  const { form, requires = {} } = action;
  const asks = form !== undefined || requires.reasons === true || (requires.documents ?? []).length > 0;
  if (!asks && effectsOf(path, outcomes).some((effect) => POSITIVE.includes(effect))) {
    report('closes-unasked', pointer, { action: action.key });
  }
}

/**
 * Where a path may end against a person, the petitioner reads public titles alone until a person has decided so: without
 * them nothing. The steps on which that is proposed and decided may stay unnamed.
 */
export function checkPublicTitles(path: HandlingPath, report: Report): void {
  const decides = (action: PathAction) =>
    effectsOf(
      path,
      waysOf(action).map(({ outcome }) => outcome),
    ).includes('referred');
  const deciding = path.steps.flatMap(({ actions }) => actions).filter(decides);
  if (deciding.length === 0) return;
  if (!path.publicTitle) report('no-public-title', '');
  const proposals = new Set(deciding.map(({ approves }) => approves));
  for (const [at, { key, kind, publicTitle, actions }] of path.steps.entries()) {
    const against = actions.some((action) => decides(action) || proposals.has(action.key));
    if (kind !== 'end' && !publicTitle && !against) report('step-without-public-title', `/steps/${at}`, { step: key });
  }
}
