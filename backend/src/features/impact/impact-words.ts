import type { FormDefinition, Json, Locale } from '@caseway/form-schemas';
import {
  factKey,
  type Labels,
  type Outcome,
  type OutcomeVocabulary,
  outcomeEntries,
  type ReadingOptions,
  type RuleSet,
  renderDuration,
} from '@caseway/rule-sets';
import type { ImpactEffect, ImpactExample, ImpactOut } from '../../contract/index.ts';
import { factsOfForm } from './facts-of-form.ts';
import type { DeadlineFigures, EffectFigures, FlowFigures, ParamFigures, TransitionFigures } from './impact-figures.ts';
import type { Answer } from './worker/protocol.ts';

const NOTHING: Record<Locale, string> = { 'zh-CN': '无', en: 'none' };
const YES: Record<Locale, string> = { 'zh-CN': '是', en: 'yes' };

/** A rule set that has words for the outcomes of all of them: the first that names a value names it. */
export function withWordsOf(ruleSets: readonly RuleSet[]): RuleSet | null {
  const [first] = ruleSets;
  if (!first) return null;
  const outcomes: Record<string, OutcomeVocabulary> = {};
  for (const ruleSet of ruleSets) {
    for (const [param, vocabulary] of Object.entries(ruleSet.outcomes ?? {})) {
      if (!vocabulary || !Array.isArray(vocabulary.values)) continue;
      const known = outcomes[param];
      outcomes[param] = {
        title: known?.title ?? vocabulary.title,
        values: [...(known?.values ?? []), ...vocabulary.values],
      };
    }
  }
  return { ...first, outcomes };
}

/** Figures as the interface answers them, in words of a locale. */
export class ImpactWords {
  private readonly options: ReadingOptions;

  constructor(
    private readonly locale: Locale,
    private readonly forms: readonly FormDefinition[],
    labels: Labels,
    private readonly examples: ReadonlyMap<string, ImpactExample>,
  ) {
    // Without the forms: what an outcome says is named by the rule set and the labels.
    this.options = { locale, labels };
  }

  effect(figures: EffectFigures, ruleSet: RuleSet): ImpactEffect {
    const { changed, unchanged, failed, leftOut } = figures;
    return {
      changed,
      unchanged,
      failed,
      leftOut,
      transitions: figures.transitions.map((transition) => this.transition(transition, ruleSet)),
      flows: figures.flows.map((flow) => this.flow(flow, ruleSet)),
      byParam: figures.params.map((param) => this.param(param, ruleSet)),
      deadlines: this.deadlines(figures.deadlines),
    };
  }

  missing(
    missing: Answer['missing'],
    notAsked: (fact: string, formVersion: string) => boolean,
  ): ImpactOut['missingFacts'] {
    const facts = new Map(
      this.forms.flatMap(factsOfForm).map(({ fact, path, title }) => [factKey(fact, path), title[this.locale]]),
    );
    return missing.map(({ fact, path, byFormVersion, filled }) => {
      const key = factKey(fact, path ?? undefined);
      const counts = Object.entries(byFormVersion);
      const sum = (list: typeof counts) => list.reduce((total, [, count]) => total + count, 0);
      return {
        fact: key,
        label: facts.get(key) ?? key,
        cases: sum(counts),
        notAsked: sum(counts.filter(([version]) => notAsked(fact, version))),
        backFilled: filled,
      };
    });
  }

  private transition({ params, from, to, count, examples }: TransitionFigures, ruleSet: RuleSet) {
    const side = (outcome: Outcome) => {
      const parts = params.map((param) => ({
        param,
        label: this.labelOf(ruleSet, param, from[param] ?? to[param]),
        text: this.valueText(ruleSet, param, outcome[param] ?? null),
      }));
      const [colon, semicolon] = this.locale === 'en' ? [': ', '; '] : ['：', '；'];
      return {
        key: JSON.stringify(params.map((param) => [param, outcome[param] ?? null])),
        label: parts.map(({ label, text }) => (parts.length === 1 ? text : `${label}${colon}${text}`)).join(semicolon),
        parts,
      };
    };
    return {
      from: side(from),
      to: side(to),
      count,
      examples: examples.map((id) => this.examples.get(id)).filter((example) => example !== undefined),
    };
  }

  private flow({ param, from, to, count }: FlowFigures, ruleSet: RuleSet): ImpactEffect['flows'][number] {
    const side = (value: Json) => ({
      key: JSON.stringify([param, value]),
      label: this.valueText(ruleSet, param, value),
    });
    return { param, label: this.labelOf(ruleSet, param, from ?? to), from: side(from), to: side(to), count };
  }

  private param({ param, values }: ParamFigures, ruleSet: RuleSet): ImpactEffect['byParam'][number] {
    const any = values.find(({ value }) => value !== null)?.value;
    return {
      param,
      label: this.labelOf(ruleSet, param, any),
      values: values.map(({ value, before, after }) => ({
        key: value === null ? null : typeof value === 'string' ? value : JSON.stringify(value),
        label: this.valueText(ruleSet, param, value),
        before,
        after,
      })),
    };
  }

  private deadlines({ clocks, ...counts }: DeadlineFigures): ImpactEffect['deadlines'] {
    return {
      ...counts,
      byClock: clocks.map(({ from, to, tendency, cases }) => {
        const clock = to ?? from;
        return {
          clock: clock?.key ?? '',
          label: clock?.title[this.locale] ?? '',
          from: from ? renderDuration(from.duration, this.locale) : null,
          to: to ? renderDuration(to.duration, this.locale) : null,
          tendency,
          cases,
        };
      }),
    };
  }

  private labelOf(ruleSet: RuleSet, param: string, value: Json | undefined): string {
    return this.entry(ruleSet, param, value).label;
  }

  private valueText(ruleSet: RuleSet, param: string, value: Json): string {
    if (value === null) return NOTHING[this.locale];
    return this.entry(ruleSet, param, value).text || YES[this.locale];
  }

  private entry(ruleSet: RuleSet, param: string, value: Json | undefined): { label: string; text: string } {
    const [entry] = outcomeEntries(ruleSet, { [param]: value }, this.options);
    return entry ?? { label: param, text: '' };
  }
}

/** Every rule of either side, those of the draft first, with how often it matches. */
export function rulesOut(answer: Answer, ruleSets: readonly RuleSet[], locale: Locale): ImpactOut['rules'] {
  const titles = new Map<string, string>();
  for (const { rules } of ruleSets.toReversed()) {
    for (const rule of rules)
      if (typeof rule?.name === 'string') titles.set(rule.name, rule.title?.[locale] ?? rule.name);
  }
  return answer.rules.map((rule) => ({ ...rule, title: titles.get(rule.name) ?? rule.name }));
}
