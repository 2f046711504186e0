import {
  type Finding,
  isDay,
  type Locale,
  type LocalizedText,
  SAYS_SOMETHING,
  shapeWords,
} from '@caseway/form-schemas';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { errorEntry, renderFrom, warningEntry } from '../configuration-findings.ts';
import type { BusinessCalendar } from '../model/calendar.ts';
import { checkLimits } from './check-limits.ts';
import { addDays, isWorkingDay } from './days.ts';

const words = { type: 'string', minLength: 1, pattern: SAYS_SOMETHING } as const;
const localized = {
  type: 'object',
  properties: { 'zh-CN': words, en: words },
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
        properties: {
          key,
          title: text,
          source: text,
          assumed: { type: 'boolean' },
          law: key,
          whose: { enum: ['authority', 'authority-right', 'petitioner'] },
          duration: DURATION_SCHEMA,
        },
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
  'law-unknown': errorEntry(
    '上限“{limit}”写明的法律期限 {law} 不存在：请改为其中之一：{known}。',
    'Limit "{limit}" names {law}, which is no time of a law: name one of {known}.',
  ),
  'law-not-named': errorEntry(
    '上限“{limit}”引用的条文规定了期限，却没有写明是哪一项：请用 law 写明（{known}）；只是本单位约定的，请标明 assumed。',
    'Limit "{limit}" cites an article that sets a time, and does not say which: name it by law ({known}); where it is only a rule of this office, mark it assumed.',
  ),
  'law-not-cited': errorEntry(
    '上限“{limit}”写明的法律期限出自{law}，依据却没有引用它：请更正依据（source），或更正 law。',
    'Limit "{limit}" is a time of {law}, which its source does not cite: correct the source, or law.',
  ),
  'law-and-assumed': errorEntry(
    '上限“{limit}”出自{law}，不是本单位约定：请删除 assumed。',
    'Limit "{limit}" is a time of {law} and no assumption of this office: remove assumed.',
  ),
  'beyond-law': errorEntry(
    '上限“{limit}”比{law}规定的{length}更长：请改为{length}或更短。',
    'Limit "{limit}" is longer than the {length} of {law}: make it {length} or less.',
  ),
  'petitioner-not-as-law': errorEntry(
    '上限“{limit}”是诉求人的期限，{law}规定为{length}：少告知会损害其权利，多告知会使其误期，请改为{length}。',
    'Limit "{limit}" is the petitioner\'s, and {law} gives {length}: told less they lose a right, told more they come too late. Make it {length}.',
  ),
  'whose-not-as-law': errorEntry(
    '上限“{limit}”按{law}是{whose}的期限：请更正 whose。',
    'Limit "{limit}" is by {law} a time of {whose}: correct whose.',
  ),
  'limit-unfounded': warningEntry(
    '上限“{limit}”既没有写明是哪一项法律期限（law），也没有标明为本单位约定（assumed）：平台无法核对，请补充其一。',
    'Limit "{limit}" says neither which time of a law it is (law) nor that it is an assumption of this office (assumed): nothing holds it against the law. Say one.',
  ),
  'quiet-too-long': errorEntry(
    '免打扰时间 {from} 至 {to} 超过{most}小时，时限的提醒会送不到人：请缩短（{most}小时为平台的设定，法律未规定）。',
    'Quiet hours from {from} to {to} are more than {most}, and nobody would be reminded: shorten them ({most} hours are an assumption of the platform, not of a law).',
  ),
};

export type CalendarCode = keyof typeof CATALOGUE;
export interface CalendarFinding extends Finding<CalendarCode> {
  /** Params that have words of their own in each language. */
  words?: Record<string, LocalizedText>;
}

let compiled: ValidateFunction | undefined;

/** Compiled when first needed: compiling makes code, which pages may not. */
function metaCheck(): ValidateFunction {
  compiled ??= new Ajv2020({ allErrors: true, strict: false }).compile(CALENDAR_META_SCHEMA);
  return compiled;
}

/** The finding as one sentence of the locale. */
export function renderCalendarFinding(finding: Finding & Pick<CalendarFinding, 'words'>, locale: Locale): string {
  return renderFrom(CATALOGUE, finding, locale);
}

/** Whether a calendar can be counted with; takes anything. */
export function checkCalendar(content: unknown): CalendarFinding[] {
  const findings: CalendarFinding[] = [];
  const report = (
    code: CalendarCode,
    pointer: string,
    params: Record<string, string | number> = {},
    words?: CalendarFinding['words'],
  ) => findings.push({ severity: CATALOGUE[code].severity, code, pointer, params, ...(words ? { words } : {}) });
  const check = metaCheck();
  if (!check(content)) {
    for (const error of check.errors ?? []) report('shape', error.instancePath, {}, { detail: shapeWords(error) });
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
  checkLimits(calendar, report);
  return findings;
}

function worksIn(calendar: BusinessCalendar, year: number): boolean {
  for (let day = `${year}-01-01`; day.startsWith(`${year}-`); day = addDays(day, 1)) {
    if (isWorkingDay(calendar, day)) return true;
  }
  return false;
}
