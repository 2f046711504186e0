import { fill, type Json, type Locale, type LocalizedText } from '@caseway/form-schemas';
import { completeRuleSet, renderAnalysisFinding } from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import type { FindingOut } from '../../contract/index.ts';
import { DomainError } from '../../errors/domain-error.ts';
import { Analyses } from '../analysis/analyses.service.ts';
import type { DocumentRow } from './configuration-store.ts';
import { Documents } from './documents.service.ts';
import { DraftCheck } from './draft-check.service.ts';

const NOTED: LocalizedText = {
  'zh-CN': '（带着{count}项未解决的问题发布，理由：{reason}）',
  en: ' (published with {count} open findings, because: {reason})',
};

/** Whoever sees the problems listed reads here what to send instead. */
const OR_REASON: LocalizedText = {
  'zh-CN':
    '确需带着这{count}项未解决的问题发布的，请在请求中写明理由：{"openFindings": {"reason": "……"}}，理由会随版本和审计记录保存。',
  en: ' Or publish with these {count} open findings and say why: send {"openFindings": {"reason": "…"}}; the reason is kept with the version and in the audit.',
};

/** What a publication with open findings leaves behind. */
export interface Recorded {
  /** Goes after the author's note. */
  note: string;
  audit: Record<string, Json>;
}

type Open = Pick<FindingOut, 'code' | 'pointer' | 'message' | 'places'>;

const toldAs = ({ pointer, message, places }: Open) => ({ pointer, message, ...(places && { places }) });

/** Nothing goes out with open findings unless somebody says why. */
@Injectable()
export class OpenFindings {
  constructor(
    private readonly documents: Documents,
    private readonly analyses: Analyses,
    private readonly checks: DraftCheck,
  ) {}

  /**
   * What of a document's check stays open asks for a reason: `findings` without one, naming each. Of every kind, what would no
   * longer fit another document; of rule sets and paths also their own warnings, and of a rule set what its analysis
   * finds and it does not accept. Errors stop publishing whatever the reason.
   */
  async require(
    { kind, key }: Pick<DocumentRow, 'kind' | 'key'>,
    content: Record<string, unknown>,
    reason: string | undefined,
    locale: Locale,
  ): Promise<Recorded> {
    const checked = await this.checks.check(kind, key, content, locale);
    const errors = checked.filter(({ severity }) => severity === 'error');
    if (errors.length > 0) throw new DomainError('findings', { count: errors.length }, errors.map(toldAs));
    const warnings = checked.filter(({ severity }) => severity === 'warning');
    // What a form lacks in words or layout, and a calendar in days that are not announced yet, is a list to work through; what
    // cases are decided and handled by is not.
    const decides = kind === 'rule-sets' || kind === 'paths';
    const told = decides ? warnings : warnings.filter(({ places }) => places !== undefined);
    const open: Open[] = kind === 'rule-sets' ? [...told, ...(await this.proved(content, locale))] : told;
    if (open.length === 0) return { note: '', audit: {} };
    if (reason === undefined || reason.trim() === '') {
      throw new DomainError('findings', { or: fill(OR_REASON[locale], { count: open.length }) }, open.map(toldAs));
    }
    const said = reason.trim();
    const note = fill(NOTED[locale], { count: open.length, reason: said });
    return { note, audit: { openFindings: open.map(({ code, pointer }) => `${code} ${pointer}`), reason: said } };
  }

  /** What the analysis found and the rule set does not accept. */
  private async proved(content: Record<string, unknown>, locale: Locale): Promise<Open[]> {
    const forms = (await this.documents.latest()).forms.map((form) => form.content);
    // The check found no error in it: it is a rule set.
    const ruleSet = completeRuleSet(content);
    return (await this.analyses.open(ruleSet, forms)).map((finding) => ({
      code: finding.code,
      pointer: finding.pointer,
      message: renderAnalysisFinding(ruleSet, finding, { locale, forms }),
    }));
  }
}
