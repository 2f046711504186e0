import { readFileSync } from 'node:fs';
import {
  findLost,
  findUnusable,
  isTooDeep,
  type Json,
  LossyNumberError,
  type Lost,
  lossyNumberText,
  parseJson,
} from '@caseway/form-schemas';

/** Input that cannot be used: one line that says file, place, what is wrong and how to mend it. Exit code 2. */
export class UnusableInput extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UnusableInput';
  }
}

/** The text of a file, or of the standard input for `-`. */
export const readText = (file: string): string => readBytes(file).toString('utf8');

/** The same as it is stored. */
export function readBytes(file: string): Buffer {
  try {
    return readFileSync(file === '-' ? 0 : file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason = code === 'ENOENT' ? 'there is no such file: check the name' : String(code);
    throw new UnusableInput(`${file}: ${reason}.`);
  }
}

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

function lineOf(text: string, error: unknown): number {
  const message = error instanceof Error ? error.message : '';
  const position = /position (\d+)/.exec(message)?.[1];
  return lineAt(text, position === undefined ? text.length : Number(position));
}

/** Checks have stricter limits of their own, with findings. */
const MOST_LEVELS = 1000;

/** No command gets what is nested deeper than anything that people write: it would end at the end of the stack. */
function refuseDepth(value: unknown, place: string): void {
  if (!isTooDeep(value, MOST_LEVELS)) return;
  const deep = findUnusable(value, Number.POSITIVE_INFINITY).find(({ why }) => why === 'nesting');
  const where = `${deep?.pointer.slice(0, 80)}…`;
  throw new UnusableInput(`${place}: nested more than ${MOST_LEVELS} levels deep at ${where}; write it flatter.`);
}

/** No command goes on with what reading has changed. */
function refuseLossy([first]: readonly Lost[], place: string): void {
  if (first) throw new UnusableInput(`${place}${first.pointer.slice(0, 200)}: ${lossyNumberText(first, 'en')}`);
}

/** The JSON of a file. */
export function readJson(file: string): unknown {
  const text = readText(file);
  let value: unknown;
  try {
    value = parseJson(text);
  } catch (error) {
    if (error instanceof LossyNumberError)
      refuseLossy(error.numbers, `${file}:${lineAt(text, error.numbers[0]?.at ?? 0)}`);
    throw new UnusableInput(`${file}:${lineOf(text, error)}: not valid JSON; mend the text near this line.`);
  }
  refuseDepth(value, file);
  return value;
}

/** A value of a file with one a line, and the number of its line from 1. */
export interface Line<Value = Record<string, never>> {
  line: number;
  value: Value;
}

/** With what reading has changed. */
export interface LineAsRead extends Line<Json> {
  lossy: Lost[];
}

/** The values of a file with one JSON value a line, one at a time; blank lines are passed over. */
export function* eachValueAsRead(file: string): Generator<LineAsRead> {
  const text = readText(file);
  let line = 0;
  for (let start = 0; start < text.length; ) {
    const end = text.indexOf('\n', start);
    const part = text.slice(start, end === -1 ? text.length : end);
    start = end === -1 ? text.length : end + 1;
    line++;
    if (part.trim() !== '') yield { line, value: jsonOf(part, file, line), lossy: findLost(part) };
  }
}

/** The objects of a file with one JSON object a line, each as it was written. */
export function* eachLine(file: string): Generator<Line> {
  for (const { line, value, lossy } of eachValueAsRead(file)) {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) {
      throw new UnusableInput(`${file}:${line}: not a JSON object; write one object a line.`);
    }
    refuseLossy(lossy, `${file}:${line}`);
    yield { line, value: value as Record<string, never> };
  }
}

function jsonOf(text: string, file: string, line: number): Json {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    throw new UnusableInput(`${file}:${line}: not valid JSON; write one value a line.`);
  }
  refuseDepth(value, `${file}:${line}`);
  return value;
}
