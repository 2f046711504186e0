import type { LocalizedText } from '../model/text.ts';
import { isYuan } from './amount.ts';
import { isDay, isIdNumber } from './id-number.ts';
import { isEmail, isWebAddress } from './web.ts';

/** GB/T 2260: province 11–82, then prefecture and county. */
const DIVISION = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12])\d{4}(?:\d{3}|\d{6})?$/;
/** RFC 3339, 5.6; seconds may be left out. */
const INSTANT =
  /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d|60)(?:\.\d+)?)?(?:Z|([+-])([01]\d|2[0-3]):([0-5]\d))$/i;

const DAY_MINUTES = 1440;

/** A leap second is the last of a day of UTC, wherever it is told. */
function isInstant(value: string): boolean {
  const [, day = '', hour, minute, second, sign, hours = 0, minutes = 0] = INSTANT.exec(value) ?? [];
  if (!isDay(day)) return false;
  if (second !== '60') return true;
  const ahead = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1);
  const utc = Number(hour) * 60 + Number(minute) - ahead;
  return (utc + 2 * DAY_MINUTES) % DAY_MINUTES === DAY_MINUTES - 1;
}

export interface Format {
  test: (text: string) => boolean;
  /** What is wrong and how to mend it, never naming what the label names: `{field}`. */
  message: LocalizedText;
}

const text = (zh: string, en: string): LocalizedText => ({ 'zh-CN': zh, en });

/** Formats that forms may use. */
export const FORMATS: Record<string, Format> = {
  'cn-id-number': {
    test: isIdNumber,
    message: text(
      '“{field}”不正确：应为18位，请核对出生日期和最后一位校验码',
      '"{field}" is not right: 18 characters, check the date of birth and the last character',
    ),
  },
  'cn-mobile': {
    test: (value) => /^1[3-9]\d{9}$/.test(value),
    message: text('“{field}”不正确：应为11位数字，以1开头', '"{field}" is not right: 11 digits, beginning with 1'),
  },
  'cn-phone': {
    test: (value) => /^(?:1[3-9]\d{9}|0\d{2,3}-?\d{7,8}(?:-\d{1,6})?)$/.test(value),
    message: text(
      '“{field}”不正确：应为11位的手机号，或带区号的座机号（如0531-12345678）',
      '"{field}" is not right: 11 digits of a mobile, or a landline with its area code (0531-12345678)',
    ),
  },
  'cn-postal-code': {
    test: (value) => /^[0-8]\d{5}$/.test(value),
    message: text('“{field}”不正确：应为6位数字', '"{field}" is not right: 6 digits'),
  },
  'cn-division-code': {
    test: (value) => DIVISION.test(value),
    message: text('“{field}”不正确：应为6位、9位或12位数字', '"{field}" is not right: 6, 9 or 12 digits'),
  },
  'cny-amount': {
    test: isYuan,
    message: text(
      '“{field}”不正确：请只写一个数，以元为单位（如1280.50、1,280.50或1.28万），最多两位小数，小数点用“.”，逗号只用来隔开千位',
      '"{field}" is not right: write one number, in yuan (1280.50 or 1,280.50), at most two decimals behind a point; commas only set thousands apart',
    ),
  },
  date: {
    test: isDay,
    message: text(
      '“{field}”不正确：没有这一天，或写法无法识别，请按“年-月-日”填写（如2026-03-01）',
      '"{field}" is not right: there is no such day, or it is not written as year-month-day (2026-03-01)',
    ),
  },
  'date-time': {
    test: isInstant,
    message: text(
      '“{field}”不正确：请先写年月日，再写几点几分（如2026-03-01 09:30）',
      '"{field}" is not right: write year-month-day hours:minutes (2026-03-01 09:30)',
    ),
  },
  time: {
    test: (value) => /^([01]\d|2[0-3]):[0-5]\d$/.test(value),
    message: text('“{field}”不正确：请写几点几分（如09:30）', '"{field}" is not right: write hours:minutes (09:30)'),
  },
  email: {
    test: isEmail,
    message: text(
      '“{field}”不正确：应为电子邮箱地址（如name@example.com）',
      '"{field}" is not right: an e-mail address (name@example.com)',
    ),
  },
  uri: {
    test: isWebAddress,
    message: text(
      '“{field}”不正确：应为网页的地址，以http://或https://开头',
      '"{field}" is not right: the address of a web page, beginning with http:// or https://',
    ),
  },
  uuid: {
    test: (value) => /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(value),
    message: text('请重新选择“{field}”', 'Choose "{field}" again'),
  },
};
