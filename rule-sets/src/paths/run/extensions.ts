import { type FormData, type Json, readPointer } from '@caseway/form-schemas';
import { clockDeadline } from '../../clock/compute-deadline.ts';
import { dayWords } from '../../clock/day-words.ts';
import type { BusinessCalendar, Duration, StatutoryLimit } from '../../model/calendar.ts';
import { exceeds } from '../../model/durations.ts';
import type { ActionEffect, EnteredDays, HandlingPath } from '../../model/handling-path.ts';
import { PathError } from '../../path-error.ts';
import { type ActionProblem, EXTENSION_PROBLEMS, filled } from './action-problems.ts';
import { applyClockEffect } from './advance-clocks.ts';
import type { PathState } from './path-state.ts';

export type Extension = Extract<ActionEffect, { type: 'extend-clock' }>;

export const isEntered = (by: Extension['by']): by is EnteredDays => 'days' in by;

const isCount = (value: Json | undefined): value is number => Number.isInteger(value) && (value as number) > 0;

/** Every extension of the path that counts days which some action's form asks for. */
function extensionsEnteredIn(path: HandlingPath, action: string): Extension[] {
  const all = path.steps.flatMap((step) =>
    step.actions.flatMap((each) => [
      ...(each.effects ?? []),
      ...(each.branches ?? []).flatMap(({ effects }) => effects ?? []),
    ]),
  );
  return all.filter(
    (effect): effect is Extension => effect.type === 'extend-clock' && isEntered(effect.by) && effect.by.of === action,
  );
}

/** The whole numbers of an action's answers that an extension counts, by pointer: kept in the history for who approves it. */
export function enteredDays(path: HandlingPath, action: string, data: FormData): Record<string, number> | undefined {
  const read = extensionsEnteredIn(path, action).flatMap(({ by }) => {
    const pointer = isEntered(by) ? by.days : '';
    const value = readPointer(data, pointer);
    return isCount(value) ? [[pointer, value] as const] : [];
  });
  return read.length > 0 ? Object.fromEntries(read) : undefined;
}

/** By what calendar days are counted, and the moment at which something is asked for. */
export interface Counted {
  calendar: BusinessCalendar;
  at: Date;
}

interface Asked {
  path: HandlingPath;
  state: PathState;
  action: string;
  data: FormData;
  counted?: Counted | undefined;
}

/** By how much an extension extends; undefined where no days were entered. */
export function extensionLength({ by, clock }: Extension, { path, state, action, data }: Asked): Duration | undefined {
  if (!isEntered(by)) return by;
  const earlier = state.history.findLast((event) => event.action === by.of && !event.earlier)?.entered;
  const value = by.of === action ? readPointer(data, by.days) : earlier?.[by.days];
  const unit = path.clocks.find(({ key }) => key === clock)?.duration.unit;
  return isCount(value) && unit ? { value, unit } : undefined;
}

/** Extensions that a clock has had in all its runs. One that opened another epoch stands in the next, too. */
const extensionsOf = ({ clocks }: PathState, clock: string): Duration[] =>
  clocks
    .filter((state) => state.clock === clock && !state.extended)
    .flatMap(({ extensions }) => extensions.map(({ by }) => by));

function problemsOf(effect: Extension, asked: Asked, limits: readonly StatutoryLimit[]): ActionProblem[] {
  const { by, clock: key, inAll } = effect;
  const clock = asked.path.clocks.find((candidate) => candidate.key === key);
  const title = clock?.title ?? { 'zh-CN': key, en: key };
  // What an earlier action entered cannot be mended in this one's form.
  const pointer = isEntered(by) && by.of === asked.action ? `/data${by.days}` : '';
  const running = asked.state.clocks.some((state) => state.clock === key && state.stoppedAt === undefined);
  if (!running) {
    return [
      {
        code: 'clock-not-running',
        pointer: '',
        words: filled(EXTENSION_PROBLEMS['clock-not-running'], { clock: title }),
      },
    ];
  }
  const length = extensionLength(effect, asked);
  if (!length) {
    return [{ code: 'days-required', pointer, words: filled(EXTENSION_PROBLEMS['days-required'], { clock: title }) }];
  }
  // A length that stands in the path was held against its own limit before it was published.
  const beyond = [...new Set([isEntered(by) ? effect.limit : undefined, inAll])].flatMap(
    (limitKey): ActionProblem[] => {
      if (limitKey === undefined) return [];
      const limit = limits.find((candidate) => candidate.key === limitKey);
      if (!limit) throw new PathError('unknown-limit', `No limit ${limitKey} is known for path ${asked.path.key}.`);
      const before = limitKey === inAll ? extensionsOf(asked.state, key) : [];
      if (!exceeds([...before, length], limit.duration)) return [];
      const used = before.reduce((sum, { value }) => sum + value, 0);
      const words = filled(EXTENSION_PROBLEMS['extension-beyond-limit'], {
        clock: title,
        limit: String(limit.duration.value),
        used: String(used),
        asked: String(length.value),
        source: limit.title,
      });
      return [{ code: 'extension-beyond-limit', pointer, words }];
    },
  );
  const over = overBy(effect, length, asked);
  if (beyond.length > 0 || over === undefined) return beyond;
  const day = { 'zh-CN': dayWords(over, 'zh-CN'), en: dayWords(over, 'en') };
  const words = filled(EXTENSION_PROBLEMS['extension-over'], { clock: title, asked: String(length.value), day });
  return [{ code: 'extension-over', pointer, words }];
}

/** The day (YYYY-MM-DD) on which an extended clock would have ended by now; undefined where it would not. */
function overBy({ type, clock, limit, inAll = limit }: Extension, by: Duration, asked: Asked): string | undefined {
  const { path, state, counted } = asked;
  if (!counted) return undefined;
  const effect = { type, clock, by, ...(inAll !== undefined && { limit: inAll }) };
  const extended = applyClockEffect(state.clocks, effect, counted.at).findLast((each) => each.clock === clock);
  const due = extended && clockDeadline(path, extended, counted.calendar);
  return due?.dueAt && due.dueOn && due.dueAt < counted.at ? due.dueOn : undefined;
}

/**
 * Why extensions cannot be: the clock does not run, no days were entered, or more than the limit gives in all. Asked of who
 * proposes as well, whose days another action extends by.
 */
export function extensionProblems(
  effects: readonly ActionEffect[],
  asked: Asked,
  limits: readonly StatutoryLimit[],
): ActionProblem[] {
  const own = effects.filter((effect) => effect.type === 'extend-clock');
  const proposed = extensionsEnteredIn(asked.path, asked.action).filter((effect) => !own.includes(effect));
  const problems = [...own, ...proposed].flatMap((effect) => problemsOf(effect, asked, limits));
  // A proposal that several steps can approve is one proposal.
  return problems.filter(
    ({ code, pointer }, index) =>
      problems.findIndex((other) => other.code === code && other.pointer === pointer) === index,
  );
}
