/** How a change of a keyword is told. `narrower`: being there demands more, and another value of it is another demand. */
export type Telling =
  | 'nothing'
  | 'followed'
  | 'words'
  | 'type'
  | 'choices'
  | 'lower'
  | 'upper'
  | 'step'
  | 'bounds'
  | 'narrower'
  | 'required'
  | 'format'
  | 'default'
  | 'sensitivity'
  | 'denial'
  | 'recusal'
  | 'meaning'
  | 'calculation'
  | 'checks'
  | 'conditions';

/** Every keyword that the meta-schema admits. One that is not here is a change of meaning: never silence. */
export const KEYWORDS: Readonly<Record<string, Telling>> = {
  $schema: 'nothing',
  $id: 'nothing',
  $anchor: 'nothing',
  $dynamicAnchor: 'nothing',
  $dynamicRef: 'conditions',
  $defs: 'nothing',
  $ref: 'followed',
  // What they say stands in x-title and x-help, once derived.
  title: 'nothing',
  description: 'nothing',
  properties: 'followed',
  type: 'type',
  required: 'required',
  dependentRequired: 'narrower',
  dependentSchemas: 'conditions',
  // What its patterns leave, `additionalProperties` judges.
  patternProperties: 'conditions',
  propertyNames: 'narrower',
  minProperties: 'lower',
  maxProperties: 'upper',
  additionalProperties: 'narrower',
  unevaluatedProperties: 'narrower',
  // Where fewer entries have a place of their own, `items` judges more.
  prefixItems: 'conditions',
  items: 'followed',
  unevaluatedItems: 'narrower',
  minItems: 'lower',
  maxItems: 'upper',
  uniqueItems: 'narrower',
  contains: 'narrower',
  // None at all, where 0 is allowed, is less than what `contains` alone demands.
  minContains: 'conditions',
  maxContains: 'upper',
  enum: 'choices',
  const: 'narrower',
  default: 'default',
  format: 'format',
  pattern: 'format',
  minLength: 'lower',
  maxLength: 'upper',
  minimum: 'lower',
  maximum: 'upper',
  exclusiveMinimum: 'lower',
  exclusiveMaximum: 'upper',
  multipleOf: 'step',
  allOf: 'followed',
  anyOf: 'conditions',
  oneOf: 'conditions',
  not: 'conditions',
  if: 'conditions',
  then: 'followed',
  else: 'followed',
  'x-title': 'words',
  'x-help': 'words',
  'x-enum-titles': 'words',
  'x-sensitive': 'sensitivity',
  'x-recuses': 'recusal',
  'x-petitioner': 'meaning',
  'x-field': 'meaning',
  'x-place': 'meaning',
  'x-case': 'meaning',
  'x-not-before': 'bounds',
  'x-not-after': 'bounds',
  'x-unusual-before': 'words',
  'x-unusual-after': 'words',
  'x-denies': 'denial',
  'x-denies-earlier': 'denial',
  'x-calculate': 'calculation',
  'x-checks': 'checks',
};
