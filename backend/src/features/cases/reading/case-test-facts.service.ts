import { keepsOutNamed } from '@caseway/form-schemas';
import { factCatalogue, type RuleSetKind } from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../clock/clock.ts';
import type { CaseFactsOut } from '../../../contract/index.ts';
import { hasRole } from '../../../database/principal.ts';
import { Transactions } from '../../../database/transactions.ts';
import { DomainError } from '../../../errors/domain-error.ts';
import { Audit } from '../../audit/audit.service.ts';
import { ConfigurationReader } from '../../configuration/configuration-reader.ts';
import { Documents } from '../../configuration/documents.service.ts';
import { Drafts } from '../../configuration/drafts.service.ts';
import { Decisions } from '../../decisions/decisions.service.ts';
import { CASE_READERS } from '../case/case-access.ts';
import { CaseFactsReader } from '../case/case-facts-reader.ts';
import type { CaseRow } from '../case/case-row.ts';
import { testFacts } from './test-facts.ts';

const KINDS: readonly unknown[] = ['classification', 'routing', 'escalation'] satisfies RuleSetKind[];
const isKind = (value: unknown): value is RuleSetKind => KINDS.includes(value);

/** What of a case may become a test of a rule set. */
@Injectable()
export class CaseTestFacts {
  constructor(
    private readonly drafts: Drafts,
    private readonly documents: Documents,
    private readonly reader: ConfigurationReader,
    private readonly decisions: Decisions,
    private readonly facts: CaseFactsReader,
    private readonly clock: Clock,
    private readonly transactions: Transactions,
    private readonly audit: Audit,
  ) {}

  /**
   * The facts that the rule set's draft, or else its latest version, reads: as it was last asked about the case, or as
   * they are now where it never was. `not-found` where there is no such rule set; `invalid` where it has no kind yet.
   */
  async ofCase(row: CaseRow, ruleSet: string): Promise<CaseFactsOut> {
    const { content } = await this.drafts.read('rule-sets', ruleSet);
    const { kind } = content;
    if (!isKind(kind))
      throw new DomainError('invalid', {}, [{ pointer: '/ruleSet', message: `kind: ${KINDS.join(' | ')}` }]);
    const { id, number, scopePath } = row;
    // Whom a matter speaks against is in what rules read of it: that leaves the room of who handles it for nobody.
    if (keepsOutNamed((await this.reader.version('forms', row.formVersionId)).content))
      throw new DomainError('case-closed-here');
    // Who reads the case anyway leaves no more trace than by reading it.
    if (!hasRole(this.transactions.principal, CASE_READERS, scopePath)) {
      await this.audit.record({
        action: 'case.facts',
        objectType: 'case',
        objectId: id,
        scopePath,
        after: { ruleSet },
      });
    }
    const recorded = await this.decisions.lastFacts(row.id, kind, ruleSet);
    const facts = recorded ?? (await this.facts.ofCase(row, this.clock.now()));
    const form = await this.reader.version('forms', row.formVersionId);
    // What has since been marked as personal is personal.
    const now = (await this.documents.latest()).forms.filter(({ key }) => key === form.key);
    const catalogue = factCatalogue([form.content, ...now.map((latest) => latest.content)], kind);
    return {
      case: { id, number },
      ruleSet,
      source: recorded ? 'recorded' : 'rebuilt',
      ...testFacts(content, facts, catalogue),
    };
  }
}
