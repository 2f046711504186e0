import type { ConfigKind } from '@caseway/backend/contract';
import { FORM_META_SCHEMA } from '@caseway/form-schemas';
import { CALENDAR_META_SCHEMA, HANDLING_PATH_META_SCHEMA, RULE_SET_META_SCHEMA } from '@caseway/rule-sets';

/** What each kind of configuration is called, and what its file may hold. */
export const KINDS: Record<ConfigKind, { label: string; metaSchema: object }> = {
  forms: { label: 'nav.forms', metaSchema: FORM_META_SCHEMA },
  'rule-sets': { label: 'nav.ruleSets', metaSchema: RULE_SET_META_SCHEMA },
  paths: { label: 'nav.paths', metaSchema: HANDLING_PATH_META_SCHEMA },
  calendars: { label: 'nav.calendars', metaSchema: CALENDAR_META_SCHEMA },
};

export const KIND_NAMES = Object.keys(KINDS) as ConfigKind[];
