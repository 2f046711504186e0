import type { LocalizedText } from '@caseway/form-schemas';
import type { HandlingPath, OutcomeEffect } from '../model/handling-path.ts';
import type { PathState } from './run/path-state.ts';
import { passedSteps } from './run/run-path.ts';
import { stepOf } from './run/steps.ts';

/** Effects of outcomes that act against a person beyond the demand: the way there says what somebody is thought to have done. */
const AGAINST: ReadonlySet<OutcomeEffect> = new Set(['referred']);

/** A path as the petitioner may read it. */
export interface PublicPath {
  /** Null: the path is not named. */
  title: LocalizedText | null;
  /** Steps in their order, ends left out, none twice in a row; of a case at its end those that it went through. */
  steps: LocalizedText[];
  /** The step on which the case stands; null at an end, and where it is not named. */
  at: LocalizedText | null;
  /** Why and by whom it is handled may be told: nothing of it stands against a person, or a person has decided so. */
  open: boolean;
}

/**
 * What of a path a petitioner may be told. Where it may lead to an outcome against a person and no person has decided
 * that, only public titles are told: a proposal is for the office to weigh. The platform's own rule, whatever is configured.
 */
export function publicPath(path: HandlingPath, state: PathState): PublicPath {
  const against = new Set(path.outcomes.filter(({ effect }) => AGAINST.has(effect)).map(({ key }) => key));
  const decided = state.history.some(
    ({ outcome }) => outcome !== undefined && outcome !== null && against.has(outcome),
  );
  const open = against.size === 0 || decided;
  const named = ({ title, publicTitle }: { title: LocalizedText; publicTitle?: LocalizedText }) =>
    publicTitle ?? (open ? title : null);
  const passed = stepOf(path, state.step).kind === 'end' ? new Set(passedSteps(path, state)) : null;
  const steps = path.steps
    .filter(({ kind, key }) => kind !== 'end' && (passed === null || passed.has(key)))
    .flatMap((step) => named(step) ?? [])
    .filter((title, index, all) => title['zh-CN'] !== all[index - 1]?.['zh-CN']);
  const here = stepOf(path, state.step);
  return { title: named(path), steps, at: here.kind === 'end' ? null : named(here), open };
}
