import type { Locale, LocalizedText } from '@caseway/form-schemas';
import { daysBetween, localDay } from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../clock/clock.ts';
import { CONFIG_KINDS, type ConfigKind, type DaySectionOf, type DocumentSummary } from '../../contract/index.ts';
import { Transactions } from '../../database/transactions.ts';
import { Documents } from '../configuration/documents.service.ts';
import { Drafts } from '../configuration/drafts.service.ts';
import { Scopes } from '../townships/scopes.service.ts';

/** A list, and not the rule editor: more drafts than these are told without their findings. */
const MOST_CHECKED = 8;
const MOST_SHOWN = 30;

type Listed = DocumentSummary & { kind: ConfigKind };

const documentOf = ({ kind, key, title }: Listed) => ({ kind, key, title });

/** What waits for who writes the rules, and for who puts them in force. */
@Injectable()
export class DayOfConfiguration {
  constructor(
    private readonly documents: Documents,
    private readonly drafts: Drafts,
    private readonly scopes: Scopes,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Own drafts first, the latest first. */
  async ofDrafts(locale: Locale): Promise<DaySectionOf<'drafts'>> {
    const { userId } = this.transactions.principal;
    const open = (await this.all()).flatMap((item) => {
      if (item.draftUpdatedAt === null) return [];
      const own = item.draftUpdatedBy !== null && item.draftUpdatedBy.id === userId;
      return [{ item, at: item.draftUpdatedAt, own }];
    });
    open.sort((a, b) => Number(b.own) - Number(a.own) || b.at.localeCompare(a.at));
    const items: DaySectionOf<'drafts'>['items'] = [];
    for (const [index, { item, at, own }] of open.slice(0, MOST_SHOWN).entries()) {
      const findings = index < MOST_CHECKED ? await this.findings(item, locale) : null;
      items.push({ document: documentOf(item), by: item.draftUpdatedBy, at, own, findings });
    }
    return { kind: 'drafts', key: 'drafts', total: open.length, items };
  }

  /** Published, and not in force where an older version is, or nowhere at all. */
  async releases(): Promise<DaySectionOf<'releases'>> {
    const scopes = new Map((await this.scopes.all()).map((scope) => [scope.id, scope.title]));
    const waiting = (await this.all()).flatMap((item) => {
      const version = item.latestVersion;
      if (version === null) return [];
      const behind = item.inForce
        .filter((one) => one.version < version)
        .map(({ townshipId }) => scopes.get(townshipId))
        .filter((title): title is LocalizedText => title !== undefined);
      return behind.length === 0 && item.inForce.length > 0 ? [] : [{ document: documentOf(item), version, behind }];
    });
    return { kind: 'releases', key: 'releases', total: waiting.length, items: waiting.slice(0, MOST_SHOWN) };
  }

  /** Up to which day the latest calendars know the days off: beyond it deadlines are provisional. */
  async calendars(): Promise<DaySectionOf<'calendars'>> {
    const today = localDay(this.clock.now());
    const items = (await this.documents.latest()).ofKind('calendars').map(({ kind, key, content }) => {
      const until = `${content.coverage.toYear}-12-31`;
      return { document: { kind, key, title: content.title }, until, days: daysBetween(today, until) };
    });
    return { kind: 'calendars', key: 'calendars', total: items.length, items };
  }

  private async all(): Promise<Listed[]> {
    const listed: Listed[] = [];
    for (const kind of CONFIG_KINDS) {
      for (const item of await this.documents.list(kind)) listed.push({ ...item, kind });
    }
    return listed;
  }

  private async findings({ kind, key }: Listed, locale: Locale) {
    const found = await this.drafts.check(kind, key, undefined, locale);
    const count = (severity: string): number => found.filter((finding) => finding.severity === severity).length;
    return { errors: count('error'), warnings: count('warning') };
  }
}
