import { Injectable } from '@nestjs/common';
import { Transactions } from '../../database/transactions.ts';
import type { HashedEntry } from './audit-entry.ts';

export type AuditRow = HashedEntry & { id: string; hash: string };

export interface AuditFilter {
  objectType?: string;
  objectId?: string;
  action?: string;
  before?: { at: string; id: string };
  limit: number;
}

const COLUMNS = `id, chain, seq::int AS seq, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at,
  actor_id AS "actorId", actor_name AS "actorName", action, object_type AS "objectType", object_id AS "objectId",
  scope_path AS "scopePath", address, request_id AS "requestId", before, after, prev_hash AS "prevHash", hash`;

@Injectable()
export class AuditStore {
  constructor(private readonly transactions: Transactions) {}

  /** The chain's head, locked until the transaction ends: entries of one chain come one after the other. */
  async head(chain: string, genesis: string): Promise<{ seq: number; hash: string }> {
    await this.transactions.query(
      'INSERT INTO audit_chain (chain, seq, hash) VALUES ($1, 0, $2) ON CONFLICT (chain) DO NOTHING',
      [chain, genesis],
    );
    const [row] = await this.transactions.query<{ seq: number; hash: string }>(
      'SELECT seq::int AS seq, hash FROM audit_chain WHERE chain = $1 FOR UPDATE',
      [chain],
    );
    if (!row) throw new Error(`The audit chain ${chain} has no head.`);
    return row;
  }

  async add(row: AuditRow): Promise<void> {
    await this.transactions.query(
      `INSERT INTO audit_entry (id, chain, seq, at, actor_id, actor_name, action, object_type, object_id, scope_path,
                                address, request_id, before, after, prev_hash, hash)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
      [
        row.id,
        row.chain,
        row.seq,
        row.at,
        row.actorId,
        row.actorName,
        row.action,
        row.objectType,
        row.objectId,
        row.scopePath,
        row.address,
        row.requestId,
        JSON.stringify(row.before),
        JSON.stringify(row.after),
        row.prevHash,
        row.hash,
      ],
    );
    await this.transactions.query('UPDATE audit_chain SET seq = $2, hash = $3 WHERE chain = $1', [
      row.chain,
      row.seq,
      row.hash,
    ]);
  }

  /**
   * Newest first; without entries of a case that the reader does not see now, wherever it lay when they were written, and without
   * entries that name another case from which the reader is kept out (`other`).
   */
  async list(filter: AuditFilter): Promise<AuditRow[]> {
    return this.transactions.query<AuditRow>(
      `SELECT ${COLUMNS} FROM audit_entry
        WHERE ($1::text IS NULL OR object_type = $1) AND ($2::text IS NULL OR object_id = $2)
          AND ($3::text IS NULL OR action = $3) AND ($4::timestamptz IS NULL OR (at, id) < ($4, $5::uuid))
          AND CASE WHEN object_type = 'case' AND object_id IS NOT NULL THEN EXISTS (SELECT 1 FROM case_file c WHERE c.id = object_id::uuid) ELSE true END
          AND coalesce(after::jsonb ->> 'other' NOT IN (SELECT caseway_recused(caseway_user())::text), true)
          AND (NOT EXISTS (SELECT caseway_recused(caseway_user())) OR NOT EXISTS (
            SELECT 1 FROM jsonb_path_query(after::jsonb, '$.found[*]') AS found(number)
             WHERE NOT EXISTS (SELECT 1 FROM case_file c WHERE c.number = found.number #>> '{}')))
        ORDER BY audit_entry.at DESC, id DESC LIMIT $6`,
      [
        filter.objectType ?? null,
        filter.objectId ?? null,
        filter.action ?? null,
        filter.before?.at ?? null,
        filter.before?.id ?? null,
        filter.limit,
      ],
    );
  }

  /** Those of these numbers that are of cases which speak against somebody. */
  async accusations(numbers: readonly string[]): Promise<Set<string>> {
    if (numbers.length === 0) return new Set();
    const rows = await this.transactions.query<{ number: string }>(
      'SELECT number FROM case_file WHERE accuses AND number = ANY ($1::text[])',
      [numbers],
    );
    return new Set(rows.map(({ number }) => number));
  }

  /** The chains that lie wholly in what is visible, with their heads. */
  async chains(): Promise<{ chain: string; seq: number; hash: string }[]> {
    return this.transactions.query(
      `SELECT c.chain, c.seq::int AS seq, c.hash FROM audit_chain c
        WHERE starts_with(c.chain, caseway_scope()) AND caseway_within(c.chain) ORDER BY c.chain`,
    );
  }

  /** Whether the reader is kept out of any case: of some entries they see nothing. */
  async isKeptOut(): Promise<boolean> {
    const [row] = await this.transactions.query<{ out: boolean }>(
      'SELECT EXISTS (SELECT caseway_recused(caseway_user())) AS out',
    );
    return row?.out === true;
  }

  /** Entries of a chain after a number, in order. */
  async after(chain: string, seq: number, limit: number): Promise<AuditRow[]> {
    return this.transactions.query<AuditRow>(
      `SELECT ${COLUMNS} FROM audit_entry WHERE chain = $1 AND audit_entry.seq > $2 ORDER BY audit_entry.seq LIMIT $3`,
      [chain, seq, limit],
    );
  }
}
