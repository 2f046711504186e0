import { ROLES, type RuleSetKind } from '@caseway/rule-sets';

/** How a param of an outcome is edited. */
export type ParamKind = 'one' | 'many' | 'flag' | 'roles' | 'text';

const KINDS: Record<string, ParamKind> = {
  category: 'one',
  path: 'one',
  department: 'one',
  jointDepartments: 'many',
  level: 'one',
  atTownship: 'flag',
  caseLead: 'flag',
  sessions: 'many',
  marks: 'many',
  notify: 'roles',
  supervise: 'flag',
  urgent: 'flag',
  say: 'text',
};

/** What each kind of rule set is there to say; more may be said by hand in the source. */
const OFFERED: Record<RuleSetKind, readonly string[]> = {
  classification: ['category', 'say'],
  routing: [
    'path',
    'department',
    'jointDepartments',
    'level',
    'atTownship',
    'caseLead',
    'sessions',
    'marks',
    'urgent',
    'say',
  ],
  escalation: ['level', 'caseLead', 'sessions', 'marks', 'notify', 'supervise', 'urgent', 'say'],
};

/** How a param with such a value is edited; undefined: it is kept, shown, and a thing of the source. */
export function paramKind(param: string, value: unknown): ParamKind | undefined {
  const kind = Object.hasOwn(KINDS, param) ? KINDS[param] : undefined;
  if (value === undefined || kind === undefined) return kind;
  const isTexts = Array.isArray(value) && value.every((item) => typeof item === 'string');
  const fits: Record<ParamKind, boolean> = {
    one: typeof value === 'string',
    many: isTexts,
    roles: isTexts && (value as string[]).every((role) => (ROLES as readonly string[]).includes(role)),
    flag: typeof value === 'boolean',
    text: isText(value),
  };
  return fits[kind] ? kind : undefined;
}

function isText(value: unknown): boolean {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return false;
  return Object.entries(value).every(([locale, text]) => ['zh-CN', 'en'].includes(locale) && typeof text === 'string');
}

/** The params that may be added to an outcome which has some. */
export function offeredParams(kind: RuleSetKind, present: readonly string[]): string[] {
  const offered = Object.hasOwn(OFFERED, kind) ? OFFERED[kind] : Object.keys(KINDS);
  return offered.filter((param) => !present.includes(param));
}

/** What a param begins with. */
export function firstParamValue(param: string): unknown {
  switch (KINDS[param]) {
    case 'flag':
      return true;
    case 'many':
    case 'roles':
      return [];
    case 'text':
      return { 'zh-CN': '', en: '' };
    default:
      return '';
  }
}
