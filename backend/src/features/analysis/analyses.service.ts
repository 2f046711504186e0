import type { FormDefinition, Locale } from '@caseway/form-schemas';
import {
  type Analysis,
  type AnalysisFinding,
  findOpen,
  type RuleSet,
  renderAnalysisFinding,
  renderLeftOut,
} from '@caseway/rule-sets';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { AnalysisOut } from '../../contract/index.ts';
import { DomainError } from '../../errors/domain-error.ts';
import { AnalysisWorker } from './analysis-worker.ts';

/** Long enough for two hundred rules on a slow machine, short enough to wait for. */
const BUDGET_MS = 8_000;
const MOST_WAITING = 20;
const KEPT = 30;

interface AnalysisJob {
  ruleSet: RuleSet;
  forms: readonly FormDefinition[];
}

/** Proofs of rule sets, away from the thread that answers requests. What was proved last is remembered. */
@Injectable()
export class Analyses implements OnModuleDestroy {
  private readonly worker = new AnalysisWorker<AnalysisJob, Analysis>((why) => ({
    findings: [],
    exact: false,
    leftOut: [{ why }],
  }));
  private readonly known = new Map<string, Analysis>();

  async onModuleDestroy(): Promise<void> {
    await this.worker.stop();
  }

  /** What the rules mean together over all data of the forms. `unavailable` where too many wait already. */
  async analyse(ruleSet: RuleSet, forms: readonly FormDefinition[]): Promise<Analysis> {
    const mine = formsOf(ruleSet, forms);
    const key = JSON.stringify([ruleSet, mine]);
    const before = this.known.get(key);
    if (before) return before;
    if (this.worker.load >= MOST_WAITING) throw new DomainError('unavailable');
    const analysis = await this.worker.run({ ruleSet, forms: mine, budgetMs: BUDGET_MS });
    // What was stopped by time may be finished another time.
    if (analysis.leftOut.every(({ why }) => why !== 'time')) this.keep(key, analysis);
    return analysis;
  }

  /** The findings that the rule set does not accept and that must not go unnoticed. */
  async open(ruleSet: RuleSet, forms: readonly FormDefinition[]): Promise<AnalysisFinding[]> {
    const { findings } = await this.analyse(ruleSet, forms);
    return findOpen(ruleSet, findings).filter(({ severity }) => severity !== 'info');
  }

  private keep(key: string, analysis: Analysis): void {
    this.known.set(key, analysis);
    const [oldest] = this.known.keys();
    if (this.known.size > KEPT && oldest !== undefined) this.known.delete(oldest);
  }
}

function formsOf({ form, alsoForms }: RuleSet, forms: readonly FormDefinition[]): FormDefinition[] {
  const wanted = new Set([form, ...(Array.isArray(alsoForms) ? alsoForms : [])]);
  return forms.filter(({ key }) => wanted.has(key));
}

/** An analysis in words of the locale. */
export function analysisOut(
  ruleSet: RuleSet,
  { findings, exact, leftOut }: Analysis,
  forms: readonly FormDefinition[],
  locale: Locale,
): AnalysisOut {
  const options = { locale, forms };
  const open = new Set(findOpen(ruleSet, findings));
  return {
    findings: findings.map((finding) => {
      const { code, severity, rules, about, pointer, witness } = finding;
      return {
        code,
        severity,
        rules,
        message: renderAnalysisFinding(ruleSet, finding, options),
        ...(witness && { witness }),
        about,
        pointer,
        exact: finding.exact,
        accepted: !open.has(finding),
      };
    }),
    exact,
    leftOut: leftOut.map((left) => ({ ...left, message: renderLeftOut(ruleSet, left, options) })),
  };
}
