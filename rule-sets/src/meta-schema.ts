import { ROLES } from './model/roles.ts';

/**
 * The part of JSON Schema 2020-12 in which the meta-schema is written, and which `checkShape` understands:
 * no code is generated, so it runs under any content security policy.
 */
export interface ShapeSchema {
  $schema?: string;
  $id?: string;
  $ref?: string;
  $defs?: Record<string, ShapeSchema>;
  title?: string;
  description?: string;
  type?: 'object' | 'array' | 'string' | 'integer' | 'boolean';
  properties?: Record<string, ShapeSchema>;
  required?: string[];
  additionalProperties?: boolean | ShapeSchema;
  propertyNames?: ShapeSchema;
  items?: ShapeSchema;
  minItems?: number;
  maxItems?: number;
  maxProperties?: number;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  pattern?: string;
  enum?: readonly string[];
  anyOf?: ShapeSchema[];
}

const key: ShapeSchema = { type: 'string', pattern: '^[a-z0-9][a-z0-9-]*$', maxLength: 80 };
const text = { $ref: '#/$defs/text' };
const condition = { $ref: '#/$defs/condition' };
const event = { $ref: '#/$defs/event' };
const conditionExtras: Record<string, ShapeSchema> = {
  name: { type: 'string', maxLength: 200 },
  priority: { type: 'integer', minimum: 1 },
};

const group = (name: string, of: ShapeSchema): ShapeSchema => ({
  type: 'object',
  required: [name],
  properties: { [name]: of, ...conditionExtras },
  additionalProperties: false,
});

/** Limits that keep a rule set readable and every evaluation short. */
export const RULE_SET_LIMITS = { rules: 1000, conditionDepth: 16, groupSize: 200, tests: 1000 } as const;

/**
 * JSON Schema 2020-12 of a rule set file, for editors (completion, hints). `checkRuleSet` enforces it and much
 * that no schema can say; conditions it checks by itself, with findings of their own.
 */
export const RULE_SET_META_SCHEMA: ShapeSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'https://caseway.example/schemas/rule-set.json',
  title: 'Rule set',
  type: 'object',
  required: ['key', 'kind', 'title', 'form', 'hitPolicy', 'rules', 'otherwise'],
  additionalProperties: false,
  properties: {
    $schema: { type: 'string' },
    key: { ...key, description: 'Unique among rule sets: lower-case letters, digits and hyphens.' },
    kind: { enum: ['classification', 'routing', 'escalation'] },
    title: text,
    description: text,
    form: { ...key, description: 'Key of the form whose data are the facts.' },
    alsoForms: { type: 'array', items: key, maxItems: 50, description: 'Further forms with the same facts.' },
    hitPolicy: {
      enum: ['first', 'all'],
      description: 'first: the highest matching rule decides. all: every matching rule contributes.',
    },
    conditions: {
      type: 'object',
      propertyNames: { type: 'string', minLength: 1, maxLength: 100 },
      additionalProperties: condition,
      maxProperties: 200,
      description: 'Named conditions, used by {"condition": name}.',
    },
    outcomes: {
      type: 'object',
      additionalProperties: { $ref: '#/$defs/vocabulary' },
      maxProperties: 50,
      description: 'Labels of the values of each outcome param.',
    },
    rules: { type: 'array', items: { $ref: '#/$defs/rule' }, maxItems: RULE_SET_LIMITS.rules },
    parked: {
      type: 'array',
      items: { $ref: '#/$defs/parked' },
      maxItems: RULE_SET_LIMITS.rules,
      description: 'Rules switched off. They stand outside of `rules`, so that no engine reads them.',
    },
    accepted: {
      type: 'array',
      items: { $ref: '#/$defs/accepted' },
      maxItems: 500,
      description: 'Findings of the analysis that stay, each with its reason.',
    },
    otherwise: { ...event, description: 'The answer where no rule matches.' },
    tests: { type: 'array', items: { $ref: '#/$defs/test' }, maxItems: RULE_SET_LIMITS.tests },
  },
  $defs: {
    text: {
      type: 'object',
      required: ['zh-CN', 'en'],
      additionalProperties: false,
      properties: { 'zh-CN': { type: 'string', maxLength: 2000 }, en: { type: 'string', maxLength: 2000 } },
    },
    rule: {
      type: 'object',
      required: ['name', 'title', 'source', 'conditions', 'event'],
      additionalProperties: false,
      properties: {
        name: { type: 'string', minLength: 1, maxLength: 100 },
        title: text,
        source: { ...text, description: 'Measure, article or policy document that the rule comes from.' },
        assumed: { type: 'boolean', description: 'The source does not say it: an assumption of this office.' },
        group: { type: 'string', minLength: 1, maxLength: 100, description: 'Heading under which editors show it.' },
        comment: { type: 'string', maxLength: 2000, description: 'A note of its authors; never shown to anyone else.' },
        priority: { type: 'integer', minimum: 1, maximum: 1_000_000, description: 'Higher first; 1 where absent.' },
        conditions: condition,
        event,
      },
    },
    parked: {
      type: 'object',
      required: ['at', 'rule'],
      additionalProperties: false,
      properties: { at: { type: 'integer', minimum: 0 }, rule: { $ref: '#/$defs/rule' } },
    },
    accepted: {
      type: 'object',
      required: ['code', 'rules', 'reason'],
      additionalProperties: false,
      properties: {
        code: { type: 'string', minLength: 1, maxLength: 40 },
        rules: { type: 'array', items: { type: 'string' }, maxItems: 1000 },
        about: { type: 'string', maxLength: 2000 },
        reason: text,
      },
    },
    event: {
      type: 'object',
      required: ['type'],
      additionalProperties: false,
      properties: {
        type: { type: 'string', minLength: 1, maxLength: 100 },
        params: {
          type: 'object',
          maxProperties: 50,
          properties: {
            category: { type: 'string' },
            path: { type: 'string' },
            department: { type: 'string' },
            jointDepartments: { type: 'array', items: { type: 'string' } },
            level: { type: 'string' },
            atTownship: { type: 'boolean' },
            caseLead: { type: 'boolean' },
            sessions: { type: 'array', items: { type: 'string' } },
            marks: { type: 'array', items: { type: 'string' } },
            notify: { type: 'array', items: { enum: ROLES } },
            supervise: { type: 'boolean' },
            urgent: { type: 'boolean' },
            say: text,
          },
        },
      },
    },
    vocabulary: {
      type: 'object',
      required: ['title', 'values'],
      additionalProperties: false,
      properties: {
        title: text,
        values: {
          type: 'array',
          maxItems: 500,
          items: {
            type: 'object',
            required: ['key', 'title'],
            additionalProperties: false,
            properties: { key: { type: 'string', minLength: 1, maxLength: 100 }, title: text },
          },
        },
      },
    },
    test: {
      type: 'object',
      required: ['name', 'facts', 'expect'],
      additionalProperties: false,
      properties: {
        name: { type: 'string', minLength: 1, maxLength: 200 },
        facts: { type: 'object' },
        expect: {
          type: 'object',
          additionalProperties: false,
          properties: {
            fired: { type: 'array', items: { type: 'string' } },
            outcome: { type: 'object' },
          },
        },
      },
    },
    condition: {
      anyOf: [
        group('all', { type: 'array', items: condition, minItems: 1, maxItems: RULE_SET_LIMITS.groupSize }),
        group('any', { type: 'array', items: condition, minItems: 1, maxItems: RULE_SET_LIMITS.groupSize }),
        group('not', condition),
        group('condition', { type: 'string', minLength: 1 }),
        { $ref: '#/$defs/leaf' },
      ],
    },
    leaf: {
      type: 'object',
      required: ['fact', 'operator', 'value'],
      additionalProperties: false,
      properties: {
        fact: { type: 'string', minLength: 1 },
        operator: { type: 'string', minLength: 1 },
        value: { description: 'A literal, or {"fact", "path"?}: compared with another fact.' },
        path: { type: 'string', description: 'Plain property steps: $.a.b' },
        params: { type: 'object' },
        ...conditionExtras,
      },
    },
  },
};
