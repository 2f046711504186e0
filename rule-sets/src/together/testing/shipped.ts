import { readdirSync, readFileSync } from 'node:fs';
import type { FormDefinition } from '@caseway/form-schemas';
import type { BusinessCalendar } from '../../model/calendar.ts';
import type { HandlingPath } from '../../model/handling-path.ts';
import type { RuleSet } from '../../model/rule-set.ts';
import type { Together } from '../together.ts';

function read<T>(folder: string): T[] {
  const path = new URL(`../../../../${folder}/`, import.meta.url);
  return readdirSync(path)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(new URL(name, path), 'utf8')) as T);
}

/** The documents that come with the product, together. */
export const SHIPPED: Together = {
  forms: read<FormDefinition>('form-schemas/library'),
  ruleSets: read<RuleSet>('rule-sets/library'),
  paths: read<HandlingPath>('rule-sets/library/paths'),
  calendars: read<BusinessCalendar>('rule-sets/library/calendars'),
};
