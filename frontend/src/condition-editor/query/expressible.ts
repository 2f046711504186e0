import type { Json } from '@caseway/form-schemas';
import {
  type FactInfo,
  type FactValueType,
  factKey,
  findOperator,
  isJsonObject,
  type Leaf,
  type OperatorInfo,
} from '@caseway/rule-sets';
import type { EditableFacts } from './query-model.ts';

/** Types whose values may be compared with each other's. */
const FAMILY: Partial<Record<FactValueType, string>> = {
  text: 'text',
  choice: 'text',
  integer: 'number',
  number: 'number',
  date: 'day',
  instant: 'day',
  texts: 'texts',
  choices: 'texts',
};
const familyOf = (type: FactValueType) => FAMILY[type] ?? type;

/** The facts that a fact may be compared with by an operator. */
export function comparableFacts(facts: EditableFacts, info: FactInfo, operator: OperatorInfo): FactInfo[] {
  if (operator.value === 'flag' || operator.value === 'count') return [];
  const isElement = operator.value === 'one' && (info.type === 'texts' || info.type === 'choices');
  // A list to look in is a fact that holds a list; json-rules-engine's own `in` takes nothing else.
  const wanted = isElement ? 'text' : operator.value === 'list' ? 'texts' : familyOf(info.type);
  return [...facts.values()].filter((other) => familyOf(other.type) === wanted && other !== info);
}

const isDay = (value: Json) => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value);

/** Whether the editor of the type can show and change one value; '' stands for one not given yet. */
function fitsOne({ type }: FactInfo, value: Json): boolean {
  if (value === '') return true;
  switch (type) {
    case 'integer':
    case 'number':
      return typeof value === 'number' && (type === 'number' || Number.isInteger(value));
    case 'boolean':
      return typeof value === 'boolean';
    case 'date':
    case 'instant':
      return isDay(value);
    case 'choice':
    case 'choices':
      return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
    default:
      return typeof value === 'string';
  }
}

function fits(info: FactInfo, operator: OperatorInfo, value: Json): boolean {
  switch (operator.value) {
    case 'flag':
      return typeof value === 'boolean';
    case 'count':
      return value === '' || Number.isInteger(value);
    case 'list':
      return Array.isArray(value) && value.every((item) => item !== '' && fitsOne(info, item));
    case 'one':
      return fitsOne(info, value);
  }
}

/** The other fact that a value names, as `{fact}` or `{fact, path}`; undefined where it is a literal or says more. */
export function otherFact(value: Leaf['value']): { fact: string; path?: string } | undefined {
  if (!isJsonObject(value) || typeof value.fact !== 'string') return undefined;
  const isPlain = Object.keys(value).every((name) => name === 'fact' || name === 'path');
  if (!isPlain || (value.path !== undefined && typeof value.path !== 'string')) return undefined;
  return { fact: value.fact, ...(value.path === undefined ? {} : { path: value.path }) };
}

/** Only these are edited; whatever else a comparison has makes it a thing of the source. */
const PLAIN_KEYS = new Set(['fact', 'operator', 'value', 'path']);

/** The fact and operator of a comparison that the visual editor can show and change whole; undefined for any other. */
export function expressible(
  leaf: unknown,
  facts: EditableFacts,
): { info: FactInfo; operator: OperatorInfo } | undefined {
  if (!isJsonObject(leaf) || !Object.keys(leaf).every((name) => PLAIN_KEYS.has(name))) return undefined;
  const { fact, operator: name, path } = leaf;
  if (typeof fact !== 'string' || !Object.hasOwn(leaf, 'value')) return undefined;
  if (path !== undefined && typeof path !== 'string') return undefined;
  const info = facts.get(factKey(fact, path));
  const operator = findOperator(name);
  if (!info || !operator?.types.includes(info.type)) return undefined;
  const value = leaf.value as Json;
  if (isJsonObject(value)) {
    const other = otherFact(value);
    const known = other && facts.get(factKey(other.fact, other.path));
    return known && comparableFacts(facts, info, operator).includes(known) ? { info, operator } : undefined;
  }
  return fits(info, operator, value) ? { info, operator } : undefined;
}
