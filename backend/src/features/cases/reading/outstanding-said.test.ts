// Nothing typed once is asked again: why a department was not waited for, as long as it has not answered.
import type { TaskRow } from '../tasks/tasks-store.ts';
import { outstandingFrom } from './action-views.service.ts';

const task = (department: string, over: Partial<TaskRow> = {}) =>
  ({ kind: 'joint', department, doneAt: null, cancelledAt: null, ...over }) as TaskRow;
const act = (outstanding: string | undefined, unanswered: string[]) => ({
  kind: 'action' as const,
  details: { ...(outstanding !== undefined && { outstanding }), unanswered },
});

test('what was said last of the departments that are outstanding is known', () => {
  const history = [act('先行答复', ['justice-office']), act('多次催办未复', ['justice-office']), act(undefined, [])];
  expect(outstandingFrom([task('justice-office')], history)).toBe('多次催办未复');
  const answered = task('civil-affairs-office', { doneAt: new Date() });
  expect(outstandingFrom([answered, task('justice-office')], history)).toBe('多次催办未复');
});

test('another department that was asked since is said of anew, and nobody is where all have answered', () => {
  const history = [act('多次催办未复', ['justice-office'])];
  expect(outstandingFrom([task('justice-office'), task('police-station')], history)).toBeUndefined();
  expect(outstandingFrom([task('justice-office', { doneAt: new Date() })], history)).toBeUndefined();
  expect(outstandingFrom([task('justice-office')], [])).toBeUndefined();
});
