import type { Locale } from '@caseway/form-schemas';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../clock/clock.ts';
import type { ActivateBody, ConfigKind, ConfigurationOut, FindingOut } from '../../contract/index.ts';
import { hasRole } from '../../database/principal.ts';
import { Transactions } from '../../database/transactions.ts';
import { DomainError } from '../../errors/domain-error.ts';
import { Audit } from '../audit/audit.service.ts';
import { type Scope, Scopes } from '../townships/scopes.service.ts';
import { ActiveConfiguration } from './active-configuration.ts';
import { checkWhole } from './check-whole.ts';
import { ConfigurationReader } from './configuration-reader.ts';
import { ConfigurationStore } from './configuration-store.ts';
import { wholeFindingText } from './configuration-texts.ts';
import { checkContent, subkindOf } from './content-checks.ts';
import { Documents } from './documents.service.ts';
import type { AnyVersioned } from './versioned.ts';

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
  ) {}

  /** Calls back, in the same transaction, when another calendar comes into force in a township. */
  onCalendar(listener: (township: Scope, at: Date) => Promise<void>): void {
    this.calendarListeners.push(listener);
  }

  /** What is in force in a township at a moment. */
  async read(townshipId: string, at: Date): Promise<ConfigurationOut> {
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
    return { townshipId, at: at.toISOString(), items };
  }

  /**
   * Puts versions in force in a township from `at` on, all or none. What would stand there together is checked as a
   * whole, each changed document among the others; anything that does not fit is `findings`.
   */
  async activate(
    townshipId: string,
    body: ActivateBody,
    locale: Locale,
    at = this.clock.now(),
  ): Promise<ConfigurationOut> {
    const township = await this.township(townshipId);
    const { principal } = this.transactions;
    if (principal.userId !== null && !hasRole(principal, ['platform-admin'], township.scopePath)) {
      throw new DomainError('forbidden');
    }
    const wanted = new Map<string, { documentId: string; version: AnyVersioned }>();
    for (const item of body.versions)
      wanted.set(`${item.kind}/${item.key}`, await this.version(item.kind, item.key, item.version));

    const now = await this.reader.inForce(townshipId, at);
    const next = new ActiveConfiguration([
      ...now.items.filter(({ kind, key }) => !wanted.has(`${kind}/${key}`)),
      ...[...wanted.values()].map(({ version }) => version),
    ]);
    await this.requireSound(
      next,
      [...wanted.values()].map(({ version }) => version),
      locale,
    );

    for (const [name, { documentId, version }] of wanted) {
      const before = now.items.find(({ kind, key }) => `${kind}/${key}` === name);
      if (before?.versionId === version.versionId) continue;
      const { versionId } = version;
      const by = principal.userId;
      await this.store.activate({
        townshipId,
        scopePath: township.scopePath,
        documentId,
        versionId,
        at,
        reason: body.reason,
        by,
      });
      await this.audit.record({
        action: 'configuration.activate',
        objectType: version.kind,
        objectId: version.key,
        scopePath: township.scopePath,
        before: before ? { version: before.number } : undefined,
        after: { version: version.number, reason: body.reason },
      });
    }
    if ([...wanted.values()].some(({ version }) => version.kind === 'calendars')) {
      for (const listener of this.calendarListeners) await listener(township, at);
    }
    return this.read(townshipId, at);
  }

  private async requireSound(whole: ActiveConfiguration, changed: AnyVersioned[], locale: Locale): Promise<void> {
    const findings: FindingOut[] = checkWhole(whole).map((finding) => ({
      severity: 'error',
      code: finding.code,
      pointer: `/${finding.kind}/${finding.key}`,
      message: wholeFindingText(finding, locale),
    }));
    for (const { kind, key, content } of changed) {
      for (const finding of await checkContent(kind, content, whole, locale)) {
        if (finding.severity === 'error') findings.push({ ...finding, pointer: `/${kind}/${key}${finding.pointer}` });
      }
    }
    if (findings.length === 0) return;
    throw new DomainError(
      'findings',
      { count: findings.length },
      findings.map(({ pointer, message }) => ({ pointer, message })),
    );
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
