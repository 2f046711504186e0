import { lawTime } from '../../law/law-times.ts';
import type { ClockTrigger, HandlingPath, PathAction, PathClock, PathStep } from '../../model/handling-path.ts';
import { type ActionWay, waysOf } from '../run/resolve-action.ts';
import type { PathSurroundings, Report } from './surroundings.ts';

/** One way of an action by which a trigger comes about, and the step that offers it. */
interface Cause {
  action: PathAction;
  step: PathStep;
  way: ActionWay;
}

/** Every way of an action by which a trigger comes about; none of what no action of the path brings. */
function causesOf({ steps }: HandlingPath, trigger: ClockTrigger): Cause[] {
  const ways = steps.flatMap((step) =>
    step.actions.flatMap((action) => waysOf(action).map((way): Cause => ({ action, step, way }))),
  );
  if ('action' in trigger) return ways.filter(({ action }) => action.key === trigger.action);
  if (trigger.on !== 'step') return [];
  const { step: to, from } = trigger;
  return ways.filter(({ step, way }) => way.to === to && step.key !== to && (from ?? step.key) === step.key);
}

/**
 * Whether a clock is that of the report to who sent the matter, where a path reports: it runs to a day that they set, or begins
 * at a step where nothing is done but to report.
 */
function owesReport({ steps }: HandlingPath, { until, startsOn }: PathClock): boolean {
  const reports = ({ actions }: PathStep) => actions.every(({ reportsBack }) => reportsBack !== undefined);
  const reporting = steps.filter((step) => step.actions.length > 0 && reports(step)).map(({ key }) => key);
  const sent = steps.some(({ actions }) => actions.some(({ reportsBack }) => reportsBack !== undefined));
  return (sent && until?.of === 'form') || startsOn.some((it) => it.on === 'step' && reporting.includes(it.step));
}

/** What is told in writing says a decision, also one that another authority made. */
const saysDecided = ({ branches, says: own = [] }: PathAction, { branch }: ActionWay): boolean =>
  (branches?.[branch]?.says ?? own).some((effect) => effect !== 'unresolved' && effect !== 'withdrawn');

/**
 * A clock is met by what meets it; whatever else makes an end of it has its place in `endsOn`. A withdrawal meets nothing. What
 * is owed to the authority that sent the matter is met by the report alone, and ended by what says that none is owed. The time
 * of the handling is met by what ends it: an outcome, or a decision that is told in writing.
 */
export function checkMet(
  path: HandlingPath,
  clock: PathClock,
  at: string,
  { calendar }: PathSurroundings,
  report: Report,
): void {
  if (clock.whose === 'petitioner') return;
  const effects = new Map(path.outcomes.map(({ key, effect }) => [key, effect]));
  const withdraws = ({ way }: Cause): boolean => effects.get(way.outcome ?? '') === 'withdrawn';
  const decides = ({ action, step, way }: Cause): boolean =>
    way.outcome
      ? !withdraws({ action, step, way })
      : !!action.tells && way.to !== step.key && (step.kind === 'human-decision' || saysDecided(action, way));
  const ofReport = owesReport(path, clock);
  const limit = calendar?.limits.find(({ key }) => key === clock.limit);
  const ofHandling = lawTime(limit?.law)?.met === 'decided';
  const named = { clock: clock.key };
  for (const [place, trigger] of clock.stopsOn.entries()) {
    const here = `${at}/stopsOn/${place}`;
    const causes = causesOf(path, trigger);
    if (causes.length === 0) continue;
    if (causes.every(withdraws)) report('met-by-withdrawal', here, named);
    else if (ofReport && !causes.every(({ action }) => action.reportsBack === 'reported')) {
      report('met-unreported', here, named);
    } else if (ofHandling && !causes.every(decides)) report('met-undecided', here, named);
  }
  if (!ofReport) return;
  for (const [place, trigger] of (clock.endsOn ?? []).entries()) {
    const causes = causesOf(path, trigger);
    if (causes.every(({ action }) => action.reportsBack === 'not-owed')) continue;
    report('ended-unreported', `${at}/endsOn/${place}`, named);
  }
}
