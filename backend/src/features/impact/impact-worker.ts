import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { DomainError } from '../../errors/domain-error.ts';
import type { Answer, FromWorker, Lacking, Question, ToWorker } from './worker/protocol.ts';

/** Beside this file: built where this is built, and the source where tests run the sources. */
const WORKER = new URL(`./worker/main${extname(import.meta.url)}`, import.meta.url);
/** Objects of the worker; columns are outside of it and have their own budget. */
const HEAP_MB = 512;

interface Job {
  question: () => Question;
  resolve: (answer: Answer | Lacking) => void;
  reject: (error: Error) => void;
}

/**
 * The worker thread that holds facts and counts. Started when first needed; one question at a time, and of the questions of one
 * `key` that wait only the latest: the others are refused as `superseded`. Where the worker dies its questions are refused
 * as `unavailable`, `onLost` is told, and the next use starts another.
 */
@Injectable()
export class ImpactWorker implements OnApplicationShutdown {
  private readonly logger = new Logger(ImpactWorker.name);
  private worker: Worker | null = null;
  private readonly waiting = new Map<string, Job>();
  private running: { id: number; job: Job } | null = null;
  private questions = 0;
  /** Bytes held, by table, as far as the worker has told. */
  private readonly sizes = new Map<string, number>();
  /** Rule sets that the worker knows by their id. */
  private known = new Set<string>();
  private lost: () => void = () => undefined;
  private stopped = false;

  /** Calls back whenever all that the worker held is gone. */
  onLost(callback: () => void): void {
    this.lost = callback;
  }

  /** Bytes of facts held in all. */
  get bytes(): number {
    return [...this.sizes.values()].reduce((sum, bytes) => sum + bytes, 0);
  }

  /** Sends what needs no answer; messages are worked on in their order. */
  post(message: Exclude<ToWorker, { type: 'ask' }>): void {
    if (message.type === 'drop') {
      this.sizes.delete(message.table);
      // Nothing is held: nothing to drop, and no reason to start.
      if (!this.worker) return;
    }
    if (!this.stopped) this.started().postMessage(message);
  }

  /** `question` is made when its turn comes. Its rule sets are sent only where the worker does not know them. */
  ask(key: string, question: () => Question): Promise<Answer | Lacking> {
    return new Promise((resolve, reject) => {
      this.waiting.get(key)?.reject(new DomainError('superseded'));
      // A question that takes the place of an older one of its key waits no longer than that would have.
      this.waiting.set(key, { question, resolve, reject });
      this.next();
    });
  }

  /** Ends the worker and forgets what it held, unless it is at work; it starts again when it is needed. */
  rest(): void {
    const { worker } = this;
    if (!worker || this.running || this.waiting.size > 0) return;
    this.forget();
    worker.terminate().catch((err) => this.logger.error({ msg: 'the impact worker does not end', err }));
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    const { worker } = this;
    this.worker = null;
    this.refuseAll();
    await worker?.terminate();
  }

  private next(): void {
    const [first] = this.waiting;
    if (this.running || !first) return;
    const [key, job] = first;
    this.waiting.delete(key);
    const id = ++this.questions;
    try {
      const question = job.question();
      const ruleSets = Object.fromEntries(Object.entries(question.ruleSets).filter(([name]) => !this.known.has(name)));
      const worker = this.started();
      this.running = { id, job };
      worker.postMessage({ type: 'ask', id, question: { ...question, ruleSets } } satisfies ToWorker);
      for (const name of Object.keys(ruleSets)) this.known.add(name);
    } catch (error) {
      this.running = null;
      job.reject(error instanceof Error ? error : new Error(String(error)));
      this.next();
    }
  }

  private received(message: FromWorker): void {
    if (message.type === 'size') {
      this.sizes.set(message.table, message.bytes);
      return;
    }
    const { running } = this;
    if (running?.id !== message.id) return;
    this.running = null;
    if (message.type === 'answer') running.job.resolve(message.answer);
    else running.job.reject(new DomainError('invalid', {}, [{ pointer: '/content', message: message.message }]));
    this.next();
  }

  private started(): Worker {
    if (this.stopped) throw new DomainError('unavailable');
    if (this.worker) return this.worker;
    const worker = new Worker(fileURLToPath(WORKER), { resourceLimits: { maxOldGenerationSizeMb: HEAP_MB } });
    worker.on('message', (message: FromWorker) => {
      if (this.worker === worker) this.received(message);
    });
    worker.on('error', (err) => this.died(worker, err));
    worker.on('exit', () => this.died(worker, new Error('the worker ended')));
    this.worker = worker;
    return worker;
  }

  private died(worker: Worker, err: unknown): void {
    if (this.worker !== worker) return;
    this.logger.error({ msg: 'the impact worker failed; it starts again when it is needed', err });
    this.forget();
    this.refuseAll();
  }

  private forget(): void {
    this.worker = null;
    this.known = new Set();
    this.sizes.clear();
    this.lost();
  }

  private refuseAll(): void {
    const jobs = [...(this.running ? [this.running.job] : []), ...this.waiting.values()];
    this.running = null;
    this.waiting.clear();
    for (const job of jobs) job.reject(new DomainError('unavailable'));
  }
}
