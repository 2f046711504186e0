import {
  type Condition,
  type FactInfo,
  factKey,
  isJsonObject,
  type Leaf,
  type OperatorName,
  type RuleSet,
} from '@caseway/rule-sets';
import { expressible } from '../../condition-editor/query/expressible.ts';
import type { EditableFacts } from '../../condition-editor/query/query-model.ts';
import { setAt, valueAt } from '../../editor-kit/json-at.ts';
import { decidingOrder, type PlacedRule } from '../model/order.ts';

/** What kind of question a column asks of its fact: a lower and an upper limit are two columns. */
export type Family = 'is' | 'lower' | 'upper' | 'has' | 'count' | 'mentions' | 'given';

const FAMILY_OF: Record<OperatorName, Family> = {
  equal: 'is',
  notEqual: 'is',
  in: 'is',
  notIn: 'is',
  greaterThan: 'lower',
  greaterThanInclusive: 'lower',
  dateAfter: 'lower',
  dateOnOrAfter: 'lower',
  amountAtLeast: 'lower',
  lessThan: 'upper',
  lessThanInclusive: 'upper',
  dateBefore: 'upper',
  dateOnOrBefore: 'upper',
  amountLessThan: 'upper',
  contains: 'has',
  doesNotContain: 'has',
  containsAny: 'has',
  containsAll: 'has',
  countAtLeast: 'count',
  textContains: 'mentions',
  isPresent: 'given',
};

export interface ConditionColumn {
  /** `people lower` */
  key: string;
  info: FactInfo;
  family: Family;
}

export interface TableRow extends PlacedRule {
  /** By column key, where in the rule's `all` the comparison stands. */
  cells: ReadonlyMap<string, number>;
}

export interface Table {
  columns: ConditionColumn[];
  /** Outcome params of the rows, in the order in which they come up. */
  params: string[];
  rows: TableRow[];
  /** Rules that no table can show: nested, with alternatives, or with what only the source can say. */
  rest: PlacedRule[];
}

export const familyOf = (operator: string): Family | undefined =>
  Object.hasOwn(FAMILY_OF, operator) ? FAMILY_OF[operator as OperatorName] : undefined;

export const columnKey = (fact: string, family: Family): string => `${fact} ${family}`;

/** The column for comparisons of a fact by an operator. */
export function columnFor(info: FactInfo, family: Family): ConditionColumn {
  return { key: columnKey(factKey(info.fact, info.path), family), info, family };
}

/** The operators that a column's cells may use. */
export function columnOperators({ info, family }: ConditionColumn): OperatorName[] {
  return info.operators.filter((operator) => FAMILY_OF[operator] === family);
}

type Cells = { columns: readonly ConditionColumn[]; at: ReadonlyMap<string, number> };
const known = new WeakMap<EditableFacts, WeakMap<object, Cells | 'none'>>();

/** The same cells for the same conditions: what did not change is not shown anew. */
function cellsFor(condition: Condition, facts: EditableFacts): Cells | undefined {
  if (!isJsonObject(condition)) return undefined;
  const ofFacts = known.get(facts) ?? new WeakMap<object, Cells | 'none'>();
  known.set(facts, ofFacts);
  let cells = ofFacts.get(condition);
  if (!cells) {
    const found = cellsOf(condition, facts);
    cells = found
      ? { columns: found.map(({ column }) => column), at: new Map(found.map(({ column, at }) => [column.key, at])) }
      : 'none';
    ofFacts.set(condition, cells);
  }
  return cells === 'none' ? undefined : cells;
}

/** The rule's conditions as cells; undefined where they are more than a flat list of comparisons, one a column. */
function cellsOf(condition: Condition, facts: EditableFacts): { column: ConditionColumn; at: number }[] | undefined {
  if (!isJsonObject(condition) || !('all' in condition) || Object.keys(condition).length !== 1) return undefined;
  if (!Array.isArray(condition.all)) return undefined;
  const cells: { column: ConditionColumn; at: number }[] = [];
  for (const [at, part] of condition.all.entries()) {
    const shown = expressible(part, facts);
    const family = shown && familyOf(shown.operator.name);
    if (!family) return undefined;
    const column = columnFor(shown.info, family);
    if (cells.some((cell) => cell.column.key === column.key)) return undefined;
    cells.push({ column, at });
  }
  return cells;
}

/** The rule set as a decision table, rows in deciding order, columns in the order of the facts. */
export function toTable(ruleSet: RuleSet, facts: EditableFacts): Table {
  const columns = new Map<string, ConditionColumn>();
  const params = new Set<string>();
  const rows: TableRow[] = [];
  const rest: PlacedRule[] = [];
  for (const placed of decidingOrder(ruleSet)) {
    const cells = cellsFor(placed.rule.conditions, facts);
    if (!cells || !isJsonObject(placed.rule.event)) {
      rest.push(placed);
      continue;
    }
    for (const column of cells.columns) columns.set(column.key, columns.get(column.key) ?? column);
    for (const param of Object.keys(placed.rule.event.params ?? {})) params.add(param);
    rows.push({ ...placed, cells: cells.at });
  }
  const order = [...facts.keys()];
  const place = ({ info }: ConditionColumn) => order.indexOf(factKey(info.fact, info.path));
  return { columns: [...columns.values()].toSorted((a, b) => place(a) - place(b)), params: [...params], rows, rest };
}

/** The comparison in a cell; undefined where the rule asks nothing there. */
export function cellLeaf(row: TableRow, column: string): Leaf | undefined {
  const at = row.cells.get(column);
  const { conditions } = row.rule;
  return at === undefined || !('all' in conditions) ? undefined : (conditions.all[at] as Leaf);
}

/** Writes a cell: another comparison in its place, a new one behind the others, or, with undefined, none. */
export function setCell(ruleSet: RuleSet, row: TableRow, column: string, leaf: Leaf | undefined): RuleSet {
  const pointer = `${row.pointer}/conditions/all`;
  const parts = valueAt(ruleSet, pointer);
  if (!Array.isArray(parts)) return ruleSet;
  const at = row.cells.get(column);
  if (at === undefined) return leaf ? setAt(ruleSet, pointer, [...parts, leaf]) : ruleSet;
  return leaf ? setAt(ruleSet, `${pointer}/${at}`, leaf) : setAt(ruleSet, pointer, parts.toSpliced(at, 1));
}
