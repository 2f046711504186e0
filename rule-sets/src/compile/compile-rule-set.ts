import type { Json } from '@caseway/form-schemas';
import { combineOutcomes, type Outcome } from '../combine-outcomes.ts';
import { cloneJson } from '../json-value.ts';
import type { HitPolicy, RuleEvent, RuleSet } from '../model/rule-set.ts';
import { failureOf } from '../reference/failure-of.ts';
import { type NormalRuleSet, normaliseCopy } from '../reference/normalise.ts';
import { type Facts, traceCondition } from '../reference/trace.ts';
import { emitRuleSet, type RuleFunctions } from './emit-rule-set.ts';
import { RULE_RUNTIME, type RuleRuntime } from './runtime.ts';

/** What `decide` answers, without the trace. */
export interface CompiledDecision {
  fired: string[];
  events: RuleEvent[];
  byDefault: boolean;
  outcome: Outcome;
}

/**
 * A rule set ready to decide case by case. Every method answers as `decide` does and throws its RuleSetError where it
 * rejects, also where the rule without an answer comes after the deciding one.
 */
export interface CompiledRuleSet {
  readonly hitPolicy: HitPolicy;
  /** Names in deciding order: what numbers stand for. */
  readonly rules: readonly string[];
  /** The generated JavaScript, self-contained but for `runtime`. */
  readonly source: string;
  /** Place of the first matching rule; -1: none, `otherwise` answers. The cheapest question. */
  first(facts: Record<string, Json>): number;
  /** Places of all matching rules, ascending. */
  fired(facts: Record<string, Json>): number[];
  /** The outcome alone; shared between calls: never change it. Under `first` it costs no more than `first`. */
  outcome(facts: Record<string, Json>): Readonly<Outcome>;
  /** Everything but the trace; shares no data. */
  decide(facts: Record<string, Json>): CompiledDecision;
}

export type RuleFactory = (runtime: RuleRuntime) => RuleFunctions;

/** The generated code of a rule set, as it is run on the server. Throws RuleSetError as `decide` does. */
export function ruleSetSource(ruleSet: RuleSet): string {
  return emitRuleSet(normaliseCopy(ruleSet));
}

/**
 * The same as the text of an ES module whose default export makes the functions from a runtime (`linkRuleSet` gives
 * it). It imports nothing, and equal rule sets have equal texts: it can be served under the hash of its content to
 * pages that may not make code of text.
 */
export function ruleSetModule(ruleSet: RuleSet): string {
  return `export default function create(runtime) {\n${ruleSetSource(ruleSet)}\n}\n`;
}

/** What the reference says of one case: where generated code gave up. */
function askReference(normal: NormalRuleSet, facts: Facts): number[] {
  const failure = failureOf(normal, facts);
  if (failure) throw failure;
  return normal.order.flatMap((rule, index) =>
    traceCondition(rule.conditions, facts, normal.named).trace.result ? [index] : [],
  );
}

function link(normal: NormalRuleSet, source: string, factory: RuleFactory): CompiledRuleSet {
  const generated = factory(RULE_RUNTIME);
  const { order, hitPolicy, otherwise } = normal;
  const outcomes = new Map<number, Readonly<Outcome>>();

  const first = (facts: Record<string, Json>): number => {
    try {
      return generated.first(facts);
    } catch {
      return askReference(normal, facts)[0] ?? -1;
    }
  };
  const fired = (facts: Record<string, Json>): number[] => {
    try {
      return generated.fired(facts);
    } catch {
      return askReference(normal, facts);
    }
  };
  const eventsOf = (matching: readonly number[]): RuleEvent[] => {
    if (matching.length === 0) return otherwise ? [otherwise] : [];
    const deciding = hitPolicy === 'first' ? matching.slice(0, 1) : matching;
    return deciding.flatMap((index) => order[index]?.event ?? []);
  };
  const outcome = (facts: Record<string, Json>): Readonly<Outcome> => {
    if (hitPolicy !== 'first') return combineOutcomes(eventsOf(fired(facts)));
    const index = first(facts);
    const known = outcomes.get(index);
    if (known) return known;
    const made = Object.freeze(combineOutcomes(eventsOf(index === -1 ? [] : [index])));
    outcomes.set(index, made);
    return made;
  };
  return {
    hitPolicy,
    rules: order.map(({ name }) => name),
    source,
    first,
    fired,
    outcome,
    decide: (facts) => {
      const matching = fired(facts);
      const events = eventsOf(matching);
      return {
        fired: matching.flatMap((index) => order[index]?.name ?? []),
        events: cloneJson(events),
        byDefault: matching.length === 0,
        outcome: combineOutcomes(events),
      };
    },
  };
}

/** A rule set and the default export of its module (`ruleSetModule`), which must be of the very same rule set. */
export function linkRuleSet(ruleSet: RuleSet, factory: RuleFactory): CompiledRuleSet {
  const normal = normaliseCopy(ruleSet);
  return link(normal, emitRuleSet(normal), factory);
}

/**
 * Compiles a rule set to JavaScript and loads it: needs an environment that may make code of text (Node.js; no page
 * here may). Throws RuleSetError for a rule set that is unusable as a whole.
 */
export function compileRuleSet(ruleSet: RuleSet): CompiledRuleSet {
  const normal = normaliseCopy(ruleSet);
  const source = emitRuleSet(normal);
  return link(normal, source, new Function('runtime', source) as RuleFactory);
}
