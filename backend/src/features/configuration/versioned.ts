import type { FormDefinition } from '@caseway/form-schemas';
import type { BusinessCalendar, HandlingPath, RuleSet } from '@caseway/rule-sets';
import type { ConfigKind } from '../../contract/index.ts';

/** What each kind of configuration holds. */
export interface ConfigContent {
  forms: FormDefinition;
  'rule-sets': RuleSet;
  paths: HandlingPath;
  calendars: BusinessCalendar;
}

/** One published version: it never changes, so it may be kept for ever. */
export interface Versioned<Kind extends ConfigKind = ConfigKind> {
  versionId: string;
  kind: Kind;
  key: string;
  number: number;
  content: ConfigContent[Kind];
}

/** A version of any kind, told apart by `kind`. */
export type AnyVersioned = { [Kind in ConfigKind]: Versioned<Kind> }[ConfigKind];

export function isKind<Kind extends ConfigKind>(
  item: AnyVersioned,
  kind: Kind,
): item is Extract<AnyVersioned, Versioned<Kind>> {
  return item.kind === kind;
}
