import type { OutcomeEffect } from './outcome-effect.ts';
import type { Recuses } from './recuses.ts';
import type { Locale, LocalizedText } from './text.ts';

/** A value as JSON knows it. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Data entered in a form: the facts of the rule sets that read it. */
export type FormData = Record<string, Json>;

export type SchemaType = 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean' | 'null';

/**
 * JSON Schema 2020-12 as far as forms use it, with the product's `x-` keywords.
 * Conditional parts are `allOf: [{if, then, else}]`: a property that stands only in a branch is visible,
 * required and validated only while its branch applies.
 */
export interface FormSchema {
  $id?: string;
  $anchor?: string;
  $schema?: string;
  $ref?: string;
  $dynamicAnchor?: string;
  $dynamicRef?: string;
  $defs?: Record<string, FormSchema>;
  type?: SchemaType | SchemaType[];
  properties?: Record<string, FormSchema>;
  required?: string[];
  dependentRequired?: Record<string, string[]>;
  dependentSchemas?: Record<string, FormSchema>;
  patternProperties?: Record<string, FormSchema>;
  propertyNames?: FormSchema;
  minProperties?: number;
  maxProperties?: number;
  additionalProperties?: boolean | FormSchema;
  unevaluatedProperties?: boolean | FormSchema;
  prefixItems?: FormSchema[];
  items?: FormSchema;
  unevaluatedItems?: boolean | FormSchema;
  minItems?: number;
  maxItems?: number;
  uniqueItems?: boolean;
  contains?: FormSchema;
  minContains?: number;
  maxContains?: number;
  enum?: Json[];
  const?: Json;
  default?: Json;
  format?: string;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  multipleOf?: number;
  allOf?: FormSchema[];
  anyOf?: FormSchema[];
  oneOf?: FormSchema[];
  not?: FormSchema;
  if?: FormSchema;
  then?: FormSchema;
  else?: FormSchema;
  /** Label of the field. */
  'x-title'?: LocalizedText;
  /** A sentence that helps the clerk fill the field. */
  'x-help'?: LocalizedText;
  /** Label of each `enum` value, keyed by the value as text. */
  'x-enum-titles'?: Record<string, LocalizedText>;
  /** Personal data: masked by role, encrypted at rest, never a fact of a rule. Says why it is collected. */
  'x-sensitive'?: { reason: LocalizedText };
  /**
   * Who may neither handle nor read the case （回避）: the value is ids of staff, keys of departments (all of theirs), or a text
   * that keeps out whomever it names. `true` is how forms published before say `staff`.
   */
  'x-recuses'?: Recuses | boolean;
  /**
   * The value belongs to somebody who brings the matter besides the one bound as petitioner: fields of one object (a row
   * of representatives) are one person. Must be sensitive.
   */
  'x-petitioner'?: PetitionerPart;
  /** What the fields of a group are together: a type of its own. */
  'x-field'?: MarkedType;
  /** The value is the key of a place in the scope tree below the case's township. */
  'x-place'?: boolean;
  /** The value is the id of an earlier case, chosen from those that have been decided. */
  'x-case'?: boolean;
  /**
   * Of a day or moment: no earlier, and no later, than each of these: `today`, `received` (the case's day of receipt, in
   * step forms), a day (1949-10-01), or a pointer to another day of the form. Bounds by what is not given bound nothing.
   */
  'x-not-before'?: string | string[];
  'x-not-after'?: string | string[];
  /**
   * The same where a day beyond can be, and seldom is: somebody is asked to look again, nothing is refused. Also how long
   * before today: P1Y, P6M, P30D.
   */
  'x-unusual-before'?: string | string[];
  'x-unusual-after'?: string | string[];
  /**
   * Effects of outcomes that an answer contradicts, keyed by the answer as text: of a boolean or a single choice of a step
   * form. It names every answer, or is empty: somebody has thought about it, and none denies anything.
   */
  'x-denies'?: Record<string, Denied>;
  /**
   * The same of what was decided before: effects of the outcome with which the case has come here that an answer contradicts
   * ("nothing was due" after an agreement).
   */
  'x-denies-earlier'?: Record<string, Denied>;
  /** The value is calculated and never typed: an expression of FEEL over the fields beside it, then those around. */
  'x-calculate'?: string;
  /** Of an object: what must hold between its fields. */
  'x-checks'?: FieldCheck[];
}

/** What must hold between fields: an expression of FEEL that becomes yes or no, what is said where it does not, and at which field. */
export interface FieldCheck {
  holds: string;
  message: LocalizedText;
  /** A pointer from the object that the check stands in. */
  at: string;
}

/** What an answer contradicts: these effects (none: nothing; one in the person's favour: all such), or all but these. */
export type Denied = OutcomeEffect[] | { allBut: OutcomeEffect[] };

/** Types of field that no schema tells by itself. */
export const MARKED_TYPES = ['period'] as const;
export type MarkedType = (typeof MARKED_TYPES)[number];

/** What of a person a field holds. */
export type PetitionerPart = 'name' | 'phone' | 'id-number';

export interface FormSection {
  key: string;
  title: LocalizedText;
  help?: LocalizedText;
  /** How staff see the matter, not what the person says of it. */
  assessment?: boolean;
  /** Top-level property names, in order. A property that is not visible is skipped. */
  fields: string[];
}

export const WIDGETS = ['textarea', 'radio', 'select', 'checkboxes', 'switch', 'tags'] as const;
export type Widget = (typeof WIDGETS)[number];

export interface FieldUi {
  widget?: Widget;
  width?: 'full' | 'half' | 'third';
  placeholder?: LocalizedText;
}

/** What the platform itself needs from a form, as JSON pointers into its data: no field is named in code. */
export interface FormBindings {
  /** One line that names the matter in a ledger. A form that opens cases needs it. */
  title?: string;
  /** Name of the person the case is about serving. Must be sensitive. */
  petitionerName?: string;
  /** Identity number; its keyed hash finds repeat petitions. Must be sensitive. */
  petitionerId?: string;
  /** How to reach the person. Must be sensitive. */
  petitionerContact?: string;
  /** Where what is written to the person is delivered. Must be sensitive. */
  petitionerAddress?: string;
  /** Village or community, a key of the scope tree. */
  place?: string;
  /** Day the demand was received (format date); today where absent. */
  receivedOn?: string;
  /** Number of people who bring the demand (integer). */
  headcount?: string;
  /** The earlier case that this one asks to have reviewed: a field with `x-case`. A form with `review` needs it. */
  about?: string;
  /** Day on which something in writing reached the person (format date); not given: an attempt that failed. Step forms. */
  deliveredOn?: string;
  /** Day on which what the form records was done, where it is another than that of recording it (format date). Step forms. */
  doneOn?: string;
  /** What the matter is about: cases of one person in one township with the same value are about the same matter. */
  matter?: string;
}

export interface FormUi {
  sections: FormSection[];
  /** Keyed by JSON pointer into the data, array items as `*`: `/members/*\/name`. */
  fields?: Record<string, FieldUi>;
}

/**
 * A form with it asks to have the decision of an earlier case reviewed: the authority one level above the one that decided
 * takes the request, and who had part in the earlier case takes none in this one.
 */
export interface FormReview {
  /** Key of the calendar's limit within which it may be asked for, counted from delivery of the decision. */
  within: string;
}

/** A form. A published version of it never changes. */
export interface FormDefinition {
  key: string;
  title: LocalizedText;
  description: LocalizedText;
  /** `case`: opens a case. `step`: filled at an action of a handling path. */
  use: 'case' | 'step';
  schema: FormSchema;
  ui: FormUi;
  bindings?: FormBindings;
  review?: FormReview;
}

/** One thing wrong with data entered in a form, tied to the field it belongs to, said in words. */
export interface DataError {
  pointer: string;
  keyword: string;
  message: string;
}

export type { Locale, LocalizedText };
