// The order of test files: the longest first, so that at the end no worker stands idle while another begins a long one. Jest's own
// order knows how long files took from its cache, which a clean checkout has not.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import TestSequencer from '@jest/test-sequencer';

const Sequencer = TestSequencer.default ?? TestSequencer;

/** Seconds on two processors, measured; what is not named takes half a minute at most. */
const SECONDS = {
  'screens.test.ts': 250,
  'mutations.test.ts': 120,
  'operations.test.ts': 103,
  'story.test.ts': 92,
  'kindness.test.ts': 86,
  'access.test.ts': 82,
  'rule-editor.test.ts': 80,
  'purpose.test.ts': 78,
  'impact.test.ts': 73,
  'proof.test.ts': 72,
  'day.test.ts': 71,
  'receipts.test.ts': 67,
  'case-page.test.ts': 64,
  'clocks.test.ts': 61,
};

export default class LongestFirst extends Sequencer {
  sort(tests) {
    const costs = new Map(tests.map((test) => [test, costOf(test.path)]));
    return [...tests].sort((a, b) => costs.get(b) - costs.get(a) || (a.path < b.path ? -1 : 1));
  }
}

/** Of files that nobody has measured, the larger ones first. */
function costOf(path) {
  return SECONDS[basename(path)] ?? Math.min(30, readFileSync(path).length / 500);
}
