import {
  checkForm,
  diffForms,
  type Finding,
  type FormData,
  importForm,
  type Json,
  type Locale,
  lossyNumberText,
  renderFinding,
  renderFormChange,
} from '@caseway/form-schemas';
import {
  checkRuleSet,
  decide,
  explainDecision,
  localDay,
  petitionerParagraph,
  renderRuleSetFinding,
  SYSTEM_FACTS,
  whatWouldDiffer,
} from '@caseway/rule-sets';
import { analyseCommand } from './analyse-command.ts';
import { eachValueAsRead, readBytes, readJson, UnusableInput } from './files.ts';
import { formProofCommand } from './form-proof-command.ts';
import { formOf, soundVersionsOf, validatorOf } from './forms.ts';
import { asRuleSet, type Command, deciding, fileOf, localeOf, optionOf } from './given.ts';
import { PATH_COMMANDS } from './path-commands.ts';
import { RULE_COMMANDS } from './rule-commands.ts';

export type { Command, Given } from './given.ts';

function told<Code extends string>(
  findings: readonly Finding<Code>[],
  render: (finding: Finding<Code>, locale: Locale) => string,
  locale: Locale,
  print: (value: unknown) => void,
): 0 | 1 {
  for (const finding of findings) {
    const { severity, code, pointer } = finding;
    print({ severity, code, pointer, message: render(finding, locale) });
  }
  return findings.some(({ severity }) => severity === 'error') ? 1 : 0;
}

/** The rule set as one that reads the given form alone: of other forms that it also reads, nothing is known here. */
function readingOnly(content: unknown, key: string): unknown {
  if (content === null || typeof content !== 'object' || !('alsoForms' in content)) return content;
  const { alsoForms, ...rest } = content as { alsoForms: unknown; form?: unknown };
  const reads = Array.isArray(alsoForms) && alsoForms.includes(key);
  return reads ? { ...rest, form: key } : rest;
}

const isData = (value: Json): value is FormData => typeof value === 'object' && value !== null && !Array.isArray(value);

const NO_IMPORT = {
  unknown:
    'it is none of the forms that can be brought: JSON Schema, react-jsonschema-form, SurveyJS, form.io, XLSForm, a sheet or a table.',
  empty: 'it has no field that can be brought.',
  large: 'it holds more than is looked at: bring a part of it.',
} as const;

export const COMMANDS: Record<string, Command> = {
  'forms check': async (given, print) => {
    const findings = checkForm(readJson(fileOf(given, 'FORM.json')), Object.keys(SYSTEM_FACTS));
    return told(findings, renderFinding, localeOf(given), print);
  },

  /** Prints the form made of one of elsewhere, and what of it was not carried. Exit code 1 where something was not. */
  'forms import': async (given, print) => {
    const file = fileOf(given, 'FILE');
    const locale = localeOf(given);
    const made = importForm(new Uint8Array(readBytes(file)), { reserved: Object.keys(SYSTEM_FACTS) });
    if (made.kind === null) throw new UnusableInput(`${file}: ${NO_IMPORT[made.why]}`);
    const { kind, form, told } = made;
    print({ kind, form, told: told.map(({ place, what }) => ({ place, message: what[locale] })) });
    return told.length > 0 ? 1 : 0;
  },

  'forms validate': async (given, print) => {
    const form = validatorOf(fileOf(given, 'FORM.json'));
    const locale = localeOf(given);
    let failed = false;
    const today = localDay(new Date());
    const asEntered = given.options['as-entered'] !== undefined;
    for (const { line, value, lossy } of [...eachValueAsRead(optionOf(given, 'data'))]) {
      const changed = lossy.map((number) => ({
        pointer: number.pointer,
        keyword: 'numbers',
        message: lossyNumberText(number, locale),
      }));
      // Nobody enters a value that is none of fields: it is judged as it is.
      const entered = asEntered && isData(value) ? value : undefined;
      const judged = () => (entered ? form.validate(entered, locale, { today }) : form.validateAsGiven(value, locale));
      // What would be judged is not what was written.
      const errors = changed.length > 0 ? changed : judged();
      failed ||= errors.length > 0;
      const data = entered && errors.length === 0 ? { data: form.takeIn(entered, { today }) } : {};
      print({ line, valid: errors.length === 0, errors, ...data });
    }
    return failed ? 1 : 0;
  },

  'forms diff': async (given, print) => {
    const [before, after] = soundVersionsOf(fileOf(given, 'OLD.json'), fileOf(given, 'NEW.json', 1));
    const locale = localeOf(given);
    for (const change of diffForms(before, after)) {
      const { class: of, code, pointer } = change;
      // Whoever puts a form in force asks what becomes of cases filed before: words alone are safe for them.
      print({ class: of === 'words' ? 'safe' : of, code, pointer, message: renderFormChange(change, locale) });
    }
    return 0;
  },

  'forms analyse': formProofCommand,

  'rules check': async (given, print) => {
    const content = readJson(fileOf(given, 'RULES.json'));
    const { form: formFile } = given.options;
    const form = formFile === undefined ? undefined : formOf(formFile);
    const findings = await checkRuleSet(form ? readingOnly(content, form.key) : content, form ? { forms: [form] } : {});
    return told(findings, renderRuleSetFinding, localeOf(given), print);
  },

  ...RULE_COMMANDS,
  ...PATH_COMMANDS,

  'rules analyse': analyseCommand,

  'rules explain': async (given, print) => {
    const file = fileOf(given, 'RULES.json');
    const ruleSet = asRuleSet(file);
    const facts = readJson(optionOf(given, 'facts')) as Record<string, Json>;
    const { form } = given.options;
    const locale = localeOf(given);
    const options = { locale, ...(form !== undefined && { forms: [formOf(form)] }) };
    const answer = await deciding(file, async () => {
      const decision = await decide(ruleSet, facts);
      const differences = await whatWouldDiffer(ruleSet, facts, decision, options);
      return {
        fired: decision.fired,
        outcome: decision.outcome,
        ...explainDecision(ruleSet, decision, options),
        petitionerReason: petitionerParagraph(ruleSet, decision, { facts, differences }, options),
        whatWouldDiffer: differences,
      };
    });
    print(answer);
    return 0;
  },
};
