import type { LocalizedText } from '@caseway/form-schemas';
import { BUILT_IN, type Evaluate, OWN } from './evaluators.ts';

/** What kind of value a fact holds: decides which operators make sense and how values are edited and read aloud. */
export const FACT_VALUE_TYPES = [
  'text',
  'choice',
  'integer',
  'number',
  'amount',
  'boolean',
  'date',
  'instant',
  'texts',
  'choices',
  'list',
  'object',
] as const;
export type FactValueType = (typeof FACT_VALUE_TYPES)[number];

/** What stands in a condition's `value`: one value (of a list fact: one element), a list of them, a count, yes or no. */
export type OperatorValue = 'one' | 'list' | 'count' | 'flag';

export type OperatorName = keyof typeof BUILT_IN | keyof typeof OWN;

/** Sentences with `{fact}` and `{value}`; `negated` says what `not` around the condition says, missing facts included. */
export interface OperatorReading {
  plain: LocalizedText;
  negated: LocalizedText;
}

export interface OperatorInfo {
  name: OperatorName;
  /** json-rules-engine's own. */
  builtIn: boolean;
  /** Types of fact that it is offered for. */
  types: readonly FactValueType[];
  value: OperatorValue;
  /** Result on a missing fact, whatever the value (`isPresent`: with value true). */
  onMissing: boolean;
  /** Of a list with one entry: the operator that says the same of that entry. */
  singular?: OperatorName;
  /** Short name for a picker. */
  title: LocalizedText;
  /** Wording by type where it differs from the general one. */
  reading: OperatorReading & { byType?: Partial<Record<FactValueType, OperatorReading>> };
  evaluate: Evaluate;
}

type Pair = readonly [zh: string, en: string];
const localized = ([zh, en]: Pair): LocalizedText => ({ 'zh-CN': zh, en });
const reading = (plain: Pair, negated: Pair): OperatorReading => ({
  plain: localized(plain),
  negated: localized(negated),
});
/** Where a missing fact makes the condition false, its negation is true of a missing fact: the sentence says so. */
const orMissing = ([zh, en]: Pair): Pair => [`${zh}（或未填写）`, `${en} (or is not given)`];

type Row = Omit<OperatorInfo, 'name' | 'builtIn' | 'evaluate'>;

const row = (
  title: Pair,
  types: readonly FactValueType[],
  value: OperatorValue,
  plain: Pair,
  negated: Pair,
  onMissing = false,
): Row => ({ title: localized(title), types, value, onMissing, reading: reading(plain, negated) });

const SINGLE = ['text', 'choice', 'integer', 'number', 'boolean', 'date'] as const;
const LISTED = ['text', 'choice', 'integer', 'number'] as const;
const NUMERIC = ['integer', 'number'] as const;
const DATED = ['date', 'instant'] as const;
const MULTIPLE = ['texts', 'choices'] as const;

const IS: Pair = ['{fact}为{value}', '{fact} is {value}'];
const IS_NOT: Pair = ['{fact}不为{value}', '{fact} is not {value}'];
const ANSWERED: Pair = ['{fact}选{value}', '{fact} is answered {value}'];
const NOT_ANSWERED: Pair = ['{fact}未选{value}', '{fact} is not answered {value}'];
const ONE_OF: Pair = ['{fact}属于{value}之一', '{fact} is one of {value}'];
const NONE_OF: Pair = ['{fact}不属于{value}中的任何一项', '{fact} is none of {value}'];
const INCLUDES: Pair = ['{fact}包括{value}', '{fact} includes {value}'];
const GIVEN: Pair = ['{fact}已填写', '{fact} is given'];
const NOT_GIVEN: Pair = ['{fact}未填写', '{fact} is not given'];

const compare = (
  types: readonly FactValueType[],
  zh: string,
  en: string,
  notZh: string,
  unit: Pair = ['', ''],
): Row => {
  const plain: Pair = [`{fact}${zh}{value}${unit[0]}`, `{fact} is ${en} {value}${unit[1]}`];
  const negated: Pair = [`{fact}${notZh}{value}${unit[0]}`, `{fact} is not ${en} {value}${unit[1]}`];
  return row([zh, `is ${en}`], types, 'one', plain, orMissing(negated));
};

const YUAN: Pair = ['元', ' yuan'];

const ROWS: Record<OperatorName, Row> = {
  equal: {
    ...row(['为', 'is'], SINGLE, 'one', IS, IS_NOT),
    reading: {
      ...reading(IS, IS_NOT),
      byType: {
        boolean: reading(ANSWERED, NOT_ANSWERED),
      },
    },
  },
  notEqual: {
    ...row(['不为', 'is not'], SINGLE, 'one', IS_NOT, IS, true),
    reading: {
      ...reading(IS_NOT, IS),
      byType: {
        boolean: reading(NOT_ANSWERED, ANSWERED),
      },
    },
  },
  in: { ...row(['属于其中之一', 'is one of'], LISTED, 'list', ONE_OF, NONE_OF), singular: 'equal' },
  notIn: { ...row(['不属于其中任何一项', 'is none of'], LISTED, 'list', NONE_OF, ONE_OF, true), singular: 'notEqual' },
  contains: row(
    ['包括', 'includes'],
    MULTIPLE,
    'one',
    INCLUDES,
    orMissing(['{fact}不包括{value}', '{fact} does not include {value}']),
  ),
  doesNotContain: row(
    ['已填写且不包括', 'is given and does not include'],
    MULTIPLE,
    'one',
    ['{fact}已填写且不包括{value}', '{fact} is given and does not include {value}'],
    orMissing(INCLUDES),
  ),
  lessThan: compare(NUMERIC, '小于', 'less than', '不小于'),
  lessThanInclusive: compare(NUMERIC, '不超过', 'at most', '超过'),
  greaterThan: compare(NUMERIC, '超过', 'more than', '不超过'),
  greaterThanInclusive: compare(NUMERIC, '不少于', 'at least', '少于'),
  dateBefore: compare(DATED, '早于', 'before', '不早于'),
  dateAfter: compare(DATED, '晚于', 'after', '不晚于'),
  dateOnOrBefore: compare(DATED, '不晚于', 'on or before', '晚于'),
  dateOnOrAfter: compare(DATED, '不早于', 'on or after', '早于'),
  amountLessThan: compare(['amount'], '低于', 'less than', '不低于', YUAN),
  amountAtLeast: compare(['amount'], '不低于', 'at least', '低于', YUAN),
  textContains: row(
    ['含有字样', 'mentions'],
    ['text'],
    'one',
    ['{fact}中含有{value}', '{fact} mentions {value}'],
    ['{fact}中不含{value}', '{fact} does not mention {value}'],
  ),
  containsAny: {
    ...row(
      ['包括任意一项', 'includes any of'],
      MULTIPLE,
      'list',
      ['{fact}包括{value}中的任意一项', '{fact} includes any of {value}'],
      ['{fact}不包括{value}中的任何一项', '{fact} includes none of {value}'],
    ),
    singular: 'contains',
  },
  containsAll: {
    ...row(
      ['同时包括', 'includes all of'],
      MULTIPLE,
      'list',
      ['{fact}同时包括{value}', '{fact} includes all of {value}'],
      ['{fact}未同时包括{value}', '{fact} does not include all of {value}'],
    ),
    singular: 'contains',
  },
  countAtLeast: row(
    ['项数不少于', 'has at least so many entries'],
    [...MULTIPLE, 'list'],
    'count',
    ['{fact}不少于{value}项', '{fact} has at least {value} entries'],
    ['{fact}少于{value}项', '{fact} has fewer than {value} entries'],
  ),
  isPresent: {
    ...row(['是否填写', 'is given'], FACT_VALUE_TYPES, 'flag', GIVEN, NOT_GIVEN),
    reading: {
      ...reading(GIVEN, NOT_GIVEN),
      byType: {
        list: reading(
          ['{fact}至少有一项', '{fact} has at least one entry'],
          ['{fact}一项也没有', '{fact} has no entry'],
        ),
      },
    },
  },
};

const EVALUATE: Record<OperatorName, Evaluate> = { ...BUILT_IN, ...OWN };

/** Every operator a condition may name, json-rules-engine's first; `reading` says what each means. */
export const OPERATORS: Readonly<Record<OperatorName, OperatorInfo>> = Object.fromEntries(
  Object.entries(ROWS).map(([name, info]) => [
    name,
    {
      ...info,
      name,
      builtIn: Object.hasOwn(BUILT_IN, name),
      evaluate: EVALUATE[name as OperatorName],
    },
  ]),
) as Record<OperatorName, OperatorInfo>;

/** The operator of that plain name; undefined for unknown and for decorated names (`not:in`). */
export function findOperator(name: unknown): OperatorInfo | undefined {
  return typeof name === 'string' && Object.hasOwn(OPERATORS, name) ? OPERATORS[name as OperatorName] : undefined;
}

/** The operators that make sense for a type, in the order of the table. */
export function operatorsFor(type: FactValueType): OperatorInfo[] {
  return Object.values(OPERATORS).filter((operator) => operator.types.includes(type));
}
