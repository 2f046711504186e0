import { boundsOf } from '../day-bounds.ts';
import { fieldTypeOf } from '../field-types/registry.ts';
import { isMultipleOf } from '../json/decimal.ts';
import type { FormSchema } from '../model/form-definition.ts';
import type { Field, Report } from './changes.ts';
import type { Titles } from './fields.ts';
import type { Telling } from './keywords.ts';
import { diffChoices } from './limits.ts';
import { meaningOf, same } from './meaning.ts';

export interface Place {
  pointer: string;
  field: Field;
  /** Names of fields as they are called where the object is that the place belongs to. */
  titles: Titles;
  /** A part of an object whose fields may stand elsewhere. */
  isBranch?: boolean;
  /** Inside of a field that a branch speaks of: elsewhere it may be one that holds anything, so that a new part narrows it. */
  isBelowBranch?: boolean;
}

type Tell = (keyword: string, before: FormSchema, after: FormSchema, place: Place, report: Report) => void;

const asNumber = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

function tellRequired(before: FormSchema, after: FormSchema, { pointer, titles }: Place, report: Report): void {
  const [was, is] = [new Set(before.required ?? []), new Set(after.required ?? [])];
  const at = (name: string) => ({ field: { name, title: titles.get(name) } });
  for (const name of is) if (!was.has(name)) report('became-required', `${pointer}/required`, at(name));
  for (const name of was) if (!is.has(name)) report('became-optional', `${pointer}/required`, at(name));
}

export const TELL: Record<Telling, Tell> = {
  nothing: () => {},
  followed: () => {},
  words: (_, __, ___, { pointer, field }, report) => report('words-changed', pointer, { field }),
  type: (_, before, after, { pointer, field }, report) => {
    const [from, to] = [fieldTypeOf(before), fieldTypeOf(after)];
    const typed = ({ type }: FormSchema, other: string) => (type === undefined ? other : [type].flat().join('/'));
    const named = from === to ? { from: typed(before, from), to: typed(after, to) } : { from, to };
    report('type-changed', pointer, { field, ...named });
  },
  choices: (_, before, after, { pointer, field }, report) => {
    const count = { told: 0 };
    diffChoices(before, after, pointer, field, (...change) => {
      count.told += 1;
      report(...change);
    });
    // Choices that look alike and are not: 1 and "1".
    if (count.told === 0) report('meaning-changed', pointer, { field, keyword: 'enum' });
  },
  lower: (keyword, before, after, place, report) => tellLimit(keyword, before, after, place, report, 1),
  upper: (keyword, before, after, place, report) => tellLimit(keyword, before, after, place, report, -1),
  step: (keyword, before, after, { pointer, field }, report) => {
    const [from, to] = [before.multipleOf, after.multipleOf];
    const looser = to === undefined || (from !== undefined && isMultipleOf(from, to));
    report(looser ? 'limits-loosened' : 'limits-tightened', pointer, { field, keyword });
  },
  bounds: (keyword, before, after, { pointer, field }, report) => {
    const [was, is] = [before, after].map((it) => boundsOf(it, keyword as never));
    const less = (is ?? []).every((bound) => was?.includes(bound));
    report(less ? 'limits-loosened' : 'limits-tightened', pointer, { field, keyword });
  },
  narrower: (keyword, _, after, { pointer, field }, report) => {
    const gone = meaningOf(keyword, after[keyword as keyof FormSchema]) === undefined;
    report(gone ? 'limits-loosened' : 'limits-tightened', pointer, { field, keyword });
  },
  required: (_, before, after, place, report) => tellRequired(before, after, place, report),
  format: (_, __, ___, { pointer, field }, report) => report('format-changed', pointer, { field }),
  default: (_, __, ___, { pointer, field }, report) => report('default-changed', pointer, { field }),
  sensitivity: (_, __, ___, { pointer, field }, report) => report('sensitivity-changed', pointer, { field }),
  denial: (_, __, ___, { pointer, field }, report) => report('denial-changed', pointer, { field }),
  recusal: (_, __, ___, { pointer, field }, report) => report('recusal-changed', pointer, { field }),
  meaning: (keyword, __, ___, { pointer, field }, report) => report('meaning-changed', pointer, { field, keyword }),
  calculation: (_, __, ___, { pointer, field }, report) => report('calculation-changed', pointer, { field }),
  checks: (_, before, after, { pointer, field }, report) => {
    const [was, is] = [before, after].map((it) => (it['x-checks'] ?? []).map(({ holds, at }) => ({ holds, at })));
    if (same(was, is)) report('words-changed', `${pointer}/x-checks`, { field });
    else {
      const less = (is ?? []).every((one) => was?.some((other) => same(one, other)));
      report(less ? 'check-removed' : 'check-changed', `${pointer}/x-checks`);
    }
  },
  conditions: (keyword, _, __, { pointer }, report) => report('conditions-changed', `${pointer}/${keyword}`),
};

function tellLimit(
  keyword: string,
  before: FormSchema,
  after: FormSchema,
  { pointer, field }: Place,
  report: Report,
  sign: 1 | -1,
): void {
  const [from, to] = [before, after].map((it) => asNumber(it[keyword as keyof FormSchema]));
  const tighter = to !== undefined && (from === undefined || sign * (to - from) > 0);
  report(tighter ? 'limits-tightened' : 'limits-loosened', pointer, { field, keyword });
}
