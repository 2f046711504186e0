import { asForm, type CompiledForm, compileForm } from '@caseway/form-schemas';
import { completeTexts } from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import type { ConfigKind } from '../../contract/index.ts';
import { DomainError } from '../../errors/domain-error.ts';
import { ActiveConfiguration } from './active-configuration.ts';
import { ConfigurationStore } from './configuration-store.ts';
import { versionsNamed } from './configuration-tag.ts';
import { stoodWith } from './stood-with.ts';
import type { Published } from './together.ts';
import { Uses } from './uses.ts';
import { type AnyVersioned, isKind, type Versioned } from './versioned.ts';

/** More versions than an office has in force at once; beyond it the longest unused are read again when needed. */
const MAX_KEPT = 500;

/** The configuration as other features read it. Versions never change, so each is read and compiled once a process. */
@Injectable()
export class ConfigurationReader {
  private readonly kept = new Map<string, AnyVersioned>();
  private readonly compiled = new WeakMap<AnyVersioned, CompiledForm>();

  constructor(
    private readonly store: ConfigurationStore,
    private readonly uses: Uses,
  ) {}

  /**
   * What is in force in a township, now or at a moment. A township with nothing in force has an empty one. What is in force
   * now is what was put there last: it does not hang on this process's clock.
   */
  async inForce(townshipId: string, at: Date | 'now'): Promise<ActiveConfiguration> {
    const found = await this.inForceIn([townshipId], at);
    return found.get(townshipId) ?? new ActiveConfiguration([]);
  }

  /**
   * What stands in a township beside a version: what is in force while it is, else what was when it last was. What goes
   * with a case's path was proven with that path, and another path's forms were not.
   */
  async standingWith(townshipId: string, versionId: string): Promise<ActiveConfiguration> {
    const ids = stoodWith(versionId, await this.store.history(townshipId));
    return ids ? new ActiveConfiguration([...(await this.versions(ids)).values()]) : this.inForce(townshipId, 'now');
  }

  /** What is in force in each of many townships at a moment, by township: one question for all of them. */
  async inForceIn(townshipIds: readonly string[], at: Date | 'now'): Promise<Map<string, ActiveConfiguration>> {
    const active = await this.store.activeVersions(townshipIds, at);
    const versions = await this.versions(active.map(({ versionId }) => versionId));
    const of = (id: string) =>
      active.flatMap(({ townshipId, versionId }) => (townshipId === id ? (versions.get(versionId) ?? []) : []));
    return new Map(townshipIds.map((id) => [id, new ActiveConfiguration(of(id))]));
  }

  /** Until the transaction ends, what is in force in the township stays in force. */
  async hold(townshipId: string): Promise<void> {
    await this.store.shareConfiguration(townshipId);
  }

  /** What was in force in a township under a name, whenever that was; null where nothing ever was. */
  async named(townshipId: string, tag: string): Promise<ActiveConfiguration | null> {
    const ids = versionsNamed(tag, await this.store.history(townshipId));
    return ids && new ActiveConfiguration([...(await this.versions(ids)).values()]);
  }

  /** By key of an outcome's value every name that it has or had, in any language; `but`: in no version but that one. */
  async namesEver(outcome: string, but: string | null = null): Promise<Map<string, string[]>> {
    const names = new Map<string, string[]>();
    for (const { key, title } of await this.store.titlesEver(outcome, but)) {
      names.set(key, [...new Set([...(names.get(key) ?? []), ...Object.values(title)])]);
    }
    return names;
  }

  /** Every set of versions that is in force together in a township that is visible; the same set once. */
  async inForceAnywhere(): Promise<ActiveConfiguration[]> {
    return (await this.inForceByPlace()).map(({ whole }) => whole);
  }

  /** The same with the townships, by their ids, where it is. */
  async inForceByPlace(): Promise<{ whole: ActiveConfiguration; townships: string[] }[]> {
    const townships = await this.store.townshipsWithConfiguration();
    const sets = new Map<string, { whole: ActiveConfiguration; townships: string[] }>();
    for (const [id, whole] of await this.inForceIn(townships, 'now')) {
      const name = whole.items
        .map(({ versionId }) => versionId)
        .toSorted()
        .join();
      const known = sets.get(name);
      if (known) known.townships.push(id);
      else sets.set(name, { whole, townships: [id] });
    }
    return [...sets.values()];
  }

  /** Every version of the forms of a configuration, what is in force anywhere, and which forms opened cases and do so no longer. */
  async published({ forms }: ActiveConfiguration): Promise<Published> {
    const versions = await this.versionsOf(forms.map(({ key }) => key));
    const filed = new Set<string>();
    for (const { key } of forms.filter(({ content }) => content.use !== 'case')) {
      const opening = versions.filter((version) => version.key === key && version.content.use === 'case');
      const ids = opening.map(({ versionId }) => versionId);
      if (ids.length > 0 && (await this.uses.office.casesWith(ids, [])) > 0) filed.add(key);
    }
    return { forms: versions, elsewhere: await this.inForceAnywhere(), filed };
  }

  /** Every version of forms that was ever published. */
  async versionsOf(forms: readonly string[]): Promise<Versioned<'forms'>[]> {
    const versions = [...(await this.versions(await this.store.formVersions(forms))).values()];
    return versions.filter((version) => isKind(version, 'forms'));
  }

  /** Any versions ever published, by id; throws `not-found` where one is not visible or never was. */
  async versions(ids: readonly string[]): Promise<Map<string, AnyVersioned>> {
    const missing = [...new Set(ids)].filter((id) => !this.kept.has(id));
    if (missing.length > 0) for (const row of await this.store.versionedByIds(missing)) this.keep(row);
    const found = new Map<string, AnyVersioned>();
    for (const id of ids) {
      const version = this.kept.get(id);
      if (!version) throw new DomainError('not-found', { what: `version ${id}` });
      // Used again: the last to be dropped.
      this.kept.delete(id);
      this.kept.set(id, version);
      found.set(id, version);
    }
    while (this.kept.size > MAX_KEPT) this.kept.delete(this.kept.keys().next().value ?? '');
    return found;
  }

  /** One version of a known kind. */
  async version<Kind extends ConfigKind>(kind: Kind, id: string): Promise<Versioned<Kind>> {
    const version = (await this.versions([id])).get(id);
    if (!version || !isKind(version, kind)) throw new DomainError('not-found', { what: `${kind} version ${id}` });
    return version;
  }

  /** The compiled form of a version, compiled once. */
  compiledForm(form: Versioned<'forms'>): CompiledForm {
    const known = this.compiled.get(form);
    if (known) return known;
    const compiled = compileForm(form.content);
    this.compiled.set(form, compiled);
    return compiled;
  }

  private keep(version: AnyVersioned): void {
    // One language is enough to write a text; whoever reads it sees that one.
    const content = isKind(version, 'forms') ? asForm(version.content) : completeTexts(version.content);
    this.kept.set(version.versionId, { ...version, content } as AnyVersioned);
  }
}
