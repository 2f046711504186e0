import { Injectable } from '@nestjs/common';
import type { SavedViewOut } from '../../../contract/index.ts';
import { Transactions } from '../../../database/transactions.ts';

@Injectable()
export class SavedViewsStore {
  constructor(private readonly transactions: Transactions) {}

  async list(): Promise<SavedViewOut[]> {
    return this.transactions.query<SavedViewOut>(
      'SELECT id, name, query FROM saved_view WHERE user_id = caseway_user() ORDER BY name',
    );
  }

  /** How many views there are, of anybody, that filter by a value. */
  async countWith(filter: string, value: string): Promise<number> {
    return this.transactions.seeing('/', async () => {
      const [row] = await this.transactions.query<{ count: number }>(
        'SELECT count(*)::int AS count FROM saved_view WHERE query ->> $1 = $2',
        [filter, value],
      );
      return row?.count ?? 0;
    });
  }

  /** How many views there are, of anybody, that filter by one of these. */
  async countBy(filters: readonly string[]): Promise<number> {
    return this.transactions.seeing('/', async () => {
      const [row] = await this.transactions.query<{ count: number }>(
        'SELECT count(*)::int AS count FROM saved_view WHERE jsonb_exists_any(query, $1)',
        [filters],
      );
      return row?.count ?? 0;
    });
  }

  /** Saves under a name; the same name again replaces it. */
  async save(view: SavedViewOut): Promise<SavedViewOut> {
    const [row] = await this.transactions.query<SavedViewOut>(
      `INSERT INTO saved_view (id, user_id, name, query) VALUES ($1, caseway_user(), $2, $3)
       ON CONFLICT (user_id, name) DO UPDATE SET query = excluded.query RETURNING id, name, query`,
      [view.id, view.name, JSON.stringify(view.query)],
    );
    if (!row) throw new Error('The saved view was not stored.');
    return row;
  }

  async remove(id: string): Promise<void> {
    await this.transactions.query('DELETE FROM saved_view WHERE id = $1 AND user_id = caseway_user()', [id]);
  }
}
