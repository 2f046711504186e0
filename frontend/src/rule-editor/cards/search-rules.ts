import { type Rule, type SentencePart, sourceText } from '@caseway/rule-sets';
import { asHeard } from '../../condition-editor/read-condition.ts';
import { isWithin } from '../../editor-kit/json-at.ts';
import type { ShownFinding } from '../findings/shown-finding.ts';
import type { PlacedRule } from '../model/order.ts';
import type { Filter } from '../toolbar/Toolbar.tsx';

/** Everything by which a rule may be found: its words in both languages, and its sentence. */
function wordsOf(rule: Rule, read: (rule: Rule) => readonly SentencePart[]): string {
  const texts = [rule.name, rule.title?.['zh-CN'], rule.title?.en, sourceText(rule, 'zh-CN'), sourceText(rule, 'en')];
  return [...texts, rule.group, rule.comment, asHeard(read(rule))].join('\n').toLowerCase();
}

/** The rules that hold every word searched for and pass the filter, in their order. */
export function searchRules(
  placed: readonly PlacedRule[],
  search: string,
  filter: Filter,
  findings: readonly ShownFinding[],
  read: (rule: Rule) => readonly SentencePart[],
): readonly PlacedRule[] {
  const wanted = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (wanted.length === 0 && filter === 'all') return placed;
  const grave = findings.filter(({ severity }) => severity !== 'info');
  return placed.filter(({ rule, pointer, parked }) => {
    if (filter === 'off' && !parked) return false;
    if (filter === 'findings' && !grave.some((finding) => isWithin(finding.pointer, pointer))) return false;
    const words = wanted.length > 0 ? wordsOf(rule, read) : '';
    return wanted.every((word) => words.includes(word));
  });
}
