import type { Locale } from '@caseway/form-schemas';
import { type RuleSet, RuleSetError } from '@caseway/rule-sets';
import { readJson, UnusableInput } from './files.ts';
import { PROGRAM_LOCALE } from './forms.ts';

/** What a command was given: names without dashes, and the rest. */
export interface Given {
  files: string[];
  options: Record<string, string>;
}

/** Exit code: 0 fine, 1 findings or failed checks. Prints through `print`, one JSON value a line. */
export type Command = (given: Given, print: (value: unknown) => void) => Promise<0 | 1>;

/** A file that the command cannot do without; `place` among the files given. */
export function fileOf({ files }: Given, what: string, place = 0): string {
  const file = files[place];
  if (file === undefined) throw new UnusableInput(`${what} is missing: name a file, or - for the standard input.`);
  return file;
}

export function optionOf({ options }: Given, name: string): string {
  const value = options[name];
  if (value === undefined) throw new UnusableInput(`--${name} is missing: name a file, or - for the standard input.`);
  return value;
}

export function asRuleSet(file: string): RuleSet {
  const content = readJson(file);
  if (content === null || typeof content !== 'object' || !('rules' in content)) {
    throw new UnusableInput(`${file}: no rule set; it needs "rules", a list of json-rules-engine rules.`);
  }
  return content as RuleSet;
}

/** A rule set that cannot be decided with is unusable input, not a failure of the program. */
export async function deciding<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof RuleSetError)) throw error;
    throw new UnusableInput(`${file}: ${error.rule ? `rule ${error.rule}: ` : ''}${error.message}`);
  }
}

/** The language asked for; findings are said in it. */
export function localeOf({ options }: Given): Locale {
  const { locale = PROGRAM_LOCALE } = options;
  if (locale === 'zh-CN' || locale === 'en') return locale;
  throw new UnusableInput(`--locale ${locale} is not known: use zh-CN or en.`);
}
