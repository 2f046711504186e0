import type { Json } from '@caseway/form-schemas';
import { parseFactPath, readFactPath } from '../fact-path.ts';
import type { Condition, Leaf } from '../model/rule-set.ts';
import { type Evaluate, resolveOperator } from '../operators/evaluators.ts';
import { byPriority, comparedFact } from '../reference/trace.ts';
import type { ConditionNode } from './condition-node.ts';
import type { FactColumn } from './fact-column.ts';
import type { FactTable } from './fact-table.ts';
import { GroupNode, NotNode } from './group-nodes.ts';
import { FailingNode, PairNode, type Test, ValueNode } from './leaf-nodes.ts';
import { leafTest } from './leaf-test.ts';
import { ValueBitmaps } from './value-bitmaps.ts';

/** What is read of a case: a fact (undefined: one that can't be there) and the property steps below it. */
interface Read {
  fact: string | undefined;
  steps: readonly string[];
}

interface Numbers {
  next: number;
}

function readOf(fact: unknown, path: unknown): Read {
  const steps = (typeof path === 'string' && path !== '' ? parseFactPath(path) : []) ?? [];
  return { fact: typeof fact === 'string' && fact !== '' ? fact : undefined, steps };
}

const NOTHING: FactColumn = { codes: new Uint8Array(0), values: [] };

const follow = (value: Json | undefined, { fact, steps }: Read): Json | undefined =>
  fact === undefined ? undefined : readFactPath(value, steps);

/**
 * The conditions computed over one table, each once however often rules use it: by what it reads and compares, not
 * by where it stands. `own` columns take the place of the table's; what reads none of them is shared with `parent`.
 */
export class ConditionCache {
  readonly table: FactTable;
  readonly #own: ReadonlyMap<string, FactColumn>;
  readonly #parent: ConditionCache | undefined;
  readonly #numbers: Numbers;
  readonly #nodes = new Map<string, ConditionNode>();
  readonly #bitmaps = new Map<string, ValueBitmaps>();
  readonly #mine = new WeakSet<ConditionNode>();

  constructor(table: FactTable, own: ReadonlyMap<string, FactColumn> = new Map(), parent?: ConditionCache) {
    this.table = table;
    this.#own = own;
    this.#parent = parent;
    this.#numbers = parent ? parent.#numbers : { next: 0 };
  }

  /** The node of a condition. Named conditions must have no circle; `met` spares meeting one twice. */
  node(
    condition: Condition,
    named: ReadonlyMap<string, Condition>,
    met = new Map<string, ConditionNode>(),
  ): ConditionNode {
    if ('condition' in condition) {
      const name = condition.condition;
      const known = met.get(name);
      if (known) return known;
      const target = named.get(name);
      const node = target ? this.node(target, named, met) : this.#failing();
      met.set(name, node);
      return node;
    }
    if ('not' in condition) return this.#not(this.node(condition.not, named, met));
    if ('all' in condition || 'any' in condition) {
      const parts = 'all' in condition ? condition.all : condition.any;
      const nodes = parts.map((part) => this.node(part, named, met));
      const sets = byPriority(parts).map((set) => [
        ...new Set(set.flatMap((index) => nodes[index] ?? []).toSorted((a, b) => a.id - b.id)),
      ]);
      return this.#group('any' in condition, sets);
    }
    return this.#leaf(condition);
  }

  #keep(key: string, make: (id: number) => ConditionNode): ConditionNode {
    const known = this.#nodes.get(key);
    if (known) return known;
    const node = make(this.#numbers.next++);
    this.#nodes.set(key, node);
    this.#mine.add(node);
    return node;
  }

  #failing(): ConditionNode {
    return this.#parent ? this.#parent.#failing() : this.#keep('fails', (id) => new FailingNode(id, this.table, []));
  }

  /** A leaf that reads nothing that could be there: the same for every case. */
  #constant(test: () => boolean): ConditionNode {
    const all = () => this.#group(false, []);
    try {
      return test() ? all() : this.#not(all());
    } catch {
      // As with every leaf: why it has no answer is told by the reference.
      return this.#failing();
    }
  }

  #not(part: ConditionNode): ConditionNode {
    if (this.#parent && !this.#mine.has(part)) return this.#parent.#not(part);
    return this.#keep(`not ${part.id}`, (id) => new NotNode(id, this.table, part));
  }

  #group(any: boolean, sets: readonly (readonly ConditionNode[])[]): ConditionNode {
    if (this.#parent && !sets.flat().some((part) => this.#mine.has(part))) return this.#parent.#group(any, sets);
    const key = `${any ? 'any' : 'all'} ${sets.map((set) => set.map((part) => part.id).join(',')).join(';')}`;
    return this.#keep(key, (id) => new GroupNode(id, this.table, any, sets));
  }

  #leaf(leaf: Leaf): ConditionNode {
    const evaluate = typeof leaf.operator === 'string' ? resolveOperator(leaf.operator) : undefined;
    if (!evaluate) return this.#failing();
    const other = comparedFact(leaf.value);
    const read = readOf(leaf.fact, leaf.path);
    const compared = other ? readOf(other.fact, other.path) : undefined;
    const facts = [...new Set([read.fact, compared?.fact])].filter((fact) => fact !== undefined);
    if (this.#parent && !facts.some((fact) => this.#own.has(fact))) return this.#parent.#leaf(leaf);
    if (facts.length === 0) {
      return this.#constant(() => evaluate(undefined, compared ? undefined : (leaf.value as Json)));
    }
    const columns = facts.map((fact) => () => this.#own.get(fact) ?? this.table.column(fact));
    const key = `leaf ${JSON.stringify([read, leaf.operator, compared ?? [leaf.value]])}`;
    return this.#keep(key, (id) => {
      const [left = () => NOTHING, right] = columns;
      if (right && compared) {
        const pair = [left, right] as const;
        return new PairNode(id, this.table, pair, (a, b) => evaluate(follow(a, read), follow(b, compared)));
      }
      const test: Test = compared
        ? (fact) => evaluate(follow(fact, read), follow(fact, compared))
        : literalTest(leaf.operator, evaluate, leaf.value as Json, read);
      return new ValueNode(id, this.table, left, this.#bitmapsOf(facts[0] ?? '', left), test);
    });
  }

  #bitmapsOf(fact: string, column: () => FactColumn): ValueBitmaps {
    const known = this.#bitmaps.get(fact);
    if (known) return known;
    if (this.#parent && !this.#own.has(fact)) return this.#parent.#bitmapsOf(fact, column);
    const bitmaps = new ValueBitmaps(this.table, column);
    this.#bitmaps.set(fact, bitmaps);
    return bitmaps;
  }

  /** A leaf that reads nothing that could be there: the same for every case. */
  /** What the nodes take, those shared with the parent included. */
  get bytes(): number {
    let bytes = this.#parent?.bytes ?? 0;
    for (const node of this.#nodes.values()) bytes += node.bytes;
    return bytes;
  }

  /** Forgets those not used since, the oldest first, where all take more than `limit` bytes; says whether they do. */
  trim(limit: number, since: number): boolean {
    this.#parent?.trim(limit, since);
    let bytes = this.bytes;
    if (bytes <= limit) return false;
    for (const [key, node] of [...this.#nodes].toSorted(([, a], [, b]) => a.lastUsed - b.lastUsed)) {
      if (bytes <= limit || node.lastUsed >= since) break;
      bytes -= node.bytes;
      this.#nodes.delete(key);
    }
    return true;
  }
}

function literalTest(operator: string, evaluate: Evaluate, value: Json, read: Read): Test {
  const test = leafTest(operator, evaluate, value);
  return read.steps.length === 0 ? test : (fact) => test(follow(fact, read));
}
