import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { SYSTEM } from '../../database/principal.ts';
import { Transactions } from '../../database/transactions.ts';
import { DomainError } from '../../errors/domain-error.ts';
import { type DecisionRef, ImpactStore, type SectionOf, type TableOf } from './impact-store.ts';
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

interface Section {
  readonly of: SectionOf;
  readonly table: Table;
  /** Null until they are listed. */
  waiting: DecisionRef[] | null;
  total: number;
  /** Sent to the worker. */
  sent: number;
  first: Promise<void>;
  readFirst: () => void;
  failFirst: (error: unknown) => void;
}

interface Table {
  readonly of: TableOf;
  readonly keep: ReadonlySet<string>;
  readonly sections: Map<string, Section>;
  usedAt: number;
  /** When all decisions until then, less the overlap, were known. */
  seenAt: number;
  /** Decisions seen since then, so that none is read again and again. */
  recent: readonly string[];
}

/** What a question reads. */
export interface Wanted {
  table: TableOf;
  sections: readonly SectionOf[];
  /** Facts to hold. */
  keep: ReadonlySet<string>;
}

export interface Progress {
  loaded: number;
  total: number;
  /** Every decision of every section is held. */
  complete: boolean;
  /** No more is read for now: the budget is used up. */
  limited: boolean;
}

export const tableName = ({ kind, document }: TableOf): string => `${kind}/${document}`;
export const sectionName = ({ form, townshipId }: Pick<SectionOf, 'form' | 'townshipId'>): string =>
  `${form}/${townshipId}`;

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
 * Brings the facts of past decisions to the worker and keeps them fresh. A section is one township's, and every page of it is
 * read in a transaction of its own that sees nothing but that township. Pages come in random order, from all sections
 * alike: what is held at any time is a fair sample. Call its methods outside of a transaction.
 */
@Injectable()
export class FactFeed implements OnApplicationShutdown {
  private readonly tables = new Map<string, Table>();
  private isReading = false;
  private reading: Promise<void> = Promise.resolve();
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
    await this.reading;
  }

  /**
   * Begins to read the sections that are not held, and all of a table anew that was opened without some of the facts to
   * keep; resolves once of each section there is enough for a sample.
   */
  async ensure({ table: of, sections, keep }: Wanted): Promise<void> {
    const table = this.open(of, keep);
    table.usedAt = performance.now();
    const firsts = sections.map((section) => this.section(table, section).first);
    this.pump();
    await Promise.all(firsts);
  }

  /** Sends what was decided since; resolves when the worker has been given it. */
  async refresh(wanted: Wanted): Promise<void> {
    const table = this.tables.get(tableName(wanted.table));
    if (!table) return;
    const at = Date.now();
    const since = idSince(table.seenAt - OVERLAP_MS);
    // Told apart in the database: after an import there are thousands, and every key asks.
    const seen = table.recent.filter((id) => id >= since);
    const news = await this.transactions.run(SYSTEM, () => this.store.news(since, seen));
    const fresh = new Map<Section, string[]>();
    for (const { id, ...of } of news) {
      const section = table.sections.get(sectionName(of));
      // What is being listed at this moment may miss it: it is looked at again.
      if (section?.waiting === null) continue;
      seen.push(id);
      if (!section) continue;
      const ids = fresh.get(section);
      if (ids) ids.push(id);
      else fresh.set(section, [id]);
    }
    for (const [section, ids] of fresh) await this.readNew(section, ids);
    table.seenAt = Math.max(table.seenAt, at);
    table.recent = seen;
  }

  progress(wanted: Wanted): Progress {
    const sections = this.held(wanted);
    const sum = (of: (section: Section) => number) => sections.reduce((total, section) => total + of(section), 0);
    const complete =
      sections.length === wanted.sections.length && sections.every(({ waiting }) => waiting?.length === 0);
    return { loaded: sum(({ sent }) => sent), total: sum(({ total }) => total), complete, limited: this.isFull };
  }

  private held({ table, sections }: Wanted): Section[] {
    const known = this.tables.get(tableName(table))?.sections;
    return sections.map((of) => known?.get(sectionName(of))).filter((section) => section !== undefined);
  }

  private get isFull(): boolean {
    return this.worker.bytes > BUDGET;
  }

  private open(of: TableOf, keep: ReadonlySet<string>): Table {
    const known = this.tables.get(tableName(of));
    if (known && [...keep].every((fact) => known.keep.has(fact))) return known;
    if (known) this.drop(known);
    const all = new Set([...(known?.keep ?? []), ...keep]);
    const table: Table = {
      of,
      keep: all,
      sections: new Map(),
      usedAt: performance.now(),
      seenAt: Date.now(),
      recent: [],
    };
    this.tables.set(tableName(of), table);
    this.worker.post({ type: 'open', table: tableName(of), keep: [...all] });
    return table;
  }

  private section(table: Table, of: SectionOf): Section {
    const known = table.sections.get(sectionName(of));
    if (known) return known;
    const { promise, resolve, reject } = deferred();
    const section: Section = {
      of,
      table,
      waiting: null,
      total: 0,
      sent: 0,
      first: promise,
      readFirst: resolve,
      failFirst: reject,
    };
    table.sections.set(sectionName(of), section);
    return section;
  }

  private pump(): void {
    if (this.isReading) return;
    this.isReading = true;
    this.reading = this.readAll();
  }

  private async readAll(): Promise<void> {
    for (;;) {
      if (this.isFull) this.makeRoom();
      const section = this.next();
      if (!section || this.stopped) {
        // In the same turn as the look: what is asked for after it begins to read again.
        this.isReading = false;
        return;
      }
      try {
        await this.readPage(section);
      } catch (error) {
        // The next question begins anew.
        section.table.sections.delete(sectionName(section.of));
        section.failFirst(error);
      }
    }
  }

  /** First those not listed yet, then those without a sample; then the one that is furthest behind. */
  private next(): Section | undefined {
    const all = [...this.tables.values()].flatMap(({ sections }) => [...sections.values()]);
    const open = all.filter(({ waiting }) => waiting === null || waiting.length > 0);
    const unread = open.find(({ waiting }) => waiting === null) ?? open.find(({ sent }) => sent === 0);
    if (unread) return unread;
    // What is in use and does not fit stays a sample.
    if (this.isFull) return undefined;
    return open.toSorted((a, b) => a.sent / a.total - b.sent / b.total)[0];
  }

  private async readPage(section: Section): Promise<void> {
    await this.below(section, async () => {
      if (section.waiting === null) {
        section.waiting = await this.store.decisions(section.table.of, section.of);
        section.total = section.waiting.length;
        if (section.total === 0) section.readFirst();
        return;
      }
      const refs = section.waiting.splice(0, section.sent === 0 ? firstPage(section) : PAGE);
      await this.send(section, refs);
      section.sent += refs.length;
    });
    if (section.sent > 0) section.readFirst();
  }

  private async send({ of, table }: Section, refs: readonly DecisionRef[]): Promise<void> {
    for (const madeUp of [false, true]) {
      const ids = refs.filter((ref) => ref.madeUp === madeUp).map(({ id }) => id);
      if (ids.length === 0) continue;
      const rows = await this.store.facts(ids, table.of, of, madeUp);
      // A table of the same name may have been opened meanwhile: it reads all by itself.
      if (this.tables.get(tableName(table.of)) !== table) return;
      this.worker.post({ type: 'append', table: tableName(table.of), section: sectionName(of), rows });
    }
  }

  private async readNew(section: Section, ids: readonly string[]): Promise<void> {
    const { table, of } = section;
    await this.below(section, async () => {
      // The worker knows which of them it holds already.
      await this.send(section, await this.store.among(ids, table.of, of));
      const caseIds = await this.store.personsAmong(ids, of);
      if (caseIds.length > 0) this.worker.post({ type: 'persons', table: tableName(table.of), caseIds });
    });
  }

  private below<T>({ of }: Section, work: () => Promise<T>): Promise<T> {
    return this.transactions.run({ ...SYSTEM, scopePath: of.townshipPath }, work);
  }

  private drop(table: Table): void {
    const name = tableName(table.of);
    if (this.tables.get(name) !== table) return;
    this.tables.delete(name);
    this.worker.post({ type: 'drop', table: name });
    for (const { failFirst } of table.sections.values()) failFirst(new DomainError('unavailable'));
  }

  private makeRoom(): void {
    const [, ...others] = [...this.tables.values()].toSorted((a, b) => b.usedAt - a.usedAt);
    for (const table of others.toReversed()) if (this.isFull) this.drop(table);
  }

  private sweep(): void {
    const old = performance.now() - IDLE_MS;
    for (const table of this.tables.values()) if (table.usedAt < old) this.drop(table);
    // Who asked has had their answer long ago: nothing waits for the worker.
    if (this.tables.size === 0) this.worker.rest();
  }

  private forgetAll(): void {
    const tables = [...this.tables.values()];
    this.tables.clear();
    for (const { sections } of tables) {
      for (const { failFirst } of sections.values()) failFirst(new DomainError('unavailable'));
    }
  }
}

/** Of the sample, the part that the section is of its table as far as that is known. */
function firstPage({ table, total }: Section): number {
  const totals = [...table.sections.values()].reduce((sum, section) => sum + section.total, 0);
  return Math.max(20, Math.ceil((SAMPLE * total) / totals));
}
