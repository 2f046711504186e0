import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Json, LocalizedText } from '@caseway/form-schemas';
import type { Role } from '@caseway/rule-sets';
import type { ScopeKind } from '../townships/scopes.service.ts';

/** An invented district with its people and what is brought to it, as data. */
export interface DemonstrationFile {
  /** Cases to make up, over so many months, with the seed of the random numbers. */
  cases: { count: number; months: number; seed: number };
  scopes: { key: string; parent: string | null; kind: ScopeKind; title: LocalizedText }[];
  users: {
    username: string;
    displayName: string;
    scope: string;
    department?: string;
    roles: { role: Role; scope: string }[];
  }[];
  caseTemplates: { form: string; weight: number; data: Json }[];
  /** What is written with actions along the way: texts by requirement, and data of step forms. */
  walk: {
    reasons: string[];
    legalBasis: string[];
    /** By key of the action, where another basis than one of `legalBasis` is what it rests on. */
    legalBasisOf: Record<string, string>;
    policyBasis: string[];
    /** Templates as of cases, by key of the form. */
    forms: Record<string, Json>;
  };
}

export async function readDemonstration(): Promise<DemonstrationFile> {
  const folder = dirname(fileURLToPath(import.meta.resolve('@caseway/rule-sets/package.json')));
  return JSON.parse(await readFile(join(folder, 'library', 'demonstration', 'district.json'), 'utf8'));
}
