import type { FormDefinition } from '@caseway/form-schemas';
import { isJsonObject } from '../json-value.ts';
import type { RuleSet } from '../model/rule-set.ts';
import { type NormalRuleSet, normaliseRuleSet } from '../reference/normalise.ts';
import { RuleSetError } from '../rule-set-error.ts';
import { checkDeadValues, checkUnprovenFields } from './check-fields.ts';
import { checkOverlaps } from './check-overlaps.ts';
import { checkContradictions, checkGap, checkRedundant, checkUnreachable } from './check-rules.ts';
import type { Context, Weigh } from './context.ts';
import { Unevaluable } from './domains.ts';
import { ANALYSIS_CODES, type Analysis, type AnalysisCode, type AnalysisFinding, type LeftOut } from './findings.ts';
import { type Terrain, terrainOf } from './places.ts';
import { Prover, Stopped } from './prover.ts';
import { TooLarge } from './sat.ts';

export interface AnalyseOptions {
  /** Forms at hand, the rule set's among them. */
  forms: readonly FormDefinition[];
  /** A clock in milliseconds; with `deadlineMs` it bounds the time. */
  now?: () => number;
  /** Stops at this reading of `now`, between two questions to the solver. */
  deadlineMs?: number;
  /** Asked between two questions; true stops. */
  isCancelled?: () => boolean;
  /** Told which check begins, and how many of all are done. */
  onProgress?: (done: number, all: number, code: AnalysisCode) => void;
  /** Counts real cases, to rank overlaps by. */
  weigh?: Weigh;
}

const CHECKS: Record<AnalysisCode, (context: Context) => void> = {
  contradiction: checkContradictions,
  gap: checkGap,
  unreachable: checkUnreachable,
  redundant: checkRedundant,
  overlap: checkOverlaps,
  'unproven-field': checkUnprovenFields,
  'dead-value': checkDeadValues,
};

const GRAVITY = { error: 0, warning: 1, info: 2 } as const;

const nothing = (leftOut: LeftOut[]): Analysis => ({ findings: [], exact: false, leftOut });

function formsOf(ruleSet: RuleSet, forms: readonly FormDefinition[]): { mine: FormDefinition[]; unknown: string[] } {
  const also = Array.isArray(ruleSet.alsoForms) ? ruleSet.alsoForms : [];
  const keys = [...new Set([ruleSet.form, ...also])].filter((key) => typeof key === 'string');
  const mine = keys.flatMap((key) => forms.find((form) => form.key === key) ?? []);
  return { mine, unknown: keys.filter((key) => !mine.some((form) => form.key === key)) };
}

/** Reads the rule set; undefined where json-rules-engine would refuse it. */
function normalised(ruleSet: RuleSet): NormalRuleSet | undefined {
  try {
    return normaliseRuleSet(ruleSet);
  } catch (error) {
    if (error instanceof RuleSetError) return undefined;
    throw error;
  }
}

/** Why something that was thrown ends the analysis; anything unexpected is thrown on. */
function reasonOf(error: unknown): LeftOut['why'] {
  if (error instanceof Stopped) return error.why;
  if (error instanceof TooLarge) return 'too-large';
  if (error instanceof Unevaluable) return 'unusable';
  throw error;
}

function fillable(prover: Prover, leftOut: LeftOut[]): string[] {
  return prover.terrain.forms.flatMap(({ form: { key } }) => {
    if (prover.settle([prover.encoding.form(key)], [])) return [key];
    leftOut.push({ why: 'unfillable-form', what: [key] });
    return [];
  });
}

/**
 * Proves what the rules of a rule set mean together, over all data that its forms take: gaps, overlaps, rules that never
 * match, never decide or change nothing, fields that may be empty, choices that no rule looks at. Exact where
 * docs/analysis.md says so; what it could not prove stands in `leftOut`, and a finding that is not certain says so.
 * Every example was tried with the evaluation of conditions that `decide` holds against json-rules-engine.
 * Reads no clock: time comes in by `now`. Never throws for what an author wrote, and shares no data with it.
 */
export function analyse(ruleSet: RuleSet, options: AnalyseOptions): Analysis {
  const { deadlineMs = Number.POSITIVE_INFINITY, now = () => 0, isCancelled = () => false } = options;
  const mayGoOn = () => {
    if (isCancelled()) throw new Stopped('cancelled');
    if (now() > deadlineMs) throw new Stopped('time');
  };
  const normal = isJsonObject(ruleSet) ? normalised(ruleSet) : undefined;
  if (!normal) return nothing([{ why: 'unusable' }]);
  const { mine, unknown } = formsOf(ruleSet, options.forms);
  if (mine.length === 0) return nothing([{ why: 'no-form' }]);
  const leftOut: LeftOut[] = unknown.map((key) => ({ why: 'unknown-form', what: [key] }));

  let terrain: Terrain;
  let context: Context;
  try {
    mayGoOn();
    terrain = terrainOf(ruleSet, normal, mine, unknown);
    const prover = new Prover(terrain, mayGoOn);
    const forms = fillable(prover, leftOut);
    context = { prover, forms, impossible: new Set(), idle: new Set(), findings: [], leftOut, weigh: options.weigh };
  } catch (error) {
    return nothing([...leftOut, { why: reasonOf(error) }]);
  }
  if (context.forms.length === 0) return nothing(leftOut);
  for (const place of context.prover.incomplete.filter(({ read }) => read)) {
    leftOut.push({ why: 'values', what: [place.key] });
  }
  for (const [index, code] of ANALYSIS_CODES.entries()) {
    options.onProgress?.(index, ANALYSIS_CODES.length, code);
    try {
      CHECKS[code](context);
    } catch (error) {
      const why = reasonOf(error);
      // What of a check was found before it was stopped stands; the checks after it are not begun.
      for (const left of ANALYSIS_CODES.slice(index)) leftOut.push({ why, code: left });
      break;
    }
  }
  return finished(context);
}

function finished({ findings, leftOut }: Context): Analysis {
  const order = new Map(ANALYSIS_CODES.map((code, index) => [code, index]));
  const rank = ({ code }: AnalysisFinding) => order.get(code) ?? 0;
  return {
    findings: findings.toSorted((a, b) => GRAVITY[a.severity] - GRAVITY[b.severity] || rank(a) - rank(b)),
    exact: leftOut.length === 0 && findings.every((finding) => finding.exact),
    leftOut,
  };
}
