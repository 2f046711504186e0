import { Engine } from 'json-rules-engine';

/** json-rules-engine's `run`, every rule evaluated; the place of the matching rule that comes first, or -1. */
export function jsonRulesEngine(ruleSet) {
  const engine = new Engine([], { allowUndefinedFacts: true });
  ruleSet.rules.forEach((rule, index) => {
    engine.addRule({ ...structuredClone(rule), name: String(index) });
  });
  return async (facts) => {
    const { results } = await engine.run(facts);
    return results.reduce((first, { name }) => (first === -1 || Number(name) < first ? Number(name) : first), -1);
  };
}
