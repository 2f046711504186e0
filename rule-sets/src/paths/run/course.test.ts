import { readdirSync, readFileSync } from 'node:fs';
import type { HandlingPath } from '../../model/handling-path.ts';
import { courseOf } from './course.ts';
import { startPath } from './run-path.ts';

const LIBRARY = 'rule-sets/library/paths';
const read = (name: string) => JSON.parse(readFileSync(`${LIBRARY}/${name}`, 'utf8')) as HandlingPath;
const shipped = readdirSync(LIBRARY).map(read);
const MORNING = new Date('2026-03-02T01:00:00Z');
const RECEIVED = { receivedAt: MORNING, registeredAt: MORNING };
const standing = (path: HandlingPath, step: string) => ({ ...startPath(path, RECEIVED), step });

test('steps that are alternatives come next side by side, and what comes after them is told apart', () => {
  const aid = read('hardship-assistance-path.json');
  expect(courseOf(aid, standing(aid, 'aid-choice-step'), {})).toEqual({
    next: ['county-decision-step', 'opinion-decision'],
    later: ['aid-arrival-step', 'return-visit-step', 'aid-refused-visit-step', 'closed-end'],
  });
});

test.each(['review-path', 're-review-path'])('%s: a request that came in time meets no step of a late one', (key) => {
  const path = read(`${key}.json`);
  const state = standing(path, 'file-study-step');
  const reached = ({ next, later }: ReturnType<typeof courseOf>) => [...next, ...later];
  const late = reached(courseOf(path, state, { reviewLate: true }));
  const inTime = courseOf(path, state, { reviewLate: false });
  expect(late).toEqual(expect.arrayContaining(['late-request-decision', 'late-study-step']));
  expect(inTime.next).toEqual(['review-decision']);
  expect(reached(inTime)).toEqual(['review-decision', 'closed-end']);
});

test('an answer that nobody has given yet leaves both ways open, whatever else of that name is known', () => {
  const path = read('dispute-mediation-path.json');
  const { next } = courseOf(path, standing(path, 'mediation-step'), { mediationResult: 'settled-result' });
  expect(next).toEqual(['opinion-decision', 'return-visit-step']);
});

test('of every shipped path: nothing comes after an end, the present step is in neither list, none is in both', () => {
  for (const path of shipped) {
    for (const { key, kind } of path.steps) {
      const { next, later } = courseOf(path, standing(path, key), {});
      expect([path.key, key, next.length > 0]).toEqual([path.key, key, kind !== 'end']);
      expect([key, ...next, ...later]).toHaveLength(new Set([key, ...next, ...later]).size);
    }
  }
});
