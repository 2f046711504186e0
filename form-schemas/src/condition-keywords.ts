/** Keywords of `if` that the proof and the condition editor read. Any other is judged as the standard says, and a warning says so. */
export const CONDITION_KEYWORDS = [
  '$ref',
  'type',
  'const',
  'enum',
  'properties',
  'required',
  'items',
  'contains',
  'minItems',
  'maxItems',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'allOf',
  'anyOf',
  'oneOf',
  'not',
] as const;

/** Keywords that demand nothing of a value. */
export const SAYS_NOTHING: ReadonlySet<string> = new Set([
  ...['$ref', '$id', '$anchor', '$dynamicAnchor', '$schema', '$defs', '$comment'],
  ...['title', 'description', 'default', 'examples', 'deprecated', 'readOnly', 'writeOnly'],
]);
