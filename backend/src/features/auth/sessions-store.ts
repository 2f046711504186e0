import { Injectable } from '@nestjs/common';
import { Transactions } from '../../database/transactions.ts';

export interface SessionRow {
  id: string;
  userId: string;
  csrfToken: string;
  lastSeenAt: Date;
  expiresAt: Date;
}

export interface AccessTokenRow {
  id: string;
  userId: string;
  name: string;
  scopes: ('read' | 'write')[];
  createdAt: Date;
  expiresAt: Date;
  lastUsedAt: Date | null;
}

const TOKEN = `id, user_id AS "userId", name, scopes, created_at AS "createdAt", expires_at AS "expiresAt",
  last_used_at AS "lastUsedAt"`;

/** Sessions and personal access tokens; only hashes of what opens them are kept. */
@Injectable()
export class SessionsStore {
  constructor(private readonly transactions: Transactions) {}

  async add(
    session: SessionRow & { tokenHash: string; createdAt: Date; address: string | null; userAgent: string | null },
  ): Promise<void> {
    await this.transactions.query(
      `INSERT INTO session (id, token_hash, csrf_token, user_id, created_at, last_seen_at, expires_at, address, user_agent)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        session.id,
        session.tokenHash,
        session.csrfToken,
        session.userId,
        session.createdAt,
        session.lastSeenAt,
        session.expiresAt,
        session.address,
        session.userAgent,
      ],
    );
  }

  /** With the time of the database at which it was found. */
  async byTokenHash(hash: string): Promise<(SessionRow & { foundAt: Date }) | null> {
    const rows = await this.transactions.query<SessionRow & { foundAt: Date }>(
      `SELECT id, user_id AS "userId", csrf_token AS "csrfToken", last_seen_at AS "lastSeenAt", expires_at AS "expiresAt",
              clock_timestamp() AS "foundAt" FROM session WHERE token_hash = $1`,
      [hash],
    );
    return rows[0] ?? null;
  }

  async seen(id: string, at: Date): Promise<void> {
    await this.transactions.query('UPDATE session SET last_seen_at = $2 WHERE id = $1', [id, at]);
  }

  async remove(id: string): Promise<void> {
    await this.transactions.query('DELETE FROM session WHERE id = $1', [id]);
  }

  async removeExpired(now: Date): Promise<void> {
    await this.transactions.query('DELETE FROM session WHERE expires_at < $1', [now]);
  }

  async addToken(token: AccessTokenRow & { tokenHash: string }): Promise<void> {
    await this.transactions.query(
      `INSERT INTO access_token (id, token_hash, user_id, name, scopes, created_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [token.id, token.tokenHash, token.userId, token.name, token.scopes, token.createdAt, token.expiresAt],
    );
  }

  async tokensOf(userId: string): Promise<AccessTokenRow[]> {
    return this.transactions.query<AccessTokenRow>(
      `SELECT ${TOKEN} FROM access_token WHERE user_id = $1 AND revoked_at IS NULL ORDER BY created_at DESC, id DESC`,
      [userId],
    );
  }

  /** With the time of the database at which it was found. */
  async tokenByHash(hash: string): Promise<(AccessTokenRow & { foundAt: Date }) | null> {
    const rows = await this.transactions.query<AccessTokenRow & { foundAt: Date }>(
      `SELECT ${TOKEN}, clock_timestamp() AS "foundAt" FROM access_token WHERE token_hash = $1 AND revoked_at IS NULL`,
      [hash],
    );
    return rows[0] ?? null;
  }

  async tokenUsed(id: string, at: Date): Promise<void> {
    await this.transactions.query('UPDATE access_token SET last_used_at = $2 WHERE id = $1', [id, at]);
  }

  async revokeToken(id: string, userId: string, at: Date): Promise<boolean> {
    const rows = await this.transactions.query(
      'UPDATE access_token SET revoked_at = $3 WHERE id = $1 AND user_id = $2 AND revoked_at IS NULL RETURNING id',
      [id, userId, at],
    );
    return rows.length === 1;
  }
}
