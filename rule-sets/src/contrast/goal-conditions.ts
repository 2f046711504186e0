import type { Json } from '@caseway/form-schemas';
import { factKey } from '../facts.ts';
import type { Condition, Leaf } from '../model/rule-set.ts';
import { resolveOperator } from '../operators/evaluators.ts';
import { comparedFact } from '../reference/trace.ts';

/** One comparison of the rules; the same comparison in several rules is one. */
export interface Comparison {
  index: number;
  /** Keys of the catalogue: of the fact, and of the fact it is compared with. */
  key: string;
  other: string | undefined;
  leaf: Leaf;
  /** False where json-rules-engine would throw: the answer is decided again in the end. */
  holds: (actual: Json | undefined, other: Json | undefined) => boolean;
}

/** A condition with its comparisons looked up by place. */
export type Tree =
  | { kind: 'leaf'; comparison: number }
  | { kind: 'not'; child: Tree }
  | { kind: 'all' | 'any'; children: Tree[] };

/** The comparisons of many conditions, each once. */
export class Comparisons {
  readonly list: Comparison[] = [];
  private readonly known = new Map<string, number>();

  constructor(private readonly named: ReadonlyMap<string, Condition>) {}

  /** The condition as a tree; a named one that there is not never holds. */
  treeOf(condition: Condition): Tree {
    if ('condition' in condition) {
      const target = this.named.get(condition.condition);
      return target ? this.treeOf(target) : { kind: 'not', child: { kind: 'all', children: [] } };
    }
    if ('all' in condition) return { kind: 'all', children: condition.all.map((part) => this.treeOf(part)) };
    if ('any' in condition) return { kind: 'any', children: condition.any.map((part) => this.treeOf(part)) };
    if ('not' in condition) return { kind: 'not', child: this.treeOf(condition.not) };
    return { kind: 'leaf', comparison: this.add(condition) };
  }

  private add(leaf: Leaf): number {
    const { fact, path, operator, value } = leaf;
    const id = JSON.stringify([fact, path ?? null, operator, value]);
    const known = this.known.get(id);
    if (known !== undefined) return known;
    const other = comparedFact(value);
    const evaluate = resolveOperator(String(operator));
    const index = this.list.length;
    this.list.push({
      index,
      key: factKey(String(fact), path),
      other: other && factKey(String(other.fact), typeof other.path === 'string' ? other.path : undefined),
      leaf,
      holds: (actual, compared) => {
        try {
          return evaluate?.(actual, other ? compared : (value as Json)) ?? false;
        } catch {
          return false;
        }
      },
    });
    this.known.set(id, index);
    return index;
  }
}

/** What the tree comes to; an empty group holds, as in json-rules-engine. */
export function holdsTree(tree: Tree, isTrue: (comparison: number) => boolean): boolean {
  switch (tree.kind) {
    case 'leaf':
      return isTrue(tree.comparison);
    case 'not':
      return !holdsTree(tree.child, isTrue);
    case 'all':
      return tree.children.every((child) => holdsTree(child, isTrue));
    default:
      return tree.children.length === 0 || tree.children.some((child) => holdsTree(child, isTrue));
  }
}

/** Places of the comparisons in the tree, each once. */
export function comparisonsIn(tree: Tree, found: Set<number> = new Set()): Set<number> {
  if (tree.kind === 'leaf') found.add(tree.comparison);
  else if (tree.kind === 'not') comparisonsIn(tree.child, found);
  else for (const child of tree.children) comparisonsIn(child, found);
  return found;
}
