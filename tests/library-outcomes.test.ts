// What shipped paths decide, by its name; and that who asked can take it back as long as it is not decided.
import { readdirSync, readFileSync } from 'node:fs';
import type { HandlingPath, PathAction } from '@caseway/rule-sets';

const folder = 'rule-sets/library/paths';
const paths = readdirSync(folder).map((name) => JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')) as HandlingPath);
const each = paths.map((path) => [path.key, path] as const);

test.each(each)(
  '%s: an outcome says what was decided, not that somebody was told: a letter may not have arrived',
  (_, path) => {
    for (const { title } of path.outcomes) {
      expect(title['zh-CN']).not.toMatch(/告知|说明理由|送达|答复/);
      expect(title.en).not.toMatch(/\btold\b|informed|reasons given/i);
    }
  },
);

/** Decided already, by an answer, an agreement or aid; what is urgent is reported whatever becomes of the rest. */
const NOT_BEFORE_DECISION = new Set([
  ...['return-visit-step', 'report-back-step', 'performance-step', 'follow-up-step', 'aid-arrival-step'],
  ...['unresolved-visit-step', 'aid-refused-visit-step'],
  ...['suggestion-carry-out-step', 'urgent-report-step', 'final-report-step'],
]);

test.each(each)('%s: it can be taken back, with the signed paper, on every step before it is decided', (_, path) => {
  const withdraws = ({ outcome }: PathAction) =>
    path.outcomes.some(({ key, effect }) => key === outcome && effect === 'withdrawn');
  for (const { key, kind, actions } of path.steps) {
    if (kind === 'end' || NOT_BEFORE_DECISION.has(key)) continue;
    const way = actions.find(withdraws);
    expect([key, way?.requires?.reasons, way?.requires?.documents?.length]).toEqual([key, true, 1]);
    // Never what is offered first.
    expect(actions.findIndex(withdraws)).toBeGreaterThan(0);
  }
});
