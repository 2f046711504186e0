import type { FormDefinition } from '@caseway/form-schemas';
import {
  type BusinessCalendar,
  checkPath,
  diffPaths,
  type HandlingPath,
  isRegularPath,
  pathChangeRenderer,
  renderPathFinding,
} from '@caseway/rule-sets';
import { readJson, UnusableInput } from './files.ts';
import { formOf } from './forms.ts';
import { type Command, fileOf, type Given, localeOf } from './given.ts';

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The forms given: those of steps, and those that open cases. */
const formsOf = ({ options: { form } }: Given): FormDefinition[] => (form?.split(',') ?? []).map(formOf);

function calendarOf({ options }: Given): BusinessCalendar | undefined {
  const { calendar: file } = options;
  if (file === undefined) return undefined;
  const content = readJson(file);
  if (!isObject(content) || !('limits' in content) || !Array.isArray(content.limits)) {
    throw new UnusableInput(`${file}: no calendar; it needs "limits".`);
  }
  return content as BusinessCalendar;
}

function asPath(file: string): HandlingPath {
  const content = readJson(file);
  if (!isRegularPath(content)) {
    throw new UnusableInput(`${file}: no handling path that can be compared; caseway paths check says why.`);
  }
  return content;
}

/** Commands about handling paths. */
export const PATH_COMMANDS: Record<string, Command> = {
  'paths check': async (given, print) => {
    const content = readJson(fileOf(given, 'PATH.json'));
    const locale = localeOf(given);
    const forms = formsOf(given);
    const around = { calendar: calendarOf(given), ...(forms.length > 0 ? { forms } : {}) };
    const findings = checkPath(content, around);
    for (const finding of findings) {
      const { severity, code, pointer, witness } = finding;
      print({ severity, code, pointer, message: renderPathFinding(finding, locale), ...(witness ? { witness } : {}) });
    }
    return findings.some(({ severity }) => severity === 'error') ? 1 : 0;
  },

  'paths diff': async (given, print) => {
    const [before, after] = [asPath(fileOf(given, 'OLD.json')), asPath(fileOf(given, 'NEW.json', 1))];
    const render = pathChangeRenderer(before, after, { locale: localeOf(given), forms: formsOf(given) });
    for (const change of diffPaths(before, after)) {
      const { class: of, code, pointer } = change;
      print({ class: of, code, pointer, message: render(change).message });
    }
    return 0;
  },
};
