/** What a programmer would write by hand for the set: the limit. Given as text, loaded once. */
const text = JSON.stringify;
const SIGNS = {
  equal: '===',
  notEqual: '!==',
  lessThan: '<',
  lessThanInclusive: '<=',
  greaterThan: '>',
  greaterThanInclusive: '>=',
};

function expression(condition) {
  if (condition.all) return `(${condition.all.map(expression).join(' && ')})`;
  if (condition.any) return `(${condition.any.map(expression).join(' || ')})`;
  if (condition.not) return `!(${expression(condition.not)})`;
  const { fact, operator, value } = condition;
  if (SIGNS[operator]) return `${fact} ${SIGNS[operator]} ${text(value)}`;
  if (operator === 'in') return `(${value.map((one) => `${fact} === ${text(one)}`).join(' || ')})`;
  if (operator === 'notIn') return `${value.map((one) => `${fact} !== ${text(one)}`).join(' && ')}`;
  if (operator === 'contains') return `(${fact} !== undefined && ${fact}.includes(${text(value)}))`;
  return `(${fact} !== undefined && !${fact}.includes(${text(value)}))`;
}

export function handWrittenSource(ruleSet, facts, style = 'destructured') {
  const lines = ruleSet.rules.map((rule, index) => `  if (${expression(rule.conditions)}) return ${index};`);
  if (style === 'destructured') return `{ ${facts.join(', ')} }) {\n${lines.join('\n')}\n  return -1;`;
  const inline = lines.map((line) =>
    line.replaceAll(new RegExp(`(?<!")\\b(${facts.join('|')})\\b(?!")`, 'g'), 'facts.$1'),
  );
  return `facts) {\n${inline.join('\n')}\n  return -1;`;
}

export function handWritten(ruleSet, facts, style) {
  return new Function(`return function decide(${handWrittenSource(ruleSet, facts, style)}\n}`)();
}
