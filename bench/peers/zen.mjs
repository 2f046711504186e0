import { ZenDecisionContent, ZenEngine } from '@gorules/zen-engine';

const text = (value) => (typeof value === 'string' ? `'${value}'` : String(value));
const list = (values) => `[${values.map(text).join(', ')}]`;
const SIGNS = { lessThan: '<', lessThanInclusive: '<=', greaterThan: '>', greaterThanInclusive: '>=' };

/** In an expression an error makes the whole cell no match, so a missing fact (null) is asked for first. */
function expression(condition) {
  if (condition.all) return `(${condition.all.map(expression).join(' and ')})`;
  if (condition.any) return `(${condition.any.map(expression).join(' or ')})`;
  if (condition.not) return `not (${expression(condition.not)})`;
  const { fact, operator, value } = condition;
  if (operator === 'equal') return `${fact} == ${text(value)}`;
  if (operator === 'notEqual') return `${fact} != ${text(value)}`;
  if (operator === 'in') return `(${fact} in ${list(value)})`;
  if (operator === 'notIn') return `(${fact} not in ${list(value)})`;
  const present = (test) => `(${fact} != null and ${test})`;
  if (operator === 'contains') return present(`${text(value)} in ${fact}`);
  if (operator === 'doesNotContain') return present(`${text(value)} not in ${fact}`);
  return present(`${fact} ${SIGNS[operator]} ${value}`);
}

/** The set as a decision table, hit policy first, whose rows are whole expressions; compiled once. */
export function zenTable(ruleSet) {
  const rules = ruleSet.rules.map((rule, index) => ({
    _id: `r${index}`,
    when: expression(rule.conditions),
    then: String(index),
  }));
  const content = {
    contentType: 'application/vnd.gorules.decision',
    nodes: [
      { id: 'in', name: 'in', type: 'inputNode', position: { x: 0, y: 0 } },
      {
        id: 'table',
        name: 'table',
        type: 'decisionTableNode',
        position: { x: 1, y: 0 },
        content: {
          hitPolicy: 'first',
          inputs: [{ id: 'when', name: 'when', type: 'expression' }],
          outputs: [{ id: 'then', name: 'then', type: 'expression', field: 'rule' }],
          rules,
        },
      },
      { id: 'out', name: 'out', type: 'outputNode', position: { x: 2, y: 0 } },
    ],
    edges: [
      { id: 'e1', sourceId: 'in', targetId: 'table', type: 'edge' },
      { id: 'e2', sourceId: 'table', targetId: 'out', type: 'edge' },
    ],
  };
  const decision = new ZenEngine().createDecision(new ZenDecisionContent(content));
  return async (facts) => {
    const { result } = await decision.evaluate(facts);
    return result?.rule ?? -1;
  };
}
