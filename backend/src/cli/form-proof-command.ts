import { proveForm, renderFormProof, renderFormProofLeftOut } from '@caseway/rule-sets';
import { soundFormOf } from './forms.ts';
import { type Command, fileOf, localeOf } from './given.ts';

/** Long enough for any form that people draw; a build does not hang on one that nobody did. */
const BUDGET_MS = 60_000;

/**
 * `forms analyse FORM.json [--locale zh-CN|en]`: what filling in the form can lead to, as one line. Exit code 1 where
 * something is found. A plain JSON Schema is a form.
 */
export const formProofCommand: Command = async (given, print) => {
  const form = soundFormOf(fileOf(given, 'FORM.json'));
  const locale = localeOf(given);
  const now = () => performance.now();
  const { findings, exact, leftOut } = proveForm(form, { now, deadlineMs: now() + BUDGET_MS });
  print({
    findings: findings.map((finding) => ({ ...finding, message: renderFormProof(form, finding, locale) })),
    exact,
    leftOut: leftOut.map((left) => ({ ...left, message: renderFormProofLeftOut(form, left, locale) })),
  });
  return findings.length > 0 ? 1 : 0;
};
