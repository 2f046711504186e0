import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { SYSTEM } from '../../database/principal.ts';
import { Transactions } from '../../database/transactions.ts';
import { DomainError } from '../../errors/domain-error.ts';
import { type DecisionRef, ImpactStore, type SliceOf } from './impact-store.ts';
import { ImpactWorker } from './impact-worker.ts';

/** Rows over which a first answer is given; with no more than so many it is exact at once. */
const SAMPLE = 2_000;
const PAGE = 500;
/** Bytes of facts; beyond it the longest unused go, and what is in use is not read further. */
const BUDGET = 450 * 1024 * 1024;
const IDLE_MS = 15 * 60_000;
const SWEEP_MS = 60_000;
/** How long a transaction may take from the making of a decision's id to its commit, and how far clocks may differ. */
const OVERLAP_MS = 10 * 60_000;

interface Slice {
  readonly of: SliceOf;
  readonly keep: ReadonlySet<string>;
  /** Null until they are listed. */
  waiting: DecisionRef[] | null;
  total: number;
  /** Sent to the worker. */
  sent: number;
  /** When all decisions until then (less the overlap) were known. */
  seenAt: number;
  /** Sent since then, so that none is sent again and again. */
  recent: Set<string>;
  usedAt: number;
  first: Promise<void>;
  readFirst: () => void;
  failFirst: (error: unknown) => void;
}

export interface Progress {
  loaded: number;
  total: number;
  /** Every decision of every slice is held. */
  complete: boolean;
  /** No more is read for now: the budget is used up. */
  limited: boolean;
}

export const sliceKey = ({ kind, form, townshipId, document }: SliceOf): string =>
  `${kind}/${form}/${townshipId}/${document}`;

function deferred() {
  let resolve = (): void => undefined;
  let reject = (_: unknown): void => undefined;
  const promise = new Promise<void>((yes, no) => {
    [resolve, reject] = [yes, no];
  });
  // Whoever waits is told; where nobody waits any more it is no unhandled failure.
  promise.catch(() => undefined);
  return { promise, resolve, reject };
}

/** The smallest UUIDv7 of a moment (milliseconds since 1970). */
export function idSince(at: number): string {
  const hex = Math.max(0, Math.floor(at)).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}

/**
 * Brings the facts of past decisions to the worker and keeps them fresh. A slice holds one township's, and every page of it
 * is read in a transaction of its own that sees nothing but that township. Pages come in random order, from all slices alike:
 * what is held at any time is a fair sample.
 */
@Injectable()
export class FactFeed implements OnApplicationShutdown {
  private readonly slices = new Map<string, Slice>();
  private pumping: Promise<void> | null = null;
  private stopped = false;
  private readonly sweeper = setInterval(() => this.sweep(), SWEEP_MS).unref();

  constructor(
    private readonly store: ImpactStore,
    private readonly worker: ImpactWorker,
    private readonly transactions: Transactions,
  ) {
    worker.onLost(() => this.forgetAll());
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearInterval(this.sweeper);
    this.forgetAll();
    await this.pumping;
  }

  /**
   * Begins to read the slices that are not held, or were opened without some of the facts of `keep`; resolves once of
   * each there is enough for a sample. Call it outside of a transaction.
   */
  async ensure(wanted: readonly SliceOf[], keep: ReadonlySet<string>): Promise<void> {
    const firsts = wanted.map((of) => this.open(of, keep).first);
    this.pump();
    await Promise.all(firsts);
  }

  /** Sends what was decided since; resolves when the worker has been given it. Call it outside of a transaction. */
  async refresh(wanted: readonly SliceOf[]): Promise<void> {
    const slices = this.held(wanted);
    if (slices.length === 0) return;
    const at = Date.now();
    const since = idSince(Math.min(...slices.map(({ seenAt }) => seenAt)) - OVERLAP_MS);
    const news = new Set(await this.transactions.run(SYSTEM, () => this.store.townshipsWithNews(since)));
    for (const slice of slices) {
      if (news.has(slice.of.townshipId)) await this.readNew(slice);
      slice.seenAt = Math.max(slice.seenAt, at);
    }
  }

  progress(wanted: readonly SliceOf[]): Progress {
    const slices = this.held(wanted);
    const sum = (of: (slice: Slice) => number) => slices.reduce((total, slice) => total + of(slice), 0);
    const complete = slices.length === wanted.length && slices.every(({ waiting }) => waiting?.length === 0);
    return { loaded: sum(({ sent }) => sent), total: sum(({ total }) => total), complete, limited: this.isFull };
  }

  private held(wanted: readonly SliceOf[]): Slice[] {
    return wanted.map((of) => this.slices.get(sliceKey(of))).filter((slice) => slice !== undefined);
  }

  private get isFull(): boolean {
    return this.worker.bytes > BUDGET;
  }

  private open(of: SliceOf, keep: ReadonlySet<string>): Slice {
    const key = sliceKey(of);
    const known = this.slices.get(key);
    if (known && [...keep].every((fact) => known.keep.has(fact))) {
      known.usedAt = performance.now();
      return known;
    }
    if (known) this.drop(key, known);
    const all = new Set([...(known?.keep ?? []), ...keep]);
    const first = deferred();
    const slice: Slice = {
      of,
      keep: all,
      waiting: null,
      total: 0,
      sent: 0,
      seenAt: Date.now(),
      recent: new Set(),
      usedAt: performance.now(),
      first: first.promise,
      readFirst: first.resolve,
      failFirst: first.reject,
    };
    this.slices.set(key, slice);
    this.worker.post({ type: 'open', slice: key, keep: [...all] });
    return slice;
  }

  private pump(): void {
    this.pumping ??= this.readAll().finally(() => {
      this.pumping = null;
    });
  }

  private async readAll(): Promise<void> {
    for (;;) {
      if (this.isFull) this.makeRoom();
      const slice = this.next();
      if (!slice || this.stopped) return;
      try {
        await this.readPage(slice);
      } catch (error) {
        this.drop(sliceKey(slice.of), slice);
        slice.failFirst(error);
      }
    }
  }

  /** First those not listed yet, then those without a sample; then the one that is furthest behind. */
  private next(): Slice | undefined {
    const open = [...this.slices.values()].filter(({ waiting }) => waiting === null || waiting.length > 0);
    const unread = open.find(({ waiting }) => waiting === null) ?? open.find(({ sent }) => sent === 0);
    if (unread) return unread;
    // What is in use and does not fit stays a sample.
    if (this.isFull) return undefined;
    return open.toSorted((a, b) => a.sent / a.total - b.sent / b.total)[0];
  }

  private async readPage(slice: Slice): Promise<void> {
    await this.below(slice, async () => {
      if (slice.waiting === null) {
        slice.seenAt = Date.now();
        slice.waiting = await this.store.decisions(slice.of);
        slice.total = slice.waiting.length;
        if (slice.total === 0) slice.readFirst();
        return;
      }
      const size = slice.sent === 0 ? this.firstPage(slice) : PAGE;
      const refs = slice.waiting.splice(0, size);
      await this.send(slice, refs);
      slice.sent += refs.length;
    });
    if (slice.sent > 0) slice.readFirst();
  }

  /** Of the sample, the part that the slice is of all that is being read. */
  private firstPage(slice: Slice): number {
    const totals = [...this.slices.values()].reduce((sum, { total }) => sum + total, 0);
    return Math.max(20, Math.ceil((SAMPLE * slice.total) / totals));
  }

  private async send(slice: Slice, refs: readonly DecisionRef[]): Promise<void> {
    for (const madeUp of [false, true]) {
      const ids = refs.filter((ref) => ref.madeUp === madeUp).map(({ id }) => id);
      if (ids.length === 0) continue;
      const rows = await this.store.facts(ids, slice.of, madeUp);
      if (this.slices.get(sliceKey(slice.of)) === slice) {
        this.worker.post({ type: 'append', slice: sliceKey(slice.of), rows });
      }
    }
  }

  private async readNew(slice: Slice): Promise<void> {
    if (slice.waiting === null) return;
    const since = idSince(slice.seenAt - OVERLAP_MS);
    await this.below(slice, async () => {
      const refs = await this.store.newDecisions(slice.of, since);
      const fresh = refs.filter(({ id, madeUp }) => !slice.recent.has(`${id}/${madeUp}`));
      slice.recent = new Set(refs.map(({ id, madeUp }) => `${id}/${madeUp}`));
      // The worker knows which of them it holds already.
      await this.send(slice, fresh);
      const caseIds = await this.store.newPersons(slice.of, since);
      if (caseIds.length > 0) this.worker.post({ type: 'persons', slice: sliceKey(slice.of), caseIds });
    });
  }

  private below<T>(slice: Slice, work: () => Promise<T>): Promise<T> {
    return this.transactions.run({ ...SYSTEM, scopePath: slice.of.townshipPath }, work);
  }

  private drop(key: string, slice: Slice): void {
    if (this.slices.get(key) !== slice) return;
    this.slices.delete(key);
    this.worker.post({ type: 'drop', slice: key });
  }

  private makeRoom(): void {
    const unused = [...this.slices].toSorted(([, a], [, b]) => a.usedAt - b.usedAt);
    const latest = unused.at(-1)?.[1].usedAt ?? 0;
    for (const [key, slice] of unused) {
      // What the last question reads was used within a moment of the same question.
      if (!this.isFull || latest - slice.usedAt < 1_000) return;
      this.drop(key, slice);
    }
  }

  private sweep(): void {
    const old = performance.now() - IDLE_MS;
    for (const [key, slice] of this.slices) if (slice.usedAt < old) this.drop(key, slice);
    if (this.slices.size === 0) void this.worker.rest();
  }

  private forgetAll(): void {
    const slices = [...this.slices.values()];
    this.slices.clear();
    for (const slice of slices) slice.failFirst(new DomainError('unavailable'));
  }
}
