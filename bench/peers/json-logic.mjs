import { LogicEngine } from 'json-logic-engine';

const SIGNS = { lessThan: '<', lessThanInclusive: '<=', greaterThan: '>', greaterThanInclusive: '>=' };
/** A missing fact is null here, and null counts as 0: guarded only where that would make a difference. */
const HOLDS = { '<': (a, b) => a < b, '<=': (a, b) => a <= b, '>': (a, b) => a > b, '>=': (a, b) => a >= b };

function translate(condition) {
  if (condition.all) return { and: condition.all.map(translate) };
  if (condition.any) return { or: condition.any.map(translate) };
  if (condition.not) return { '!': [translate(condition.not)] };
  const { fact, operator, value } = condition;
  const read = { var: fact };
  const present = (test) => ({ and: [{ '!==': [read, null] }, test] });
  if (operator === 'equal') return { '===': [read, value] };
  if (operator === 'notEqual') return { '!==': [read, value] };
  if (operator === 'in') return { in: [read, value] };
  if (operator === 'notIn') return { '!': [{ in: [read, value] }] };
  if (operator === 'contains') return present({ in: [value, read] });
  if (operator === 'doesNotContain') return present({ '!': [{ in: [value, read] }] });
  const sign = SIGNS[operator];
  const test = { [sign]: [read, value] };
  return HOLDS[sign](null, value) ? present(test) : test;
}

/** A function built once by json-logic-engine: the place of the first matching rule, or -1. */
export function jsonLogicBuilt(ruleSet) {
  const branches = ruleSet.rules.flatMap((rule, index) => [translate(rule.conditions), index]);
  return new LogicEngine().build({ if: [...branches, -1] });
}
