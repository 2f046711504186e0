import type { Json } from '@caseway/form-schemas';
import { cloneJson } from '../json-value.ts';
import type { HitPolicy, RuleSet } from '../model/rule-set.ts';
import { failureOf } from '../reference/failure-of.ts';
import { type NormalRuleSet, normaliseRuleSet } from '../reference/normalise.ts';
import { RuleSetError } from '../rule-set-error.ts';
import { Bitset, word, wordsOf } from './bitset.ts';
import { ConditionCache } from './condition-cache.ts';
import type { ConditionNode } from './condition-node.ts';
import type { Codes, FactColumn } from './fact-column.ts';
import type { FactTable } from './fact-table.ts';
import { classOfRules, FAILED, type OutcomeClass, sortByFirst, sortBySet } from './outcome-classes.ts';

/** The answer of one rule set, or of several together, on every row of a table: `classes[classOf[row]]`. */
export interface Outcomes {
  readonly cases: number;
  readonly classes: readonly OutcomeClass[];
  readonly classOf: Uint32Array;
}

export interface ManyResult extends Outcomes {
  /** The rule set's key. */
  readonly ruleSet: string;
  readonly hitPolicy: HitPolicy;
  /** In deciding order; `matched` also counts cases that another rule decides, none that failed. */
  readonly rules: readonly { name: string; priority: number; matched: number }[];
  /** Cases that the rule set cannot decide: they count nowhere else. */
  readonly failed: Bitset;
  /** The cases that rule `index` of `rules` matches, failed ones left out. */
  matches(index: number): Bitset;
  /** Names of the matching rules of a row, in order; empty where it failed. */
  fired(row: number): string[];
  /** Why a failed row failed, as the reference says it; undefined where it did not, or failed further up. */
  errorOf(row: number): RuleSetError | undefined;
  /** A param of the outcome as a fact of every row: `otherwise` where the outcome has none and where it failed. */
  column(param: string, otherwise: Json | undefined): FactColumn;
}

export interface ManyEvaluatorOptions {
  /** Bytes of bits to keep of conditions that no recent evaluation used. Default: 64 MB. */
  keep?: number;
}

interface Prepared {
  normal: NormalRuleSet;
  roots: ConditionNode[];
  result?: ManyResult;
  /** State of the table that `result` is of. */
  rows: number;
  replaced: number;
}

const KEEP = 64 * 1024 * 1024;
/** Evaluations whose conditions are never forgotten: two rule sets, before and after, and the like again. */
const RECENT = 8;

/**
 * Decides every case of a table at once, condition by condition, with the meaning of `decide`. What an earlier
 * evaluation computed of a condition is used again: an edited rule costs its changed conditions, an added case its
 * own row. A rule set object is prepared once: treat it as immutable.
 */
export class ManyEvaluator {
  readonly table: FactTable;
  readonly #cache: ConditionCache;
  readonly #facts: ReadonlyMap<string, FactColumn>;
  readonly #failed: readonly Bitset[];
  readonly #keep: number;
  readonly #prepared = new WeakMap<RuleSet, Prepared>();
  readonly #uses: { count: number };

  constructor(table: FactTable, options: ManyEvaluatorOptions = {}, within?: Within) {
    this.table = table;
    this.#keep = options.keep ?? KEEP;
    this.#facts = within?.facts ?? new Map();
    this.#failed = within?.failed ?? [];
    this.#cache = new ConditionCache(table, this.#facts, within?.cache);
    this.#uses = within?.uses ?? { count: 0 };
  }

  /**
   * An evaluator that reads `fact` from `column` instead of from the table, sharing all that does not depend on it.
   * `failed`: rows without a value because what gives it failed: they fail here too.
   */
  withFact(fact: string, column: FactColumn, failed?: Bitset): ManyEvaluator {
    return new ManyEvaluator(
      this.table,
      { keep: this.#keep },
      {
        facts: new Map(this.#facts).set(fact, column),
        failed: failed ? [...this.#failed, failed] : this.#failed,
        cache: this.#cache,
        uses: this.#uses,
      },
    );
  }

  /** The facts of a row as the rules read them here. */
  facts(row: number): Record<string, Json> {
    const facts = new Map(Object.entries(this.table.facts(row)));
    for (const [fact, { codes, values }] of this.#facts) {
      const value = values[codes[row] as number];
      if (value === undefined) facts.delete(fact);
      else facts.set(fact, value);
    }
    return Object.fromEntries(facts);
  }

  /** Throws RuleSetError where `decide` would for any case: a rule set that is unusable as a whole. */
  evaluate(ruleSet: RuleSet): ManyResult {
    const prepared = this.#prepare(ruleSet);
    const { size, replaced } = this.table;
    if (prepared.result && prepared.rows === size && prepared.replaced === replaced.length) return prepared.result;
    for (const [fact, { codes }] of this.#facts) {
      if (codes.length < size) throw new RangeError(`the column of ${JSON.stringify(fact)} is shorter than the table`);
    }
    const use = ++this.#uses.count;
    for (const root of prepared.roots) root.refresh(use);
    this.#cache.trim(this.#keep, use - RECENT);
    prepared.result = this.#result(prepared, size);
    prepared.rows = size;
    prepared.replaced = replaced.length;
    return prepared.result;
  }

  #prepare(ruleSet: RuleSet): Prepared {
    const known = this.#prepared.get(ruleSet);
    if (known) return known;
    const normal = normaliseRuleSet(cloneJson(ruleSet));
    const met = new Map<string, ConditionNode>();
    const roots = normal.order.map((rule) => this.#cache.node(rule.conditions, normal.named, met));
    const fresh: Prepared = { normal, roots, rows: -1, replaced: -1 };
    this.#prepared.set(ruleSet, fresh);
    return fresh;
  }

  #result({ normal, roots }: Prepared, size: number): ManyResult {
    const words = wordsOf(size);
    const failed = new Uint32Array(words);
    const spoil = (bits: Uint32Array) => {
      for (let index = 0; index < words; index++) failed[index] = word(failed, index) | (bits[index] ?? 0);
    };
    for (const { fails } of roots) if (fails) spoil(fails);
    for (const upstream of this.#failed) spoil(upstream.words);
    const { classOf, rules } = (normal.hitPolicy === 'first' ? sortByFirst : sortBySet)(roots, failed, size);
    const classes = [FAILED, ...rules.map((deciding) => classOfRules(normal, deciding))];
    const bits = roots.map((root) => without(root.bits.subarray(0, words), failed));
    return {
      ruleSet: normal.key,
      hitPolicy: normal.hitPolicy,
      cases: size,
      classes,
      classOf,
      rules: normal.order.map(({ name, priority }, index) => ({
        name,
        priority,
        matched: new Bitset(size, bits[index]).count(),
      })),
      failed: new Bitset(size, failed),
      matches: (index) => new Bitset(size, bits[index]?.slice()),
      fired: (row) =>
        normal.order.filter((_, index) => new Bitset(size, bits[index]).has(row)).map((rule) => rule.name),
      errorOf: (row) => failureOf(normal, this.facts(row)),
      column: (param, otherwise) => ({
        codes: classOf satisfies Codes,
        values: classes.map(({ outcome }) => (Object.hasOwn(outcome, param) ? outcome[param] : otherwise)),
      }),
    };
  }
}

interface Within {
  facts: ReadonlyMap<string, FactColumn>;
  failed: readonly Bitset[];
  cache: ConditionCache;
  uses: { count: number };
}

function without(bits: Uint32Array, failed: Uint32Array): Uint32Array {
  const kept = new Uint32Array(failed.length);
  for (let index = 0; index < kept.length; index++) kept[index] = word(bits, index) & ~word(failed, index);
  return kept;
}
