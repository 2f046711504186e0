import type { Json } from '@caseway/form-schemas';
import {
  backtest,
  compileRuleSet,
  decide,
  FactTable,
  factsOf,
  ManyEvaluator,
  type ManyResult,
  type Outcome,
  type RuleSet,
  type RuleSetError,
} from '@caseway/rule-sets';
import { eachLine, UnusableInput } from './files.ts';
import { asRuleSet, type Command, deciding, fileOf, optionOf } from './given.ts';

interface Answer {
  fired: string[];
  outcome: Outcome;
}
type Engine = (ruleSet: RuleSet) => (facts: Record<string, Json>) => Answer | Promise<Answer>;

const ENGINES: Record<string, Engine> = {
  reference: (ruleSet) => (facts) => decide(ruleSet, facts),
  compiled: (ruleSet) => compileRuleSet(ruleSet).decide,
};

function engineOf(name: string): Engine {
  const engine = Object.hasOwn(ENGINES, name) ? ENGINES[name] : undefined;
  if (!engine) throw new UnusableInput(`--engine ${name} is not known: use ${Object.keys(ENGINES).join(' or ')}.`);
  return engine;
}

/** Why a case has no answer; both sides where both have none. */
function failuresOf(row: number, line: number, sides: Record<string, ManyResult>) {
  return Object.entries(sides).flatMap(([side, result]) => {
    const error: RuleSetError | undefined = result.errorOf(row);
    return error ? [{ line, side, code: error.code, message: error.message }] : [];
  });
}

export const RULE_COMMANDS: Record<string, Command> = {
  'rules decide': async (given, print) => {
    const file = fileOf(given, 'RULES.json');
    const engine = engineOf(given.options.engine ?? 'reference');
    const ruleSet = asRuleSet(file);
    const facts = optionOf(given, 'facts');
    const ask = await deciding(file, async () => engine(ruleSet));
    for (const { line, value } of eachLine(facts)) {
      const { fired, outcome } = await deciding(file, async () => ask(value));
      print({ line, fired, outcome });
    }
    return 0;
  },

  'rules backtest': async (given, print) => {
    const files = [fileOf(given, 'OLD.json'), fileOf(given, 'NEW.json', 1)] as const;
    const facts = optionOf(given, 'facts');
    const [before, after] = [asRuleSet(files[0]), asRuleSet(files[1])];
    const start = performance.now();
    const only = new Set<string>();
    for (const [file, ruleSet] of [
      [files[0], before],
      [files[1], after],
    ] as const) {
      for (const fact of await deciding(file, async () => factsOf(ruleSet))) only.add(fact);
    }
    const table = new FactTable({ only });
    const lines: number[] = [];
    for (const { line, value } of eachLine(facts)) {
      table.append(value);
      lines.push(line);
    }
    const evaluator = new ManyEvaluator(table);
    const { cases, changed, failed, transitions, outcomes, rules } = backtest(before, after, evaluator);
    const lineOf = (row: number) => lines[row] ?? 0;
    const sides = { before: evaluator.evaluate(before), after: evaluator.evaluate(after) };
    print({
      cases,
      changed,
      failed: {
        ...failed,
        examples: failed.examples.flatMap((row) => failuresOf(row, lineOf(row), sides)),
      },
      transitions: transitions.map((one) => ({ ...one, examples: one.examples.map((row) => ({ line: lineOf(row) })) })),
      outcomes,
      rules,
      seconds: Number(((performance.now() - start) / 1000).toFixed(3)),
    });
    return failed.cases > 0 ? 1 : 0;
  },
};
