import type { ImpactFlow } from '@caseway/backend/contract';

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
 * Flows from left to right: a node for each outcome on each side, so that what goes both ways makes no circle. What is
 * beyond the largest is drawn as one, called `rest`.
 */
export function flowOf(flows: readonly ImpactFlow[], rest: string): Flow {
  const nodes = new Map<string, FlowNode>();
  const links: Flow['links'] = [];
  const nodeOf = (side: FlowNode['side'], key: string, label: string, count: number): string => {
    const name = `${side} ${key}`;
    const node = nodes.get(name) ?? { name, label, side, count: 0 };
    node.count += count;
    nodes.set(name, node);
    return name;
  };
  // One param needs no name; of several each value says what it is a value of.
  const several = new Set(flows.map(({ param }) => param)).size > 1;
  for (const { from, to, label, count } of flows.slice(0, MOST)) {
    const named = (text: string) => (several ? `${text} · ${label}` : text);
    const source = nodeOf('from', from.key, named(from.label), count);
    links.push({ source, target: nodeOf('to', to.key, named(to.label), count), value: count });
  }
  const others = flows.slice(MOST).reduce((sum, { count }) => sum + count, 0);
  if (others > 0) {
    links.push({ source: nodeOf('from', '', rest, others), target: nodeOf('to', '', rest, others), value: others });
  }
  return { nodes: [...nodes.values()], links };
}
