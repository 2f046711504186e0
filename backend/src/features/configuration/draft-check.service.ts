import { fill, type Json, jsonText, type Locale, type LocalizedText, pointerTokens } from '@caseway/form-schemas';
import { factCatalogue, factKey, gatherTogether, type TogetherFinding } from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import type { ConfigKind, FindingOut } from '../../contract/index.ts';
import { FormProofs } from '../analysis/form-proofs.service.ts';
import { Scopes } from '../townships/scopes.service.ts';
import type { ActiveConfiguration } from './active-configuration.ts';
import { ConfigurationReader } from './configuration-reader.ts';
import { checkContent } from './content-checks.ts';
import { Documents } from './documents.service.ts';
import { isWithin } from './require-sound.ts';
import { hasShape, misfitOut, misfits, versionsOf, withContent } from './together.ts';
import { Uses } from './uses.ts';

/** What is counted is said: cases that have a field need not meet the condition that is spoken of. */
const COUNTED = {
  field: {
    'zh-CN': '（已有{count}件案件填写了“{field}”。）',
    en: ' (Past cases in which “{field}” is filled in: {count}.)',
  },
  value: {
    'zh-CN': '（已有{count}件案件的“{field}”填写的是“{value}”。）',
    en: ' (Past cases in which “{field}” is “{value}”: {count}.)',
  },
  none: { 'zh-CN': '（还没有案件填写过“{field}”。）', en: ' (No case has “{field}” yet.)' },
  filed: { 'zh-CN': '（已有{count}件案件用它登记。）', en: ' (Cases registered by it: {count}.)' },
  outcome: {
    'zh-CN': '（已有{count}件案件得出的是“{was}”。）',
    en: ' (Past cases that came out as “{was}”: {count}.)',
  },
} satisfies Record<string, LocalizedText>;
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

interface FieldOfForm {
  form: string;
  path: readonly string[];
  value?: Json;
}

/** What becomes of a finding where the document is put in force as it is. Documents that change together are published one by one. */
const LATER: Record<'error' | 'warning', LocalizedText> = {
  error: { 'zh-CN': '照此与{with}一同启用会被拒绝。', en: ' Put in force as it is with {with}, it is refused.' },
  warning: {
    'zh-CN': '照此与{with}一同启用时须再次确认。',
    en: ' Put in force as it is with {with}, it has to be confirmed.',
  },
};
const IN_TOWNSHIPS: LocalizedText = { 'zh-CN': '{versions}（{townships}）', en: '{versions} ({townships})' };
const LATEST: LocalizedText = { 'zh-CN': '最新版本', en: 'latest' };

/** What no other document can mend: one that is changed together with it neither. It is refused as the document stands. */
const REFUSED: ReadonlySet<string> = new Set(['use-no-case', 'use-no-step', 'use-of-cases']);

/** A finding, and with which versions of the other document it is one, and where those are in force. */
interface Among {
  finding: TogetherFinding;
  out: FindingOut;
  /** Titles of townships by the versions; none: nowhere in force yet. */
  where: Map<string, Set<string>>;
}

const namesOf = ({ items }: ActiveConfiguration): string =>
  items
    .map(({ versionId }) => versionId)
    .toSorted()
    .join();

/** With what the document would be put in force, and what becomes of it then; nothing of a mere note. */
function laterText(severity: FindingOut['severity'], where: Among['where'], locale: Locale): string {
  const named = [...where].flatMap(([versions, townships]) => {
    if (versions === '') return [];
    const places = townships.size > 0 ? [...townships].join(locale === 'en' ? ', ' : '、') : LATEST[locale];
    return fill(IN_TOWNSHIPS[locale], { versions, townships: places });
  });
  if (severity === 'info' || named.length === 0) return '';
  return fill(LATER[severity][locale], { with: named.join(locale === 'en' ? ', ' : '、') });
}

/** What is wrong with a document as it is written: in itself, and with what reads it or is read by it. */
@Injectable()
export class DraftCheck {
  constructor(
    private readonly documents: Documents,
    private readonly reader: ConfigurationReader,
    private readonly uses: Uses,
    private readonly scopes: Scopes,
    private readonly proofs: FormProofs,
  ) {}

  /**
   * Findings about content of a document, among the latest versions of everything else that is visible. What would no longer
   * fit, there or in a township where it is in force, is a warning until somebody puts it in force: documents that change
   * together are published one after the other.
   */
  async check(kind: ConfigKind, key: string, content: unknown, locale: Locale): Promise<FindingOut[]> {
    const latest = await this.documents.latest();
    const own = await checkContent(kind, content, latest, locale, this.proofs);
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
    const stands = ({ whole }: { whole: ActiveConfiguration }) =>
      whole.items.some((item) => item.kind === kind && item.key === key);
    const titles = new Map((await this.scopes.all()).map(({ id, title }) => [id, title[locale]]));
    const inForce = (await this.reader.inForceByPlace()).filter(stands);
    const found = new Map<string, Among>();
    // Townships often have the latest of everything; where not, it is judged as what would stand there in place of what does.
    const isInForce = inForce.some(({ whole }) => namesOf(whole) === namesOf(latest));
    const stood = inForce.length > 0 ? inForce.map(({ whole }) => whole) : [latest];
    const tried = [
      ...inForce.map(({ whole, townships }) => ({ whole, before: whole, townships })),
      ...(isInForce ? [] : stood.map((before) => ({ whole: latest, before, townships: [] as string[] }))),
    ];
    for (const { whole, before, townships } of tried) {
      const next = withContent(whole, kind, key, content);
      // Judged as where it is put in force: what is refused there is no other than what is told here.
      const placeHere = ({ places }: TogetherFinding) =>
        places.find((place) => place.kind === kind && place.key === key);
      const mine = misfits(next, before, await this.reader.published(next)).filter(placeHere);
      for (const finding of gatherTogether(mine, (each) => placeHere(each) ?? each.places[0])) {
        const out = { ...misfitOut(finding, next, locale), pointer: placeHere(finding)?.pointer ?? '' };
        const name = `${out.severity} ${out.code} ${out.pointer} ${out.message}`;
        const known: Among = found.get(name) ?? { finding, out, where: new Map() };
        found.set(name, known);
        const versions = versionsOf(finding, whole, locale, { kind, key });
        const places = known.where.get(versions) ?? new Set();
        known.where.set(versions, places);
        for (const id of townships) places.add(titles.get(id) ?? id);
      }
    }
    return Promise.all(
      [...found.values()].map(async ({ finding, out, where }): Promise<FindingOut> => {
        const cases = await this.casesOf(finding, locale);
        if (REFUSED.has(finding.code)) return { ...out, message: `${out.message}${cases}` };
        const severity = out.severity === 'info' ? 'info' : 'warning';
        return { ...out, severity, message: `${out.message}${laterText(out.severity, where, locale)}${cases}` };
      }),
    );
  }

  private async casesOf({ field, outcome, params }: TogetherFinding, locale: Locale): Promise<string> {
    if (field) return this.casesText(field, locale);
    const count = outcome ? await this.uses.office.casesOf(outcome.param, outcome.value) : null;
    return count === null ? '' : fill(COUNTED.outcome[locale], { count, was: params.was?.[locale] ?? '' });
  }

  /** How many cases have a field of a form. Nothing where that cannot be counted: what a version seals cannot be looked into. */
  private async casesText({ form, path, value }: FieldOfForm, locale: Locale): Promise<string> {
    const versions = await this.reader.versionsOf([form]);
    const ids = versions.map(({ versionId }) => versionId);
    const [fact, ...steps] = path;
    if (fact === undefined) return fill(COUNTED.filed[locale], { count: await this.uses.office.casesWith(ids, []) });
    const name = factKey(fact, steps.length > 0 ? `$.${steps.join('.')}` : undefined);
    const had = versions
      .toSorted((a, b) => b.number - a.number)
      .flatMap(({ content }) =>
        factCatalogue([content]).filter((info) => !info.system && factKey(info.fact, info.path) === name),
      );
    const [info] = had;
    if (!info || had.some(({ sensitive }) => sensitive)) return '';
    const count = await this.uses.office.casesWith(ids, path, value);
    const words = { count, field: info.title[locale] };
    if (count === 0) return fill(COUNTED.none[locale], words);
    if (value === undefined) return fill(COUNTED.field[locale], words);
    const choice = had.flatMap(({ choices = [] }) => choices).find((one) => one.value === value);
    return fill(COUNTED.value[locale], { ...words, value: choice?.title[locale] ?? jsonText(value) });
  }

  /** A binding that leads nowhere says how many cases have what it led to. */
  private async withCases(finding: FindingOut, kind: ConfigKind, key: string, locale: Locale): Promise<FindingOut> {
    const pointer = finding.params?.pointer;
    if (kind !== 'forms' || finding.code !== 'binding-not-a-field' || typeof pointer !== 'string') return finding;
    const cases = await this.casesText({ form: key, path: pointerTokens(pointer) }, locale);
    return { ...finding, message: `${finding.message}${cases}` };
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
        const message = fill(VIEWS[locale], { count, value });
        const pointer = `/outcomes/${param}/values`;
        found.push({ severity: 'warning', code: 'views-read-value', pointer, message, params: { value, count } });
      }
    }
    return found;
  }
}
