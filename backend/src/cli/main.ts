import 'reflect-metadata';
import { SettingsError } from '../config/settings.ts';
import { StartupError } from '../database/startup-error.ts';
import { toldInLines } from '../errors/told-error.ts';
import { backup, restore } from './backup.ts';
import { COMMANDS, type Command, type Given } from './commands.ts';
import { UnusableInput } from './files.ts';

const USAGE = `Usage: npm run -s caseway -- COMMAND
  forms check FORM.json
  forms validate FORM.json --data DATA.ndjson [--as-entered]
  forms analyse FORM.json [--locale zh-CN|en]
  forms import FILE [--locale zh-CN|en]
  forms diff OLD.json NEW.json [--locale zh-CN|en]
  rules check RULES.json [--form FORM.json]
  rules analyse RULES.json --form FORM.json[,FORM.json…] [--facts FACTS.ndjson] [--locale zh-CN|en]
  rules decide RULES.json --facts FACTS.ndjson [--engine reference|compiled]
  rules explain RULES.json --facts FACTS.json [--form FORM.json] [--locale zh-CN|en]
  rules backtest OLD.json NEW.json --facts FACTS.ndjson
  paths check PATH.json [--form FORM.json[,FORM.json…]] [--calendar CALENDAR.json] [--locale zh-CN|en]
  paths diff OLD.json NEW.json [--form FORM.json[,FORM.json…]] [--locale zh-CN|en]
  backup FILE
  restore FILE
- stands for the standard input.`;

/** Every option of every command; each takes one value. */
const OPTIONS = ['calendar', 'data', 'engine', 'facts', 'form', 'locale'];
/** Options without a value. */
const FLAGS = ['as-entered'];

function argumentsOf(words: readonly string[]): Given {
  const files: string[] = [];
  const options: Record<string, string> = {};
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? '';
    if (!word.startsWith('--')) {
      files.push(word);
      continue;
    }
    const [name = '', inline] = word.slice(2).split(/=(.*)/s);
    if (FLAGS.includes(name) && inline === undefined) {
      options[name] = '';
      continue;
    }
    // A slip is told, for what is passed over would seem to have been obeyed.
    if (!OPTIONS.includes(name))
      throw new UnusableInput(`--${name} is no option: choose of --${[...OPTIONS, ...FLAGS].join(', --')}.`);
    if (Object.hasOwn(options, name))
      throw new UnusableInput(`--${name} is given twice: put several files in one, with commas.`);
    const value = inline ?? words[++index];
    if (value === undefined) throw new UnusableInput(`${word} needs a value.`);
    options[name] = value;
  }
  return { files, options };
}

function commandOf(words: readonly string[]): { command: Command; rest: readonly string[] } {
  const [first = '', second = ''] = words;
  if (first === 'backup') return { command: backup, rest: words.slice(1) };
  if (first === 'restore') return { command: restore, rest: words.slice(1) };
  const command = COMMANDS[`${first} ${second}`];
  if (!command) throw new UnusableInput(USAGE);
  return { command, rest: words.slice(2) };
}

/** Who reads no further (`| head`) has what they wanted: no more is worked out for them, and nothing is wrong. */
function endWhereUnread(error: NodeJS.ErrnoException | null): void {
  if (error?.code === 'EPIPE') process.exit(0);
}

function print(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
  // The event comes only when the command pauses, which may be at its end.
  endWhereUnread(process.stdout.errored);
}

async function main(words: readonly string[]): Promise<number> {
  try {
    const { command, rest } = commandOf(words);
    return await command(argumentsOf(rest), print);
  } catch (error) {
    if (error instanceof UnusableInput) {
      process.stderr.write(`${error.message}\n`);
      return 2;
    }
    const known = error instanceof SettingsError || error instanceof StartupError;
    process.stderr.write(`${known ? error.message : toldInLines(error)}\n`);
    return 1;
  }
}

for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    endWhereUnread(error);
    throw error;
  });
}
process.exitCode = await main(process.argv.slice(2));
