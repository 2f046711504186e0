import type { Locale } from '@caseway/form-schemas';
import { type Labels, type RuleSet } from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import type { ImpactDraftBody, ImpactEffect, ImpactExample, ImpactOut } from '../../contract/index.ts';
import { hasRole, type Principal } from '../../database/principal.ts';
import { Transactions } from '../../database/transactions.ts';
import { CASE_READERS } from '../cases/case/case-access.ts';
import { ConfigurationReader } from '../configuration/configuration-reader.ts';
import { requireDeciding } from '../configuration/content-checks.ts';
import { FactFeed, type Progress, sectionName, tableName } from './fact-feed.ts';
import { factsOfForm } from './facts-of-form.ts';
import { type EffectFigures, figuresOf, type Part } from './impact-figures.ts';
import { type ImpactPlan, ImpactPlans, type PlannedGroup } from './impact-plan.service.ts';
import { ImpactStore } from './impact-store.ts';
import { ImpactWords, rulesOut, withWordsOf } from './impact-words.ts';
import { ImpactWorker } from './impact-worker.ts';
import { checkTogether } from './rules-together.ts';
import type { Answer, Effect, GroupAnswer, Question } from './worker/protocol.ts';

const DAY_MS = 86_400_000;
const EXAMPLES = 5;

/** The first time with the facts at hand, then with what rules read besides. */
const TRIES = 3;

type Asked = Pick<Question, 'examples' | 'together'>;

interface Counted {
  answer: Answer;
  progress: Progress;
}

const dayNumber = (day: string): number => Date.parse(day) / DAY_MS;

/** What a draft would change over the cases that its author may see. */
@Injectable()
export class Impact {
  constructor(
    private readonly plans: ImpactPlans,
    private readonly feed: FactFeed,
    private readonly worker: ImpactWorker,
    private readonly store: ImpactStore,
    private readonly reader: ConfigurationReader,
    private readonly transactions: Transactions,
  ) {}

  /**
   * Call it outside of a transaction: facts are read in transactions of their own. `superseded` where the same user asks
   * anew about the same rule set before this is begun (with `together`, or without), `unavailable` where the worker fails;
   * `findings` for rules whose errors keep them from deciding anything that means something.
   */
  async ofDraft(key: string, body: ImpactDraftBody, principal: Principal, locale: Locale): Promise<ImpactOut> {
    const plan = await this.transactions.run(principal, () => this.plans.of(key, body));
    const { examples = EXAMPLES, together } = body;
    // Which rules match together is asked by the proof, of all that it could prove: an outcome that is wrong changes no match.
    if (!together) await requireDeciding(plan.draft, plan.latest, locale);
    checkTogether(plan.draft, together ?? [], locale);
    // Two panels ask about one draft at once: those that weigh its overlaps take no turn of those that show its effect.
    const turn = `${principal.userId}/${key}${together ? ' together' : ''}`;
    const counted = await this.count(plan, turn, { examples, together: together ?? [] });
    const told = await this.transactions.run(principal, () => this.told(plan, counted, examples, locale));
    return together ? { ...told, together: counted.answer.together } : told;
  }

  private async count(plan: ImpactPlan, key: string, asked: Asked): Promise<Counted> {
    const { table, keep, groups } = plan;
    const wanted = { table, keep, sections: groups.flatMap(({ sections }) => sections) };
    for (let tries = 1; ; tries++) {
      await this.feed.ensure(wanted);
      await this.feed.refresh(wanted);
      let progress = this.feed.progress(wanted);
      const answer = await this.worker.ask(key, () => {
        progress = this.feed.progress(wanted);
        return questionOf(plan, asked);
      });
      if (!('lacking' in answer)) return { answer, progress };
      if (tries === TRIES) throw new Error(`Facts are lacking still: ${answer.lacking.join(', ')}.`);
      for (const fact of answer.lacking) keep.add(fact);
    }
  }

  /** In the user's own transaction: of the examples only those remain that the database shows them. */
  private async told(
    plan: ImpactPlan,
    { answer, progress }: Counted,
    examples: number,
    locale: Locale,
  ): Promise<ImpactOut> {
    const { draft, groups, now } = plan;
    const sum = (of: (group: GroupAnswer) => number) => answer.groups.reduce((total, group) => total + of(group), 0);
    const figures = (of: (group: GroupAnswer) => Effect | null) =>
      figuresOf(partsOf(groups, answer, of), answer.outcomes, { examples, now });
    const own = figures((group) => group);
    const chained = draft.kind === 'classification' ? figures(({ chain }) => chain) : null;
    const words = await this.words(plan, [own, ...(chained ? [chained] : [])], locale);
    const olds = groups.map(({ old }) => old?.content).filter((content) => content !== undefined);
    const chains = groups.map(({ chain }) => chain?.content).filter((content) => content !== undefined);
    return {
      ready: progress.complete ? 'exact' : 'sample',
      progress: { loaded: progress.loaded, total: progress.total, limited: !progress.complete && progress.limited },
      unit: draft.kind === 'escalation' ? 'occasion' : 'case',
      from: plan.from,
      to: plan.to,
      townships: plan.townships.map(({ id }) => id),
      cases: sum(({ cases }) => cases),
      ...words.effect(own, withWordsOf([draft, ...olds]) ?? draft),
      decidedByPerson: { cases: sum(({ person }) => person.cases), changed: sum(({ person }) => person.changed) },
      missingFacts: words.missing(answer.missing, await this.notAsked(answer)),
      rules: rulesOut(answer, [draft, ...olds], locale),
      chained: chained ? chainedOut(words, chained, chains) : null,
      millis: answer.millis,
      memory: answer.bytes,
    };
  }

  private async words(plan: ImpactPlan, figures: readonly EffectFigures[], locale: Locale): Promise<ImpactWords> {
    const ids = figures.flatMap(({ transitions }) => transitions.flatMap((transition) => transition.examples));
    const { principal } = this.transactions;
    const rows = await this.store.examples([...new Set(ids)]);
    const examples = rows.map(({ id, number, title, scopePath }): [string, ImpactExample] => {
      const readable = hasRole(principal, CASE_READERS, scopePath);
      return [id, { id, number, title: readable ? title : null, readable }];
    });
    const paths = plan.groups.flatMap(({ configuration }) => configuration.ofKind('paths'));
    const labels: Labels = { path: Object.fromEntries(paths.map(({ key, content }) => [key, content.title])) };
    return new ImpactWords(locale, plan.forms, labels, new Map(examples));
  }

  /** Whether a version of a form had no such field. Facts of the platform itself are never asked of anybody. */
  private async notAsked({ missing }: Answer): Promise<(fact: string, formVersion: string) => boolean> {
    const ids = [...new Set(missing.flatMap(({ byFormVersion }) => Object.keys(byFormVersion)))];
    const asked = new Map<string, Set<string>>();
    for (const id of ids) {
      const { content } = await this.reader.version('forms', id);
      asked.set(id, new Set(factsOfForm(content).map(({ fact }) => fact)));
    }
    return (fact, version) => asked.get(version)?.has(fact) === false;
  }
}

function questionOf(plan: ImpactPlan, { examples, together }: Asked): Question {
  const ruleSets: Record<string, RuleSet> = {};
  for (const { old, chain } of plan.groups) {
    for (const known of [old, chain]) if (known) ruleSets[known.id] = known.content;
  }
  return {
    table: tableName(plan.table),
    draft: plan.draft,
    ruleSets,
    groups: plan.groups.map(({ sections, old, chain }) => ({
      sections: sections.map(sectionName),
      old: old?.id ?? null,
      chain: chain?.id ?? null,
    })),
    from: dayNumber(plan.from),
    to: dayNumber(plan.to),
    scopePaths: plan.scopePaths,
    recused: plan.recused,
    examples,
    together,
  };
}

function partsOf(
  groups: readonly PlannedGroup[],
  answer: Answer,
  effectOf: (group: GroupAnswer) => Effect | null,
): Part[] {
  return groups.flatMap(({ configuration }, at) => {
    const found = answer.groups[at];
    const effect = found && effectOf(found);
    if (!effect) return [];
    const paths = new Map(configuration.ofKind('paths').map(({ key, content }) => [key, content]));
    return [
      {
        effect,
        calendar: configuration.ofKind('calendars')[0]?.content ?? null,
        path: (key: string) => paths.get(key) ?? null,
      },
    ];
  });
}

function chainedOut(words: ImpactWords, figures: EffectFigures, chains: readonly RuleSet[]): ImpactEffect | null {
  const ruleSet = withWordsOf(chains);
  return ruleSet && words.effect(figures, ruleSet);
}
