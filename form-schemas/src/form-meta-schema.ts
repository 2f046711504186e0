import { MARKED_TYPES, WIDGETS } from './model/form-definition.ts';
import { OUTCOME_EFFECTS } from './model/outcome-effect.ts';
import { PRESENT_DAYS } from './model/present.ts';
import { RECUSES } from './model/recuses.ts';
import { SAYS_SOMETHING } from './shape-words.ts';

/** Bounds of what an admin may write: far beyond any real form, small enough to be safe. */
export const FORM_LIMITS = { bytes: 300_000, properties: 400, depth: 8, patternLength: 500 } as const;

/** One text for all languages, or one each; what lacks is said in one that is there. */
const localized = {
  type: ['string', 'object'],
  minLength: 1,
  pattern: SAYS_SOMETHING,
  minProperties: 1,
  propertyNames: { pattern: '^[a-z]{2,3}(-[A-Za-z0-9]+)*$' },
  additionalProperties: { type: 'string', minLength: 1, pattern: SAYS_SOMETHING },
} as const;

const key = { type: 'string', pattern: '^[a-z][a-z0-9-]{0,79}$' } as const;
const pointer = { type: 'string', pattern: '^(/([^~/]|~[01])+)+$' } as const;
const dayBound = {
  type: 'string',
  pattern: `^(${PRESENT_DAYS.join('|')}|P[1-9]\\d{0,2}[YMD]|\\d{4}-\\d{2}-\\d{2}|(/([^~/]|~[01])+)+)$`,
} as const;
const effectList = { type: 'array', items: { enum: [...OUTCOME_EFFECTS] }, uniqueItems: true } as const;

const denies = {
  type: 'object',
  additionalProperties: {
    if: { type: 'array' },
    then: effectList,
    else: {
      type: 'object',
      properties: { allBut: { ...effectList, minItems: 1 } },
      required: ['allBut'],
      additionalProperties: false,
    },
  },
} as const;

const expression = { type: 'string', minLength: 1, maxLength: 500 } as const;
const dayBounds = { anyOf: [dayBound, { type: 'array', items: dayBound, minItems: 1, maxItems: 4 }] } as const;
const count = { type: 'integer', minimum: 0 } as const;
const schemas = { type: 'array', items: { $ref: '#/$defs/schema' }, maxItems: 100 } as const;
const schema = { $ref: '#/$defs/schema' } as const;
const schemaMap = { type: 'object', additionalProperties: schema } as const;
const names = { type: 'array', items: { type: 'string' }, uniqueItems: true } as const;
const typeName = { enum: ['object', 'array', 'string', 'integer', 'number', 'boolean', 'null'] } as const;
const anchor = { type: 'string', pattern: '^[A-Za-z_][-A-Za-z0-9._]*$', maxLength: 100 } as const;

/** The meta-schema of a form file (JSON Schema 2020-12): what may stand in it, for editors and for `checkForm`. */
export const FORM_META_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Caseway form',
  type: 'object',
  properties: {
    key: { ...key, description: 'Unique name of the form; never changes.' },
    title: { $ref: '#/$defs/localized' },
    description: { $ref: '#/$defs/localized' },
    use: { enum: ['case', 'step'], description: 'case: opens a case; step: filled at an action of a handling path.' },
    schema: { $ref: '#/$defs/schema' },
    ui: {
      type: 'object',
      properties: {
        sections: {
          type: 'array',
          minItems: 1,
          maxItems: 50,
          items: {
            type: 'object',
            properties: {
              key,
              title: { $ref: '#/$defs/localized' },
              help: { $ref: '#/$defs/localized' },
              assessment: {
                type: 'boolean',
                description: 'The fields are how staff see the matter, not what the person says of it.',
              },
              // A section may wait for its fields: one without any is not shown.
              fields: { type: 'array', items: { type: 'string' } },
            },
            required: ['key', 'title', 'fields'],
            additionalProperties: false,
          },
        },
        fields: {
          type: 'object',
          additionalProperties: {
            type: 'object',
            properties: {
              widget: { enum: [...WIDGETS] },
              width: { enum: ['full', 'half', 'third'] },
              placeholder: { $ref: '#/$defs/localized' },
            },
            additionalProperties: false,
          },
        },
      },
      required: ['sections'],
      additionalProperties: false,
    },
    bindings: {
      type: 'object',
      properties: {
        title: pointer,
        petitionerName: pointer,
        petitionerId: pointer,
        petitionerContact: pointer,
        petitionerAddress: pointer,
        place: pointer,
        receivedOn: pointer,
        headcount: pointer,
        about: pointer,
        deliveredOn: pointer,
        doneOn: pointer,
        matter: pointer,
      },
      additionalProperties: false,
    },
    review: {
      type: 'object',
      properties: { within: { type: 'string', minLength: 1, maxLength: 80 } },
      required: ['within'],
      additionalProperties: false,
    },
  },
  required: ['key', 'schema'],
  additionalProperties: false,
  $defs: {
    localized,
    schema: {
      type: ['object', 'boolean'],
      properties: {
        $schema: { type: 'string' },
        $id: { type: 'string', pattern: '^[^#]*#?$', maxLength: 500 },
        $anchor: anchor,
        $dynamicAnchor: anchor,
        $ref: { type: 'string', maxLength: 500 },
        $dynamicRef: { type: 'string', maxLength: 500 },
        $defs: schemaMap,
        title: { type: 'string' },
        description: { type: 'string' },
        type: { anyOf: [typeName, { type: 'array', items: typeName, minItems: 1, uniqueItems: true }] },
        properties: schemaMap,
        patternProperties: schemaMap,
        required: names,
        dependentRequired: { type: 'object', additionalProperties: names },
        dependentSchemas: schemaMap,
        propertyNames: schema,
        minProperties: count,
        maxProperties: count,
        additionalProperties: schema,
        unevaluatedProperties: schema,
        prefixItems: schemas,
        items: schema,
        unevaluatedItems: schema,
        minItems: count,
        maxItems: count,
        uniqueItems: { type: 'boolean' },
        contains: schema,
        minContains: count,
        maxContains: count,
        enum: { type: 'array', minItems: 1, maxItems: 500 },
        const: true,
        default: true,
        format: { type: 'string' },
        pattern: { type: 'string', maxLength: FORM_LIMITS.patternLength },
        minLength: count,
        maxLength: count,
        minimum: { type: 'number' },
        maximum: { type: 'number' },
        exclusiveMinimum: { type: 'number' },
        exclusiveMaximum: { type: 'number' },
        multipleOf: { type: 'number', exclusiveMinimum: 0 },
        allOf: schemas,
        anyOf: schemas,
        oneOf: schemas,
        not: schema,
        if: schema,
        then: schema,
        else: schema,
        'x-title': { $ref: '#/$defs/localized' },
        'x-help': { $ref: '#/$defs/localized' },
        'x-enum-titles': { type: 'object', additionalProperties: { $ref: '#/$defs/localized' } },
        'x-sensitive': {
          type: 'object',
          properties: { reason: { $ref: '#/$defs/localized' } },
          required: ['reason'],
          additionalProperties: false,
        },
        'x-recuses': {
          enum: [...RECUSES, true, false],
          description:
            'Who is kept out of the case: the staff or department chosen, or whoever the text names. true: staff. described: it tells of whom the matter speaks against and keeps out nobody.',
        },
        'x-petitioner': { enum: ['name', 'phone', 'id-number'] },
        'x-field': { enum: [...MARKED_TYPES] },
        'x-place': { type: 'boolean' },
        'x-case': { type: 'boolean' },
        'x-not-before': dayBounds,
        'x-not-after': dayBounds,
        'x-unusual-before': dayBounds,
        'x-unusual-after': dayBounds,
        'x-denies': denies,
        'x-denies-earlier': denies,
        'x-calculate': expression,
        'x-checks': {
          type: 'array',
          maxItems: 50,
          items: {
            type: 'object',
            properties: { holds: expression, message: { $ref: '#/$defs/localized' }, at: pointer },
            required: ['holds', 'message', 'at'],
            additionalProperties: false,
          },
        },
      },
    },
  },
} as const;
