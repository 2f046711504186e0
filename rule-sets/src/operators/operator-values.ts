import type { Json } from '@caseway/form-schemas';

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const INSTANT = /^(\d{4}-\d{2}-\d{2})[Tt](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(?:[Zz]|([+-])(\d{2}):?(\d{2}))$/;
const AMOUNT = /^(-?)(\d{1,15})(?:\.(\d{1,2}))?$/;
const SHANGHAI_OFFSET_MS = 8 * 3_600_000;

function dayStart(text: string): number | undefined {
  const parts = DAY.exec(text);
  if (!parts) return undefined;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  // Date.UTC reads the years 0–99 as 1900–1999; no matter of a township is that old.
  if (year < 100) return undefined;
  const at = new Date(Date.UTC(year, month - 1, day));
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day ? at.getTime() : undefined;
}

/**
 * The day in Asia/Shanghai (UTC+8, without daylight saving since 1991) of an ISO date or of an ISO instant with
 * an offset, as YYYY-MM-DD. Undefined for everything else: 2025-3-9, 2025-02-30, an instant without an offset.
 */
export function shanghaiDay(value: Json | undefined): string | undefined {
  if (typeof value !== 'string') return undefined;
  if (dayStart(value) !== undefined) return value;
  const parts = INSTANT.exec(value);
  const start = dayStart(parts?.[1] ?? '');
  if (!parts || start === undefined) return undefined;
  const [hours, minutes, seconds] = [Number(parts[2]), Number(parts[3]), Number(parts[4] ?? 0)];
  const [offsetHours, offsetMinutes] = [Number(parts[6] ?? 0), Number(parts[7] ?? 0)];
  if (hours > 23 || minutes > 59 || seconds > 60 || offsetHours > 23 || offsetMinutes > 59) return undefined;
  const offset = (parts[5] === '-' ? -1 : 1) * (offsetHours * 60 + offsetMinutes) * 60_000;
  const utc = start + ((hours * 60 + minutes) * 60 + seconds) * 1000 - offset;
  return new Date(utc + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10);
}

/** An amount of yuan as text ("1200", "1200.5", "-3.05") in 分， exactly; undefined for everything else. */
export function fenOf(value: Json | undefined): bigint | undefined {
  const parts = typeof value === 'string' ? AMOUNT.exec(value) : null;
  if (!parts) return undefined;
  const fen = BigInt(parts[2] ?? '0') * 100n + BigInt((parts[3] ?? '').padEnd(2, '0'));
  return parts[1] === '-' ? -fen : fen;
}
