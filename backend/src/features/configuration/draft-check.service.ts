import { type Locale, type LocalizedText, pointerTokens } from '@caseway/form-schemas';
import type { TogetherFinding } from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import type { ConfigKind, FindingOut } from '../../contract/index.ts';
import type { ActiveConfiguration } from './active-configuration.ts';
import { ConfigurationReader } from './configuration-reader.ts';
import { checkContent } from './content-checks.ts';
import { Documents } from './documents.service.ts';
import { isWithin } from './require-sound.ts';
import { hasShape, misfitOut, misfits, withContent } from './together.ts';
import { Uses } from './uses.ts';

const CASES: LocalizedText = {
  'zh-CN': '（已有{count}件案件填写了它。）',
  en: ' ({count} past cases have it.)',
};
const VIEWS: LocalizedText = {
  'zh-CN': '有{count}个保存的台账视图按“{value}”筛选，规则集将不再有这个取值：请保留它，或请其所有者修改视图。',
  en: '{count} saved views of the ledger filter by “{value}”, which the rule set would no longer have: keep the value, or have the views changed.',
};

/** Params of outcomes by which the ledger can be filtered, with the name of the filter. */
const FILTERS = { category: 'category', department: 'department', marks: 'mark' } as const;

const keysOf = (content: unknown, param: string): string[] => {
  const values = (content as { outcomes?: Record<string, { values?: unknown } | undefined> })?.outcomes?.[param]
    ?.values;
  return Array.isArray(values) ? values.flatMap((value) => (typeof value?.key === 'string' ? [value.key] : [])) : [];
};

/** Each set of versions once: townships often have the same in force. */
function distinct(wholes: readonly ActiveConfiguration[]): ActiveConfiguration[] {
  const nameOf = ({ items }: ActiveConfiguration) =>
    items
      .map(({ versionId }) => versionId)
      .sort()
      .join();
  return [...new Map(wholes.map((whole) => [nameOf(whole), whole])).values()];
}

/** What is wrong with a document as it is written: in itself, and with what reads it or is read by it. */
@Injectable()
export class DraftCheck {
  constructor(
    private readonly documents: Documents,
    private readonly reader: ConfigurationReader,
    private readonly uses: Uses,
  ) {}

  /**
   * Findings about content of a document, among the latest versions of everything else that is visible. What would no longer
   * fit, there or in a township where it is in force, is a warning until somebody puts it in force: documents that change
   * together are published one after the other.
   */
  async check(kind: ConfigKind, key: string, content: unknown, locale: Locale): Promise<FindingOut[]> {
    const latest = await this.documents.latest();
    const own = await checkContent(kind, content, latest, locale);
    if (!hasShape(own)) return own;
    const told = await Promise.all(own.map((finding) => this.withCases(finding, kind, key, locale)));
    const among = await this.amongOthers(kind, key, content, latest, locale);
    const fresh = among.filter(
      ({ pointer }) => !own.some((o) => o.severity === 'error' && isWithin(o.pointer, pointer)),
    );
    return [...told, ...fresh, ...(await this.savedViews(kind, key, content, latest, locale))];
  }

  private async amongOthers(
    kind: ConfigKind,
    key: string,
    content: unknown,
    latest: ActiveConfiguration,
    locale: Locale,
  ): Promise<FindingOut[]> {
    const stands = (whole: ActiveConfiguration) => whole.items.some((item) => item.kind === kind && item.key === key);
    const inForce = (await this.reader.inForceAnywhere()).filter(stands);
    const found = new Map<string, FindingOut>();
    for (const whole of distinct([latest, ...inForce])) {
      for (const finding of misfits(withContent(whole, kind, key, content), whole)) {
        const here = finding.places.find((place) => place.kind === kind && place.key === key);
        if (!here) continue;
        const out = misfitOut(finding, locale);
        const message = `${out.message}${await this.casesText(finding, locale)}`;
        found.set(`${out.code} ${out.pointer} ${message}`, {
          ...out,
          severity: out.severity === 'info' ? 'info' : 'warning',
          pointer: here.pointer,
          message,
        });
      }
    }
    return [...found.values()];
  }

  private async casesText({ field }: TogetherFinding, locale: Locale): Promise<string> {
    if (!field) return '';
    const count = await this.uses.office.casesWith(field.form, field.path, field.value);
    return CASES[locale].replace('{count}', String(count));
  }

  /** A binding that leads nowhere says how many cases have what it led to. */
  private async withCases(finding: FindingOut, kind: ConfigKind, key: string, locale: Locale): Promise<FindingOut> {
    const pointer = finding.params?.pointer;
    if (kind !== 'forms' || finding.code !== 'binding-not-a-field' || typeof pointer !== 'string') return finding;
    const count = await this.uses.office.casesWith(key, pointerTokens(pointer));
    return { ...finding, message: `${finding.message}${CASES[locale].replace('{count}', String(count))}` };
  }

  private async savedViews(
    kind: ConfigKind,
    key: string,
    content: unknown,
    latest: ActiveConfiguration,
    locale: Locale,
  ): Promise<FindingOut[]> {
    const before = latest.items.find((item) => item.kind === kind && item.key === key);
    if (kind !== 'rule-sets' || !before) return [];
    const others = latest.items.filter((item) => item !== before);
    const found: FindingOut[] = [];
    for (const [param, filter] of Object.entries(FILTERS)) {
      const now = new Set([content, ...others.map((item) => item.content)].flatMap((each) => keysOf(each, param)));
      for (const value of keysOf(before.content, param).filter((known) => !now.has(known))) {
        const count = await this.uses.office.viewsWith(filter, value);
        if (count === 0) continue;
        const message = VIEWS[locale].replace('{count}', String(count)).replace('{value}', () => value);
        const pointer = `/outcomes/${param}/values`;
        found.push({ severity: 'warning', code: 'views-read-value', pointer, message, params: { value, count } });
      }
    }
    return found;
  }
}
