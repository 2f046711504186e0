import type { Json, Locale, LocalizedText } from '@caseway/form-schemas';
import { type RuleSet, renderAnalysisFinding } from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import { DomainError } from '../../errors/domain-error.ts';
import { Analyses } from '../analysis/analyses.service.ts';
import type { DocumentRow } from './configuration-store.ts';
import { checkContent } from './content-checks.ts';
import { Documents } from './documents.service.ts';

const NOTED: LocalizedText = {
  'zh-CN': '（带着{count}项未解决的问题发布，理由：{reason}）',
  en: ' (published with {count} open findings, because: {reason})',
};

/** What a publication with open findings leaves behind. */
export interface Recorded {
  /** Goes after the author's note. */
  note: string;
  audit: Record<string, Json>;
}

/** Nothing goes out with open findings unless somebody says why. */
@Injectable()
export class OpenFindings {
  constructor(
    private readonly documents: Documents,
    private readonly analyses: Analyses,
  ) {}

  /**
   * Warnings of a rule set's check and findings of its analysis that it does not accept ask for a reason: `findings`
   * without one, naming each. Errors are not looked at: they stop publishing whatever the reason.
   */
  async require(
    { kind }: Pick<DocumentRow, 'kind'>,
    content: Record<string, unknown>,
    reason: string | undefined,
    locale: Locale,
  ): Promise<Recorded> {
    if (kind !== 'rule-sets') return { note: '', audit: {} };
    const around = await this.documents.latest();
    const checked = await checkContent(kind, content, around, locale);
    if (checked.some(({ severity }) => severity === 'error')) return { note: '', audit: {} };
    // The check found no error in it: it is a rule set.
    const ruleSet = content as unknown as RuleSet;
    const forms = around.forms.map((form) => form.content);
    const proved = await this.analyses.open(ruleSet, forms);
    const open = [
      ...checked.filter(({ severity }) => severity === 'warning'),
      ...proved.map((finding) => ({
        code: finding.code,
        pointer: finding.pointer,
        message: renderAnalysisFinding(ruleSet, finding, { locale, forms }),
      })),
    ];
    if (open.length === 0) return { note: '', audit: {} };
    if (reason === undefined || reason.trim() === '') {
      throw new DomainError(
        'findings',
        { count: open.length },
        open.map(({ pointer, message }) => ({ pointer, message })),
      );
    }
    const said = reason.trim();
    const note = NOTED[locale].replace('{count}', String(open.length)).replace('{reason}', () => said);
    return { note, audit: { openFindings: open.map(({ code, pointer }) => `${code} ${pointer}`), reason: said } };
  }
}
