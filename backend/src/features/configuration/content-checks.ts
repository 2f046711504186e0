import { checkForm, type Finding, type FormDefinition, type Locale, renderFinding } from '@caseway/form-schemas';
import {
  checkCalendar,
  checkPath,
  checkRuleSet,
  type PathFinding,
  type RuleSet,
  type RuleSetFinding,
  renderCalendarFinding,
  renderFormProof,
  renderFormProofLeftOut,
  renderPathFinding,
  renderTitledFinding,
  SYSTEM_FACTS,
  stopsDeciding,
} from '@caseway/rule-sets';
import type { ConfigKind, FindingOut } from '../../contract/index.ts';
import { DomainError } from '../../errors/domain-error.ts';
import type { FormProofs } from '../analysis/form-proofs.service.ts';
import { ActiveConfiguration } from './active-configuration.ts';
import { namedInForm, namedInPath } from './named-findings.ts';
import { nameOf, Recalled } from './recalled.ts';
import { hasShape } from './together.ts';

const RESERVED_FACTS = Object.keys(SYSTEM_FACTS);

function shown<Code extends string>(
  findings: readonly Finding<Code>[],
  render: (finding: Finding<Code>, locale: Locale) => string,
  locale: Locale,
): FindingOut[] {
  return findings.map((finding) => ({
    severity: finding.severity,
    code: finding.code,
    pointer: finding.pointer,
    message: render(finding, locale),
    ...(finding.params && { params: finding.params }),
  }));
}

/** The forms that a rule set reads, as far as they are known. */
function formsOf(content: unknown, around: ActiveConfiguration): FormDefinition[] {
  const { form, alsoForms } = content as Partial<RuleSet>;
  const wanted = new Set([form, ...(Array.isArray(alsoForms) ? alsoForms : [])]);
  return around.forms.filter(({ key }) => wanted.has(key)).map((known) => known.content);
}

/** Keys of the handling paths; nothing where none exists yet, so that a new office may begin with its rules. */
function pathsOf(around: ActiveConfiguration): { paths?: string[] } {
  const paths = around.ofKind('paths').map(({ content }) => content.key);
  return paths.length > 0 ? { paths } : {};
}

/** What paths are called. */
const titlesOf = (around: ActiveConfiguration) => ({
  path: Object.fromEntries(around.ofKind('paths').map(({ key, content }) => [key, content.title])),
});

/** Values that the routing rule sets around a path know for an outcome param. */
function vocabulary(param: string, around: ActiveConfiguration): string[] {
  return around
    .ofKind('rule-sets')
    .flatMap(({ content }) => content.outcomes?.[param]?.values ?? [])
    .map((value) => value.key);
}

/**
 * Findings about one document, in words of the locale. `around` is what it will stand among: the forms, paths and
 * calendar that it may refer to. Takes anything: what an admin writes may be any JSON.
 */
export async function checkContent(
  kind: ConfigKind,
  content: unknown,
  around: ActiveConfiguration,
  locale: Locale,
  proofs: Pick<FormProofs, 'of'>,
): Promise<FindingOut[]> {
  switch (kind) {
    case 'forms':
      return checkOfForm(content, locale, proofs);
    case 'rule-sets':
      return shown(
        await checkRuleSet(content, { forms: formsOf(content, around), ...pathsOf(around) }),
        (finding: RuleSetFinding) =>
          renderTitledFinding(content, finding, { locale, forms: formsOf(content, around), labels: titlesOf(around) }),
        locale,
      );
    case 'paths':
      return shown(
        pathFindings(content, around),
        (finding) => renderPathFinding(namedInPath(content, around, finding), locale),
        locale,
      );
    case 'calendars':
      return shown(checkCalendar(content), renderCalendarFinding, locale);
  }
}

/** By content and what it was checked among: several townships put the same in force, and a page asks about the same draft again and again. */
const ofPaths = new Recalled<PathFinding[]>(100);
const stopping = new Recalled<Promise<RuleSetFinding[]>>(50);

function pathFindings(content: unknown, around: ActiveConfiguration): PathFinding[] {
  const calendar = around.ofKind('calendars')[0]?.content;
  const forms = around.forms.map((form) => form.content);
  const outcomes = { departments: vocabulary('department', around), sessions: vocabulary('sessions', around) };
  const from = [nameOf(content), nameOf(calendar ?? null), ...forms.map(nameOf), JSON.stringify(outcomes)];
  return ofPaths.of(from, () => checkPath(content, { calendar, forms, outcomes }));
}

function stoppingOf(content: RuleSet, around: ActiveConfiguration): Promise<RuleSetFinding[]> {
  const forms = formsOf(content, around);
  return stopping.of([content, ...forms].map(nameOf), async () => {
    // Not its tests: they decide nothing, and take several times as long.
    const findings = await checkRuleSet(content, { forms, tests: false });
    // What has not even the shape is refused by who compiles it, with what it expected.
    return hasShape(findings) ? findings.filter(stopsDeciding) : [];
  });
}

/** `findings` where errors keep rules from deciding anything that means something, with each of them in words of the locale. */
export async function requireDeciding(content: RuleSet, around: ActiveConfiguration, locale: Locale): Promise<void> {
  const findings = await stoppingOf(content, around);
  if (findings.length === 0) return;
  const labels = titlesOf(around);
  throw new DomainError(
    'findings',
    {},
    findings.map((finding) => ({
      pointer: finding.pointer,
      message: renderTitledFinding(content, finding, { locale, forms: formsOf(content, around), labels }),
    })),
  );
}

/** What is wrong with the form as it is written, or else what filling it in can lead to. */
async function checkOfForm(content: unknown, locale: Locale, proofs: Pick<FormProofs, 'of'>): Promise<FindingOut[]> {
  const written = shown(
    checkForm(content, RESERVED_FACTS, 'form'),
    (finding) => renderFinding(namedInForm(content, finding), locale),
    locale,
  );
  if (written.some(({ severity }) => severity === 'error')) return written;
  const form = content as FormDefinition;
  const { findings, leftOut } = await proofs.of(form);
  const proved = findings.map((finding): FindingOut => {
    const { severity, code, pointer } = finding;
    return { severity, code, pointer, message: renderFormProof(form, finding, locale) };
  });
  // What was not proved is not called sound; only what there was no time for can be had by asking again.
  const open = leftOut.map((left): FindingOut => {
    const severity = left.why === 'time' ? 'warning' : 'info';
    const [pointer = '/schema'] = left.what;
    return { severity, code: 'form-unproved', pointer, message: renderFormProofLeftOut(form, left, locale) };
  });
  return [...written, ...proved, ...open];
}

/** What a list shows as the kind within the kind: how a rule set decides, what a form is for. */
export function subkindOf(kind: ConfigKind, content: Record<string, unknown>): string | null {
  const value = kind === 'rule-sets' ? content.kind : kind === 'forms' ? content.use : null;
  return typeof value === 'string' ? value : null;
}
