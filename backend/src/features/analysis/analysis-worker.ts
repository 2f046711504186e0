import { Worker } from 'node:worker_threads';

/** Beside the sources and beside what is built of them alike. */
const WORKER = new URL('../../../bin/analyse-worker.mjs', import.meta.url);
/** A single question to the solver cannot be interrupted from inside: so long after the budget the worker is. */
const GRACE_MS = 2_000;
/** A thread that is not there yet has to read its program first, on a busy machine for seconds: that is no time of the proof's. */
const START_MS = 30_000;

/**
 * Runs proofs one after the other in a thread that is started when first needed and does not keep the process
 * alive. A job that overruns its budget, or breaks the thread, ends with it and is answered as not done: `undone`.
 */
export class AnalysisWorker<Job extends object, Proof> {
  private worker: Worker | undefined;
  private last: Promise<unknown> = Promise.resolve();
  private waiting = 0;

  constructor(private readonly undone: (why: 'time' | 'too-large') => Proof) {}

  /** How many jobs are waiting or running. */
  get load(): number {
    return this.waiting;
  }

  async run(job: Job & { budgetMs: number }): Promise<Proof> {
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

  private start(job: Job & { budgetMs: number }): Promise<Proof> {
    return new Promise((resolve, reject) => {
      const patience = job.budgetMs + GRACE_MS + (this.worker ? 0 : START_MS);
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
      const onMessage = (proof: Proof) => done(() => resolve(proof), true);
      const onError = (error: NodeJS.ErrnoException) => {
        const isMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
        done(() => (isMemory ? resolve(this.undone('too-large')) : reject(error)), false);
      };
      const onExit = () => done(() => resolve(this.undone('time')), false);
      const timer = setTimeout(() => done(() => resolve(this.undone('time')), false), patience);
      worker.on('message', onMessage).on('error', onError).on('exit', onExit);
      worker.postMessage(job);
    });
  }
}
