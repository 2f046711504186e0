import { Worker } from 'node:worker_threads';
import type { FormDefinition } from '@caseway/form-schemas';
import type { Analysis, RuleSet } from '@caseway/rule-sets';

/** Beside the sources and beside what is built of them alike. */
const WORKER = new URL('../../../bin/analyse-worker.mjs', import.meta.url);
/** A single question to the solver cannot be interrupted from inside: so long after the budget the worker is. */
const GRACE_MS = 2_000;

/** What the worker is asked. */
export interface AnalysisJob {
  ruleSet: RuleSet;
  forms: readonly FormDefinition[];
  budgetMs: number;
}

const OUT_OF_TIME: Analysis = { findings: [], exact: false, leftOut: [{ why: 'time' }] };
const TOO_LARGE: Analysis = { findings: [], exact: false, leftOut: [{ why: 'too-large' }] };

/**
 * Runs analyses one after the other in a thread that is started when first needed and does not keep the process
 * alive. A job that overruns its budget, or breaks the thread, ends with it and is answered as not done.
 */
export class AnalysisWorker {
  private worker: Worker | undefined;
  private last: Promise<unknown> = Promise.resolve();
  private waiting = 0;

  /** How many jobs are waiting or running. */
  get load(): number {
    return this.waiting;
  }

  async run(job: AnalysisJob): Promise<Analysis> {
    this.waiting++;
    const mine = this.last.then(() => this.start(job));
    this.last = mine.catch(() => undefined);
    try {
      return await mine;
    } finally {
      this.waiting--;
    }
  }

  async stop(): Promise<void> {
    await this.worker?.terminate();
    this.worker = undefined;
  }

  private start(job: AnalysisJob): Promise<Analysis> {
    return new Promise((resolve, reject) => {
      const worker = this.worker ?? new Worker(WORKER);
      this.worker = worker;
      worker.ref();
      // Each by name: the thread keeps listeners of its own.
      const done = (finish: () => void, keep: boolean) => {
        clearTimeout(timer);
        worker.off('message', onMessage).off('error', onError).off('exit', onExit);
        worker.unref();
        if (!keep) {
          if (this.worker === worker) this.worker = undefined;
          void worker.terminate();
        }
        finish();
      };
      const onMessage = (analysis: Analysis) => done(() => resolve(analysis), true);
      const onError = (error: NodeJS.ErrnoException) => {
        const isMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
        done(() => (isMemory ? resolve(TOO_LARGE) : reject(error)), false);
      };
      const onExit = () => done(() => resolve(OUT_OF_TIME), false);
      const timer = setTimeout(() => done(() => resolve(OUT_OF_TIME), false), job.budgetMs + GRACE_MS);
      worker.on('message', onMessage).on('error', onError).on('exit', onExit);
      worker.postMessage(job);
    });
  }
}
