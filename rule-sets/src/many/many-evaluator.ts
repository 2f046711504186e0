import type { Json } from '@caseway/form-schemas';
import { cloneJson, own } from '../json-value.ts';
import type { HitPolicy, RuleSet } from '../model/rule-set.ts';
import { failureOf } from '../reference/failure-of.ts';
import { type NormalRule, type NormalRuleSet, normaliseRule, normaliseRuleSet } from '../reference/normalise.ts';
import { RuleSetError } from '../rule-set-error.ts';
import { Bitset, countBits, word, wordsOf } from './bitset.ts';
import { ConditionCache } from './condition-cache.ts';
import type { ConditionNode } from './condition-node.ts';
import type { Codes, FactColumn } from './fact-column.ts';
import type { FactTable } from './fact-table.ts';
import {
  classOfRules,
  FAILED,
  type OutcomeClass,
  resortByFirst,
  type Sorted,
  sortByFirst,
  sortBySet,
} from './outcome-classes.ts';

/** The answer of one rule set, or of several together, on every row of a table: `classes[classOf[row]]`. */
export interface Outcomes {
  readonly cases: number;
  readonly classes: readonly OutcomeClass[];
  readonly classOf: Codes;
}

export interface ManyResult extends Outcomes {
  /** The rule set's key. */
  readonly ruleSet: string;
  readonly hitPolicy: HitPolicy;
  /** In deciding order; `matched` also counts cases that another rule decides, none that failed. */
  readonly rules: readonly { name: string; priority: number; matched: number }[];
  /** Cases that the rule set cannot decide: they count nowhere else. */
  readonly failed: Bitset;
  /** The cases that rule `index` of `rules` matches, failed ones left out. Throws once the table has changed. */
  matches(index: number): Bitset;
  /** Names of the matching rules of a row, in order; empty where it failed. Throws once the table has changed. */
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

interface KnownRule {
  rule: NormalRule;
  root: ConditionNode | undefined;
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
/** Evaluations between looks at how much is kept. */
const TRIM_EVERY = 16;

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
  /** By what they say: an edited rule set mostly has the rules that it had. */
  readonly #rules = new Map<string, KnownRule>();
  readonly #uses: { count: number };
  #evaluations = 0;
  /** What was sorted last under `first`, where no row failed. */
  #last: (Sorted & { roots: readonly ConditionNode[]; size: number; replaced: number }) | undefined;

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

  /** Bytes held of conditions, those shared with the evaluator that this one was made of included. */
  get kept(): number {
    return this.#cache.bytes;
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
    this.#trim(use);
    prepared.result = this.#result(prepared, size);
    prepared.rows = size;
    prepared.replaced = replaced.length;
    return prepared.result;
  }

  #prepare(ruleSet: RuleSet): Prepared {
    const known = this.#prepared.get(ruleSet);
    if (known) return known;
    const namedText = JSON.stringify(own(ruleSet, 'conditions') ?? {});
    const knownRules = new Map<NormalRule, KnownRule>();
    const each = (raw: unknown, index: number): NormalRule => {
      const text = ruleText(raw, index);
      // Named conditions are part of what a rule that uses them says.
      const key = text.includes('"condition":') ? text + namedText : text;
      const known = this.#rules.get(key) ?? { rule: normaliseRule(JSON.parse(text), index), root: undefined };
      this.#rules.set(key, known);
      knownRules.set(known.rule, known);
      return known.rule;
    };
    const { key, hitPolicy, rules } = ruleSet;
    const otherwise = cloneJson(own(ruleSet, 'otherwise'));
    const given = { key, hitPolicy, rules, otherwise, conditions: JSON.parse(namedText) };
    const normal = normaliseRuleSet(given as unknown as RuleSet, each);
    const met = new Map<string, ConditionNode>();
    const roots = normal.order.map((rule) => {
      const known = knownRules.get(rule);
      const root = known?.root ?? this.#cache.node(rule.conditions, normal.named, met);
      if (known) known.root = root;
      return root;
    });
    const fresh: Prepared = { normal, roots, rows: -1, replaced: -1 };
    this.#prepared.set(ruleSet, fresh);
    return fresh;
  }

  #trim(use: number): void {
    if (++this.#evaluations % TRIM_EVERY !== 0) return;
    const since = use - RECENT;
    const full = this.#cache.trim(this.#keep, since);
    if (!full && this.#rules.size <= MOST_RULES) return;
    for (const [key, { root }] of this.#rules) if (!root || root.lastUsed < since) this.#rules.delete(key);
  }

  /** Under `first` an edit of one rule is sorted from what was before it. */
  #sort(hitPolicy: HitPolicy, roots: readonly ConditionNode[], failed: Uint32Array, anyFailed: boolean): Sorted {
    const { size, replaced } = this.table;
    if (hitPolicy === 'all') return sortBySet(roots, failed, size);
    if (anyFailed) return sortByFirst(roots, failed, size);
    const last = this.#last;
    const edited = last && last.size === size && last.replaced === replaced.length ? onlyChange(last.roots, roots) : -1;
    const sorted =
      last && edited >= 0
        ? { classOf: resortByFirst(last, roots, edited, size), rules: last.rules }
        : sortByFirst(roots, failed, size);
    this.#last = { ...sorted, roots, size, replaced: replaced.length };
    return sorted;
  }

  #result({ normal, roots }: Prepared, size: number): ManyResult {
    const words = wordsOf(size);
    const { table } = this;
    const changes = table.replaced.length;
    const failed = new Uint32Array(words);
    const spoil = (bits: Uint32Array) => {
      for (let index = 0; index < words; index++) failed[index] = word(failed, index) | (bits[index] ?? 0);
    };
    const spoiling = [...roots.map(({ fails }) => fails), ...this.#failed.map((upstream) => upstream.words)];
    for (const bits of spoiling) if (bits) spoil(bits);
    const anyFailed = spoiling.some((bits) => bits);
    const { classOf, rules } = this.#sort(normal.hitPolicy, roots, failed, anyFailed);
    const classes = [FAILED, ...rules.map((deciding) => classOfRules(normal, deciding))];
    const matching = (index: number): Uint32Array => without(roots[index]?.bits ?? new Uint32Array(words), failed);
    const stillThere = () => {
      if (table.size === size && table.replaced.length === changes) return;
      throw new Error('the table has changed since this result: evaluate again');
    };
    const holds = (index: number, row: number): boolean =>
      ((word(roots[index]?.bits ?? failed, row >>> 5) & ~word(failed, row >>> 5)) >>> (row & 31)) % 2 !== 0;
    return {
      ruleSet: normal.key,
      hitPolicy: normal.hitPolicy,
      cases: size,
      classes,
      classOf,
      rules: normal.order.map(({ name, priority }, index) => ({
        name,
        priority,
        matched: anyFailed ? countBits(matching(index)) : (roots[index]?.count() ?? 0),
      })),
      failed: new Bitset(size, failed),
      matches: (index) => {
        stillThere();
        return new Bitset(size, matching(index));
      },
      fired: (row) => {
        stillThere();
        return normal.order.filter((_, index) => holds(index, row)).map((rule) => rule.name);
      },
      errorOf: (row) => failureOf(normal, this.facts(row)),
      column: (param, otherwise) => ({
        codes: classOf,
        values: classes.map(({ outcome }) => (Object.hasOwn(outcome, param) ? outcome[param] : otherwise)),
      }),
    };
  }
}

/** Rules of earlier drafts that are remembered. */
const MOST_RULES = 4096;

/** What counts of a rule, as text: it is also what is read, so that nothing of the given object is kept. */
function ruleText(raw: unknown, index: number): string {
  if (typeof raw !== 'object' || raw === null) return JSON.stringify(raw) ?? 'null';
  const [name, priority] = [own(raw, 'name'), own(raw, 'priority')];
  const [conditions, event] = [own(raw, 'conditions'), own(raw, 'event')];
  // Without a name a rule is called by its place.
  return JSON.stringify({ name, priority, conditions, event, ...(!name && { index }) });
}

/** The one place where the lists differ; -1: there is none, or there are more. */
function onlyChange(before: readonly ConditionNode[], after: readonly ConditionNode[]): number {
  if (before.length !== after.length) return -1;
  const first = after.findIndex((root, index) => root !== before[index]);
  return after.findLastIndex((root, index) => root !== before[index]) === first ? first : -1;
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
