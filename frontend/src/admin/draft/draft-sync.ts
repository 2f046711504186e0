import type { DraftOut } from '@caseway/backend/contract';
import type { MergeConflict, MergeResult, Side } from '@caseway/rule-sets';
import type { KeptDraft } from './kept-draft.ts';

export type Content = Record<string, unknown>;

/** The draft as the server has it. */
export interface Stored extends Omit<DraftOut, 'content'> {
  content: Content;
  etag: string;
}

/** What came of asking the server: `lost`: somebody else saved in between; `offline`: it was not reached. */
export type Saved = { stored: Stored } | { failed: 'lost' | 'offline' } | { failed: 'refused'; error: unknown };
export type Loaded = { stored: Stored | null } | { failed: 'offline' } | { failed: 'refused'; error: unknown };

/** The world around a draft. */
export interface DraftPorts {
  save: (content: Content, etag: string) => Promise<Saved>;
  /** The draft now; null where it is what `etag` names. */
  load: (etag: string) => Promise<Loaded>;
  keep: (kept: KeptDraft | null) => boolean;
  merge: (
    base: Content,
    mine: Content,
    theirs: Content,
    choose?: (place: string) => Side | undefined,
  ) => MergeResult<Content>;
  /** Tells the holder of the content what it is now, because of `theirs`, instead of `before`. */
  merged: (content: Content, theirs: Stored, before: Content) => void;
  now: () => Date;
}

export type DraftPhase = 'saved' | 'waiting' | 'saving' | 'offline' | 'refused' | 'unreadable' | 'conflict';

export interface OpenConflict {
  theirs: Stored;
  conflicts: MergeConflict[];
}

export interface DraftState {
  phase: DraftPhase;
  /** When this page saved last. */
  savedAt: Date | null;
  error: unknown;
  /** What the page's changes are changes of. */
  base: Stored;
  conflict: OpenConflict | null;
  /** Others saved, but the text here can't be read as JSON to bring both together. */
  behind: boolean;
  /** False: this browser can't keep what is unsaved. */
  kept: boolean;
}

const textOf = (content: Content): string => JSON.stringify(content);

/**
 * Keeps what one person writes and the stored draft in step, without ever writing over what somebody else saved: a lost
 * race is merged, and where two changed one place nothing is saved until a person has chosen. What is unsaved is kept in
 * the browser meanwhile. One request at a time.
 */
export class DraftSync {
  private state: DraftState;
  private mine: Content;
  private text: string;
  private readable = true;
  private queue: Promise<unknown> = Promise.resolve();
  private readonly listeners = new Set<() => void>();

  constructor(
    base: Stored,
    private readonly ports: DraftPorts,
  ) {
    this.mine = base.content;
    this.text = '';
    this.state = { phase: 'saved', savedAt: null, error: null, base, conflict: null, behind: false, kept: true };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly getState = (): DraftState => this.state;

  get dirty(): boolean {
    return !this.readable || textOf(this.mine) !== textOf(this.state.base.content);
  }

  /** What the person has before them now; `content` null while the text is no JSON. */
  edit(content: Content | null, text: string): void {
    this.readable = content !== null;
    if (content) this.mine = content;
    this.text = text;
    const { phase, conflict } = this.state;
    const kept = this.keep();
    if (!this.readable) this.set({ phase: 'unreadable', kept });
    else if (conflict) this.set({ phase: 'conflict', kept });
    else if (phase !== 'saving' || !this.dirty) this.set({ phase: this.dirty ? 'waiting' : 'saved', kept });
  }

  /** Saves what is unsaved. True: the server has everything that is written here. */
  flush(): Promise<boolean> {
    return this.inTurn(async () => {
      for (let tries = 0; tries < 5; tries++) {
        if (!this.readable || this.state.conflict) return false;
        if (!this.dirty) {
          this.settle();
          return true;
        }
        const sent = this.mine;
        this.set({ phase: 'saving', error: null });
        const answer = await this.ports.save(sent, this.state.base.etag);
        if ('stored' in answer) {
          this.set({ base: { ...answer.stored, content: sent }, savedAt: this.ports.now() });
          this.settle();
          return !this.dirty;
        }
        if (answer.failed !== 'lost') {
          this.set({ phase: answer.failed, error: 'error' in answer ? answer.error : null, kept: this.keep() });
          return false;
        }
        if (!(await this.catchUp())) return false;
      }
      return false;
    });
  }

  /** Takes in what others saved since. */
  poll(): Promise<void> {
    return this.inTurn(async () => {
      if (!this.state.conflict) await this.catchUp();
    });
  }

  /** Makes `stored` the draft here, as one change: a version that was restored. */
  adopt(stored: Stored): void {
    const before = this.mine;
    const isOther = !this.readable || textOf(this.mine) !== textOf(stored.content);
    this.mine = stored.content;
    this.readable = true;
    this.set({ base: stored, conflict: null, behind: false, savedAt: this.ports.now(), error: null });
    if (isOther) this.ports.merged(stored.content, stored, before);
    this.settle();
  }

  /** Settles the open conflict as chosen, place by place, and saves. False: a place is not chosen, or not saved. */
  async resolve(choices: ReadonlyMap<string, Side>): Promise<boolean> {
    const { conflict, base } = this.state;
    if (!conflict) return true;
    const choose = (place: string) => choices.get(place);
    const { merged, conflicts } = this.ports.merge(base.content, this.mine, conflict.theirs.content, choose);
    if (!this.readable || conflicts.some(({ place }) => !choices.has(place))) {
      // Written since the choice was asked for: what nobody chose is not decided.
      this.set({ conflict: { ...conflict, conflicts } });
      return false;
    }
    this.take(conflict.theirs, merged);
    return this.flush();
  }

  private async catchUp(): Promise<boolean> {
    const answer = await this.ports.load(this.state.base.etag);
    if ('failed' in answer) {
      if (answer.failed === 'offline' && this.dirty) this.set({ phase: 'offline' });
      return false;
    }
    const theirs = answer.stored;
    if (!theirs) {
      if (this.state.phase === 'offline') this.set({ phase: this.dirty ? 'waiting' : 'saved' });
      return true;
    }
    const { base } = this.state;
    if (textOf(theirs.content) === textOf(base.content)) {
      // Published, or saved as it was: another tag for the same.
      this.set({ base: theirs });
      return true;
    }
    if (!this.readable) {
      this.set({ behind: true });
      return false;
    }
    const { merged, conflicts } = this.ports.merge(base.content, this.mine, theirs.content);
    if (conflicts.length > 0) {
      this.set({ phase: 'conflict', conflict: { theirs, conflicts }, kept: this.keep() });
      return false;
    }
    this.take(theirs, merged);
    return true;
  }

  private take(theirs: Stored, merged: Content): void {
    const before = this.mine;
    this.mine = merged;
    this.set({ base: theirs, conflict: null, behind: false, error: null });
    if (textOf(before) !== textOf(merged)) this.ports.merged(merged, theirs, before);
    this.settle();
  }

  /** Keeps what is unsaved in the browser, and nothing that is saved. */
  private keep(): boolean {
    const { base } = this.state;
    if (!this.dirty) return this.ports.keep(null);
    const text = this.text === '' ? JSON.stringify(this.mine, null, 2) : this.text;
    return this.ports.keep({ text, base: base.content, etag: base.etag, at: this.ports.now().toISOString() });
  }

  private settle(): void {
    // The text may be of what was before; what is kept must be what is here now.
    if (this.readable) this.text = '';
    this.set({ phase: !this.readable ? 'unreadable' : this.dirty ? 'waiting' : 'saved', kept: this.keep() });
  }

  private set(change: Partial<DraftState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.queue.then(work);
    this.queue = turn.catch(() => undefined);
    return turn;
  }
}
