import type { FormSchema, Json } from '../model/form-definition.ts';
import type { Rational } from './rational.ts';

/** What an expression can become; `null` where it has no answer. Days count from 1970-01-01. */
export type Value =
  | Rational
  | { is: 'text'; text: string }
  | { is: 'yes-no'; yes: boolean }
  | { is: 'day'; day: number }
  | { is: 'days'; days: bigint }
  | { is: 'months'; months: bigint }
  | { is: 'list'; entries: readonly (Value | null)[] }
  | { is: 'row'; frame: ObjectFrame };

export type ValueKind = Value['is'];

/**
 * What the names in an expression mean before there are data: the fields of the object that it stands in (a row, a group, the
 * form), then those of what this stands in. `pattern`: where the object is, rows as `*`.
 */
export interface Scope {
  pattern: string;
  schema: FormSchema;
  /** In all branches. */
  fields: ReadonlyMap<string, FormSchema>;
  outer: Scope | undefined;
}

/** What an expression becomes, before there are data. `nothing`: of `null`; `anything`: what was found wrong already. */
export type Type =
  | { is: Exclude<ValueKind, 'list' | 'row'> | 'nothing' | 'anything' }
  | { is: 'list'; of: Type }
  | { is: 'row'; scope: Scope };

/** Why an expression has no answer. `missing`: places of fields that hold nothing that is understood. */
export interface Unanswered {
  missing: Set<string>;
  why: Set<Why>;
}
export type Why = 'missing' | 'zero' | 'too-large' | 'work' | 'circle' | 'other';

/** A calculated field as it came out. */
export interface Outcome {
  /** As the field stores it; undefined: no value. */
  json: Json | undefined;
  value: Value | null;
  unanswered: Unanswered;
}

/** An object of the data (the form, a group, a row), with the fields that are there for the data as they stand. */
export interface ObjectFrame {
  pointer: string;
  scope: Scope;
  data: Readonly<Record<string, Json>>;
  /** Those that are there now; what is not is read as nothing. */
  shown: ReadonlyMap<string, FormSchema>;
  checks: readonly NonNullable<FormSchema['x-checks']>[number][];
  outer: ObjectFrame | undefined;
  /** Calculated fields that have been asked for; null: being asked for. */
  outcomes: Map<string, Outcome | null>;
  /** Values of fields that have been read. */
  read: Map<string, Value | null>;
}
