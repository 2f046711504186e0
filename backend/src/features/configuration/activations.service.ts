import { fill, type Locale, type LocalizedText } from '@caseway/form-schemas';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../clock/clock.ts';
import type { ActivateBody, ConfigKind, ConfigurationOut, FindingOut } from '../../contract/index.ts';
import { Transactions } from '../../database/transactions.ts';
import { DomainError } from '../../errors/domain-error.ts';
import { FormProofs } from '../analysis/form-proofs.service.ts';
import { Audit } from '../audit/audit.service.ts';
import { administers } from '../townships/scope-access.ts';
import { type Scope, Scopes } from '../townships/scopes.service.ts';
import { ActiveConfiguration } from './active-configuration.ts';
import { ConfigurationReader } from './configuration-reader.ts';
import { ConfigurationStore } from './configuration-store.ts';
import { configurationTag } from './configuration-tag.ts';
import { subkindOf } from './content-checks.ts';
import { Documents } from './documents.service.ts';
import { requireSound } from './require-sound.ts';
import type { AnyVersioned } from './versioned.ts';

const NAMED_TWICE: LocalizedText = {
  'zh-CN': '“{what}”出现了两次：一次变更中每份文档只写一次，或启用一个版本，或停用。',
  en: '"{what}" is named twice: in one change each document is named once, with a version or to be taken out.',
};

const NOTHING_NAMED: LocalizedText = {
  'zh-CN': '没有写要启用（versions）或停用（removals）什么：至少写一份文档。',
  en: 'Nothing is named to put in force (versions) or to take out (removals): name one document at least.',
};

/** Since when and why a township's configuration is another. */
interface Change {
  township: Scope;
  at: Date;
  reason: string;
  /** What the change takes from somebody, as codes and places: recorded with the reason. */
  open: string[];
}

/** Which versions are in force in which township, since when and by whom. Rollback is a new activation. */
@Injectable()
export class Activations {
  private readonly calendarListeners: ((township: Scope, at: Date) => Promise<void>)[] = [];

  constructor(
    private readonly store: ConfigurationStore,
    private readonly reader: ConfigurationReader,
    private readonly documents: Documents,
    private readonly scopes: Scopes,
    private readonly transactions: Transactions,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly proofs: FormProofs,
  ) {}

  /** Calls back, in the same transaction, when another calendar comes into force in a township. */
  onCalendar(listener: (township: Scope, at: Date) => Promise<void>): void {
    this.calendarListeners.push(listener);
  }

  /** What is in force in a township, now or at a moment. */
  async read(townshipId: string, at: Date | 'now'): Promise<ConfigurationOut> {
    await this.township(townshipId);
    const rows = await this.store.activeVersions([townshipId], at);
    const versions = await this.reader.versions(rows.map((row) => row.versionId));
    const people = await this.documents.people(rows.map((row) => row.activatedBy));
    const items = rows.flatMap((row) => {
      const version = versions.get(row.versionId);
      if (!version) return [];
      const { kind, key, number, content } = version;
      return {
        kind,
        key,
        title: content.title,
        subkind: subkindOf(kind, { ...content }),
        version: number,
        liveFrom: row.liveFrom.toISOString(),
        activatedBy: people(row.activatedBy),
      };
    });
    items.sort((a, b) => (`${a.kind}/${a.key}` < `${b.kind}/${b.key}` ? -1 : 1));
    const asked = at === 'now' ? await this.clock.shared(() => this.transactions.databaseNow()) : at;
    return { townshipId, configuration: configurationTag(rows), at: asked.toISOString(), items };
  }

  /**
   * Puts versions in force in a township and takes documents out of force, all or none, one change after the other: `stale`
   * where what is in force is not what `expected` names, or somebody else changed it while this waited for its turn. What
   * would stand there together is checked as a whole; anything that does not fit is `findings`. `at`: since when, for what
   * is founded in the past; else now, by the time of the database, and never before the last change.
   */
  async activate(
    townshipId: string,
    { versions = [], removals = [], reason }: ActivateBody,
    locale: Locale,
    { expected = null, at }: { expected?: string | null; at?: Date } = {},
  ): Promise<ConfigurationOut> {
    const township = await this.township(townshipId);
    const { principal } = this.transactions;
    if (principal.userId !== null && !administers(principal, township.scopePath)) {
      throw new DomainError('forbidden');
    }
    if (versions.length + removals.length === 0) {
      throw new DomainError('invalid', {}, [{ pointer: '/versions', message: NOTHING_NAMED[locale] }]);
    }
    const named = [...versions, ...removals].map(({ kind, key }) => `${kind}/${key}`);
    const twice = named.findIndex((name, index) => named.indexOf(name) !== index);
    if (twice >= 0) {
      const pointer = twice < versions.length ? `/versions/${twice}` : `/removals/${twice - versions.length}`;
      throw new DomainError('invalid', {}, [
        { pointer, message: fill(NAMED_TWICE[locale], { what: named[twice] ?? '' }) },
      ]);
    }
    const wanted = expected ?? configurationTag(await this.store.activeVersions([townshipId], 'now'));
    await this.store.lockConfiguration(townshipId);
    const rows = await this.store.activeVersions([townshipId], 'now');
    if (configurationTag(rows) !== wanted) throw new DomainError('stale');

    const before = await this.reader.inForce(townshipId, 'now');
    const added = new Map<string, { documentId: string; version: AnyVersioned }>();
    for (const { kind, key, version } of versions) {
      added.set(`${kind}/${key}`, await this.version(kind, key, version));
    }
    const removed = new Map<string, { documentId: string; version: AnyVersioned }>();
    for (const { kind, key } of removals) removed.set(`${kind}/${key}`, this.standing(before, rows, kind, key));
    const next = new ActiveConfiguration([
      ...before.items.filter(({ kind, key }) => !added.has(`${kind}/${key}`) && !removed.has(`${kind}/${key}`)),
      ...[...added.values()].map(({ version }) => version),
    ]);
    const published = await this.reader.published(next);
    const findings = await requireSound(next, before, published, {
      place: township.title,
      locale,
      proofs: this.proofs,
    });

    const open = [...new Set(findings.map(({ code, pointer }) => `${code} ${pointer}`))];
    const change: Change = { township, at: at ?? (await this.present(townshipId)), reason, open };
    for (const { documentId, version } of removed.values()) await this.takeOut(change, documentId, version);
    for (const { documentId, version } of added.values()) {
      const old = before.items.find(({ kind, key }) => kind === version.kind && key === version.key);
      if (old?.versionId !== version.versionId) await this.putIn(change, documentId, version, old);
    }
    if ([...added.values()].some(({ version }) => version.kind === 'calendars')) {
      for (const listener of this.calendarListeners) await listener(township, change.at);
    }
    return { ...(await this.read(townshipId, 'now')), ...(findings.length > 0 && { findings }) };
  }

  /** What `activate` would tell, errors as it would throw them; nothing is changed. */
  async check(townshipId: string, change: Omit<ActivateBody, 'reason'>, locale: Locale): Promise<FindingOut[]> {
    const tried = await this.transactions.tried(() => this.activate(townshipId, { ...change, reason: '' }, locale));
    return tried.findings ?? [];
  }

  private async putIn(
    { township, at, reason, open }: Change,
    documentId: string,
    version: AnyVersioned,
    before: AnyVersioned | undefined,
  ): Promise<void> {
    const { id: townshipId, scopePath } = township;
    const by = this.transactions.principal.userId;
    const { versionId } = version;
    await this.store.activate({ townshipId, scopePath, documentId, versionId, at, reason, by });
    await this.audit.record({
      action: 'configuration.activate',
      objectType: version.kind,
      objectId: version.key,
      scopePath,
      before: before ? { version: before.number } : undefined,
      after: { version: version.number, reason, ...(open.length > 0 && { openFindings: open }) },
    });
  }

  private async takeOut({ township, at, reason }: Change, documentId: string, version: AnyVersioned): Promise<void> {
    await this.store.deactivate(township.id, documentId, at);
    await this.audit.record({
      action: 'configuration.deactivate',
      objectType: version.kind,
      objectId: version.key,
      scopePath: township.scopePath,
      before: { version: version.number },
      after: { reason },
    });
  }

  /** The time of the database; a millisecond after the last change where that lies ahead of it. */
  private async present(townshipId: string): Promise<Date> {
    const now = await this.clock.shared(() => this.transactions.databaseNow());
    const last = await this.store.lastChange(townshipId);
    return last && last >= now ? new Date(last.getTime() + 1) : now;
  }

  /** What is in force of a document; `not-found` where nothing is. */
  private standing(
    { items }: ActiveConfiguration,
    rows: readonly { versionId: string; documentId: string }[],
    kind: ConfigKind,
    key: string,
  ): { documentId: string; version: AnyVersioned } {
    const version = items.find((item) => item.kind === kind && item.key === key);
    const row = version && rows.find(({ versionId }) => versionId === version.versionId);
    if (!version || !row) throw new DomainError('not-found', { what: `${kind}/${key}` });
    return { documentId: row.documentId, version };
  }

  private async version(kind: ConfigKind, key: string, number: number) {
    const document = await this.documents.find(kind, key);
    const row = await this.store.version(document.id, number);
    const version = row && (await this.reader.versions([row.id])).get(row.id);
    if (!version) throw new DomainError('not-found', { what: `${kind}/${key}/versions/${number}` });
    return { documentId: document.id, version };
  }

  private async township(id: string): Promise<Scope> {
    const scope = await this.scopes.byId(id);
    if (scope.kind !== 'township') throw new DomainError('not-found', { what: `townships/${id}` });
    return scope;
  }
}
