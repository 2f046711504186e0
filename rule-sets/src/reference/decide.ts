import type { Json } from '@caseway/form-schemas';
import { Almanac, Engine, Fact } from 'json-rules-engine';
import { combineOutcomes } from '../combine-outcomes.ts';
import { parseFactPath, readSteps } from '../fact-path.ts';
import { cloneJson } from '../json-value.ts';
import type { Condition, Decision, RuleEvent, RuleSet, RuleTrace } from '../model/rule-set.ts';
import { OWN } from '../operators/evaluators.ts';
import { RuleSetError } from '../rule-set-error.ts';
import { collectReads, type Reads, readFacts } from './facts-read.ts';
import { type NormalRule, type NormalRuleSet, normaliseCopy } from './normalise.ts';
import { type Facts, traceCondition } from './trace.ts';

interface Prepared {
  normal: NormalRuleSet;
  /** Engines at rest: the end of one run stops another run of the same engine, so overlapping runs never share one. */
  idle: Engine[];
  reads: Reads;
}

const prepared = new WeakMap<RuleSet, Prepared>();

function pathResolver(value: object, path: string): unknown {
  const steps = parseFactPath(path);
  if (!steps) throw new RuleSetError('unsupported-path', `path ${JSON.stringify(path)} is not made of plain steps`);
  return readSteps(value as Json, steps);
}

const withoutPrototype = <T>(value: T): T =>
  JSON.parse(JSON.stringify(value), (key, part) => (key === '__proto__' ? undefined : part)) as T;

/** No operator has this name. */
const NO_OPERATOR = 'no such operator';

/**
 * A condition for json-rules-engine to own. It throws at once, instead of rejecting, on a named condition that does
 * not exist and on an operator that is no text; what else it was evaluating then rejects with nobody listening, and
 * that ends a Node.js process. Here both become an unknown operator, which it rejects. Its copy of a value turns a
 * key `__proto__` into a prototype: no operator reads that key, so it goes.
 */
function forEngine(condition: Condition, { named }: NormalRuleSet): Condition {
  const walk = (part: Condition): Condition => {
    if ('condition' in part) {
      if (named.has(part.condition)) return part;
      const { condition: _, ...rest } = part;
      return { all: [{ fact: '', operator: NO_OPERATOR, value: null }], ...rest };
    }
    if ('all' in part) return { ...part, all: part.all.map(walk) };
    if ('any' in part) return { ...part, any: part.any.map(walk) };
    if ('not' in part) return { ...part, not: walk(part.not) };
    const operator = typeof part.operator === 'string' ? part.operator : NO_OPERATOR;
    return { ...part, operator, value: withoutPrototype(part.value) };
  };
  return walk(cloneJson(condition));
}

function buildEngine(normal: NormalRuleSet): Engine {
  const engine = new Engine([], { allowUndefinedFacts: true, pathResolver });
  for (const [name, evaluate] of Object.entries(OWN)) engine.addOperator(name, evaluate);
  for (const [name, condition] of normal.named) engine.setCondition(name, forEngine(condition, normal) as never);
  normal.order.forEach((rule, index) => {
    engine.addRule({
      // No priority: the order is ours, and one set of rules runs faster than many.
      // Names need not be unique and event types may be ones that its emitter treats specially ("error").
      name: `#${index}`,
      event: { type: 'matched' },
      conditions: forEngine(rule.conditions, normal) as never,
    });
  });
  return engine;
}

function prepare(ruleSet: RuleSet): Prepared {
  const known = prepared.get(ruleSet);
  if (known) return known;
  const normal = normaliseCopy(ruleSet);
  const all = normal.rules.map((rule) => rule.conditions);
  const fresh = { normal, idle: [], reads: collectReads(all, normal.named) };
  prepared.set(ruleSet, fresh);
  return fresh;
}

/** What json-rules-engine says of each rule, in `normal.order`; or what it threw. */
async function runEngine({ idle, reads, normal }: Prepared, facts: Facts): Promise<boolean[] | { thrown: unknown }> {
  const almanac = new Almanac({ allowUndefinedFacts: true, pathResolver });
  for (const fact of reads.keys()) {
    const value = Object.hasOwn(facts, fact) ? facts[fact] : undefined;
    // Constant facts need no cache; its cache would hash every fact of every run.
    if (value !== undefined) almanac.addFact(new Fact(fact, value, { cache: false }));
  }
  try {
    const engine = idle.pop() ?? buildEngine(normal);
    const { results } = await engine.run({}, { almanac });
    idle.push(engine);
    const matched = new Set(results.map((result) => result.name));
    return normal.order.map((_, index) => matched.has(`#${index}`));
  } catch (thrown) {
    return { thrown };
  }
}

function traceRules(rules: readonly NormalRule[], facts: Facts, normal: NormalRuleSet, thrown: unknown): RuleTrace[] {
  return rules.map((rule) => {
    const { trace, failure } = traceCondition(rule.conditions, facts, normal.named);
    if (failure) throw new RuleSetError(failure.code, failure.message, rule.name, thrown);
    return { name: rule.name, priority: rule.priority, result: trace.result, condition: trace };
  });
}

/**
 * Decides one case by json-rules-engine 7.3: its meaning for facts, operators, groups and named conditions; the
 * order of rules is by priority, then by place in the file. Facts are own properties only. Every rule's conditions
 * are traced whole, also where json-rules-engine stops early, and both must agree.
 *
 * `rules` are in deciding order. A rule set object is prepared once: treat it as immutable. Runs may overlap.
 * Rejects with RuleSetError; never with an answer that json-rules-engine would not give.
 */
export async function decide(ruleSet: RuleSet, facts: Record<string, Json>): Promise<Decision> {
  const ready = prepare(ruleSet);
  const { normal, reads } = ready;
  const said = await runEngine(ready, facts);
  const thrown = Array.isArray(said) ? undefined : said.thrown;
  const rules = traceRules(normal.order, facts, normal, thrown);
  if (!Array.isArray(said)) throw new RuleSetError('evaluation-failed', String(said.thrown), undefined, said.thrown);
  rules.forEach((rule, index) => {
    if (rule.result !== said[index]) {
      const message = `json-rules-engine says ${said[index]}, the trace says ${rule.result}`;
      throw new RuleSetError('reference-disagrees', message, rule.name);
    }
  });
  const matching = normal.order.filter((_, index) => said[index]);
  const byDefault = matching.length === 0;
  const deciding = normal.hitPolicy === 'first' ? matching.slice(0, 1) : matching;
  const events: RuleEvent[] = byDefault ? (normal.otherwise ? [normal.otherwise] : []) : deciding.map((r) => r.event);
  return {
    ruleSet: normal.key,
    hitPolicy: normal.hitPolicy,
    fired: matching.map((rule) => rule.name),
    events: cloneJson(events),
    byDefault,
    outcome: combineOutcomes(events),
    rules,
    ...readFacts(facts, reads),
  };
}
