import type { Locale, LocalizedText } from '@caseway/form-schemas';
import { bearingEvents } from '../combine-outcomes.ts';
import type { Condition, ConditionTrace, Decision, Rule, RuleSet } from '../model/rule-set.ts';
import { outcomeText } from './outcome-text.ts';
import {
  actualText,
  clauseOf,
  clauseParts,
  clauseText,
  leafText,
  type Reading,
  type ReadingOptions,
  readingOf,
  type SentencePart,
  say,
  textOfParts,
} from './reading.ts';

/** One line of a rule's explanation; `depth` is how far it stands inside groups. */
export interface ExplanationLine {
  text: string;
  result: boolean;
  depth: number;
}

export interface RuleExplanation {
  name: string;
  title: string;
  source: string;
  result: boolean;
  /** Its event is part of the outcome. */
  decisive: boolean;
  /** Its condition as one sentence with the values read. */
  reading: string;
  lines: ExplanationLine[];
}

/** A decision in words, for staff. */
export interface Explanation {
  summary: string;
  /** In deciding order. */
  rules: RuleExplanation[];
}

/** The rule of that name; unnamed rules are called `rule-<n>` by their place. */
export function ruleNamed(ruleSet: RuleSet, name: string): Rule | undefined {
  return ruleSet.rules.find((rule, index) => (rule.name || `rule-${index + 1}`) === name);
}

/**
 * Where something comes from, in words: the source, and that what it does not name is an assumption of this office. Empty
 * where nothing is said. The one place for rules, limits and clocks alike.
 */
export function sourceText(
  { source, assumed }: { source?: Partial<LocalizedText> | undefined; assumed?: boolean | undefined },
  locale: Locale,
): string {
  const own = assumed ? say({ locale }, '本单位约定', 'assumption of this office') : '';
  return [source?.[locale], own].filter(Boolean).join(say({ locale }, '；', '; '));
}

/** A rule set from elsewhere may lack titles and sources. */
function words(rule: Partial<Rule> | undefined, name: string, locale: Locale): { title: string; source: string } {
  return { title: rule?.title?.[locale] || name, source: sourceText(rule ?? {}, locale) };
}

function linesOf(reading: Reading, trace: ConditionTrace): ExplanationLine[] {
  const lines: ExplanationLine[] = [];
  const visit = (part: ConditionTrace, negated: boolean, depth: number): void => {
    const result = part.result !== negated;
    if (part.kind === 'leaf') {
      lines.push({ text: `${leafText(reading, part, negated)}${actualText(reading, part)}`, result, depth });
    } else if (part.kind === 'not') visit(part.child, !negated, depth);
    else if (part.kind === 'named') visit(part.child, negated, depth);
    else if (part.children.length === 1 && part.children[0]) visit(part.children[0], negated, depth);
    else {
      const isAll = (part.kind === 'all') !== negated;
      const heading = isAll
        ? say(reading, '以下各项均成立：', 'all of these hold:')
        : say(reading, '以下至少一项成立：', 'at least one of these holds:');
      const empty = negated
        ? say(reading, '从不成立', 'never')
        : say(reading, '总是成立（没有条件）', 'always (no condition)');
      lines.push({ text: part.children.length === 0 ? empty : heading, result, depth });
      for (const child of part.children) visit(child, negated, depth + 1);
    }
  };
  visit(trace, false, 0);
  return lines;
}

function summaryOf(reading: Reading, decision: Decision): string {
  const outcome = outcomeText(reading, decision.outcome);
  if (decision.byDefault) {
    return say(
      reading,
      `没有规则符合，按“其他情况”处理：${outcome}。`,
      `No rule matches; “otherwise” answers: ${outcome}.`,
    );
  }
  const named = decision.fired.map((name) => words(ruleNamed(reading.ruleSet, name), name, reading.locale));
  const [first] = named;
  if (decision.hitPolicy === 'first' && first) {
    const basis = first.source ? say(reading, `（${first.source}）`, ` (${first.source})`) : '';
    const more = named.length - 1;
    const others = say(
      reading,
      more > 0 ? `另有 ${more} 条规则也符合，但次序在后。` : '',
      more > 0
        ? ` ${more} more ${more === 1 ? 'rule matches' : 'rules match'} but ${more === 1 ? 'comes' : 'come'} later.`
        : '',
    );
    return say(
      reading,
      `按规则“${first.title}”${basis}：${outcome}。${others}`,
      `Rule “${first.title}”${basis} decides: ${outcome}.${others}`,
    );
  }
  const titles = named.map(({ title }) => `“${title}”`).join(say(reading, '、', ', '));
  return say(
    reading,
    `有 ${named.length} 条规则符合（${titles}）：${outcome}。`,
    `${named.length} ${named.length === 1 ? 'rule matches' : 'rules match'} (${titles}): ${outcome}.`,
  );
}

/**
 * Why a decision came out as it did, for staff: every rule with the values it read, in the locale. `ruleSet` must be
 * the version that decided. Works from the decision's trace; nothing is decided anew.
 */
export function explainDecision(ruleSet: RuleSet, decision: Decision, options: ReadingOptions): Explanation {
  const reading = readingOf(ruleSet, options);
  const decisive = new Set(decision.hitPolicy === 'first' ? decision.fired.slice(0, 1) : decision.fired);
  return {
    summary: summaryOf(reading, decision),
    rules: decision.rules.map((trace) => ({
      name: trace.name,
      ...words(ruleNamed(ruleSet, trace.name), trace.name, options.locale),
      result: trace.result,
      decisive: decisive.has(trace.name),
      reading: clauseText(reading, trace.condition, { actual: true }),
      lines: linesOf(reading, trace.condition),
    })),
  };
}

/** A condition as a phrase, in words prepared once for many. */
export function conditionText(reading: Reading, condition: Condition): string {
  return textOfParts(reading, conditionParts(reading, condition));
}

/** A condition as a phrase in parts: names of facts, values, and the words between. */
export function conditionParts(reading: Reading, condition: Condition): SentencePart[] {
  return clauseParts(reading, clauseOf(condition, reading.ruleSet));
}

/** A rule as one sentence, in words prepared once for many. */
export function ruleText(reading: Reading, rule: Rule): string {
  return textOfParts(reading, ruleParts(reading, rule));
}

/** A rule as one sentence in parts. */
export function ruleParts(reading: Reading, rule: Rule): SentencePart[] {
  const outcome = outcomeText(reading, rule.event.params ?? {});
  return [
    { kind: 'words', text: say(reading, '当', 'When ') },
    ...conditionParts(reading, rule.conditions),
    { kind: 'words', text: say(reading, `时，${outcome}。`, `: ${outcome}.`) },
  ];
}

const withStop = (sentence: string, stop: string) =>
  /[。.!?!?]$/.test(sentence.trim()) ? sentence.trim() : sentence.trim() + stop;

/**
 * Why, for the person concerned: the deciding rules' own sentences (`say`) and where they come from; empty where none has
 * one. A rule that others overrule in everything is not told: its sentence would speak of what will not be. Titles are for
 * staff, and may name what somebody was taken for. Says nothing of other rules.
 */
export function petitionerReason(ruleSet: RuleSet, decision: Decision, locale: Locale): string {
  const reading = { locale };
  const [stop, gap] = [say(reading, '。', '.'), say(reading, '', ' ')];
  return bearingEvents(decision.events)
    .flatMap(({ event, index }) => {
      const sentence = event.params?.say?.[locale];
      if (!sentence) return [];
      const { source } = words(ruleNamed(ruleSet, decision.fired[index] ?? ''), '', locale);
      const basis = source && withStop(say(reading, `依据：${source}`, `Basis: ${source}`), stop);
      return [[withStop(sentence, stop), basis].filter(Boolean).join(gap)];
    })
    .join(gap);
}

/** What is told where no rule has words for the person concerned. */
export const registeredReason = (locale: Locale): string =>
  say(
    { locale },
    '您的诉求已登记，工作人员将进一步了解情况，并告知您办理方式。',
    'Your matter has been registered. Staff will look into it and tell you how it will be handled.',
  );
