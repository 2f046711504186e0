/** Where schemas stand in a schema of JSON Schema 2020-12: alone, in a list, or by name. */
export const PLACES = {
  allOf: 'list',
  anyOf: 'list',
  oneOf: 'list',
  prefixItems: 'list',
  properties: 'map',
  patternProperties: 'map',
  dependentSchemas: 'map',
  $defs: 'map',
  items: 'single',
  contains: 'single',
  additionalProperties: 'single',
  propertyNames: 'single',
  unevaluatedItems: 'single',
  unevaluatedProperties: 'single',
  not: 'single',
  if: 'single',
  then: 'single',
  else: 'single',
} as const;

export const isSchemaMap = (keyword: string): boolean => PLACES[keyword as keyof typeof PLACES] === 'map';
