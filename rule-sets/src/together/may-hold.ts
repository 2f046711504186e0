import { type Json, jsonText } from '@caseway/form-schemas';
import { own } from '../json-value.ts';

/** Whether a condition may come out true, and whether it may come out false. */
interface Ways {
  holds: boolean;
  fails: boolean;
}

const EITHER: Ways = { holds: true, fails: true };
const onlyIf = (holds: boolean): Ways => ({ holds, fails: !holds });

function ofLeaf(leaf: unknown, known: ReadonlyMap<string, string>): Ways {
  const fact = known.get(jsonText(own(leaf, 'fact') ?? null));
  const value = own(leaf, 'value');
  if (fact === undefined || own(leaf, 'path') !== undefined) return EITHER;
  switch (own(leaf, 'operator')) {
    case 'equal':
      return typeof value === 'string' ? onlyIf(value === fact) : EITHER;
    case 'notEqual':
      return typeof value === 'string' ? onlyIf(value !== fact) : EITHER;
    case 'in':
      return Array.isArray(value) ? onlyIf(value.includes(fact)) : EITHER;
    case 'notIn':
      return Array.isArray(value) ? onlyIf(!value.includes(fact)) : EITHER;
    default:
      return EITHER;
  }
}

function ways(
  condition: unknown,
  known: ReadonlyMap<string, string>,
  named: (name: string) => Json | undefined,
  depth = 0,
): Ways {
  if (depth > 20) return EITHER;
  const of = (part: unknown): Ways => ways(part, known, named, depth + 1);
  const all = own(condition, 'all');
  if (Array.isArray(all)) {
    const parts = all.map(of);
    return { holds: parts.every(({ holds }) => holds), fails: parts.some(({ fails }) => fails) };
  }
  const any = own(condition, 'any');
  if (Array.isArray(any)) {
    const parts = any.map(of);
    return { holds: parts.some(({ holds }) => holds), fails: parts.every(({ fails }) => fails) };
  }
  const not = own(condition, 'not');
  if (not !== undefined) {
    const { holds, fails } = of(not);
    return { holds: fails, fails: holds };
  }
  const name = own(condition, 'condition');
  if (typeof name !== 'string') return ofLeaf(condition, known);
  const target = named(name);
  return target === undefined ? EITHER : of(target);
}

/** Whether a condition may hold where some facts are known and nothing is of the others. It errs on the side of yes. */
export const mayHold = (
  condition: unknown,
  known: ReadonlyMap<string, string>,
  named: (name: string) => Json | undefined,
): boolean => ways(condition, known, named).holds;
