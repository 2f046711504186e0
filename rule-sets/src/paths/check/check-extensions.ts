import { fieldAt, fieldTypeOf } from '@caseway/form-schemas';
import { isStatutory } from '../../clock/statutory.ts';
import { LAW_TIMES, lawTime } from '../../law/law-times.ts';
import { boundsExtension } from '../../law/limit-fits.ts';
import type { HandlingPath, PathAction, PathClock } from '../../model/handling-path.ts';
import { type Extension, isEntered } from '../run/extensions.ts';
import { checkLimit } from './check-clocks.ts';
import type { PathSurroundings, Report } from './surroundings.ts';

/**
 * A clock with a limit is extended within another limit (`inAll`), the law's where a law sets the time; a statutory one by
 * somebody who approves what another proposed, with reasons, told to the petitioner. Who that is says the law.
 */
function checkGrant(
  clock: PathClock,
  action: PathAction,
  { inAll }: Extension,
  at: string,
  { calendar }: PathSurroundings,
  report: Report,
): void {
  const named = { clock: clock.key };
  const limitOf = (key: string | undefined) => calendar?.limits.find((limit) => limit.key === key);
  const [ofClock, ofAll] = [limitOf(clock.limit), limitOf(inAll)];
  const law = lawTime(ofClock?.law);
  const extension = law && LAW_TIMES.find((time) => time.extends === law.key);
  if (law && !extension) report('extension-not-in-law', at, named, { words: { law: law.cite } });
  else if (inAll === undefined) report('extension-without-limit', at, named);
  else if (ofAll && !boundsExtension(ofAll, ofClock)) {
    const words = { limit: ofAll.title, law: extension?.cite ?? ofAll.source };
    report('extension-of-other-limit', `${at}/inAll`, { ...named, limit: ofAll.key }, { words });
  }
  if (!isStatutory(clock)) return;
  const only = extension?.grantedBy;
  const others = only === undefined ? [] : action.by.filter((role) => role !== only);
  if (action.approves === undefined || others.length > 0) report('extension-needs-approval', at, named);
  if (!action.requires?.reasons) report('extension-needs-reasons', at, named);
  if (!action.tells) report('extension-not-told', at, named);
}

/** That an extension is bounded, counts in the clock's unit, has its days entered, and is granted as the law says. */
export function checkExtension(
  path: HandlingPath,
  action: PathAction,
  effect: Extension,
  at: string,
  around: PathSurroundings,
  report: Report,
): void {
  const { by, clock: key, limit, inAll } = effect;
  const clock = path.clocks.find((candidate) => candidate.key === key);
  if (clock?.limit !== undefined) checkGrant(clock, action, effect, at, around, report);
  if (action.atMost === undefined && inAll === undefined) report('extension-unbounded', at);
  const inHours = !isEntered(by) && by.unit === 'hour';
  if (inHours !== (clock?.duration.unit === 'hour')) report('units-mixed', at, { clock: key });
  if (!isEntered(by)) {
    checkLimit(by, limit, key, at, around, report);
    checkLimit(by, inAll, key, at, around, report);
    return;
  }
  for (const name of ['limit', 'inAll'] as const) {
    const named = effect[name];
    if (named !== undefined && around.calendar && !around.calendar.limits.some((known) => known.key === named)) {
      report('unknown-limit', `${at}/${name}`, { limit: named });
    }
  }
  const asking = path.steps.flatMap(({ actions }) => actions).filter((each) => each.key === by.of);
  if (asking.length === 0) report('unknown-action', `${at}/by/of`, { action: by.of });
  for (const { key: asks, form: wanted } of asking) {
    const form = around.forms?.find((candidate) => candidate.key === wanted);
    const field = form && fieldAt(form, by.days);
    if (wanted === undefined || (form && (!field || fieldTypeOf(field) !== 'integer'))) {
      report('no-days-entered', `${at}/by`, { action: asks, pointer: by.days });
    }
  }
}
