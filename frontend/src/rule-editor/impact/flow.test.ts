import type { ImpactFlow } from '@caseway/backend/contract';
import { flowOf } from './flow.ts';

const flow = (from: string, to: string, count: number, param = 'path'): ImpactFlow => ({
  param,
  label: param.toUpperCase(),
  from: { key: from, label: from.toUpperCase() },
  to: { key: to, label: to.toUpperCase() },
  count,
});

test('what goes both ways makes no circle: each outcome stands on each side by itself', () => {
  const { nodes, links } = flowOf([flow('a', 'b', 3), flow('b', 'a', 2), flow('a', 'c', 1)], '…');
  expect(nodes.map(({ name, label, count }) => [name, label, count])).toEqual([
    ['from a', 'A', 4],
    ['to b', 'B', 3],
    ['from b', 'B', 2],
    ['to a', 'A', 2],
    ['to c', 'C', 1],
  ]);
  expect(links).toContainEqual({ source: 'from b', target: 'to a', value: 2 });
});

test('values of several params say what they are values of', () => {
  const { nodes } = flowOf([flow('a', 'b', 3), flow('x', 'y', 2, 'level')], '…');
  expect(nodes.map(({ label }) => label)).toEqual(['A · PATH', 'B · PATH', 'X · LEVEL', 'Y · LEVEL']);
});

test('what is beyond the largest flows is one flow', () => {
  const many = Array.from({ length: 12 }, (_, index) => flow(`a${index}`, 'b', 20 - index));
  const { links } = flowOf(many, 'others');
  expect(links).toHaveLength(11);
  expect(links.at(-1)).toEqual({ source: 'from ', target: 'to ', value: 10 + 9 });
});

test('nothing that changes draws nothing', () => {
  expect(flowOf([], '…')).toEqual({ nodes: [], links: [] });
});
