import { isJsonObject, own } from '../json-value.ts';

/** The facts that rules and named conditions of a rule set name, without paths. Takes a draft as it stands. */
export function factsNamed(ruleSet: unknown): Set<string> {
  const names = new Set<string>();
  const visit = (part: unknown, depth: number): void => {
    if (depth > 40) return;
    if (Array.isArray(part)) for (const item of part) visit(item, depth + 1);
    if (!isJsonObject(part)) return;
    const fact = own(part, 'fact');
    if (typeof fact === 'string') names.add(fact);
    for (const key of ['all', 'any', 'not', 'value']) visit(own(part, key), depth + 1);
  };
  const rules = own(ruleSet, 'rules');
  if (Array.isArray(rules)) for (const rule of rules) visit(own(rule, 'conditions'), 0);
  const named = own(ruleSet, 'conditions');
  if (isJsonObject(named)) for (const condition of Object.values(named)) visit(condition, 0);
  return names;
}
