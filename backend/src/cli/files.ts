import { readFileSync } from 'node:fs';

/** Input that cannot be used: one line that says file, place, what is wrong and how to mend it. Exit code 2. */
export class UnusableInput extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UnusableInput';
  }
}

/** The text of a file, or of the standard input for `-`. */
export function readText(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason = code === 'ENOENT' ? 'there is no such file: check the name' : String(code);
    throw new UnusableInput(`${file}: ${reason}.`);
  }
}

function lineOf(text: string, error: unknown): number {
  const message = error instanceof Error ? error.message : '';
  const position = /position (\d+)/.exec(message)?.[1];
  return text.slice(0, position === undefined ? text.length : Number(position)).split('\n').length;
}

/** The JSON of a file. */
export function readJson(file: string): unknown {
  const text = readText(file);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UnusableInput(`${file}:${lineOf(text, error)}: not valid JSON; mend the text near this line.`);
  }
}

/** The objects of a file with one JSON object a line; blank lines are passed over. */
export function readLines(file: string): { line: number; value: Record<string, never> }[] {
  return readText(file)
    .split('\n')
    .flatMap((text, index) => {
      if (text.trim() === '') return [];
      const line = index + 1;
      try {
        const value: unknown = JSON.parse(text);
        if (value !== null && typeof value === 'object' && !Array.isArray(value)) {
          return [{ line, value: value as Record<string, never> }];
        }
      } catch {
        // Told below, as is anything that is no object.
      }
      throw new UnusableInput(`${file}:${line}: not a JSON object; write one object a line.`);
    });
}
