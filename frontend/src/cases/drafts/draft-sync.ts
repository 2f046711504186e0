import { ApiProblem, OfflineError } from '../../api/client.ts';
import { type FiledBefore, filedBefore } from '../filed-before.ts';
import type { OnServer } from './device-copies.ts';
import { mergeKeepingBoth, NOTHING_WRITTEN, sameWritten, type Written } from './merge-written.ts';

/** The place of one draft on the server. */
export interface DraftPlaceOnServer {
  /** Null: none is there. */
  read: () => Promise<OnServer | null>;
  /** Over a revision, 0 where none is there; throws a 412 where another one is. Answers the new one and when it was saved. */
  save: (written: Written, over: number) => Promise<{ revision: number; savedAt: string }>;
}

/** Where what was written is kept. */
export type KeptWhere =
  | { is: 'nowhere' }
  | { is: 'server'; at: string }
  /** `why` null: until the server can be reached; else what it said. */
  | { is: 'device'; why: Error | null };

interface Hooks {
  server: DraftPlaceOnServer;
  /** Keeps on this machine what is not on the server; with null, nothing needs to be. */
  keep: (unsent: { base: OnServer | null; written: Written } | null) => void;
  /** Others have written, too: what stands there now. */
  onMerged: (written: Written) => void;
  onWhere: (where: KeptWhere) => void;
  /** It has become a case elsewhere. */
  onFiled: (filed: FiledBefore) => void;
  /** Calls back later; answers how to call that off. */
  later: (callback: () => void, ms: number) => () => void;
}

const SETTLED_MS = 1_000;
const RETRY_MS = [2_000, 5_000, 15_000, 60_000];
/** Somebody else saves between each reading and saving: after so many, later. */
const ROUNDS = 5;

/** Whether the server may take it the next time. */
const mayPass = (error: unknown): boolean =>
  error instanceof OfflineError || (error instanceof ApiProblem && (error.status >= 500 || error.status === 401));

const isStale = (error: unknown): boolean => error instanceof ApiProblem && error.status === 412;

/** What goes to the server, and what is known of it. */
export interface Sending {
  latest: () => Written;
  /** What was sent before and was not answered: where that is what the server has, nobody else has written. */
  unanswered?: Written | null;
  trying?: (written: Written) => void;
  merged: (base: OnServer | null, written: Written) => void;
}

/** Saves over what the server has; where others have saved since, what both wrote. Throws what the server refuses. */
export async function saveMerging(
  server: DraftPlaceOnServer,
  base: OnServer | null,
  { latest, unanswered = null, trying, merged }: Sending,
): Promise<OnServer & { savedAt: string }> {
  let over = base;
  for (let round = 1; ; round++) {
    const written = latest();
    try {
      trying?.(written);
      return { written, ...(await server.save(written, over?.revision ?? 0)) };
    } catch (error) {
      if (!isStale(error) || round >= ROUNDS) throw error;
      const theirs = await server.read();
      const own = theirs && unanswered && sameWritten({ ...theirs.written }, { ...unanswered });
      const before = own ? unanswered : (over?.written ?? NOTHING_WRITTEN);
      // Thrown away elsewhere while it was written on here: it is begun again.
      const next = theirs ? mergeKeepingBoth(before, latest(), theirs.written) : latest();
      over = theirs;
      merged(over, next);
    }
  }
}

/**
 * One draft as a page holds it: on this machine at once, on the server when it has settled, one request at a time, again when the
 * server can be reached; what others save meanwhile is brought together with it.
 */
export class DraftSync {
  private base: OnServer | null;
  private now: Written;
  private sending: Promise<boolean> | null = null;
  private callOff: () => void = () => undefined;
  private unanswered: Written | null = null;
  private failures = 0;
  private ended = false;
  private held = false;

  constructor(
    base: OnServer | null,
    now: Written,
    private readonly hooks: Hooks,
  ) {
    this.base = base;
    this.now = now;
  }

  get unsent(): boolean {
    return !this.ended && !sameWritten({ ...this.now }, { ...(this.base?.written ?? NOTHING_WRITTEN) });
  }

  write(written: Written): void {
    if (this.ended || sameWritten({ ...written }, { ...this.now })) return;
    this.now = written;
    this.keepUnsent();
    this.schedule(SETTLED_MS);
  }

  /** What was found on this machine is to go to the server. */
  begin(): void {
    if (this.unsent) this.schedule(0);
  }

  /** Sends what is not sent; false where that cannot be done now. */
  async flush(): Promise<boolean> {
    this.callOff();
    // What was typed while it went is sent after it.
    while (this.sending) await this.sending;
    if (!this.unsent) return true;
    this.sending = this.send();
    try {
      return await this.sending;
    } finally {
      this.sending = null;
    }
  }

  /** Looks whether others have written since. */
  async refresh(): Promise<void> {
    while (this.sending) await this.sending;
    if (this.ended) return;
    const read = async (): Promise<boolean> => {
      try {
        const theirs = await this.hooks.server.read();
        if (this.ended || !theirs || theirs.revision === this.base?.revision) return true;
        this.take(theirs, mergeKeepingBoth(this.base?.written ?? NOTHING_WRITTEN, this.now, theirs.written));
        return true;
      } catch (error) {
        this.heard(error);
        return false;
      }
    };
    this.sending = read();
    await this.sending;
    this.sending = null;
    if (this.unsent) this.schedule(0);
  }

  /** Nothing is kept or sent of it any more: it was filed, or is thrown away. */
  end(): void {
    this.ended = true;
    this.callOff();
    this.hooks.keep(null);
  }

  /** It is being filed: nothing is sent beside that until it is known what came of it. */
  hold(): void {
    this.held = true;
    this.callOff();
  }

  /** `send` false: not before something more is written. */
  release(send: boolean): void {
    this.held = false;
    if (send) this.begin();
  }

  /** Waits for what is under way, and begins nothing more by itself until something is written. */
  async settle(): Promise<void> {
    this.callOff();
    while (this.sending) await this.sending;
    this.callOff();
  }

  /** The revision that the server has, as far as is known; 0: none. */
  get revision(): number {
    return this.base?.revision ?? 0;
  }

  /** Keeps at once, on this machine, what is not sent: the page goes. */
  keepUnsent(): void {
    if (!this.ended) this.hooks.keep(this.unsent ? { base: this.base, written: this.now } : null);
  }

  private schedule(ms: number): void {
    this.callOff();
    if (this.held) return;
    this.callOff = this.hooks.later(() => void this.flush(), ms);
  }

  private async send(): Promise<boolean> {
    const { server, onWhere } = this.hooks;
    try {
      const saved = await saveMerging(server, this.base, {
        latest: () => this.now,
        unanswered: this.unanswered,
        trying: (written) => {
          this.unanswered = written;
        },
        merged: (base, written) => this.take(base, written),
      });
      this.unanswered = null;
      if (this.ended) return true;
      this.base = { written: saved.written, revision: saved.revision };
      this.failures = 0;
      this.keepUnsent();
      onWhere({ is: 'server', at: saved.savedAt });
      if (this.unsent) this.schedule(SETTLED_MS);
      return !this.unsent;
    } catch (error) {
      this.heard(error);
      return false;
    }
  }

  private take(base: OnServer | null, written: Written): void {
    const changed = !sameWritten({ ...written }, { ...this.now });
    this.base = base;
    this.now = written;
    this.keepUnsent();
    if (changed) this.hooks.onMerged(written);
  }

  private heard(error: unknown): void {
    if (this.ended) return;
    const filed = filedBefore(error);
    if (filed !== undefined) this.hooks.onFiled(filed);
    const passes = mayPass(error) || isStale(error);
    if (this.unsent)
      this.hooks.onWhere({
        is: 'device',
        why: passes ? null : error instanceof Error ? error : new Error(String(error)),
      });
    if (!passes) return;
    this.schedule(RETRY_MS[Math.min(this.failures, RETRY_MS.length - 1)] ?? 0);
    this.failures++;
  }
}
