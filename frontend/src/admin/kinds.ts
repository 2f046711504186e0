import type { ConfigKind } from '@caseway/backend/contract';
import { FORM_META_SCHEMA } from '@caseway/form-schemas';
import { CALENDAR_META_SCHEMA, HANDLING_PATH_META_SCHEMA, RULE_SET_META_SCHEMA } from '@caseway/rule-sets';

/** What each kind of configuration is called, and what its file may hold. */
export const KINDS: Record<ConfigKind, { label: string; one: string; metaSchema: object }> = {
  forms: { label: 'nav.forms', one: 'admin.oneForm', metaSchema: FORM_META_SCHEMA },
  'rule-sets': { label: 'nav.ruleSets', one: 'admin.oneRuleSet', metaSchema: RULE_SET_META_SCHEMA },
  paths: { label: 'nav.paths', one: 'admin.onePath', metaSchema: HANDLING_PATH_META_SCHEMA },
  calendars: { label: 'nav.calendars', one: 'admin.oneCalendar', metaSchema: CALENDAR_META_SCHEMA },
};

export const KIND_NAMES = Object.keys(KINDS) as ConfigKind[];
