import type { Clause } from '../explain/reading.ts';
import { isJsonObject, jsonEqual } from '../json-value.ts';
import { leafEffect } from './compare-leaves.ts';
import type { Effect } from './effect.ts';

/** One clause that differs. `required` of everything in an "all"; `enough` by itself in an "any". */
export interface ClauseChange {
  kind: 'required' | 'not-required' | 'enough' | 'not-enough' | 'changed';
  effect: Effect;
  before?: Clause;
  after?: Clause;
}

export interface Comparison {
  effect: Effect;
  changes: ClauseChange[];
}

type Leaf = Extract<Clause, { kind: 'leaf' }>;

/** Conditions with "not" moved inward, groups in groups of their kind dissolved: no `all` in `all`, no group of one. */
type Plain =
  | { kind: 'all' | 'any'; children: Plain[] }
  | { kind: 'leaf'; leaf: Leaf; negated: boolean }
  | { kind: 'named'; name: string; negated: boolean; clause: Clause };

function plainOf(clause: Clause, negated = false): Plain {
  switch (clause.kind) {
    case 'not':
      return plainOf(clause.child, !negated);
    case 'leaf':
      return { kind: 'leaf', leaf: clause, negated };
    case 'named':
      return { kind: 'named', name: clause.name, negated, clause: clause.child };
    default: {
      // An empty group is always true to the engine, an empty "any" too.
      const isAll = (clause.kind === 'all' || clause.children.length === 0) !== negated;
      return groupOf(
        isAll ? 'all' : 'any',
        clause.children.map((child) => plainOf(child, negated)),
      );
    }
  }
}

function groupOf(kind: 'all' | 'any', parts: readonly Plain[]): Plain {
  const flat = parts.flatMap((part) => (part.kind === kind ? part.children : [part]));
  const children = flat.filter((part, index) => flat.findIndex((other) => same(part, other)) === index);
  const [only] = children;
  return children.length === 1 && only ? only : { kind, children };
}

/** A plain condition as a clause again, to be read aloud. */
function clauseFrom(plain: Plain): Clause {
  const turned = (negated: boolean, clause: Clause): Clause => (negated ? { kind: 'not', child: clause } : clause);
  if (plain.kind === 'leaf') return turned(plain.negated, plain.leaf);
  if (plain.kind === 'named') return turned(plain.negated, { kind: 'named', name: plain.name, child: plain.clause });
  if (plain.kind === 'any' && plain.children.length === 0) return { kind: 'not', child: { kind: 'all', children: [] } };
  return { kind: plain.kind, children: plain.children.map(clauseFrom) };
}

const meaningOf = ({ fact, path, operator, value, params }: Leaf & { params?: unknown }) =>
  JSON.parse(JSON.stringify({ fact, path, operator, value: value ?? null, params }));

function same(a: Plain, b: Plain): boolean {
  if (a.kind === 'leaf')
    return b.kind === 'leaf' && a.negated === b.negated && jsonEqual(meaningOf(a.leaf), meaningOf(b.leaf));
  if (a.kind === 'named') return b.kind === 'named' && a.negated === b.negated && a.name === b.name;
  if (b.kind !== a.kind || a.children.length !== b.children.length) return false;
  // Children are distinct: each finding its equal is enough.
  return a.children.every((child) => b.children.some((other) => same(child, other)));
}

const UNCHANGED: Comparison = { effect: 'same', changes: [] };

function combine(parts: readonly Comparison[]): Comparison {
  const effects = new Set(parts.map(({ effect }) => effect).filter((effect) => effect !== 'same'));
  const [only] = effects;
  const effect = effects.size === 0 ? 'same' : effects.size === 1 && only ? only : 'other';
  return { effect, changes: parts.flatMap(({ changes }) => changes) };
}

const one = (kind: ClauseChange['kind'], effect: Effect, before?: Plain, after?: Plain): Comparison => ({
  effect,
  changes: [
    { kind, effect, ...(before && { before: clauseFrom(before) }), ...(after && { after: clauseFrom(after) }) },
  ],
});

const factOf = (plain: Plain): string | undefined =>
  plain.kind === 'leaf' ? JSON.stringify([plain.leaf.fact, plain.leaf.path ?? null]) : undefined;

const operatorOf = (plain: Plain): string => (plain.kind === 'leaf' ? plain.leaf.operator : plain.kind);

function factsIn(plain: Plain): Set<string> {
  if (plain.kind === 'all' || plain.kind === 'any')
    return new Set(plain.children.flatMap((child) => [...factsIn(child)]));
  return new Set([plain.kind === 'named' ? `named ${plain.name}` : (factOf(plain) ?? '')]);
}

/** Whether a part of one condition is likely what became a part of the other. */
function alike(a: Plain, b: Plain): boolean {
  const [x, y] = [factOf(a), factOf(b)];
  if (x !== undefined || y !== undefined) return x === y;
  if (a.kind === 'named' || b.kind === 'named') return false;
  const facts = factsIn(b);
  return [...factsIn(a)].some((fact) => facts.has(fact));
}

function compareChildren(kind: 'all' | 'any', before: readonly Plain[], after: readonly Plain[]): Comparison {
  const gone = before.filter((part) => !after.some((other) => same(part, other)));
  const come = after.filter((part) => !before.some((other) => same(part, other)));
  const parts: Comparison[] = [];
  for (const part of [...gone]) {
    const twins = come.filter((other) => alike(part, other));
    const twin = twins.find((other) => operatorOf(other) === operatorOf(part)) ?? twins[0];
    if (!twin) continue;
    gone.splice(gone.indexOf(part), 1);
    come.splice(come.indexOf(twin), 1);
    parts.push(compare(part, twin));
  }
  const isAll = kind === 'all';
  parts.push(
    ...gone.map((part) => (isAll ? one('not-required', 'looser', part) : one('not-enough', 'tighter', part))),
    ...come.map((part) =>
      isAll ? one('required', 'tighter', undefined, part) : one('enough', 'looser', undefined, part),
    ),
  );
  return combine(parts);
}

const childrenOf = (plain: Plain, kind: 'all' | 'any'): readonly Plain[] =>
  plain.kind === kind ? plain.children : [plain];
const isGroup = (plain: Plain): plain is Extract<Plain, { kind: 'all' | 'any' }> =>
  plain.kind === 'all' || plain.kind === 'any';

function compare(before: Plain, after: Plain): Comparison {
  if (same(before, after)) return UNCHANGED;
  if (before.kind === 'leaf' && after.kind === 'leaf') {
    return one('changed', leafEffect(before.leaf, before.negated, after.leaf, after.negated), before, after);
  }
  if (isGroup(before) && isGroup(after) && before.kind !== after.kind) {
    const alikeChildren = same({ ...before, kind: after.kind }, after) && before.children.length > 1;
    if (alikeChildren) return one('changed', before.kind === 'all' ? 'looser' : 'tighter', before, after);
  }
  // One of them stands as a whole inside the other: the rest was added, or taken away.
  for (const [outer, inner] of [
    [after, before],
    [before, after],
  ] as const) {
    if (isGroup(outer) && outer.kind !== inner.kind && outer.children.some((child) => same(child, inner))) {
      return compareChildren(outer.kind, childrenOf(before, outer.kind), childrenOf(after, outer.kind));
    }
  }
  if (isGroup(before) && before.kind === after.kind && isGroup(after)) {
    return compareChildren(before.kind, before.children, after.children);
  }
  const group = isGroup(before) ? before : isGroup(after) ? after : undefined;
  const single = group === before ? after : before;
  if (group && !isGroup(single)) {
    return compareChildren(group.kind, childrenOf(before, group.kind), childrenOf(after, group.kind));
  }
  return one('changed', 'other', before, after);
}

/**
 * What differs between two conditions, clause by clause, whatever the order of their parts and however "not" is written.
 * `tighter`, `looser` and `same` are certain, provided that a named condition of the same name is the same in both.
 */
export function compareConditions(before: Clause, after: Clause): Comparison {
  return compare(plainOf(before), plainOf(after));
}

/** Whether a value can be read as a condition all the way down: a draft may hold anything. */
export function isCondition(value: unknown, depth = 0): boolean {
  if (!isJsonObject(value) || depth > 64) return false;
  if (Object.hasOwn(value, 'condition')) return typeof value.condition === 'string';
  for (const key of ['any', 'all'] as const) {
    if (Object.hasOwn(value, key)) {
      const parts = value[key];
      return Array.isArray(parts) && parts.every((part) => isCondition(part, depth + 1));
    }
  }
  if (Object.hasOwn(value, 'not')) return isCondition(value.not, depth + 1);
  return (
    typeof value.fact === 'string' &&
    typeof value.operator === 'string' &&
    (value.path === undefined || typeof value.path === 'string')
  );
}
