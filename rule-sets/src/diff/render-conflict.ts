import { type Json, jsonText } from '@caseway/form-schemas';
import type { ReadingOptions } from '../explain/reading.ts';
import { say } from '../explain/reading.ts';
import { type JsonObject, own } from '../json-value.ts';
import type { RuleSet } from '../model/rule-set.ts';
import { type MergeConflict, stepsOf } from './merge-json.ts';
import { readingOfDraft, ruleSetChangeRenderer } from './render-change.ts';
import type { RuleSetChange, RuleSetChangeCode } from './rule-set-change.ts';

/** Both sides of a conflict in words. */
export interface ConflictText {
  ruleTitle?: string;
  part: string;
  base: string;
  mine: string;
  theirs: string;
}

const RULE_CODES: Record<string, RuleSetChangeCode> = {
  name: 'rule-renamed',
  title: 'title-changed',
  source: 'source-changed',
  assumed: 'assumed-changed',
  comment: 'comment-changed',
  group: 'group-changed',
  priority: 'priority-changed',
  conditions: 'condition-changed',
};

const FIELD_CODES: Record<string, RuleSetChangeCode> = {
  conditions: 'named-changed',
  hitPolicy: 'hit-policy-changed',
  kind: 'kind-changed',
  form: 'form-changed',
  alsoForms: 'also-forms-changed',
  title: 'set-title-changed',
  description: 'description-changed',
  tests: 'test-changed',
  accepted: 'accepted-changed',
};

const LANGUAGES = ['zh-CN', 'en'];

/** Which change the side of a conflict would be, so that it is said in the same words. */
function kindOf(steps: readonly string[]): { code: RuleSetChangeCode; rule?: string; subject?: string } {
  const [section, id = '', part, inner, ...rest] = steps;
  if (section === 'rules') {
    if (part === undefined) return { code: 'rule-added', rule: id };
    if (part === 'at') return { code: 'rule-switched-off', rule: id };
    if (inner === 'event' && rest[0] === 'params' && rest[1] !== undefined) {
      return { code: rest[1] === 'say' ? 'say-changed' : 'outcome-changed', rule: id, subject: rest[1] };
    }
    if (inner === 'event') return { code: 'event-type-changed', rule: id };
    const code = inner !== undefined && Object.hasOwn(RULE_CODES, inner) ? RULE_CODES[inner] : undefined;
    return { code: code ?? 'rule-field-changed', rule: id, ...(inner !== undefined && { subject: inner }) };
  }
  if (section === 'order' || section === 'parkedOrder') return { code: 'rule-moved' };
  if (id === 'otherwise') {
    return inner === undefined || part !== 'params'
      ? { code: 'event-type-changed' }
      : { code: inner === 'say' ? 'say-changed' : 'outcome-changed', subject: inner };
  }
  if (id === 'outcomes' && part !== undefined) {
    return inner === 'values' && rest[0] !== undefined
      ? { code: 'value-title-changed', subject: `${part}.${rest[0]}` }
      : { code: 'vocabulary-changed', subject: part };
  }
  const code = Object.hasOwn(FIELD_CODES, id) ? FIELD_CODES[id] : undefined;
  return { code: code ?? 'field-changed', subject: id === 'conditions' || id === 'tests' ? (part ?? id) : id };
}

/** A part of a test or text put back into what it is part of, so that it reads as such. */
function wrapped(steps: readonly string[], value: Json | undefined): Json | undefined {
  const [section, id, , inner] = steps;
  if (value !== undefined && section === 'fields' && id === 'tests' && inner !== undefined) return { [inner]: value };
  return value;
}

/**
 * A conflict of `mergeRuleSets` in words: which rule, which part, and how it reads in each version. `mine` and `theirs`
 * are the rule sets that were merged.
 */
export function renderRuleSetConflict(
  conflict: MergeConflict,
  { mine, theirs, ...options }: ReadingOptions & { mine: RuleSet; theirs: RuleSet },
): ConflictText {
  const steps = stepsOf(conflict.place);
  const kind = kindOf(steps);
  const reading = readingOfDraft(mine as unknown as JsonObject, options);
  const absent = say(reading, '（已删除）', '(removed)');
  const isNew = conflict.base === undefined;
  const told = (side: RuleSet, value: Json | undefined) => {
    const whole = wrapped(steps, value);
    const change: RuleSetChange = {
      class: 'meaning',
      ...kind,
      pointer: '',
      edits: [],
      ...(whole !== undefined && { after: rule(kind.code, whole) }),
    };
    const text = ruleSetChangeRenderer({ ...options, old: side, now: side })(change);
    if (kind.code === 'rule-moved') return { ...text, after: orderText(value, side, options) };
    if (kind.code === 'rule-switched-off') {
      return { ...text, after: value === undefined ? say(reading, '启用', 'on') : say(reading, '停用', 'off') };
    }
    return text;
  };
  const [mineText, theirsText] = [told(mine, conflict.mine), told(theirs, conflict.theirs)];
  const baseText = told(mine, conflict.base);
  const language = LANGUAGES.find((name) => name === steps.at(-1));
  const part = language ? `${mineText.part} (${language === 'en' ? 'English' : '中文'})` : mineText.part;
  const title = [mineText.ruleTitle, theirsText.ruleTitle].find((text) => text !== undefined && text !== kind.rule);
  return {
    ...(kind.rule !== undefined && { ruleTitle: title ?? kind.rule }),
    part,
    base: baseText.after ?? (isNew ? '' : absent),
    mine: mineText.after ?? absent,
    theirs: theirsText.after ?? absent,
  };
}

/** An entry of the sheet is a rule with its place. */
const rule = (code: RuleSetChangeCode, value: Json): Json =>
  code === 'rule-added' ? (own(value, 'rule') ?? value) : value;

function orderText(value: Json | undefined, side: RuleSet, { locale }: ReadingOptions): string {
  if (!Array.isArray(value)) return '';
  const titles = new Map(
    (Array.isArray(side.rules) ? side.rules : []).map((item) => [own(item, 'name'), own(own(item, 'title'), locale)]),
  );
  return value.map((id) => jsonText(titles.get(id) ?? id)).join(' → ');
}
