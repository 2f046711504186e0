import type { Json, Locale } from '@caseway/form-schemas';
import { completeRuleSet, decide, RuleSetError, ruleSetErrorText } from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../clock/clock.ts';
import type { DecisionView } from '../../contract/index.ts';
import { DomainError } from '../../errors/domain-error.ts';
import { Documents } from '../configuration/documents.service.ts';
import { Drafts } from '../configuration/drafts.service.ts';
import { DecisionViews } from './decision-views.ts';

/** Tries draft rule sets. */
@Injectable()
export class DraftDecisions {
  constructor(
    private readonly drafts: Drafts,
    private readonly documents: Documents,
    private readonly views: DecisionViews,
    private readonly clock: Clock,
  ) {}

  /** What `content`, or the stored draft, says of the facts; `invalid` where it cannot be decided with as it stands. */
  async decide(key: string, content: unknown, facts: Record<string, Json>, locale: Locale): Promise<DecisionView> {
    // Not checked here: an admin tries rules while they are half written.
    const written = content ?? (await this.drafts.read('rule-sets', key)).content;
    const ruleSet = completeRuleSet(written);
    const latest = await this.documents.latest();
    try {
      const decision = await decide(ruleSet, facts);
      const forms = latest.forms.map((form) => form.content);
      const paths = latest.ofKind('paths');
      return await this.views.ofDraft(ruleSet, facts, decision, { forms, paths }, this.clock.now(), locale);
    } catch (error) {
      if (!(error instanceof RuleSetError)) throw error;
      throw new DomainError('invalid', {}, [{ pointer: '/content', message: ruleSetErrorText(error)[locale] }]);
    }
  }
}
