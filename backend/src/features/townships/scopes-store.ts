import type { LocalizedText } from '@caseway/form-schemas';
import { Injectable } from '@nestjs/common';
import { Transactions } from '../../database/transactions.ts';

export type ScopeKind = 'district' | 'township' | 'village';

/** A place of the scope tree; `scopePath` holds the ids of those above and its own. */
export interface Scope {
  id: string;
  parentId: string | null;
  kind: ScopeKind;
  key: string;
  title: LocalizedText;
  scopePath: string;
  closedAt: Date | null;
  /** Counts changes: the place's ETag. */
  version: number;
}

const COLUMNS =
  'id, parent_id AS "parentId", kind, key, title, scope_path AS "scopePath", closed_at AS "closedAt", version';

@Injectable()
export class ScopesStore {
  constructor(private readonly transactions: Transactions) {}

  async all(): Promise<Scope[]> {
    return this.transactions.known('scopes', () =>
      this.transactions.query<Scope>(`SELECT ${COLUMNS} FROM scope ORDER BY scope_path`),
    );
  }

  async byId(id: string): Promise<Scope | null> {
    return this.where('id', id);
  }

  async byKey(key: string): Promise<Scope | null> {
    return this.where('key', key);
  }

  private async where(column: 'id' | 'key', value: string): Promise<Scope | null> {
    return this.transactions.known(`scope ${column} ${value}`, async () => {
      const [scope] = await this.transactions.query<Scope>(`SELECT ${COLUMNS} FROM scope WHERE ${column} = $1`, [
        value,
      ]);
      return scope ?? null;
    });
  }

  /** Stores a changed name or closing and counts its version up; false where `expected` is no longer its version. */
  async update({ id, title, closedAt }: Scope, expected: number): Promise<boolean> {
    const rows = await this.transactions.query(
      'UPDATE scope SET title = $2, closed_at = $3, version = version + 1 WHERE id = $1 AND version = $4 RETURNING id',
      [id, JSON.stringify(title), closedAt, expected],
    );
    this.transactions.forget();
    return rows.length === 1;
  }

  /** False where the key is taken, by whomever. */
  async add(scope: Scope): Promise<boolean> {
    const rows = await this.transactions.query(
      `INSERT INTO scope (id, parent_id, kind, key, title, scope_path) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (key) DO NOTHING RETURNING id`,
      [scope.id, scope.parentId, scope.kind, scope.key, JSON.stringify(scope.title), scope.scopePath],
    );
    this.transactions.forget();
    return rows.length === 1;
  }
}
