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
import type { DeadlineFigures, EffectFigures, ParamFigures, TransitionFigures } from './impact-figures.ts';
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
    const labelled = params.map((param) => ({
      param,
      label: this.entry(ruleSet, param, from[param] ?? to[param]).label,
    }));
    const side = (outcome: Outcome) => ({
      key: JSON.stringify(params.map((param) => [param, outcome[param] ?? null])),
      label: labelled.map(({ param, label }) =>
        this.sideText(ruleSet, param, label, outcome[param], params.length > 1),
      ),
    });
    const joined = ({ key, label }: ReturnType<typeof side>) => ({
      key,
      label: label.join(this.locale === 'en' ? '; ' : '；'),
    });
    return {
      from: joined(side(from)),
      to: joined(side(to)),
      params: labelled,
      count,
      examples: examples.map((id) => this.examples.get(id)).filter((example) => example !== undefined),
    };
  }

  private sideText(ruleSet: RuleSet, param: string, label: string, value: Json | undefined, named: boolean): string {
    const text = this.valueText(ruleSet, param, value ?? null);
    if (!named) return text;
    return this.locale === 'en' ? `${label}: ${text}` : `${label}：${text}`;
  }

  private param({ param, values }: ParamFigures, ruleSet: RuleSet): ImpactEffect['byParam'][number] {
    const any = values.find(({ value }) => value !== null)?.value;
    return {
      param,
      label: this.entry(ruleSet, param, any).label,
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
