import type { FormDefinition } from '@caseway/form-schemas';
import { addDays, completeRuleSet, localDay, type RuleSet, type RuleSetKind, SYSTEM_FACTS } from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../clock/clock.ts';
import type { ImpactDraftBody } from '../../contract/index.ts';
import { placesOf } from '../../database/principal.ts';
import { Transactions } from '../../database/transactions.ts';
import { DomainError } from '../../errors/domain-error.ts';
import type { ActiveConfiguration } from '../configuration/active-configuration.ts';
import { CONFIGURATION_READERS } from '../configuration/configuration-access.ts';
import { ConfigurationReader } from '../configuration/configuration-reader.ts';
import { Documents } from '../configuration/documents.service.ts';
import { Drafts } from '../configuration/drafts.service.ts';
import { Versions } from '../configuration/versions.service.ts';
import { factsNamed } from '../decisions/facts-named.ts';
import { type Scope, Scopes } from '../townships/scopes.service.ts';
import { factsOfForm } from './facts-of-form.ts';
import { ImpactStore, type SectionOf, type TableOf } from './impact-store.ts';

const KINDS: readonly RuleSetKind[] = ['classification', 'routing', 'escalation'];
const MONTHS = 18;
/** Held only where a rule reads them: long, and seldom alike. */
const SELDOM_READ: readonly string[] = ['text', 'texts', 'list', 'object'];

export interface KnownRuleSet {
  /** Never of another content. */
  id: string;
  content: RuleSet;
}

/** Sections that are compared with the same rule sets, paths and calendar. */
export interface PlannedGroup {
  sections: SectionOf[];
  old: KnownRuleSet | null;
  chain: KnownRuleSet | null;
  configuration: ActiveConfiguration;
}

/** What is to be compared, for whom, and what they may see of it. */
export interface ImpactPlan {
  draft: RuleSet;
  table: TableOf;
  groups: PlannedGroup[];
  /** Facts to hold. */
  keep: Set<string>;
  forms: FormDefinition[];
  /** Everything as it was last published: what the draft is checked among. */
  latest: ActiveConfiguration;
  from: string;
  to: string;
  townships: Scope[];
  scopePaths: string[];
  recused: string[];
  now: Date;
}

const touches = (path: string, other: string) => path.startsWith(other) || other.startsWith(path);

function draftOf(content: unknown): RuleSet {
  const { kind, form, rules } = content as Partial<RuleSet>;
  const wrong = (pointer: string, message: string): never => {
    throw new DomainError('invalid', {}, [{ pointer: `/content${pointer}`, message }]);
  };
  if (!KINDS.includes(kind as RuleSetKind)) wrong('/kind', KINDS.join(' | '));
  if (typeof form !== 'string') wrong('/form', 'text');
  if (!Array.isArray(rules)) wrong('/rules', '[ ]');
  return completeRuleSet(content);
}

function formsOf({ form, alsoForms }: RuleSet): string[] {
  const more: unknown[] = Array.isArray(alsoForms) ? alsoForms : [];
  return [...new Set([form, ...more])].filter((key) => typeof key === 'string');
}

function monthsBefore(day: string, months: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() - months);
  return addDays(date.toISOString().slice(0, 10), 1);
}

/** Finds out what a question is about. Everything is read in the user's own transaction. */
@Injectable()
export class ImpactPlans {
  constructor(
    private readonly documents: Documents,
    private readonly drafts: Drafts,
    private readonly versions: Versions,
    private readonly reader: ConfigurationReader,
    private readonly scopes: Scopes,
    private readonly store: ImpactStore,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** `not-found` for a rule set, version or township that the user does not see; `invalid` for what is no rule set. */
  async of(key: string, body: ImpactDraftBody): Promise<ImpactPlan> {
    await this.documents.find('rule-sets', key);
    const draft = draftOf(body.content ?? (await this.drafts.read('rule-sets', key)).content);
    const now = this.clock.now();
    const to = body.to ?? localDay(now);
    const scopePaths = placesOf(this.transactions.principal, CONFIGURATION_READERS);
    const townships = await this.townships(body.townships, scopePaths);
    const against = await this.against(key, body.against);
    const table: TableOf = { kind: draft.kind, document: draft.kind === 'escalation' ? key : '' };
    const groups = new Map<string, PlannedGroup>();
    const inForce = await this.reader.inForceIn(
      townships.map(({ id }) => id),
      'now',
    );
    for (const township of townships) {
      const configuration = inForce.get(township.id);
      if (configuration) addSections(groups, township, configuration, { key, draft, against });
    }
    const latest = await this.documents.latest();
    const forms = formsAround([...groups.values()], draft, latest);
    return {
      draft,
      table,
      groups: [...groups.values()],
      keep: keepOf(forms, draft, [...groups.values()]),
      forms,
      latest,
      from: body.from ?? monthsBefore(to, MONTHS),
      to,
      townships,
      scopePaths,
      recused: await this.store.recused(),
      now,
    };
  }

  private async townships(wanted: string[] | undefined, scopePaths: readonly string[]): Promise<Scope[]> {
    const seen = (await this.scopes.all()).filter(
      ({ kind, scopePath }) => kind === 'township' && scopePaths.some((path) => touches(path, scopePath)),
    );
    if (!wanted) return seen;
    return [...new Set(wanted)].map((name) => {
      const found = seen.find(({ id, key }) => id === name || key === name);
      if (!found) throw new DomainError('not-found', { what: `townships/${name}` });
      return found;
    });
  }

  private async against(key: string, wanted: ImpactDraftBody['against']): Promise<KnownRuleSet | null> {
    if (typeof wanted !== 'number') return null;
    const { content } = await this.versions.read('rule-sets', key, wanted);
    return { id: `${key}@${wanted}`, content: completeRuleSet(content) };
  }
}

/** The forms read, each as it is in force somewhere, else as it was last published. */
function formsAround(groups: readonly PlannedGroup[], draft: RuleSet, latest: ActiveConfiguration): FormDefinition[] {
  const forms = [...groups.flatMap(({ configuration }) => configuration.forms), ...latest.forms];
  return formsOf(draft).flatMap((key) => {
    const found = forms.find((form) => form.key === key);
    return found ? [found.content] : [];
  });
}

/** Adds what of a township is compared: with others that have the same in force, it is one group. */
function addSections(
  groups: Map<string, PlannedGroup>,
  township: Scope,
  configuration: ActiveConfiguration,
  { key, draft, against }: { key: string; draft: RuleSet; against: KnownRuleSet | null },
): void {
  const known = (kind: RuleSetKind, form: string): KnownRuleSet | null => {
    const sets = configuration.ruleSetsFor(kind, form);
    const found = kind === 'escalation' ? sets.find((set) => set.key === key) : sets[0];
    return found ? { id: found.versionId, content: found.content } : null;
  };
  const around = [...configuration.ofKind('paths'), ...configuration.ofKind('calendars')].map((it) => it.versionId);
  for (const form of formsOf(draft)) {
    const old = against ?? known(draft.kind, form);
    // Where nothing decides, nothing was decided. Escalation sets come beside others.
    if (!old && draft.kind !== 'escalation') continue;
    const chain = draft.kind === 'classification' ? known('routing', form) : null;
    const name = JSON.stringify([old?.id ?? null, chain?.id ?? null, ...around.toSorted()]);
    const group = groups.get(name) ?? { sections: [], old, chain, configuration };
    group.sections.push({
      form,
      townshipId: township.id,
      townshipKey: township.key,
      townshipPath: township.scopePath,
    });
    groups.set(name, group);
  }
}

function keepOf(forms: readonly FormDefinition[], draft: RuleSet, groups: readonly PlannedGroup[]): Set<string> {
  const catalogue = forms.flatMap(factsOfForm);
  const known = new Set(catalogue.map(({ fact }) => fact));
  const ruleSets = new Set<RuleSet>([draft]);
  for (const { old, chain } of groups) for (const set of [old, chain]) if (set) ruleSets.add(set.content);
  const read = [...ruleSets].flatMap(factsNamed).map(({ fact }) => fact);
  return new Set([
    ...Object.keys(SYSTEM_FACTS),
    ...catalogue.filter(({ type, path }) => !SELDOM_READ.includes(type) && !path).map(({ fact }) => fact),
    // A name that no form has is missing everywhere: nothing to read for it.
    ...read.filter((fact) => known.has(fact)),
  ]);
}
