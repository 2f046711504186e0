import type { FindingOut } from '@caseway/backend/contract';
import type { FormDefinition, Locale } from '@caseway/form-schemas';
import {
  checkRuleSet,
  type FactInfo,
  type Names,
  namedParams,
  RULE_SET_FINDINGS,
  type RuleSetFinding,
  renderRuleSetFinding,
} from '@caseway/rule-sets';
import { useEffect, useMemo, useState } from 'react';
import { mergeFindings } from './merge-findings.ts';
import type { ShownFinding } from './shown-finding.ts';

/** How long typing may go on before it is checked, in milliseconds. */
const SOON_MS = 80;

/** The finding said with the names that people know; its params stay what they are. */
const shown = (finding: RuleSetFinding, locale: Locale, names: Names): ShownFinding => ({
  severity: finding.severity,
  code: finding.code,
  pointer: finding.pointer,
  message: renderRuleSetFinding({ ...finding, ...namedParams(finding, names) }, locale),
  params: finding.params,
});

interface Checked {
  content: unknown;
  findings: RuleSetFinding[];
}

/**
 * Findings while typing: this side's own check at once (without the rule set's tests), with the server's, which follows.
 * `forms` undefined: not loaded yet; facts of forms go unchecked until they are.
 */
export function useLiveFindings(
  content: unknown,
  {
    forms,
    paths,
    locale,
    server,
    facts,
  }: {
    forms: readonly FormDefinition[] | undefined;
    paths: readonly string[] | undefined;
    locale: Locale;
    server: readonly FindingOut[];
    facts: readonly FactInfo[];
  },
): ShownFinding[] {
  const [checked, setChecked] = useState<Checked | null>(null);
  useEffect(() => {
    if (!forms) return;
    let isStale = false;
    const timer = setTimeout(async () => {
      const findings = await checkRuleSet(content, { forms, ...(paths ? { paths } : {}), tests: false });
      if (!isStale) setChecked({ content, findings });
    }, SOON_MS);
    return () => {
      isStale = true;
      clearTimeout(timer);
    };
  }, [content, forms, paths]);
  return useMemo(
    () =>
      mergeFindings(
        checked?.findings.map((finding) => shown(finding, locale, { facts, forms: forms ?? [], locale })),
        server,
        (code) => Object.hasOwn(RULE_SET_FINDINGS, code) && (code !== 'unknown-path' || paths !== undefined),
      ),
    [checked, server, locale, paths, facts, forms],
  );
}
