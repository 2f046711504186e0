import type { FormDefinition } from '@caseway/form-schemas';
import {
  analyse,
  countTogether,
  FactTable,
  factsOf,
  findOpen,
  ManyEvaluator,
  type RuleSet,
  RuleSetError,
  renderAnalysisFinding,
  renderLeftOut,
} from '@caseway/rule-sets';
import { eachLine, readJson, UnusableInput } from './files.ts';
import { soundFormOf } from './forms.ts';
import { type Command, localeOf } from './given.ts';

/** Long enough for any rule set that people write; a build does not hang on one that nobody did. */
const BUDGET_MS = 60_000;

function ruleSetOf(file: string): RuleSet {
  const content = readJson(file);
  if (content === null || typeof content !== 'object' || !('rules' in content)) {
    throw new UnusableInput(`${file}: no rule set; it needs "rules", a list of json-rules-engine rules.`);
  }
  return content as RuleSet;
}

/** A rule set from elsewhere names no form of ours: it is read over the forms given. */
function over(ruleSet: RuleSet, forms: readonly FormDefinition[]): RuleSet {
  const named = [ruleSet.form, ...(Array.isArray(ruleSet.alsoForms) ? ruleSet.alsoForms : [])];
  if (forms.some(({ key }) => named.includes(key))) return ruleSet;
  const [form = '', ...alsoForms] = forms.map(({ key }) => key);
  return { ...ruleSet, form, alsoForms };
}

/**
 * Counts cases of a file in which rules match together. None where no case can be decided at all: the analysis itself
 * says so of such a rule set.
 */
function weighing(ruleSet: RuleSet, file: string): ((rules: readonly string[]) => number) | undefined {
  try {
    const table = new FactTable({ only: factsOf(ruleSet) });
    for (const { value } of eachLine(file)) table.append(value);
    const matches = new ManyEvaluator(table).evaluate(ruleSet);
    return (rules) => countTogether(matches, [rules])[0] ?? 0;
  } catch (error) {
    if (error instanceof RuleSetError) return undefined;
    throw error;
  }
}

/**
 * `rules analyse RULES.json --form FORM.json[,FORM.json…] [--facts FACTS.ndjson] [--locale zh-CN|en]`: what the rules mean
 * together, as one line; with facts, how many of those cases each overlap concerns. Exit code 1 where an error or a warning is found that the rule set does not accept with a reason.
 */
export const analyseCommand: Command = async (given, print) => {
  const { files, options } = given;
  const [file] = files;
  if (file === undefined) throw new UnusableInput('RULES.json is missing: name a file, or - for the standard input.');
  if (file === '-' && options.facts === '-') {
    throw new UnusableInput('--facts -: the standard input is RULES.json already; name a file.');
  }
  if (options.form === undefined) {
    throw new UnusableInput('--form is missing: name the file of the form, or several with commas between them.');
  }
  const locale = localeOf(given);
  const ruleSet = ruleSetOf(file);
  const forms = options.form.split(',').map((file) => soundFormOf(file));
  const reading = { locale, forms };
  const weigh = options.facts === undefined ? undefined : weighing(ruleSet, options.facts);
  const deadlineMs = performance.now() + BUDGET_MS;
  const analysis = analyse(over(ruleSet, forms), {
    forms,
    now: () => performance.now(),
    deadlineMs,
    ...(weigh && { weigh }),
  });
  const open = new Set(findOpen(ruleSet, analysis.findings));
  print({
    findings: analysis.findings.map((finding) => {
      const { code, severity, rules, about, pointer, exact, witness, params } = finding;
      const message = renderAnalysisFinding(ruleSet, finding, reading);
      const accepted = !open.has(finding);
      const counted = params.cases === undefined ? {} : { cases: params.cases };
      return {
        code,
        severity,
        rules,
        message,
        ...counted,
        ...(witness && { witness }),
        about,
        pointer,
        exact,
        accepted,
      };
    }),
    exact: analysis.exact,
    leftOut: analysis.leftOut.map((left) => ({ ...left, message: renderLeftOut(ruleSet, left, reading) })),
  });
  return [...open].some(({ severity }) => severity !== 'info') ? 1 : 0;
};
