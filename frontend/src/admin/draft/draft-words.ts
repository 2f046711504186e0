import type { ConfigKind } from '@caseway/backend/contract';
import {
  asForm,
  diffForms,
  type FormChange,
  type FormDefinition,
  type Locale,
  renderFormChange,
} from '@caseway/form-schemas';
import {
  diffJson,
  diffPaths,
  diffRuleSets,
  isRegularPath,
  type JsonChange,
  type Labels,
  type MergeConflict,
  type MergeResult,
  mergeJson,
  mergeRuleSets,
  pathChangeRenderer,
  placeWords,
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

/** Null where one of them is no form yet: that is found by reading it, since a page may not compile the check of one. */
function formChanges(old: Content, now: Content): FormChange[] | null {
  try {
    return diffForms(asForm(old), asForm(now));
  } catch {
    return null;
  }
}

/** What differs between two states of a draft, in words; what is no whole document yet by its places. */
export function tellChanges(kind: ConfigKind, old: Content, now: Content, words: DraftWords): ToldChange[] {
  const said = ({ code, pointer }: JsonChange) => placeWords(code === 'removed' ? old : now, pointer, words.locale);
  if (kind === 'paths' && isRegularPath(old) && isRegularPath(now)) {
    const render = pathChangeRenderer(old, now, words);
    return diffPaths(old, now).map((change) => ({ pointer: change.pointer, message: render(change).message }));
  }
  const ofForm = kind === 'forms' ? formChanges(old, now) : null;
  if (ofForm) {
    return ofForm.map((change) => ({ pointer: change.pointer, message: renderFormChange(change, words.locale) }));
  }
  if (kind !== 'rule-sets')
    return diffJson(old, now).map((change) => ({ pointer: change.pointer, message: said(change) }));
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
  const part = placeWords(theirs, place, words.locale);
  return { place, title: '', part, base: base ?? '', mine: my ?? '', theirs: their ?? '' };
}
