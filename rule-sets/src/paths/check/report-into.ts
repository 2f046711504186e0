import type { LocalizedText } from '@caseway/form-schemas';
import { isRegularPath } from '../regular-path.ts';
import { PATH_FINDINGS, type PathFinding } from './path-findings.ts';
import type { Report } from './surroundings.ts';

/** The titles of what a finding names by its key; what is not there has none. */
function titlesOf(content: unknown, params: Record<string, string>): Record<string, LocalizedText> {
  if (!isRegularPath(content)) return {};
  const lists: Record<string, readonly { key: string; title: LocalizedText }[]> = {
    step: content.steps,
    action: content.steps.flatMap(({ actions }) => actions),
    clock: content.clocks,
    outcome: content.outcomes,
  };
  const found = Object.entries(params).flatMap(([name, key]) => {
    const item = Object.hasOwn(lists, name) ? lists[name]?.find((candidate) => candidate.key === key) : undefined;
    return item ? [[name, item.title] as const] : [];
  });
  return Object.fromEntries(found);
}

/** Reports about a path, kept in a list with the titles of what they name. */
export const reportInto =
  (findings: PathFinding[], content: unknown): Report =>
  (code, pointer, params = {}, more = {}) => {
    const words = { ...titlesOf(content, params), ...more.words };
    const named = Object.keys(words).length > 0 ? { words } : {};
    findings.push({ severity: PATH_FINDINGS[code].severity, code, pointer, params, ...more, ...named });
  };
