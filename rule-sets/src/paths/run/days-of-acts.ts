import { bindingValue, type FormData, type FormDefinition, fieldAt, type Present } from '@caseway/form-schemas';
import { localDay } from '../../clock/days.ts';
import { asDay } from './entered-day.ts';
import type { PathEvent, PathState } from './path-state.ts';

/** The day on which an act was done, as its form says; undefined where that is the day of recording it. Never a personal one. */
export function doneOnIn(form: FormDefinition | undefined, data: FormData): string | undefined {
  const pointer = form?.bindings?.doneOn;
  if (!form || pointer === undefined || fieldAt(form, pointer)?.['x-sensitive'] !== undefined) return undefined;
  return asDay(bindingValue(form, data, 'doneOn')) ?? undefined;
}

/** The day of an act in Asia/Shanghai: the one that was entered for it, else the one on which it was recorded. */
export const dayOfAct = ({ doneOn, at }: Pick<PathEvent, 'doneOn' | 'at'>): string => doneOn ?? localDay(new Date(at));

/**
 * The days of what was done before, by which the form of a step bounds its own (`x-not-before: reached, decided`): of the act
 * that brought the case to the step, and of the one that decided what stands. What did not happen bounds nothing.
 */
export function daysOfActs({ step, history, outcome }: PathState): Pick<Present, 'reached' | 'decided'> {
  const came = history.findLast(({ from, to, earlier }) => !earlier && to === step && from !== step);
  const deciding = outcome === undefined ? undefined : history.findLast((event) => event.outcome === outcome);
  return { ...(came && { reached: dayOfAct(came) }), ...(deciding && { decided: dayOfAct(deciding) }) };
}
