import { conditionText, ruleNamed } from '../explain/explain-decision.ts';
import { quoted, type Reading, say } from '../explain/reading.ts';
import type { Uncovered } from './coverage.ts';

/** What no test shows, as one sentence. `reading` must be of the rule set that was covered. */
export function renderUncovered(reading: Reading, item: Uncovered): string {
  const title = (name: string) => ruleNamed(reading.ruleSet, name)?.title?.[reading.locale] || name;
  if (item.kind === 'otherwise') {
    return say(reading, '没有测试落到“其他情况”。', 'No test is left to “otherwise”.');
  }
  if (item.kind === 'rule') {
    const rule = title(item.rule);
    return item.fired
      ? say(reading, `规则“${rule}”符合过，但从未由它决定结果。`, `Rule “${rule}” matched, but never decided.`)
      : say(reading, `规则“${rule}”从未符合。`, `Rule “${rule}” never matched.`);
  }
  const clause = quoted(conditionText(reading, item.leaf));
  const rule = title(item.within);
  switch (item.missing) {
    case 'both':
      return say(
        reading,
        `规则“${rule}”的条件${clause}没有被测到。`,
        `In rule “${rule}”, ${clause} was never looked at.`,
      );
    case 'true':
      return say(reading, `规则“${rule}”的条件${clause}从未成立。`, `In rule “${rule}”, ${clause} never held.`);
    case 'false':
      return say(
        reading,
        `规则“${rule}”的条件${clause}从未不成立。`,
        `In rule “${rule}”, ${clause} never failed to hold.`,
      );
  }
}
