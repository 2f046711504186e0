import type { Json } from '@caseway/form-schemas';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../clock/clock.ts';
import type { AuditOut, AuditQuery } from '../../contract/index.ts';
import { hasRole } from '../../database/principal.ts';
import { Transactions } from '../../database/transactions.ts';
import { decodeCursor, encodeCursor } from '../../http/cursor.ts';
import { currentRequest } from '../../http/request-context.ts';
import { newId } from '../../new-id.ts';
import { FieldCipher } from '../../secrets/field-cipher.ts';
import { entryHash, GENESIS } from './audit-entry.ts';
import { type AuditRow, AuditStore } from './audit-store.ts';

const BATCH = 1000;

/** The one member of a value that stands sealed in an entry. */
const SEALED = 'sealed';
/** Whom a case keeps out may be whom it speaks against: the trail says that somebody was, and who did it; the case says whom. */
const RECUSED = 'case.recuse';
const KNOW_WHOM = ['handler', 'case-lead', 'township-lead', 'centre'] as const;
const WITHHELD = { after: { withheld: true } } as const;

export interface AuditRecord {
  action: string;
  objectType: string;
  objectId: string | null;
  scopePath: string;
  before?: Json;
  after?: Json;
}

const isObject = (value: Json): value is Record<string, Json> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** Numbers of the cases that a search for a person found. */
const foundIn = (after: Json): string[] =>
  isObject(after) && Array.isArray(after.found) ? after.found.filter((it) => typeof it === 'string') : [];

/**
 * What a search found, without matters that speak against somebody: who reads of two that one person brought them knows of the one
 * who brought the other. Who may know reads of the search on the case.
 */
function withoutFound(after: Json, accusing: ReadonlySet<string>): Json {
  const found = foundIn(after);
  const left = found.filter((number) => !accusing.has(number));
  if (!isObject(after) || left.length === found.length) return after;
  const { total } = after;
  return { ...after, found: left, ...(typeof total === 'number' && { total: total - found.length + left.length }) };
}

/** Each township has a chain of its own, so that townships do not wait for each other; what is above has the district's. */
function chainOf(scopePath: string): string {
  const [district = '', township] = scopePath.split('/').filter((part) => part !== '');
  return township ? `/${district}/${township}/` : `/${district}${district ? '/' : ''}`;
}

/** Who did what, when, from where, before and after: append-only and hash-chained. */
@Injectable()
export class Audit {
  constructor(
    private readonly store: AuditStore,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly cipher: FieldCipher,
  ) {}

  /** Records in the running transaction: what is done and what is recorded stand or fall together. No personal data. */
  async record({ action, objectType, objectId, scopePath, before = null, after = null }: AuditRecord): Promise<void> {
    const { principal } = this.transactions;
    const request = currentRequest();
    const chain = chainOf(scopePath);
    const head = await this.store.head(chain, GENESIS);
    const entry = {
      chain,
      seq: head.seq + 1,
      at: this.clock.now().toISOString(),
      actorId: principal.userId,
      actorName: principal.displayName,
      action,
      objectType,
      objectId,
      scopePath,
      address: request?.address ?? null,
      requestId: request?.requestId ?? null,
      before,
      after,
      prevHash: head.hash,
    };
    await this.store.add({ ...entry, id: newId(), hash: entryHash(entry) });
  }

  /** A text in which people name people, as an entry may keep it: who reads the trail reads it, who has the database does not. */
  sealed(text: string): Json {
    return { [SEALED]: this.cipher.seal(text).toString('base64') };
  }

  private opened(after: Json): Json {
    if (!isObject(after)) return after;
    const open = (value: Json): Json =>
      isObject(value) && typeof value[SEALED] === 'string'
        ? this.cipher.open(Buffer.from(value[SEALED], 'base64'))
        : value;
    return Object.fromEntries(Object.entries(after).map(([name, value]) => [name, open(value)]));
  }

  /** One page, newest first. Verification goes with the first page: it reads the whole chain. */
  async list(query: AuditQuery): Promise<AuditOut> {
    const limit = query.limit ?? 50;
    const [at, id] = query.cursor ? decodeCursor(query.cursor, ['instant', 'id']) : [];
    const { objectType, objectId, action } = query;
    const rows = await this.store.list({
      ...(objectType && { objectType }),
      ...(objectId && { objectId }),
      ...(action && { action }),
      ...(at !== undefined && id !== undefined && { before: { at, id } }),
      limit: limit + 1,
    });
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    const out = await this.store.isKeptOut();
    const accusing = await this.store.accusations(page.flatMap(({ after }) => foundIn(after)));
    return {
      items: page.map(({ scopePath, seq, prevHash, hash, ...row }) => ({
        ...row,
        after: withoutFound(this.opened(row.after), accusing),
        ...(row.action === RECUSED && !hasRole(this.transactions.principal, KNOW_WHOM, scopePath) && WITHHELD),
        ...(!out && this.readsChain(row.chain) && { seq, prevHash, hash }),
      })),
      nextCursor: rows.length > limit && last ? encodeCursor([last.at, last.id]) : null,
      verification: query.cursor ? [] : await this.verify(),
    };
  }

  /** Reads each visible chain from its first entry: `brokenAt` is the first number that is missing or was changed. */
  async verify(): Promise<AuditOut['verification']> {
    const results: AuditOut['verification'] = [];
    const out = await this.store.isKeptOut();
    for (const { chain, seq: entries, hash: headHash } of await this.store.chains()) {
      // What is hidden from somebody, as from who is recused, is no break.
      const brokenAt = await this.transactions.seeing(chain, () => this.brokenAt(chain, entries, headHash));
      const places = !out && this.readsChain(chain) && { entries, headHash, brokenAt };
      results.push({ chain, intact: brokenAt === null, ...places });
    }
    return results;
  }

  /** Numbers of a chain count what is hidden, too: they are for who watches over the whole of it, and is kept out of no case. */
  private readsChain(chain: string): boolean {
    return hasRole(this.transactions.principal, ['platform-admin', 'auditor'], chain);
  }

  private async brokenAt(chain: string, entries: number, headHash: string): Promise<number | null> {
    let [seq, hash] = [0, GENESIS];
    for (;;) {
      const rows: AuditRow[] = await this.store.after(chain, seq, BATCH);
      for (const row of rows) {
        if (row.seq !== seq + 1 || row.prevHash !== hash || entryHash(row) !== row.hash) return seq + 1;
        [seq, hash] = [row.seq, row.hash];
      }
      if (rows.length < BATCH) return seq === entries && hash === headHash ? null : seq + 1;
    }
  }
}
