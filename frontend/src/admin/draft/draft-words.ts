import type { ConfigKind } from '@caseway/backend/contract';
import type { FormDefinition, Locale } from '@caseway/form-schemas';
import {
  diffJson,
  diffPaths,
  diffRuleSets,
  isRegularPath,
  type Labels,
  type MergeConflict,
  type MergeResult,
  mergeJson,
  mergeRuleSets,
  pathChangeRenderer,
  type RuleSet,
  renderRuleSetConflict,
  ruleSetChangeRenderer,
  type Side,
} from '@caseway/rule-sets';
import type { Content } from './draft-sync.ts';

/** What words about a draft need beside it. */
export interface DraftWords {
  locale: Locale;
  forms?: readonly FormDefinition[];
  labels?: Labels;
}

export interface ToldChange {
  message: string;
  pointer: string;
}

/** A conflict as a person decides it. */
export interface ToldConflict {
  place: string;
  title: string;
  part: string;
  base: string;
  mine: string;
  theirs: string;
}

const asRuleSet = (content: Content) => content as unknown as RuleSet;

/** Brings two people's changes together, by what the kind of document is made of. */
export function mergeDrafts(
  kind: ConfigKind,
  base: Content,
  mine: Content,
  theirs: Content,
  choose: (place: string) => Side | undefined = () => undefined,
): MergeResult<Content> {
  return kind === 'rule-sets'
    ? mergeRuleSets(base, mine, theirs, { choose })
    : mergeJson(base, mine, theirs, { choose });
}

/** What differs between two states of a draft, in words. */
export function tellChanges(kind: ConfigKind, old: Content, now: Content, words: DraftWords): ToldChange[] {
  if (kind === 'paths' && isRegularPath(old) && isRegularPath(now)) {
    const render = pathChangeRenderer(old, now, words);
    return diffPaths(old, now).map((change) => ({ pointer: change.pointer, message: render(change).message }));
  }
  if (kind !== 'rule-sets') return diffJson(old, now).map(({ pointer }) => ({ pointer, message: pointer || '/' }));
  const render = ruleSetChangeRenderer({ old: asRuleSet(old), now: asRuleSet(now), ...words });
  return diffRuleSets(asRuleSet(old), asRuleSet(now)).map((change) => ({
    pointer: change.pointer,
    message: render(change).message,
  }));
}

/** Both sides of a conflict, in words. */
export function tellConflict(
  kind: ConfigKind,
  conflict: MergeConflict,
  mine: Content,
  theirs: Content,
  words: DraftWords,
): ToldConflict {
  const { place } = conflict;
  if (kind === 'rule-sets') {
    const sides = { mine: asRuleSet(mine), theirs: asRuleSet(theirs) };
    const { ruleTitle = '', ...told } = renderRuleSetConflict(conflict, { ...words, ...sides });
    return { place, title: ruleTitle, ...told };
  }
  const text = (value: unknown) =>
    value === undefined ? '—' : typeof value === 'string' ? value : JSON.stringify(value, null, 2);
  const [base, my, their] = [conflict.base, conflict.mine, conflict.theirs].map(text);
  return { place, title: '', part: place, base: base ?? '', mine: my ?? '', theirs: their ?? '' };
}
