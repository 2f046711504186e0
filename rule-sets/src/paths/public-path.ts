import type { LocalizedText } from '@caseway/form-schemas';
import type { HandlingPath, OutcomeEffect } from '../model/handling-path.ts';
import type { Course } from './run/course.ts';
import type { PathState } from './run/path-state.ts';
import { passedSteps } from './run/run-path.ts';
import { stepOf } from './run/steps.ts';

/** Effects of outcomes that act against a person beyond the demand: the way there says what somebody is thought to have done. */
const AGAINST: ReadonlySet<OutcomeEffect> = new Set(['referred']);

/** A path as the petitioner may read it. */
export interface PublicPath {
  /** Null: the path is not named, also where the case ended with nobody having taken it up. */
  title: LocalizedText | null;
  /** Rules alone say so: nobody has told or decided anything by which it goes on, nor taken it further. */
  proposed: boolean;
  /** Steps that the case went through, each where it was last, the present one last; ends left out, none twice. */
  steps: LocalizedText[];
  /** What may come next: one or the other of them, none twice, nor the present one. */
  next: LocalizedText[];
  /** The step on which the case stands; null at an end, and where it is not named. */
  at: LocalizedText | null;
  /** Why and by whom it is handled may be told: nothing of it stands against a person, or a person has decided so. */
  open: boolean;
}

const same = (one: LocalizedText | undefined, other: LocalizedText): boolean => one?.['zh-CN'] === other['zh-CN'];

/** Whether the path is no more than what rules propose: what one person proposes to another takes it no further. */
function isProposed(path: HandlingPath, { history }: PathState): boolean {
  const proposals = new Set(path.steps.flatMap(({ actions }) => actions.flatMap(({ approves }) => approves ?? [])));
  const place = (step: string): number => path.steps.findIndex(({ key }) => key === step);
  const goesOn = (step: string): boolean => path.steps[place(step)]?.kind !== 'end';
  return !history.some(
    ({ action, from, to, told, outcome }) =>
      goesOn(to) &&
      (told !== undefined || (outcome ?? null) !== null || (!proposals.has(action) && place(to) > place(from))),
  );
}

/**
 * What of a path a petitioner may be told: what was gone through, and what may come. Where it may lead to an outcome against a
 * person and no person has decided that, only public titles are told: a proposal is for the office to weigh. The platform's own
 * rule, whatever is configured.
 */
export function publicPath(path: HandlingPath, state: PathState, { next }: Pick<Course, 'next'>): PublicPath {
  const against = new Set(path.outcomes.filter(({ effect }) => AGAINST.has(effect)).map(({ key }) => key));
  const decided = state.history.some(
    ({ outcome }) => outcome !== undefined && outcome !== null && against.has(outcome),
  );
  const open = against.size === 0 || decided;
  const named = ({ title, publicTitle }: { title: LocalizedText; publicTitle?: LocalizedText }) =>
    publicTitle ?? (open ? title : null);
  const here = stepOf(path, state.step);
  const at = here.kind === 'end' ? null : named(here);
  const proposed = isProposed(path, state);
  const steps = passedSteps(path, state)
    .map((key) => stepOf(path, key))
    .flatMap((step) => (step.kind === 'end' ? [] : (named(step) ?? [])))
    .filter((title, index, all) => all.findLastIndex((one) => same(one, title)) === index);
  const coming = next
    .flatMap((key) => named(stepOf(path, key)) ?? [])
    .filter((title, index, all) => !(at && same(at, title)) && all.findIndex((one) => same(one, title)) === index);
  return { title: proposed && here.kind === 'end' ? null : named(path), proposed, steps, next: coming, at, open };
}
