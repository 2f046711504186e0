import { OUTCOME_EFFECTS, SAYS_SOMETHING } from '@caseway/form-schemas';
import { DURATION_SCHEMA } from '../clock/check-calendar.ts';
import { RULE_SET_META_SCHEMA } from '../meta-schema.ts';
import { ROLES } from '../model/roles.ts';

const words = { type: 'string', minLength: 1, pattern: SAYS_SOMETHING } as const;
const text = { $ref: '#/$defs/localized' } as const;
const key = { type: 'string', pattern: '^[a-z][a-z0-9-]{0,79}$' } as const;
const duration = { $ref: '#/$defs/duration' } as const;
const triggers = { type: 'array', items: { $ref: '#/$defs/trigger' }, maxItems: 30 } as const;
const role = { enum: [...ROLES] } as const;
const pointer = { type: 'string', pattern: '^(/([^~/]|~[01])+)+$' } as const;
const roles = { type: 'array', items: role, minItems: 1, uniqueItems: true } as const;

const closed = (properties: Record<string, unknown>, required: string[]) => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});

const effect = {
  oneOf: [
    closed(
      {
        type: { const: 'extend-clock' },
        clock: key,
        by: { oneOf: [duration, closed({ days: pointer, of: key }, ['days', 'of'])] },
        limit: key,
        inAll: key,
      },
      ['type', 'clock', 'by'],
    ),
    closed({ type: { const: 'pause-clock' }, clock: key, source: text }, ['type', 'clock']),
    closed({ type: { const: 'resume-clock' }, clock: key }, ['type', 'clock']),
    closed({ type: { const: 'task' }, title: text, to: { $ref: '#/$defs/assignee' }, within: duration }, [
      'type',
      'title',
      'to',
    ]),
    closed({ type: { const: 'notify' }, roles, message: text }, ['type', 'roles', 'message']),
    closed({ type: { const: 'session' }, session: key }, ['type', 'session']),
  ],
} as const;

const says = { type: 'array', items: { enum: [...OUTCOME_EFFECTS] }, uniqueItems: true } as const;

const effects = { type: 'array', items: effect, maxItems: 30 } as const;

const branch = {
  ...closed(
    {
      when: { $ref: '#/$defs/condition' },
      to: key,
      outcome: { anyOf: [key, { type: 'null' }] },
      effects,
      notice: { anyOf: [text, { type: 'null' }] },
      says,
      refuse: text,
    },
    ['when'],
  ),
  minProperties: 2,
};

const action = closed(
  {
    key,
    title: text,
    help: text,
    by: roles,
    to: key,
    form: key,
    requires: closed(
      {
        reasons: { type: 'boolean' },
        legalBasis: { type: 'boolean' },
        policyBasis: { type: 'boolean' },
        documents: { type: 'array', items: key, uniqueItems: true },
      },
      [],
    ),
    outcome: key,
    approves: key,
    effects,
    branches: { type: 'array', items: branch, minItems: 1, maxItems: 30 },
    tells: closed({ form: key }, ['form']),
    notice: text,
    reportsBack: { enum: ['reported', 'not-owed'] },
    says,
    atMost: { type: 'integer', minimum: 1, maximum: 100 },
  },
  ['key', 'title', 'by', 'to'],
);

/** The meta-schema of a handling path file. */
export const HANDLING_PATH_META_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Caseway handling path',
  type: 'object',
  properties: {
    key,
    title: text,
    publicTitle: text,
    description: text,
    rights: text,
    source: text,
    afterReview: { ...closed({ changed: key, revoked: key }, []), minProperties: 1 },
    clocks: {
      type: 'array',
      maxItems: 30,
      items: closed(
        {
          key,
          title: text,
          source: text,
          assumed: { type: 'boolean' },
          whose: { enum: ['authority', 'authority-right', 'petitioner'] },
          startsOn: { ...triggers, minItems: 1 },
          stopsOn: triggers,
          endsOn: { ...triggers, minItems: 1 },
          duration,
          until: closed(
            { day: pointer, of: { oneOf: [{ enum: ['form', 'review'] }, closed({ action: key }, ['action'])] } },
            ['day', 'of'],
          ),
          rollOver: { enum: ['next-working-day', 'previous-working-day', 'none'] },
          limit: key,
          levels: {
            type: 'array',
            maxItems: 10,
            items: closed({ at: { enum: ['before', 'after'] }, offset: duration }, ['at', 'offset']),
          },
          urgent: { type: 'boolean' },
          public: { type: 'boolean' },
        },
        ['key', 'title', 'startsOn', 'stopsOn', 'duration', 'rollOver', 'levels'],
      ),
    },
    outcomes: {
      type: 'array',
      maxItems: 50,
      items: closed(
        {
          key,
          title: text,
          effect: { enum: [...OUTCOME_EFFECTS] },
          rights: { anyOf: [text, { type: 'null' }] },
        },
        ['key', 'title', 'effect'],
      ),
    },
    steps: {
      type: 'array',
      minItems: 2,
      maxItems: 100,
      items: closed(
        {
          key,
          title: text,
          publicTitle: text,
          help: text,
          kind: { enum: ['work', 'human-decision', 'end'] },
          assignee: { $ref: '#/$defs/assignee' },
          documents: {
            type: 'array',
            maxItems: 30,
            items: closed({ key, title: text, required: { type: 'boolean' } }, ['key', 'title', 'required']),
          },
          actions: { type: 'array', items: action, maxItems: 30 },
        },
        ['key', 'title', 'kind', 'actions'],
      ),
    },
  },
  required: ['key', 'title', 'description', 'source', 'clocks', 'outcomes', 'steps'],
  additionalProperties: false,
  $defs: {
    localized: {
      type: 'object',
      properties: { 'zh-CN': words, en: words },
      required: ['zh-CN', 'en'],
      additionalProperties: false,
    },
    duration: DURATION_SCHEMA,
    condition: RULE_SET_META_SCHEMA.$defs?.condition,
    leaf: RULE_SET_META_SCHEMA.$defs?.leaf,
    assignee: closed({ role, department: key }, ['role']),
    trigger: {
      oneOf: [
        closed({ on: { const: 'filed' } }, ['on']),
        closed({ on: { const: 'decided-anew' } }, ['on']),
        closed({ on: { const: 'review-asked' } }, ['on']),
        closed({ on: { const: 'reviewed' }, effect: { enum: ['changed', 'revoked'] } }, ['on', 'effect']),
        closed({ on: { const: 'step' }, step: key, from: key }, ['on', 'step']),
        closed({ on: { const: 'action' }, action: key }, ['on', 'action']),
        closed({ on: { const: 'delivered' }, action: key }, ['on', 'action']),
      ],
    },
  },
} as const;
