import type { FormDefinition } from '@caseway/form-schemas';
import type { FormProof } from '@caseway/rule-sets';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { AnalysisWorker } from './analysis-worker.ts';

/** A form that people draw takes some hundredths of a second, on a busy machine more: it holds up nobody else. */
const BUDGET_MS = 3_000;

/** Of what neither time nor room sufficed for, nothing is claimed. */
const undone = (why: 'time' | 'too-large'): FormProof => ({
  findings: [],
  exact: false,
  leftOut: [{ why, what: ['/schema'] }],
});

/**
 * Proofs of forms, away from the thread that answers requests, and in another one than those of rule sets: a check holds the
 * database while it waits, and those may take seconds. The proof of a version is remembered beside it.
 */
@Injectable()
export class FormProofs implements OnModuleDestroy {
  private readonly worker = new AnalysisWorker<{ form: FormDefinition }, FormProof>(undone);
  /** Of versions, which never change and are asked about at every change beside them. */
  private readonly known = new WeakMap<FormDefinition, FormProof>();

  async onModuleDestroy(): Promise<void> {
    await this.worker.stop();
  }

  /** What filling in a form can lead to. */
  async of(form: FormDefinition): Promise<FormProof> {
    const known = this.known.get(form);
    if (known) return known;
    const proof = await this.worker.run({ form, budgetMs: BUDGET_MS });
    // What was stopped by time may be finished another time.
    if (proof.leftOut.every(({ why }) => why !== 'time')) this.known.set(form, proof);
    return proof;
  }
}
