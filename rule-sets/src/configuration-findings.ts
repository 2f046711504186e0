import type { Finding, Locale, LocalizedText, Severity } from '@caseway/form-schemas';

export interface FindingEntry {
  severity: Severity;
  text: LocalizedText;
}

const entry =
  (severity: Severity) =>
  (zh: string, en: string): FindingEntry => ({ severity, text: { 'zh-CN': zh, en } });

export const errorEntry = entry('error');
export const warningEntry = entry('warning');

/** The sentence of a finding out of a catalogue, with its params filled in: by `words` where those have words of their own. */
export function renderFrom(
  catalogue: Record<string, FindingEntry>,
  finding: Finding & { words?: Record<string, LocalizedText> },
  locale: Locale,
): string {
  const known = Object.hasOwn(catalogue, finding.code) ? catalogue[finding.code] : undefined;
  const template = known?.text[locale] ?? finding.code;
  return template.replace(/\{(\w+)\}/g, (whole, name: string) =>
    String(finding.words?.[name]?.[locale] ?? finding.params?.[name] ?? whole),
  );
}
