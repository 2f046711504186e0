import type { ImpactTransition } from '@caseway/backend/contract';

/** Flows drawn by themselves; more cannot be told apart, and the table has them all. */
const MOST = 10;

export interface FlowNode {
  name: string;
  label: string;
  side: 'from' | 'to';
  count: number;
}

export interface Flow {
  nodes: FlowNode[];
  links: { source: string; target: string; value: number }[];
}

/**
 * Transitions as a flow from left to right: a node for each outcome on each side, so that what goes both ways makes no
 * circle. What is beyond the largest flows is drawn as one, called `rest`.
 */
export function flowOf(transitions: readonly ImpactTransition[], leftOut: number, rest: string): Flow {
  const nodes = new Map<string, FlowNode>();
  const links: Flow['links'] = [];
  const nodeOf = (side: FlowNode['side'], key: string, label: string, count: number): string => {
    const name = `${side} ${key}`;
    const node = nodes.get(name) ?? { name, label, side, count: 0 };
    node.count += count;
    nodes.set(name, node);
    return name;
  };
  for (const { from, to, count } of transitions.slice(0, MOST)) {
    const source = nodeOf('from', from.key, from.label, count);
    links.push({ source, target: nodeOf('to', to.key, to.label, count), value: count });
  }
  const others = transitions.slice(MOST).reduce((sum, { count }) => sum + count, leftOut);
  if (others > 0) {
    links.push({ source: nodeOf('from', '', rest, others), target: nodeOf('to', '', rest, others), value: others });
  }
  return { nodes: [...nodes.values()], links };
}
