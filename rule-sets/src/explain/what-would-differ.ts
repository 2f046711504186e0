import type { Json } from '@caseway/form-schemas';
import { parseFactPath } from '../fact-path.ts';
import { type FactInfo, factKey } from '../facts.ts';
import { cloneJson, isJsonObject } from '../json-value.ts';
import type { ConditionTrace, Decision, RuleSet, RuleTrace } from '../model/rule-set.ts';
import { decide } from '../reference/decide.ts';
import { ruleNamed } from './explain-decision.ts';
import { outcomeText } from './outcome-text.ts';
import { proposeValue } from './propose-value.ts';
import {
  actualText,
  factLabel,
  leafText,
  type Reading,
  type ReadingOptions,
  readingOf,
  say,
  valueText,
} from './reading.ts';

type LeafTrace = Extract<ConditionTrace, { kind: 'leaf' }>;

/** One fact that would have to be other than it is. */
export interface FactChange {
  fact: string;
  path?: string;
  from: Json | undefined;
  /** Null: not given. */
  to: Json;
  text: string;
}

/** How another rule would have decided. */
export interface Difference {
  rule: string;
  title: string;
  /** What that rule's event says. */
  outcome: string;
  /** The conditions that stand between. */
  blocking: string[];
  /** A concrete change, only where deciding anew with it made this rule decide (`first`) or match (`all`). */
  changes?: FactChange[];
}

interface Fix {
  leaf: LeafTrace;
  want: boolean;
}

/** The fewest leaves that must come out the other way for the condition to have the result; undefined: never. */
function fixesFor(trace: ConditionTrace, want: boolean): Fix[] | undefined {
  if (trace.result === want) return [];
  if (trace.kind === 'leaf') return [{ leaf: trace, want }];
  if (trace.kind === 'not') return fixesFor(trace.child, !want);
  if (trace.kind === 'named') return fixesFor(trace.child, want);
  const options = trace.children.map((child) => fixesFor(child, want));
  if (options.length === 0) return undefined;
  if ((trace.kind === 'all') === want) {
    return options.some((fixes) => fixes === undefined) ? undefined : options.flatMap((fixes) => fixes ?? []);
  }
  return options.reduce((best, fixes) => (fixes && (!best || fixes.length < best.length) ? fixes : best));
}

function withValue(facts: Record<string, Json>, fact: string, path: string | undefined, value: Json): void {
  const steps = [fact, ...(path === undefined ? [] : (parseFactPath(path) ?? []))];
  let at: Record<string, Json> = facts;
  for (const step of steps.slice(0, -1)) {
    const inner = Object.hasOwn(at, step) ? at[step] : undefined;
    const next = isJsonObject(inner) ? inner : {};
    Object.defineProperty(at, step, { value: next, enumerable: true, configurable: true, writable: true });
    at = next;
  }
  const last = steps.at(-1) ?? fact;
  Object.defineProperty(at, last, { value, enumerable: true, configurable: true, writable: true });
}

function changeFor(reading: Reading, { leaf, want }: Fix, info: FactInfo | undefined): FactChange | undefined {
  const to = proposeValue(leaf, want, info);
  if (to === undefined) return undefined;
  const label = factLabel(reading, leaf.fact, leaf.path);
  const [before, after] = [leaf.actual, to].map((value) => valueText(reading, value, leaf.fact, leaf.path));
  return {
    fact: leaf.fact,
    ...(leaf.path === undefined ? {} : { path: leaf.path }),
    from: leaf.actual,
    to,
    text: say(reading, `${label}由“${before}”改为“${after}”`, `${label}: “${after}” instead of “${before}”`),
  };
}

/** The rules that did not match and whose match would have changed the outcome, in deciding order. */
function candidates(decision: Decision): RuleTrace[] {
  if (decision.hitPolicy === 'all' || decision.byDefault) return decision.rules.filter((rule) => !rule.result);
  const winner = decision.rules.findIndex((rule) => rule.result);
  return decision.rules.slice(0, winner);
}

/**
 * What would have to differ for each other rule to decide: its failing conditions, and a concrete change of facts
 * where one was found and deciding again with it proved it. A change need not be valid for the form, nor the
 * smallest one; none given does not mean that there is none.
 */
export async function whatWouldDiffer(
  ruleSet: RuleSet,
  facts: Record<string, Json>,
  decision: Decision,
  options: ReadingOptions,
): Promise<Difference[]> {
  const reading = readingOf(ruleSet, options);
  const differences: Difference[] = [];
  for (const trace of candidates(decision)) {
    const rule = ruleNamed(ruleSet, trace.name);
    const fixes = fixesFor(trace.condition, true);
    if (!fixes) continue;
    const changes = fixes.map((fix) =>
      changeFor(reading, fix, reading.facts.get(factKey(fix.leaf.fact, fix.leaf.path))),
    );
    const found = changes.filter((change) => change !== undefined);
    const proven =
      found.length === fixes.length && (await isProven(ruleSet, facts, found, trace.name, decision.hitPolicy));
    differences.push({
      rule: trace.name,
      title: rule?.title?.[options.locale] || trace.name,
      outcome: outcomeText(reading, rule?.event.params ?? {}),
      blocking: fixes.map(({ leaf, want }) => `${leafText(reading, leaf, !want)}${actualText(reading, leaf)}`),
      ...(proven ? { changes: found } : {}),
    });
  }
  return differences;
}

async function isProven(
  ruleSet: RuleSet,
  facts: Record<string, Json>,
  changes: readonly FactChange[],
  rule: string,
  hitPolicy: Decision['hitPolicy'],
): Promise<boolean> {
  const changed = cloneJson(facts);
  for (const { fact, path, to } of changes) withValue(changed, fact, path, to);
  const { fired } = await decide(ruleSet, changed);
  return hitPolicy === 'first' ? fired[0] === rule : fired.includes(rule);
}
