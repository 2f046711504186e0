import type { LocalizedText } from '@caseway/form-schemas';
import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import { DomainError } from '../errors/domain-error.ts';
import { currentLocale } from './request-context.ts';

export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** The largest number that a column of whole numbers holds. */
export const LARGEST_WHOLE = 2_147_483_647;

const DAY = /^[12]\d{3}-\d\d-\d\d$/;
/** No zone is further off; PostgreSQL takes none that is. */
export const ZONE_HOURS = '[+-](?:0\\d|1[0-5])';
const INSTANT = new RegExp(
  `^([12]\\d{3}-\\d\\d-\\d\\d)[Tt]\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?([Zz]|${ZONE_HOURS}:[0-5]\\d)$`,
);

/** Whether a text is a day of the calendar, YYYY-MM-DD, of a year that something could have happened in. */
export function isDay(text: string): boolean {
  const time = DAY.test(text) ? Date.parse(`${text}T00:00:00.000Z`) : Number.NaN;
  return Number.isFinite(time) && new Date(time).toISOString().startsWith(text);
}

/** Whether a text is an instant with its zone, ISO 8601. */
export function isInstantText(text: string): boolean {
  return isDay(INSTANT.exec(text)?.[1] ?? '') && Number.isFinite(Date.parse(text));
}

const NO_ID: LocalizedText = {
  'zh-CN': '这不是编号：请使用系统给出的编号（UUID）。',
  en: 'That is no id: use the one that you were given (UUID).',
};
const NO_NUMBER: LocalizedText = {
  'zh-CN': '请填写从1开始的整数。',
  en: 'Give a whole number from 1.',
};

function malformed({ data }: ArgumentMetadata, text: LocalizedText): DomainError {
  return new DomainError('malformed', {}, [{ pointer: `/${data ?? ''}`, message: text[currentLocale()] }]);
}

/** A part of an address that is an id. */
@Injectable()
export class IdPipe implements PipeTransform<string, string> {
  transform(value: string, metadata: ArgumentMetadata): string {
    if (!UUID.test(value)) throw malformed(metadata, NO_ID);
    return value;
  }
}

/** A part of an address that counts something from 1. */
@Injectable()
export class WholePipe implements PipeTransform<string, number> {
  transform(value: string, metadata: ArgumentMetadata): number {
    const number = /^[1-9]\d{0,9}$/.test(value) ? Number(value) : 0;
    if (number < 1 || number > LARGEST_WHOLE) throw malformed(metadata, NO_NUMBER);
    return number;
  }
}
