import { readdirSync, readFileSync } from 'node:fs';
import { factCatalogue, factKey } from '../facts.ts';
import { pathLabels } from '../labels.ts';
import type { HandlingPath } from '../model/handling-path.ts';
import type { RuleSet } from '../model/rule-set.ts';
import { ruleParts } from './explain-decision.ts';
import { readingOf, textOfParts } from './reading.ts';

const read = <T>(file: string): T => JSON.parse(readFileSync(`rule-sets/library/${file}`, 'utf8')) as T;
const paths = readdirSync('rule-sets/library/paths').map((file) => read<HandlingPath>(`paths/${file}`));
const escalation = read<RuleSet>('escalation-policy.json');

test.each(['zh-CN', 'en'] as const)(
  'no sentence of the escalation names an event, a step or a clock by its key: %s',
  (locale) => {
    const reading = readingOf(escalation, { locale, labels: pathLabels(paths) });
    expect([...factCatalogue([]).values()].map(({ fact, path }) => factKey(fact, path))).toContain('event');
    for (const rule of escalation.rules) {
      const told = textOfParts(reading, ruleParts(reading, rule));
      expect(told).not.toMatch(/deadline-|-clock|-step|“filed”|“daily”/);
    }
  },
);
