import fc from 'fast-check';
import {
  BURST_MS,
  carryHistory,
  editHistory,
  type History,
  MOST_STEPS,
  redoHistory,
  startHistory,
  undoHistory,
} from './history.ts';

type Move = { do: 'edit'; next: number; mergeKey: string | undefined; wait: number } | { do: 'undo' } | { do: 'redo' };

const move: fc.Arbitrary<Move> = fc.oneof(
  fc.record({
    do: fc.constant('edit' as const),
    next: fc.integer(),
    mergeKey: fc.constantFrom(undefined, 'a', 'b'),
    wait: fc.integer({ min: 0, max: 2 * BURST_MS }),
  }),
  fc.constant<Move>({ do: 'undo' }),
  fc.constant<Move>({ do: 'redo' }),
);

function play(moves: readonly Move[]): { history: History<number>; at: number } {
  let at = 0;
  let history = startHistory(0);
  for (const step of moves) {
    if (step.do === 'undo') history = undoHistory(history);
    else if (step.do === 'redo') history = redoHistory(history);
    else {
      at += step.wait;
      history = editHistory(history, { label: 'step', next: step.next, mergeKey: step.mergeKey, at });
    }
  }
  return { history, at };
}

const all = (history: History<number>, step: (history: History<number>) => History<number>) => {
  let now = history;
  for (let next = step(now); next !== now; next = step(now)) now = next;
  return now;
};

test('undoing an edit gives back what was there', () => {
  fc.assert(
    fc.property(fc.array(move), fc.integer(), (moves, next) => {
      const { history, at } = play(moves);
      const edited = editHistory(history, { label: 'one', next, at: at + 2 * BURST_MS });
      if (edited === history) return;
      expect(undoHistory(edited).value).toBe(history.value);
      expect(undoHistory(edited).past).toEqual(history.past);
    }),
  );
});

test('redoing what was undone gives back what was there, in values and in labels', () => {
  fc.assert(
    fc.property(fc.array(move), (moves) => {
      const { history } = play(moves);
      const undone = undoHistory(history);
      if (undone === history) return;
      const redone = redoHistory(undone);
      expect(redone.value).toBe(history.value);
      expect(redone.past.map(({ label, value }) => [label, value])).toEqual(
        history.past.map(({ label, value }) => [label, value]),
      );
      expect(redone.future).toEqual(history.future);
    }),
  );
});

test('everything can be undone to the start and redone to the end', () => {
  fc.assert(
    fc.property(fc.array(move), (moves) => {
      const { history } = play(moves);
      const end = all(history, redoHistory);
      const start = all(end, undoHistory);
      expect(start.value).toBe(0);
      expect(all(start, redoHistory).value).toBe(end.value);
    }),
  );
});

test('a burst with one key is one step, a pause or another key begins the next', () => {
  let history = startHistory('');
  const type = (next: string, at: number, mergeKey?: string) => {
    history = editHistory(history, { label: next, next, at, mergeKey });
  };
  type('a', 0, 'title');
  type('ab', 900, 'title');
  type('abc', 1800, 'title');
  type('abcd', 1800 + BURST_MS + 1, 'title');
  type('abcde', 1800 + BURST_MS + 2, 'source');
  expect(history.past.map(({ value }) => value)).toEqual(['', 'abc', 'abcd']);
});

test('nothing is merged into a step that was undone and redone', () => {
  let history = editHistory(startHistory(''), { label: 'a', next: 'a', at: 0, mergeKey: 'k' });
  history = redoHistory(undoHistory(history));
  history = editHistory(history, { label: 'b', next: 'ab', at: 1, mergeKey: 'k' });
  expect(undoHistory(history).value).toBe('a');
});

test('the same value again is no step', () => {
  const history = editHistory(startHistory(1), { label: 'same', next: 1, at: 0 });
  expect(history.past).toEqual([]);
});

test('steps beyond the most are forgotten, oldest first', () => {
  let history = startHistory(0);
  for (let next = 1; next <= MOST_STEPS + 5; next++) history = editHistory(history, { label: '', next, at: next });
  expect(history.past).toHaveLength(MOST_STEPS);
  expect(all(history, undoHistory).value).toBe(5);
});

test('what others changed is in every step: whoever takes back a step of their own takes nothing of theirs', () => {
  type Two = { mine: number; theirs: number };
  fc.assert(
    fc.property(fc.array(move), fc.integer(), (moves, theirs) => {
      const { history } = play(moves);
      const two: History<Two> = {
        value: { mine: history.value, theirs: 0 },
        past: history.past.map((step) => ({ ...step, value: { mine: step.value, theirs: 0 } })),
        future: history.future.map((step) => ({ ...step, value: { mine: step.value, theirs: 0 } })),
      };
      let [own, carried] = [history, carryHistory(two, (value) => ({ ...value, theirs }))];
      expect(carried.value).toEqual({ mine: own.value, theirs });
      for (const step of [...moves.keys(), ...history.past.keys()]) {
        const back = step % 3 !== 0;
        own = back ? undoHistory(own) : redoHistory(own);
        carried = back ? undoHistory(carried) : redoHistory(carried);
        expect(carried.value).toEqual({ mine: own.value, theirs });
      }
    }),
  );
});
