import type { ImpactTransition } from '@caseway/backend/contract';
import { flowOf } from './flow.ts';

const transition = (from: string, to: string, count: number): ImpactTransition => ({
  from: { key: from, label: from.toUpperCase() },
  to: { key: to, label: to.toUpperCase() },
  params: [],
  count,
  examples: [],
});

test('what goes both ways makes no circle: each outcome stands on each side by itself', () => {
  const { nodes, links } = flowOf([transition('a', 'b', 3), transition('b', 'a', 2), transition('a', 'c', 1)], 0, '…');
  expect(nodes.map(({ name, label, count }) => [name, label, count])).toEqual([
    ['from a', 'A', 4],
    ['to b', 'B', 3],
    ['from b', 'B', 2],
    ['to a', 'A', 2],
    ['to c', 'C', 1],
  ]);
  expect(links).toContainEqual({ source: 'from b', target: 'to a', value: 2 });
});

test('what is beyond the largest flows is one flow, those that the server left out with it', () => {
  const many = Array.from({ length: 12 }, (_, index) => transition(`a${index}`, 'b', 20 - index));
  const { links } = flowOf(many, 5, 'others');
  expect(links).toHaveLength(11);
  expect(links.at(-1)).toEqual({ source: 'from ', target: 'to ', value: 10 + 9 + 5 });
});

test('nothing that changes draws nothing', () => {
  expect(flowOf([], 0, '…')).toEqual({ nodes: [], links: [] });
});
