import { type Finding, isDay, type Locale } from '@caseway/form-schemas';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { errorEntry, renderFrom, warningEntry } from '../configuration-findings.ts';
import type { BusinessCalendar } from '../model/calendar.ts';
import { addDays, isWorkingDay } from './days.ts';

const localized = {
  type: 'object',
  properties: { 'zh-CN': { type: 'string', minLength: 1 }, en: { type: 'string', minLength: 1 } },
  required: ['zh-CN', 'en'],
  additionalProperties: false,
} as const;
const text = { $ref: '#/$defs/localized' } as const;
const key = { type: 'string', pattern: '^[a-z][a-z0-9-]{0,79}$' } as const;
const weekday = { type: 'integer', minimum: 1, maximum: 7 } as const;
const time = { type: 'string', pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' } as const;
const year = { type: 'integer', minimum: 1992, maximum: 2200 } as const;

/** A length of time, as calendars and paths write it. */
export const DURATION_SCHEMA = {
  type: 'object',
  properties: {
    value: { type: 'integer', minimum: 1, maximum: 3660 },
    unit: { enum: ['calendar-day', 'working-day', 'hour'] },
  },
  required: ['value', 'unit'],
  additionalProperties: false,
} as const;

/** The meta-schema of a calendar file. */
export const CALENDAR_META_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Caseway calendar',
  type: 'object',
  properties: {
    key,
    title: text,
    description: text,
    coverage: {
      type: 'object',
      properties: { fromYear: year, toYear: year },
      required: ['fromYear', 'toYear'],
      additionalProperties: false,
    },
    weekend: { type: 'array', items: weekday, uniqueItems: true, maxItems: 6 },
    days: {
      type: 'array',
      maxItems: 5000,
      items: {
        type: 'object',
        properties: {
          date: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' },
          kind: { enum: ['holiday', 'workday'] },
          title: text,
        },
        required: ['date', 'kind', 'title'],
        additionalProperties: false,
      },
    },
    quietHours: {
      type: 'object',
      properties: { from: time, to: time },
      required: ['from', 'to'],
      additionalProperties: false,
    },
    recurring: {
      type: 'array',
      maxItems: 50,
      items: {
        type: 'object',
        properties: {
          key,
          title: text,
          source: text,
          assumed: { type: 'boolean' },
          daysOfMonth: { type: 'array', items: { type: 'integer', minimum: 1, maximum: 28 }, minItems: 1 },
          weekdays: { type: 'array', items: weekday, minItems: 1 },
          onDayOff: { enum: ['next-working-day', 'skip'] },
        },
        required: ['key', 'title', 'onDayOff'],
        additionalProperties: false,
        oneOf: [{ required: ['daysOfMonth'] }, { required: ['weekdays'] }],
      },
    },
    limits: {
      type: 'array',
      maxItems: 100,
      items: {
        type: 'object',
        properties: { key, title: text, source: text, assumed: { type: 'boolean' }, duration: DURATION_SCHEMA },
        required: ['key', 'title', 'source', 'duration'],
        additionalProperties: false,
      },
    },
  },
  required: ['key', 'title', 'coverage', 'weekend', 'days', 'quietHours', 'recurring', 'limits'],
  additionalProperties: false,
  $defs: { localized },
} as const;

const CATALOGUE = {
  shape: errorEntry('此处的内容不符合日历的结构：{detail}。', 'This does not have the shape of a calendar: {detail}.'),
  'not-a-day': errorEntry('{date}不是有效日期：请更正。', '{date} is no day of the calendar: correct it.'),
  'day-twice': errorEntry('{date}出现了两次：请保留一个。', '{date} stands twice: keep one.'),
  'day-outside': errorEntry(
    '{date}不在覆盖的年份内：请调整 coverage 或删除。',
    '{date} is outside the years covered: change the coverage or remove it.',
  ),
  'pointless-day': warningEntry(
    '{date}本来就是{kind}：这一条没有作用。',
    '{date} is a {kind} anyway: this entry does nothing.',
  ),
  'coverage-order': errorEntry('覆盖的起始年份晚于结束年份。', 'The first year covered is after the last.'),
  'year-empty': errorEntry(
    '{year}年没有任何节假日：请录入放假安排，或从覆盖年份中去掉。',
    'Year {year} has no holiday at all: enter its notice, or leave it out of the coverage.',
  ),
  'never-works': errorEntry('{year}年没有工作日。', 'Year {year} has no working day.'),
  'key-twice': errorEntry('“{key}”出现了两次：请改用不同的 key。', '"{key}" stands twice: give each its own key.'),
};

export type CalendarCode = keyof typeof CATALOGUE;
export type CalendarFinding = Finding<CalendarCode>;

let compiled: ValidateFunction | undefined;

/** Compiled when first needed: compiling makes code, which pages may not. */
function metaCheck(): ValidateFunction {
  compiled ??= new Ajv2020({ allErrors: true, strict: false }).compile(CALENDAR_META_SCHEMA);
  return compiled;
}

/** The finding as one sentence of the locale. */
export function renderCalendarFinding(finding: Finding, locale: Locale): string {
  return renderFrom(CATALOGUE, finding, locale);
}

/** Whether a calendar can be counted with; takes anything. */
export function checkCalendar(content: unknown): CalendarFinding[] {
  const findings: CalendarFinding[] = [];
  const report = (code: CalendarCode, pointer: string, params: Record<string, string | number> = {}) =>
    findings.push({ severity: CATALOGUE[code].severity, code, pointer, params });
  const check = metaCheck();
  if (!check(content)) {
    for (const { instancePath, message = '' } of check.errors ?? []) report('shape', instancePath, { detail: message });
    return findings;
  }
  const calendar = content as BusinessCalendar;
  const { fromYear, toYear } = calendar.coverage;
  if (fromYear > toYear) {
    report('coverage-order', '/coverage');
    return findings;
  }
  const seen = new Set<string>();
  const plain = { ...calendar, days: [] };
  for (const [index, { date, kind }] of calendar.days.entries()) {
    const pointer = `/days/${index}`;
    if (!isDay(date)) {
      report('not-a-day', pointer, { date });
      continue;
    }
    if (seen.has(date)) report('day-twice', pointer, { date });
    seen.add(date);
    const year = Number(date.slice(0, 4));
    if (year < fromYear || year > toYear) report('day-outside', pointer, { date });
    if (isWorkingDay(plain, date) === (kind === 'workday')) report('pointless-day', pointer, { date, kind });
  }
  for (let year = fromYear; year <= toYear; year++) {
    if (!calendar.days.some(({ date, kind }) => kind === 'holiday' && date.startsWith(`${year}-`))) {
      report('year-empty', '/coverage', { year });
    }
    if (!worksIn(calendar, year)) report('never-works', '/weekend', { year });
  }
  for (const name of ['recurring', 'limits'] as const) {
    const keys = calendar[name].map((item) => item.key);
    for (const [index, item] of keys.entries()) {
      if (keys.indexOf(item) !== index) report('key-twice', `/${name}/${index}/key`, { key: item });
    }
  }
  return findings;
}

function worksIn(calendar: BusinessCalendar, year: number): boolean {
  for (let day = `${year}-01-01`; day.startsWith(`${year}-`); day = addDays(day, 1)) {
    if (isWorkingDay(calendar, day)) return true;
  }
  return false;
}
