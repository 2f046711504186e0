import type { Json } from '@caseway/form-schemas';
import { cloneJson, jsonEqual } from './json-value.ts';
import type { OutcomeParams, RuleEvent } from './model/rule-set.ts';

export type Outcome = OutcomeParams & Record<string, Json | undefined>;

/**
 * Folds the params of events into one outcome, in their order: of lists the union, each value at its first place;
 * of everything else the first. A list after a scalar, or the reverse, is left out. Never shares data with the events.
 */
export function combineOutcomes(events: readonly RuleEvent[]): Outcome {
  const outcome = new Map<string, Json>();
  for (const event of events) {
    for (const [param, value] of Object.entries(event.params ?? {})) {
      if (value === undefined) continue;
      const known = outcome.get(param);
      if (known === undefined) outcome.set(param, Array.isArray(value) ? unite([], value) : cloneJson(value));
      else if (Array.isArray(known) && Array.isArray(value)) outcome.set(param, unite(known, value));
    }
  }
  return Object.fromEntries(outcome);
}

/** An outcome as far as it decides anything: words for people left out. */
export function weightOf(events: readonly RuleEvent[]): Outcome {
  const { say: _, ...rest } = combineOutcomes(events);
  return rest;
}

/** Whether events come to the same, but for the words. */
export const sameOutcome = (a: readonly RuleEvent[], b: readonly RuleEvent[]): boolean =>
  jsonEqual(weightOf(a) as Record<string, Json>, weightOf(b) as Record<string, Json>);

/** The events that have a part in the outcome: not those of which everything was said before. Words alone are a part. */
export const bearingEvents = (events: readonly RuleEvent[]): { event: RuleEvent; index: number }[] =>
  events
    .map((event, index) => ({ event, index }))
    .filter(
      ({ event, index }) =>
        Object.keys(weightOf([event])).length === 0 || !sameOutcome(events.slice(0, index), events.slice(0, index + 1)),
    );

function unite(known: readonly Json[], added: readonly Json[]): Json[] {
  const all = [...known];
  for (const item of added) if (!all.some((other) => jsonEqual(other, item))) all.push(cloneJson(item));
  return all;
}
