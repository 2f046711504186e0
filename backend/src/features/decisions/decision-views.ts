import type { FormDefinition, Json, Locale, LocalizedText } from '@caseway/form-schemas';
import {
  type Decision,
  explainDecision,
  type Labels,
  outcomeEntries,
  pathLabels,
  petitionerParagraph,
  petitionerReason,
  type ReadingOptions,
  type RuleSet,
  whatWouldDiffer,
} from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import type { DecisionView, DifferencesOut } from '../../contract/index.ts';
import { DomainError } from '../../errors/domain-error.ts';
import { ConfigurationReader } from '../configuration/configuration-reader.ts';
import { Documents } from '../configuration/documents.service.ts';
import type { Versioned } from '../configuration/versioned.ts';
import { Scopes } from '../townships/scopes.service.ts';
import { Users } from '../users/users.service.ts';
import type { MadeDecision } from './decide-case.ts';
import { type DecisionRow, DecisionsStore } from './decisions-store.ts';

/** States looked at for the sentence a petitioner reads: where they do not suffice it is left out, and nobody waits. */
const BRIEFLY = { perGoal: 2_000, altogether: 10_000 };

/** The form a case was filed in and the path it takes, whose words explain its decisions. */
export interface DecisionContext {
  form: Versioned<'forms'>;
  paths: readonly Versioned<'paths'>[];
  /** Facts that the reader may not know: what rules made of them is kept back, not that they were asked. */
  withheld?: readonly string[];
}

const WITHHELD: LocalizedText = {
  'zh-CN': '决定依据涉及被反映的人员或单位，仅由办理本案的人员查看。',
  en: 'What was decided goes by whom the matter speaks against: only who works on the case sees how.',
};

interface Told {
  id: string | null;
  kind: string;
  decidedAt: Date;
}

function decisionView(
  ruleSet: RuleSet,
  version: number | null,
  decision: Decision,
  { id, kind, decidedAt }: Told,
  options: ReadingOptions,
): DecisionView {
  const { summary, rules } = explainDecision(ruleSet, decision, options);
  return {
    id,
    kind,
    ruleSet: ruleSet.key,
    ruleSetTitle: ruleSet.title[options.locale],
    version,
    decidedAt: decidedAt.toISOString(),
    decidedBy: null,
    summary,
    petitionerReason: petitionerReason(ruleSet, decision, options.locale),
    outcome: outcomeEntries(ruleSet, decision.outcome, options),
    rawOutcome: decision.outcome,
    fired: decision.fired,
    byDefault: decision.byDefault,
    rules,
  };
}

/** The words of who decided otherwise may say whom a matter speaks against. */
const keptBack = ({ withheld = [] }: DecisionContext, locale: Locale) =>
  withheld.length > 0 ? { summary: WITHHELD[locale], petitionerReason: WITHHELD[locale] } : {};

const asksWithheld = ({ factsRead }: Decision, { withheld = [] }: DecisionContext): boolean =>
  withheld.some((fact) => Object.hasOwn(factsRead, fact));

/** Decisions in words of a locale. */
@Injectable()
export class DecisionViews {
  constructor(
    private readonly store: DecisionsStore,
    private readonly reader: ConfigurationReader,
    private readonly scopes: Scopes,
    private readonly users: Users,
    private readonly documents: Documents,
  ) {}

  /** Every decision of a case, first to last. */
  async ofCase(caseId: string, context: DecisionContext, locale: Locale): Promise<DecisionView[]> {
    const rows = await this.store.ofCase(caseId);
    const options = await this.words(context, locale);
    const people = await this.users.namesOf(rows.map((row) => row.actorId).filter((id) => id !== null));
    const views: DecisionView[] = [];
    for (const row of rows) {
      const decidedBy = row.actorId ? (people.get(row.actorId) ?? null) : null;
      views.push(
        row.kind === 'person'
          ? { ...(await this.byPerson(row, rows, locale)), ...keptBack(context, locale), decidedBy }
          : {
              ...(await this.byRules(row, context, options)),
              decidedBy,
            },
      );
    }
    return views;
  }

  /** Decisions just made, stored or not. */
  async ofMade(
    made: readonly MadeDecision[],
    context: DecisionContext,
    at: Date,
    locale: Locale,
  ): Promise<DecisionView[]> {
    const options = await this.words(context, locale);
    return made.map(({ kind, ruleSet, decision }) =>
      decisionView(ruleSet.content, ruleSet.number, decision, { id: null, kind, decidedAt: at }, options),
    );
  }

  /**
   * What would have to differ for another outcome of a stored decision: by the version that decided and the facts it
   * read. `not-found` where the case has no such decision, or a person made it.
   */
  async differences(caseId: string, id: string, context: DecisionContext, locale: Locale): Promise<DifferencesOut> {
    const row = (await this.store.ofCase(caseId)).find((one) => one.id === id);
    if (!row || row.kind === 'person') throw new DomainError('not-found', { what: `decisions/${id}` });
    if (asksWithheld(row.result, context)) throw new DomainError('personal-data');
    const { content } = await this.reader.version('rule-sets', row.ruleSetVersionId);
    const options = await this.words(context, locale);
    return whatWouldDiffer(content, row.facts, row.result, options);
  }

  /** The answer of a rule set that is no version yet. */
  async ofDraft(
    ruleSet: RuleSet,
    facts: Record<string, Json>,
    decision: Decision,
    { forms, paths }: { forms: FormDefinition[]; paths: readonly Versioned<'paths'>[] },
    decidedAt: Date,
    locale: Locale,
  ): Promise<DecisionView> {
    const options = { locale, forms, labels: await this.labels(paths) };
    const differences = await whatWouldDiffer(ruleSet, facts, decision, options);
    return {
      ...decisionView(ruleSet, null, decision, { id: null, kind: ruleSet.kind, decidedAt }, options),
      petitionerReason: petitionerParagraph(ruleSet, decision, { facts, differences }, options),
      differences,
    };
  }

  private async byRules(
    row: Exclude<DecisionRow, { kind: 'person' }>,
    context: DecisionContext,
    options: ReadingOptions,
  ): Promise<DecisionView> {
    const { content, number } = await this.reader.version('rule-sets', row.ruleSetVersionId);
    const view = decisionView(content, number, row.result, row, options);
    if (asksWithheld(row.result, context)) return { ...view, summary: WITHHELD[options.locale], fired: [], rules: [] };
    if (content.kind !== 'routing') return view;
    const differences = await whatWouldDiffer(content, row.facts, row.result, { ...options, limits: BRIEFLY });
    return {
      ...view,
      petitionerReason: petitionerParagraph(content, row.result, { facts: row.facts, differences }, options),
    };
  }

  /** A person's correction is named in the words of the rule set that proposed something else. */
  private async byPerson(
    row: Extract<DecisionRow, { kind: 'person' }>,
    rows: readonly DecisionRow[],
    locale: Locale,
  ): Promise<DecisionView> {
    const proposal = rows.find((other) => other.kind === 'classification');
    const ruleSet = proposal?.ruleSetVersionId
      ? await this.reader.version('rule-sets', proposal.ruleSetVersionId)
      : null;
    const outcome: Record<string, Json> = { category: row.result.category };
    const entries = ruleSet ? outcomeEntries(ruleSet.content, outcome, { locale }) : [];
    const reasons = row.reasons ?? '';
    return {
      id: row.id,
      kind: row.kind,
      ruleSet: null,
      ruleSetTitle: null,
      version: null,
      decidedAt: row.decidedAt.toISOString(),
      decidedBy: null,
      summary: reasons,
      petitionerReason: reasons,
      outcome: entries.length > 0 ? entries : [{ param: 'category', label: 'category', text: row.result.category }],
      rawOutcome: outcome,
      fired: [],
      byDefault: false,
      rules: [],
    };
  }

  /** The words of the form that the case was filed in; rules may also ask what only other forms do. */
  private async words({ form, paths }: DecisionContext, locale: Locale): Promise<ReadingOptions> {
    const latest = await this.documents.latest();
    const others = latest.forms.filter(({ key }) => key !== form.key);
    // Rules may name steps and clocks of paths that this case does not take.
    const labels = await this.labels([...paths, ...latest.paths]);
    return { locale, forms: [form, ...others].map(({ content }) => content), labels };
  }

  private async labels(paths: readonly Versioned<'paths'>[]): Promise<Labels> {
    const scopes = await this.scopes.all();
    const places = Object.fromEntries(scopes.map(({ key, title }) => [key, title]));
    return {
      township: places,
      place: places,
      ...pathLabels(paths.map(({ content }) => content)),
    };
  }
}
